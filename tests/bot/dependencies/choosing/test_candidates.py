"""Which version is offered for one place, and the answer where none is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from packaging.version import Version

from bot.dependencies.choosing.answers import Candidate, Limits, Refusal, Why
from bot.dependencies.choosing.candidates import choose, prospects
from bot.dependencies.choosing.pythons import of_minors, of_project
from bot.dependencies.choosing.rules import Request, Rule, Step
from bot.dependencies.places import Origin, Syntax
from bot.dependencies.releases import Listing, Release
from tests.support.dependencies import NOW, listing, place, release

if TYPE_CHECKING:
    from bot.dependencies.releases import ReleaseFile

LIMITS = Limits(NOW, of_minors((3, 9), (3, 12)))
WAIT = "1.1 came out on 2026-11-28 and is offered when it is 3 days old, on 2026-12-01."
PLAIN = ["1.0.0", "1.0.1", "1.5.0", "2.0.0", "2.1.0", "3.0.0", "3.3.1"]


def _version(
    specifier: str,
    releases: list[Release | str],
    limits: Limits = LIMITS,
    **more: Any,
) -> str:
    """Return the version offered for a specifier, or why there is none."""
    answer = choose(place(specifier, **more), listing(releases), limits)
    return answer.why if isinstance(answer, Refusal) else str(answer.version)


@pytest.mark.parametrize(
    ("specifier", "releases", "answer"),
    [
        # What is newest.
        ("==1.0.0", PLAIN, "3.3.1"),
        ("==3.3.1", PLAIN, Why.UP_TO_DATE),
        ("==3.3.1.0", PLAIN, Why.UP_TO_DATE),
        ("==4.0", PLAIN, Why.UP_TO_DATE),
        ("==1.0.0", [*PLAIN, "1!1.0"], "1!1.0"),
        ("==1!1.0.0", [*PLAIN, "1!1.0"], Why.UP_TO_DATE),
        ("==1!1.0.0", [*PLAIN, "1!1.2"], "1!1.2"),
        ("==1.0", ["1.0", "1.0.post1"], "1.0.post1"),
        ("===1.0.0", PLAIN, "3.3.1"),
        ("===one", PLAIN, Why.UNREADABLE),
        ("==1.0,>=0.5", PLAIN, "3.3.1"),
        # Pre-releases: of the same release, or as written.
        ("==1.0.0", ["1.0.0", "1.1.0rc1"], Why.UP_TO_DATE),
        ("==1.0.0", ["1.0.0", "1.1.0.dev1"], Why.UP_TO_DATE),
        ("==1.0.0rc1", ["1.0.0rc1", "1.0.0rc2"], "1.0.0rc2"),
        ("==1.0rc1", ["1.0rc1", "1.0.0rc2"], "1.0.0rc2"),
        ("==1.0.0rc1", ["1.0.0rc1", "1.1.0a1"], Why.UP_TO_DATE),
        ("==1.0.0rc1", [*PLAIN, "1.0.0rc1", "3.4.0a1"], "3.3.1"),
        (">=1.0,<2", ["1.5", "3.0", "3.1rc1"], "3.0"),
        (">=1.0rc1,<2", ["1.5", "3.0", "3.1rc1"], "3.1rc1"),
        (">=1.0,<2a0", ["1.5", "3.0", "3.1rc1"], "3.0"),
        # Local labels: only the same one.
        ("==1.0+cu111", ["1.0+cu111", "1.5", "1.4+cu118", "1.2+cu111"], "1.2+cu111"),
        ("==1.0+cu111", ["1.0+cu111", "1.5"], Why.LABEL),
        ("==1.0", ["1.0", "1.5+cpu"], Why.LABEL),
        ("==1.0", ["1.0", "1.5+cpu", "1.4"], "1.4"),
        # Ranges: nothing where the newest fits, exclusions are skipped.
        (">=1.0", PLAIN, Why.UP_TO_DATE),
        ("", PLAIN, Why.UP_TO_DATE),
        ("<2,>=1.0", PLAIN, "3.3.1"),
        ("<2,!=3.3.1", PLAIN, "3.0.0"),
        ("<2,!=3.*", PLAIN, "2.1.0"),
        (">=1.0,<2.0.0", PLAIN, "3.3.1"),
        ("==1.*", PLAIN, "3.3.1"),
        ("~=1.0", PLAIN, "3.3.1"),
        (">=5", PLAIN, Why.CAPPED),
        ("~=5.0", PLAIN, Why.CAPPED),
        ("=>1", PLAIN, Why.UNREADABLE),
        ("<1", [], Why.NO_PROJECT),
        (">=4,<5", ["6.0rc1"], Why.CAPPED),
        # Yanked releases are not offered.
        ("==1.0", ["1.0", release("1.1", yanked="broken")], Why.YANKED),
        ("==1.0", ["1.0", "1.1", release("1.2", yanked="")], "1.1"),
        # Too young, and without a date.
        ("==1.0", ["1.0", release("1.1", age=2.9)], Why.TOO_YOUNG),
        ("==1.0", ["1.0", release("1.1", age=3)], "1.1"),
        ("==1.0", ["1.0", "1.1", release("1.2", age=1)], "1.1"),
        ("==1.0", ["1.0", release("1.1", age=None)], Why.TOO_YOUNG),
        ("==1.0", [release("1.0", age=None), release("1.1", age=None)], "1.1"),
        # Pythons: all that the line is for.
        ("==1.0", ["1.0", release("1.1", python=">=3.9")], "1.1"),
        ("==1.0", ["1.0", release("1.1", python=">=2.7, !=3.0.*")], "1.1"),
        ("==1.0", ["1.0", release("1.1", python=">=3.9.0,<4")], "1.1"),
        ("==1.0", ["1.0", release("1.1", python=">=3.10")], Why.PYTHON),
        ("==1.0", ["1.0", release("1.1", python="<3.12")], Why.PYTHON),
        ("==1.0", ["1.0", release("1.1", python=">=3.9.1")], Why.PYTHON),
        ("==1.0", ["1.0", release("1.1", python="nonsense")], "1.1"),
        # A Python that the current release does not support is no reason to wait.
        (
            "==1.0",
            [release("1.0", python=">=3.9,<3.12"), release("1.1", python="<3.12")],
            "1.1",
        ),
        ("==1.0", [], Why.NO_PROJECT),
    ],
)
def test_the_latest_that_may_be_offered(
    specifier: str, releases: list[Release | str], answer: str
) -> None:
    """Each row: what is written, what there is, what is offered."""
    assert _version(specifier, releases) == answer


RISING: list[Release | str] = [
    release("1.0.0", python=">=2.7, !=3.0.*"),
    release("1.4.0", python=">=3.6"),
    release("1.5.0", python=">=3.7"),
    release("2.0.0", python=">=3.8"),
    release("3.0.0", python=">=3.10"),
]


@pytest.mark.parametrize(
    ("marker", "required", "answer"),
    [
        ("python_version < '3.8'", ">=3.7", "1.5.0"),
        ("python_version < '3.8'", ">=3.6", "1.4.0"),
        ("python_version >= '3.8'", ">=3.7", "2.0.0"),
        ("python_version >= '3.10'", ">=3.7", "3.0.0"),
        ("", ">=3.7", "1.5.0"),
        ("", ">=3.10", "3.0.0"),
        ("python_version < '3.8'", ">=3.9", Why.MARKER),
        ("python_version >= '3.10'", ">=3.7,<3.10", "3.0.0"),
        ("python_version < '3'", ">=3.7", Why.MARKER),
        ("sys_platform == 'win32'", ">=3.8", "2.0.0"),
        ("python_version < '3.9' or os_name == 'nt'", ">=3.10", "3.0.0"),
        ("python_version", ">=3.7", Why.UNREADABLE),
    ],
)
def test_markers_count_line_by_line(marker: str, required: str, answer: str) -> None:
    """A release must support all Pythons for which its line is meant."""
    limits = Limits(NOW, of_project(required, [], (3, 8)))

    assert _version("==1.0.0", RISING, limits, marker=marker) == answer


@pytest.mark.parametrize(
    ("remark", "answer"),
    [
        ("pyup: <2.0", "1.5.0"),
        ("pyup: >=1.0,<3.0,!=2.1.0", "2.0.0"),
        ("keep it, pyup: <2.0 until 2026-12-01", "1.5.0"),
        ("honebot: <2.0", "1.5.0"),
        ("renovate: datasource=pypi", "3.3.1"),
        ("renovate: ignore", Why.IGNORED),
        ("pyup: <2.0 until 2026-11-29", "3.3.1"),
        ("pyup: <2.0 until 2026-13-41", Why.IGNORED),
        ("pyup: ignore", Why.IGNORED),
        ("pyup:ignore until 2026-01-01", "3.3.1"),
        ("rq.filter: <2.0", "1.5.0"),
        ("pyup: update minor", "1.5.0"),
        ("pyup: update patch", "1.0.1"),
        ("pyup: update all", "3.3.1"),
        ("pyup: update insecure", Why.IGNORED),
        ("pyup: later", Why.IGNORED),
        ("cannot be moved yet", "3.3.1"),
    ],
)
def test_remarks_limit_one_line(remark: str, answer: str) -> None:
    """The form of pyup filters by range, step and date."""
    assert _version("==1.0.0", [*PLAIN], remark=remark) == answer


def test_a_remark_for_security_lets_fixes_through() -> None:
    """A line that wants only fixes gets them."""
    limits = replace(LIMITS, request=Request.SECURITY)
    remark = "pyup: update insecure"

    assert _version("==1.0.0", [*PLAIN], limits, remark=remark) == "3.3.1"


def test_what_the_reader_found_ignored() -> None:
    """What it says becomes the answer."""
    ignored = "a comment says `renovate: ignore`"

    answer = choose(place("==1.0", ignored=ignored), listing(PLAIN), LIMITS)

    assert answer == Refusal(Why.IGNORED, "A comment says `renovate: ignore`.")


@pytest.mark.parametrize("origin", [Origin.URL, Origin.REPOSITORY, Origin.FOLDER])
def test_what_comes_from_elsewhere(origin: Origin) -> None:
    """Only an index has versions to choose from."""
    assert _version("==1.0", [*PLAIN], origin=origin) == Why.ORIGIN


@pytest.mark.parametrize(
    ("rule", "answer"),
    [
        (Rule("r", off=True), Why.IGNORED),
        (Rule("r", names=("eggs",), off=True), "3.3.1"),
        (Rule("r", paths=("docs/**",), off=True), "3.3.1"),
        (Rule("r", allowed="<3"), "2.1.0"),
        (Rule("r", kept_out=("==3.*",)), "2.1.0"),
        (Rule("r", steps=frozenset({Step.MAJOR}), off=True), "1.5.0"),
        (Rule("r", steps=frozenset({Step.MAJOR, Step.MINOR}), off=True), "1.0.1"),
        (Rule("r", steps=frozenset(Step), off=True), Why.CAPPED),
        (Rule("r", kept_out=(">=3", "==2.1.*")), "2.0.0"),
        (Rule("r", allowed="/^[12]\\./"), "2.1.0"),
        (Rule("r", allowed="!/^3\\./"), "2.1.0"),
        (Rule("r", kinds=frozenset({"tox"}), off=True), "3.3.1"),
        (Rule("r", kinds=frozenset({"requirements"}), off=True), Why.IGNORED),
        (Rule("r", minimum_age=200), Why.TOO_YOUNG),
        (Rule("r", minimum_age=200, steps=frozenset({Step.MAJOR})), "1.5.0"),
    ],
)
def test_rules_of_the_owners(rule: Rule, answer: str) -> None:
    """A rule turns off, limits versions or steps, or asks for another age."""
    limits = replace(LIMITS, rules=(rule,))

    assert _version("==1.0.0", [*PLAIN], limits) == answer


def test_later_rules_count_more() -> None:
    """A later rule turns on again what an earlier one turned off, or allows more."""
    off, on = Rule("off", off=True), Rule("on", names=("spam",), off=False)
    majors = frozenset({Step.MAJOR})
    no_major = Rule("no major", steps=majors, off=True)
    only_patch = Rule("patches", steps=frozenset({Step.PATCH}), off=False)
    low, high = Rule("low", allowed="<2"), Rule("high", allowed="<3")
    rows = [
        ((off, on), "3.3.1"),
        ((on, off), Why.IGNORED),
        ((no_major, on), "3.3.1"),
        ((on, no_major), "1.5.0"),
        ((off, only_patch), "1.0.1"),
        ((low, high), "2.1.0"),
        ((high, low), "1.5.0"),
    ]

    for rules, answer in rows:
        limits = replace(LIMITS, rules=rules)
        assert _version("==1.0.0", [*PLAIN], limits) == answer


def test_some_rules_are_not_for_security_fixes() -> None:
    """What only quiets routine updates lets a fix through."""
    quiet = Rule("quiet", off=True, routine_only=True)
    bad = Rule("bad", kept_out=("==3.*",))
    limits = replace(LIMITS, rules=(quiet, bad), request=Request.SECURITY)

    assert _version("==1.0.0", [*PLAIN], limits) == "2.1.0"
    assert (
        _version("==1.0.0", [*PLAIN], replace(limits, request=Request.MANUAL))
        == Why.IGNORED
    )


def test_the_last_age_counts() -> None:
    """Of rules that set an age, the last one counts; 0 asks for none."""
    rules = (Rule("r", minimum_age=30), Rule("s", minimum_age=0))
    releases: list[Release | str] = ["1.0", release("1.1", age=0.1)]

    assert _version("==1.0", releases, replace(LIMITS, rules=rules)) == "1.1"
    assert (
        _version("==1.0", releases, replace(LIMITS, rules=rules[::-1])) == Why.TOO_YOUNG
    )


def test_a_ceiling() -> None:
    """Nothing above the ceiling is offered."""
    limits = replace(LIMITS, ceiling=Version("2.0.0"))

    assert _version("==1.0.0", [*PLAIN], limits) == "2.0.0"


@pytest.mark.parametrize(
    ("request_", "words"),
    [(Request.MANUAL, "a person asked for it"), (Request.SECURITY, "a security fix")],
)
def test_who_asks_need_not_wait(request_: Request, words: str) -> None:
    """A person and a security fix pass the minimum age, with a note."""
    releases: list[Release | str] = ["1.0", release("1.1", age=1)]

    answer = choose(
        place("==1.0"), listing(releases), replace(LIMITS, request=request_)
    )

    assert isinstance(answer, Candidate)
    assert str(answer.version) == "1.1"
    assert len(answer.notes) == 1
    assert answer.notes[0].startswith("1.1 is younger than 3 days")
    assert words in answer.notes[0]


def test_what_a_lock_brings_besides_is_as_old() -> None:
    """A resolver gets the same minimum age as a date, unless nobody can wait."""
    assert LIMITS.cut_off == NOW - timedelta(days=3)
    assert replace(LIMITS, minimum_age=0).cut_off is None
    assert replace(LIMITS, request=Request.SECURITY).cut_off is None


def test_an_index_without_dates_is_named() -> None:
    """Where the index tells no dates at all, nothing is too young, and that is said."""
    releases = [release(each, age=None) for each in ("1.0", "1.1")]

    answer = choose(place("==1.0"), listing(releases), LIMITS)

    assert isinstance(answer, Candidate)
    assert answer.notes == (
        "The index does not say when releases came out; no age was checked.",
    )


def test_times_without_a_zone_are_utc() -> None:
    """A naive time counts as UTC."""
    young = release("1.1", age=2)
    file: ReleaseFile = young.files[0]
    assert file.uploaded is not None
    naive = replace(file, uploaded=file.uploaded.replace(tzinfo=None))
    releases: list[Release | str] = ["1.0", Release(young.version, (naive,))]

    assert _version("==1.0", [*releases]) == Why.TOO_YOUNG
    later = replace(LIMITS, now=(NOW + timedelta(days=1)).replace(tzinfo=None))
    assert _version("==1.0", [*releases], later) == "1.1"


def test_a_yanked_pin_is_told() -> None:
    """The reason is given, and the next good release is offered."""
    releases: list[Release | str] = [
        release("1.0", yanked="wrong metadata."),
        "1.1",
        "0.9",
    ]

    answer = choose(place("==1.0"), listing(releases), LIMITS)

    assert isinstance(answer, Candidate)
    assert str(answer.version) == "1.1"
    assert answer.notes == ("1.0 was yanked: wrong metadata.",)


def test_a_yanked_pin_without_a_successor() -> None:
    """Nothing older is offered by itself."""
    releases: list[Release | str] = [release("1.0", yanked="wrong metadata"), "0.9"]

    answer = choose(place("==1.0"), listing(releases), LIMITS)

    assert answer == Refusal(
        Why.YANKED,
        "1.0 was yanked: wrong metadata. There is no later release.",
        Version("1.0"),
    )


@pytest.mark.parametrize(
    ("releases", "sentence"),
    [
        (["1.0"], "1.0 is the latest release."),
        (["1.0", "1.1a1"], "1.0 is the latest release but for pre-releases (1.1a1)."),
        (
            ["1.0", release("1.1", age=1)],
            WAIT,
        ),
        (
            ["1.0", release("1.1", python=">=3.11")],
            "1.1 needs Python >=3.11, and the line is for Python 3.9 to 3.10 as well.",
        ),
        (["1.0", release("1.1", yanked="bad")], "1.1 was yanked: bad."),
        (["1.0", Release(Version("1.1"), ())], "1.1 has no files."),
    ],
)
def test_each_answer_is_a_sentence(
    releases: list[Release | str], sentence: str
) -> None:
    """The owners read why a line stays."""
    answer = choose(place("==1.0"), listing(releases), LIMITS)

    assert isinstance(answer, Refusal)
    assert answer.sentence == sentence


def test_a_range_that_holds_a_release_needs_nothing() -> None:
    """What keeps a release from being offered is nothing where it is allowed."""
    releases: list[Release | str] = [
        "1.0",
        release("1.1", python=">=3.12"),
        release("1.2+cpu"),
        release("1.3", yanked="bad"),
    ]

    loose = choose(place(">=1.0"), listing(releases), LIMITS)
    capped = choose(place("<1.1"), listing(releases), LIMITS)

    assert loose == Refusal(
        Why.UP_TO_DATE, "What is written allows 1.3 already.", Version("1.3")
    )
    assert isinstance(capped, Refusal)
    assert capped.why is Why.YANKED


def test_no_such_project() -> None:
    """The problem of the listing is the answer."""
    answer = choose(
        place("==1.0"), Listing("spam", problem="The index has no spam"), LIMITS
    )

    assert answer == Refusal(Why.NO_PROJECT, "The index has no spam.")


@pytest.mark.parametrize(
    ("old", "new", "size"),
    [
        ("1.0.0", "2.0.0", Step.MAJOR),
        ("1.0.0", "1.1.0", Step.MINOR),
        ("1.0.0", "1.0.1", Step.PATCH),
        ("1", "1.0.1", Step.PATCH),
        ("1.0.0rc1", "1.0.0", Step.PATCH),
        ("1.0", "1.0.post1", Step.PATCH),
        ("0.1.0", "0.2.0", Step.MAJOR),
        ("0.1.0", "0.1.1", Step.PATCH),
        ("0.0.292", "0.17.5", Step.MAJOR),
        ("0.9", "1.0", Step.MAJOR),
        ("2.0", "1!1.0", Step.MAJOR),
        ("2023.7.22", "2024.2.2", Step.MINOR),
        ("2024.7.22", "2024.8.1", Step.MINOR),
    ],
)
def test_the_size_of_a_step(old: str, new: str, size: Step) -> None:
    """Before 1.0, a minor step counts as a major one; a year is no major version."""
    answer = choose(place(f"=={old}"), listing([old, new]), LIMITS)

    assert isinstance(answer, Candidate)
    assert answer.step is size


def test_a_range_may_have_what_it_holds() -> None:
    """Older versions in a range are possible, too, for the sake of other places."""
    found = prospects(place(">=1.0.1,<2"), listing(PLAIN), LIMITS)

    assert [str(each) for each in found.versions] == [
        *("3.3.1", "3.0.0", "2.1.0", "2.0.0", "1.5.0", "1.0.1")
    ]
    assert str(found.current) == "1.5.0"


def test_other_syntaxes() -> None:
    """Poetry's and conda's places are asked the same."""
    assert _version("^1.0", [*PLAIN], syntax=Syntax.POETRY) == "3.3.1"
    assert _version("1.0.0", [*PLAIN], syntax=Syntax.POETRY) == "3.3.1"
    assert _version("^1.0 || ^2.0", [*PLAIN], syntax=Syntax.POETRY) == "3.3.1"
    assert _version("^4.0", [*PLAIN], syntax=Syntax.POETRY) == Why.CAPPED
    assert _version("^1.0 || ^3.0", [*PLAIN], syntax=Syntax.POETRY) == Why.UP_TO_DATE
    assert _version("=1.0", [*PLAIN], syntax=Syntax.CONDA) == "3.3.1"
    assert _version("=3.3", [*PLAIN], syntax=Syntax.CONDA) == Why.UP_TO_DATE
