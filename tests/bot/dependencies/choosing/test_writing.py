"""How a version is written: pins, ranges, series, in three syntaxes."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.version import Version

from bot.dependencies.choosing.meaning import meaning
from bot.dependencies.choosing.writing import Strategy, Unwritten, Written, write
from bot.dependencies.places import Syntax, spliced
from tests.support.dependencies import clauses, place

RELEASES = ("1.0.0", "1.0.1", "1.2", "1.5.0", "2.0.0", "2.1.0", "3.0.0", "3.3.1")
KNOWN = tuple(map(Version, (*RELEASES, "3.4.0", "4.0.0rc1", "4.0.0", "4.1")))

# Written, for an application, for a library ("" where a person has to choose).
# The newest release is 3.3.1, unless there is a later one that is not offered.
PEP440 = [
    # A pin follows the release.
    ("==1.0", "==3.3.1", "==3.3.1"),
    ("== 1.0.0", "== 3.3.1", "== 3.3.1"),
    ("==v1.0", "==v3.3.1", "==v3.3.1"),
    ("===1.0.0", "===3.3.1", "===3.3.1"),
    ("==3.3.1", "==3.3.1", "==3.3.1"),
    ("==3.3.1.0", "==3.3.1.0", "==3.3.1.0"),
    ("==1.0,>=0.9", "==3.3.1,>=0.9", "==3.3.1,>=0.9"),
    ("==1.2,<2", "==3.3.1,<4", "==3.3.1,<4"),
    # A cap is one on its last component that is not zero; the order is nothing.
    ("<2,>=1.0", "<4,>=1.0", "<4,>=1.0"),
    (">=1.0,<2", ">=1.0,<4", ">=1.0,<4"),
    ("<2.0,>=1.0", "<4.0,>=1.0", "<4.0,>=1.0"),
    (">=1.0,<2.0", ">=1.0,<4.0", ">=1.0,<4.0"),
    (">=1.0.0,<2.0.0", ">=1.0.0,<4.0.0", ">=1.0.0,<4.0.0"),
    (">=1.0.0 , < 2.0.0", ">=1.0.0 , < 4.0.0", ">=1.0.0 , < 4.0.0"),
    ("<2.0.0", "<4.0.0", "<4.0.0"),
    ("<2.0", "<4.0", "<4.0"),
    (">=1.0,<1.2", ">=1.0,<3.4", ">=1.0,<3.4"),
    ("<1.2,>=1.0", "<3.4,>=1.0", "<3.4,>=1.0"),
    ("<1.2.3", "<3.3.2", "<3.3.2"),
    # The cap before pre-releases stays one.
    (">=1,<2.0.0a0", ">=1,<4.0.0a0", ">=1,<4.0.0a0"),
    ("<2.dev0", "<4.dev0", "<4.dev0"),
    # A named last release is named again, as short as it can be.
    ("<=2.0,>=1", "<=3.3.1,>=1", "<=3.3.1,>=1"),
    (">1.0,<=1.2", ">1.0,<=3.3.1", ">1.0,<=3.3.1"),
    # What holds it stays; so do floors and exclusions.
    (">=1.0.0", ">=1.0.0", ">=1.0.0"),
    (">=1", ">=1", ">=1"),
    ("<4,!=1.2", "<4,!=1.2", "<4,!=1.2"),
    ("!=1.2,!=2.*,<3", "!=1.2,!=2.*,<4", "!=1.2,!=2.*,<4"),
    # A series moves on in an application only.
    ("~=1.0,!=1.2", "~=3.3,!=1.2", ""),
    ("~=1.4.2", "~=3.3.1", ""),
    ("==1.*", "==3.*", ""),
    ("==1.2.*", "==3.3.*", ""),
    ("==1.2.3.*", "==3.3.1.*", ""),
    (">=1.0.0,==1.*", ">=1.0.0,==3.*", ""),
    ("~=3.0", "~=3.0", "~=3.0"),
    # What nobody can mean, or only a person.
    ("<0", "", ""),
    ("<0.0", "", ""),
    (">=5", "", ""),
    ("!=3.3.1,<3", "", ""),
    ("=>1", "", ""),
]
POETRY = [
    ("1.2", "3.3.1", "3.3.1"),
    ("=1.2", "=3.3.1", "=3.3.1"),
    ("^1", "^3", "^1 || ^3"),
    ("^1.0", "^3.3", "^1.0 || ^3.0"),
    ("^1.2", "^3.3", "^1.2 || ^3.3"),
    ("^1.0.0", "^3.3.1", "^1.0.0 || ^3.0.0"),
    ("^0.9", "^3.3", "^0.9 || ^3.3"),
    ("^3.0", "^3.0", "^3.0"),
    ("~1", "~3", "~1 || ~3"),
    ("~1.2", "~3.3", "~1.2 || ~3.3"),
    ("~1.2.3", "~3.3.1", "~1.2.3 || ~3.3.1"),
    ("~=1.2", "~=3.3", "~=1.2 || ~=3.3"),
    ("1.*", "3.*", "1.* || 3.*"),
    ("1.2.*", "3.3.*", "1.2.* || 3.3.*"),
    ("*", "*", "*"),
    (">=1.0,<2.0", ">=1.0,<4.0", ">=1.0,<4.0"),
    ("<>1.2,<2", "<>1.2,<4", "<>1.2,<4"),
    # Alternatives are never taken away; one that holds it is enough.
    ("^1.0 || ^2.0", "^1.0 || ^2.0 || ^3.0", "^1.0 || ^2.0 || ^3.0"),
    ("^2.0 || ^1.0", "^2.0 || ^3.0 || ^1.0", "^2.0 || ^3.0 || ^1.0"),
    (">=1,<2 || >=2,<3", ">=1,<2 || >=2,<4", ">=1,<2 || >=2,<4"),
    ("1.0.0 || 2.0.0", "1.0.0 || 2.0.0 || 3.3.1", "1.0.0 || 2.0.0 || 3.3.1"),
    ("1.0.0 || 3.3.1", "1.0.0 || 3.3.1", "1.0.0 || 3.3.1"),
    ("^1.2,!=1.3", "^3.3,!=1.3", "^1.2,!=1.3 || ^3.3"),
    # Only a person can say what to make of a floor above it.
    (">=1,<2 || >=5", "", ""),
    ("^x", "", ""),
]
CONDA = [
    ("==1.2.3", "==3.3.1", "==3.3.1"),
    ("1.2.3", "3.3.1", "3.3.1"),
    ("=1", "=3", ""),
    ("=1.2", "=3.3", ""),
    ("=1.2.3", "=3.3.1", ""),
    ("=1.2.3.4", "=3.3.1", ""),
    ("=1.2.*", "=3.3.*", ""),
    (">=1.2,<2", ">=1.2,<4", ">=1.2,<4"),
    (">=1.2,<2.0", ">=1.2,<4.0", ">=1.2,<4.0"),
    (">=1.2.*,<2", ">=1.2.*,<4", ">=1.2.*,<4"),
    ("=3.3", "=3.3", "=3.3"),
    ("1.2*", "", ""),
    ("=1.2 || =2.0", "", ""),
]
ROWS = [
    pytest.param(syntax, row[0], strategy, after, id=f"{syntax}-{row[0]}-{strategy}")
    for syntax, rows in [
        (Syntax.PEP440, PEP440),
        (Syntax.POETRY, POETRY),
        (Syntax.CONDA, CONDA),
    ]
    for row in rows
    for strategy, after in zip((Strategy.REPLACE, Strategy.WIDEN), row[1:], strict=True)
]


@pytest.mark.parametrize(("syntax", "before", "strategy", "after"), ROWS)
def test_a_version_is_written_as_it_was_meant(
    syntax: Syntax, before: str, strategy: Strategy, after: str
) -> None:
    """Each row of the tables, byte by byte."""
    written = write(place(before, syntax=syntax), Version("3.3.1"), KNOWN[:8], strategy)

    if not after:
        assert isinstance(written, Unwritten)
        assert written.reason.endswith(".")
    else:
        assert isinstance(written, Written)
        assert spliced(before.encode(), written.splices).decode() == after


def test_a_library_is_told_which_range_would_do() -> None:
    """A series that cannot be widened names the range that could be."""
    written = write(place("~=1.0,!=1.2"), Version("3.3.1"), KNOWN, Strategy.WIDEN)

    assert written == Unwritten(
        "`~=1.0,!=1.2` has no wider form with the same operator;"
        " `>=1.0,<4,!=1.2` would hold 3.3.1 as well."
    )


@pytest.mark.parametrize(
    ("before", "version", "after"),
    [
        pytest.param("<2.0", "1!1.5", "<1!2.0", id="epoch-cap"),
        pytest.param("==1.0", "1!1.5", "==1!1.5", id="epoch-pin"),
        pytest.param("<=3.0", "4.0.0", "<=4.0", id="same-release-shorter"),
        pytest.param("==1.2.3.*", "4.1", "==4.1.0.*", id="padded-prefix"),
        pytest.param("~=1.2.3", "4.1", "~=4.1.0", id="padded-series"),
        pytest.param("~=1.2", "4.0rc1", "~=4.0rc1", id="pre-release"),
        pytest.param("==1.0+cu111", "1.5+cu111", "==1.5+cu111", id="label"),
        pytest.param("==2023.7.22", "2024.2.2", "==2024.2.2", id="calendar"),
        pytest.param("<2024", "2025.1", "<2026", id="calendar-cap"),
        pytest.param("<0.5", "0.17.5", "<0.18", id="zero"),
        pytest.param("<1.9", "9.9", "<9.10", id="carry"),
        pytest.param("<=1.2", "1.2.post1", "<=1.2.post1", id="post"),
    ],
)
def test_other_numbers(before: str, version: str, after: str) -> None:
    """Epochs, labels, short numbers and years are written as they should be."""
    written = write(place(before), Version(version), KNOWN, Strategy.REPLACE)

    assert isinstance(written, Written)
    assert spliced(before.encode(), written.splices).decode() == after
    assert written.before == before


def test_a_cap_that_cannot_be_moved_by_its_meaning() -> None:
    """What would let a later series in is not written."""
    written = write(place("<2.post1"), Version("3.3.1"), KNOWN, Strategy.REPLACE)

    assert written == Unwritten("`<4.post1` would hold 4.0.0 as well.")


def test_nothing_later_of_another_series_slips_in() -> None:
    """A cap says no more than it said before: later series stay out."""
    written = write(place(">=1,<2"), Version("3.3.1"), KNOWN, Strategy.WIDEN)

    assert isinstance(written, Written)
    new = meaning(Syntax.PEP440, clauses(written.after))
    assert [str(each) for each in KNOWN if new.contains(each)] == [*RELEASES, "3.4.0"]


VERSIONS = st.builds(
    lambda parts, zeros: ".".join(map(str, (*parts, *([0] * zeros)))),
    st.lists(st.integers(0, 5), min_size=1, max_size=3),
    st.integers(0, 1),
)
OPERATORS = st.sampled_from([">=", ">", "<", "<=", "!=", "~=", "==", "^", "~", ""])


@st.composite
def specifiers(draw: st.DrawFn) -> tuple[str, Syntax]:
    """Draw a specifier of one to three clauses."""
    syntax = draw(st.sampled_from([Syntax.PEP440, Syntax.POETRY]))
    parts = []
    for _ in range(draw(st.integers(1, 3))):
        operator, version = draw(OPERATORS), draw(VERSIONS)
        if syntax is Syntax.PEP440 and operator in {"^", "~", ""}:
            operator = ">="
        if operator == "~=" and "." not in version:
            version += ".0"
        parts.append(operator + version)
    return ",".join(parts), syntax


@given(specifiers(), st.lists(VERSIONS, min_size=1, max_size=12), st.data())
def test_what_is_written_is_true(
    specifier: tuple[str, Syntax], texts: list[str], data: st.DataObject
) -> None:
    """It holds the version, rests, keeps what it held, and takes any order."""
    text, syntax = specifier
    known = [Version(each) for each in texts]
    version = data.draw(st.sampled_from(known))
    strategy = data.draw(st.sampled_from(list(Strategy)))

    written = write(place(text, syntax=syntax), version, known, strategy)
    if isinstance(written, Unwritten):
        assert written.reason
        return
    after = spliced(text.encode(), written.splices).decode()
    old, new = (meaning(syntax, clauses(each)) for each in (text, after))
    again = write(place(after, syntax=syntax), version, known, strategy)

    assert new.contains(version)
    assert isinstance(again, Written)
    assert not again.splices
    if strategy is Strategy.WIDEN and not any(
        each.operator in {"==", ""} for each in clauses(text)
    ):
        assert all(new.contains(each) for each in known if old.contains(each))


@given(specifiers(), VERSIONS)
def test_the_order_of_clauses_is_nothing(
    specifier: tuple[str, Syntax], text: str
) -> None:
    """Each clause becomes the same, wherever it stands."""
    before, syntax = specifier
    results = set()
    for order in permutations(before.split(",")):
        one = place(",".join(order), syntax=syntax)
        written = write(one, Version(text), (), Strategy.REPLACE)
        after = written.after if isinstance(written, Written) else "!"
        results.add(tuple(sorted(after.split(","))))

    assert len(results) == 1
