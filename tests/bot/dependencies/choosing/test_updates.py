"""All places of a package at once."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.version import Version

from bot.dependencies.choosing.answers import Limits, Why
from bot.dependencies.choosing.policy import RangePolicy
from bot.dependencies.choosing.pythons import of_minors
from bot.dependencies.choosing.results import Context, NoUpdate, Update
from bot.dependencies.choosing.rules import Request, Rule, Step
from bot.dependencies.choosing.updates import updates
from bot.dependencies.places import Origin, Place, Reading, Syntax, spliced
from tests.support.dependencies import NOW, listing, place, release

if TYPE_CHECKING:
    from bot.dependencies.releases import Release

PLAIN = ["1.0.0", "1.0.1", "1.5.0", "2.0.0", "2.1.0", "3.0.0", "3.3.1"]
LIMITS = Limits(NOW, of_minors((3, 9), (3, 12)))
APPLICATION = Context(LIMITS, RangePolicy(library=False, reason="An application."))
LIBRARY = Context(LIMITS, RangePolicy(library=True, reason="A library."))


def _ask(
    places: list[Place],
    releases: list[Any] | None = None,
    context: Context = APPLICATION,
) -> Update | NoUpdate:
    """Return the answer for one package."""
    found: dict[str, list[Place]] = defaultdict(list)
    for each in places:
        found[each.path].append(each)
    readings = {path: Reading(tuple(each)) for path, each in found.items()}
    known = listing(PLAIN if releases is None else releases)
    (answer,) = updates(readings, {"spam": known}, context)
    return answer


def _update(*arguments: Any) -> Update:
    answer = _ask(*arguments)
    assert isinstance(answer, Update)
    return answer


def _after(update: Update) -> list[str]:
    return [f"{move.place.path} {move.after}" for move in update.moves]


def test_every_place_moves_at_once() -> None:
    """One version for pins and ranges, in whatever file and syntax."""
    places = [
        place("==1.0.0"),
        place(">=1.0,<2", path="pyproject.toml", kind="pyproject"),
        place("==1.5.0", path="tox.ini", kind="tox"),
        place("^1.0", path="poetry/pyproject.toml", syntax=Syntax.POETRY),
        place(">=1", path="noxfile.py", kind="nox"),
    ]

    update = _update(places)

    assert _after(update) == [
        "poetry/pyproject.toml ^3.3",
        "pyproject.toml >=1.0,<4",
        "requirements.txt ==3.3.1",
        "tox.ini ==3.3.1",
    ]
    assert [(s.place.path, s.refusal.sentence) for s in update.stays] == [
        ("noxfile.py", "3.3.1 is the latest release.")
    ]
    assert (update.version, update.old) == (Version("3.3.1"), Version("1.0.0"))
    assert update.step is Step.MAJOR
    assert update.notes == ("An application.",)
    assert set(update.edits) == {move.place.path for move in update.moves}


def test_a_library_widens_what_it_publishes_only() -> None:
    """What only developers install moves on; the package's own range keeps the old."""
    places = [
        place("^1.0", path="pyproject.toml", kind="pyproject", syntax=Syntax.POETRY),
        place("~=1.0"),
    ]

    update = _update(places, PLAIN, LIBRARY)

    assert _after(update) == [
        "pyproject.toml ^1.0 || ^3.0",
        "requirements.txt ~=3.3",
    ]


def test_what_cannot_be_widened_holds_the_others() -> None:
    """A pin does not contradict the package's own range; the range is named."""
    places = [
        place("~=1.0", path="pyproject.toml", kind="pyproject", line=7),
        place("==1.0.0"),
    ]

    update = _update(places, PLAIN, LIBRARY)
    rest = _ask([places[0], place("==1.5.0")], PLAIN, LIBRARY)

    assert _after(update) == ["requirements.txt ==1.5.0"]
    assert update.passed[0].version == Version("3.3.1")
    assert update.passed[0].sentence.startswith(
        "pyproject.toml:7 keeps 3.3.1 out: `~=1.0` has no wider form"
    )
    assert isinstance(rest, NoUpdate)
    assert rest.refusal == update.passed[0]
    assert rest.refusal.why is Why.CAPPED


def test_lines_of_other_pythons_go_their_own_way() -> None:
    """Of a pair of markers, each line gets what its Pythons can install."""
    context = Context(Limits(NOW, of_minors((3, 7), (3, 12))), APPLICATION.policy)
    old = place("==1.0", marker="python_version < '3.8'")
    new = place("==2.0", marker="python_version >= '3.8'", line=2)
    releases = [
        release("1.0", python=">=3.6"),
        release("1.9", python=">=3.7"),
        release("2.0", python=">=3.8"),
        release("3.0", python=">=3.8"),
    ]

    update = _update([old, new], releases, context)
    only_new = _update([old, new], [releases[0], *releases[2:]], context)

    assert [(m.place, m.after) for m in update.moves] == [
        (old, "==1.9"),
        (new, "==3.0"),
    ]
    assert update.version == Version("3.0")
    assert [(m.place, m.after) for m in only_new.moves] == [(new, "==3.0")]
    assert only_new.stays[0].refusal.why is Why.PYTHON


def test_markers_of_platforms_move_together() -> None:
    """A platform says nothing of Pythons: both lines get one version."""
    places = [
        place("==1.0.0", marker="sys_platform == 'win32'"),
        place("==1.0.1", marker="sys_platform != 'win32'", line=2),
    ]

    assert {move.after for move in _update(places).moves} == {"==3.3.1"}


def test_a_dead_line_stays_and_is_told() -> None:
    """The others move on."""
    places = [place("==1.0.0", marker="python_version < '3.6'"), place("==1.0.0")]

    update = _update(places)

    assert len(update.moves) == 1
    assert update.stays[0].refusal.why is Why.MARKER


def test_an_ignored_line_stays_alone() -> None:
    """A remark is about its line."""
    places = [
        place("==1.0.0", ignored="A comment says `renovate: ignore`"),
        place("==1.0.0", path="tox.ini"),
    ]

    update = _update(places)

    assert _after(update) == ["tox.ini ==3.3.1"]
    assert update.stays[0].refusal.why is Why.IGNORED


def test_smaller_steps_follow() -> None:
    """The newest of the same major and minor versions, should the tests refuse."""
    update = _update([place("==1.0.0"), place(">=1.0,<1.1", path="setup.cfg")])

    assert [_after(each) for each in (update, *update.fallbacks)] == [
        ["requirements.txt ==3.3.1", "setup.cfg >=1.0,<3.4"],
        ["requirements.txt ==1.5.0", "setup.cfg >=1.0,<1.6"],
        ["requirements.txt ==1.0.1"],
    ]
    assert [each.step for each in update.fallbacks] == [Step.MINOR, Step.PATCH]
    assert all(not each.fallbacks for each in update.fallbacks)


@pytest.mark.parametrize(
    ("releases", "fallbacks"),
    [
        (["1.0.0", "2.0.0"], []),
        (["1.0.0", "1.0.1"], []),
        (["1.0.0", "1.1.0"], []),
        (["1.0.0", "1.0.1", "1.1.0"], ["1.0.1"]),
        (["1.0.0", "1.0.1", "2.0.0"], ["1.0.1"]),
        (["1.0.0", "1.1.0", "2.0.0"], ["1.1.0"]),
    ],
)
def test_only_steps_that_are_smaller(releases: list[str], fallbacks: list[str]) -> None:
    """There is no fallback that is the same update again."""
    update = _update([place("==1.0.0")], releases)

    assert [str(each.version) for each in update.fallbacks] == fallbacks


def test_a_lock_is_refreshed_not_edited() -> None:
    """Files that a tool writes are named, beside what moves or alone."""
    locked = place("==1.0.0", path="uv.lock", kind="uv.lock", locked=True)

    both = _update([place("==1.0.0"), locked])
    alone = _update([place(""), locked])
    current = _ask([place(""), place("==3.3.1", path="uv.lock", locked=True)])
    indirect = _ask([locked])

    assert (_after(both), both.locks) == (["requirements.txt ==3.3.1"], ("uv.lock",))
    assert (alone.moves, alone.locks) == ((), ("uv.lock",))
    assert (alone.old, alone.version) == (Version("1.0.0"), Version("3.3.1"))
    assert isinstance(current, NoUpdate)
    assert current.refusal.why is Why.UP_TO_DATE
    assert isinstance(indirect, NoUpdate)
    assert indirect.refusal.why is Why.LOCKED
    assert indirect.locks == ("uv.lock",)


def test_a_lock_without_an_exact_version() -> None:
    """An entry that names no version is no reason to write a lock anew."""
    locked = place("", path="uv.lock", locked=True)

    assert isinstance(_ask([place(""), locked]), NoUpdate)


def test_conda_follows_its_channel() -> None:
    """A channel may be behind the index, and does not hold it back."""
    line = place(
        "=1.0",
        path="environment.yml",
        kind="conda",
        syntax=Syntax.CONDA,
        origin=Origin.CONDA,
    )
    channels = {"spam": listing(["1.0.0", "3.0.0", "4.0.0"])}

    unknown = _update([place("==1.0.0"), line])
    known = _update(
        [place("==1.0.0"), line],
        PLAIN,
        Context(LIMITS, APPLICATION.policy, channels=channels),
    )

    assert _after(unknown) == ["requirements.txt ==3.3.1"]
    assert unknown.stays[0].refusal.sentence == "No conda channel was looked up."
    assert _after(known) == ["environment.yml =3.0", "requirements.txt ==3.3.1"]


def test_parts_with_pythons_of_their_own() -> None:
    """The nearest folder's Pythons count, and no part holds another one back."""
    context = Context(
        LIMITS,
        APPLICATION.policy,
        {"a": of_minors((3, 9), (3, 9)), "a/b": of_minors((3, 12), (3, 12))},
    )
    releases = ["1.0", "1.1", release("2.0", python=">=3.10")]

    far = _update([place("==1.0", path="a/b/r.txt")], releases, context)
    near = _update([place("==1.0", path="a/r.txt")], releases, context)
    both = _update(
        [place("==1.0", path="a/b/r.txt"), place("==1.0", path="a/r.txt")],
        releases,
        context,
    )

    assert [str(each.version) for each in (far, near, both)] == ["2.0", "1.1", "2.0"]
    assert {move.place.path: str(move.version) for move in both.moves} == {
        "a/b/r.txt": "2.0",
        "a/r.txt": "1.1",
    }


def test_pins_that_have_no_version_in_common() -> None:
    """Where no version fits all, each place takes its own."""
    rules = (Rule("the rule", paths=("old.txt",), allowed="<2"),)
    context = Context(Limits(NOW, rules=rules), APPLICATION.policy)
    places = [place("==1.0.0", path="old.txt"), place("==2.0.0", path="new.txt")]

    update = _update(places, PLAIN, context)

    assert _after(update) == ["new.txt ==3.3.1", "old.txt ==1.5.0"]


def test_each_package_has_an_answer() -> None:
    """Names are sorted and normalised; what was not looked up is told."""
    readings = {
        "a.txt": Reading((place("==1.0.0"), place("==1.0", name="eggs"))),
        "b.txt": Reading((place("==1.0.1", path="b.txt"),)),
    }

    answers = updates(readings, {"spam": listing(PLAIN)}, APPLICATION)

    assert [each.name for each in answers] == ["eggs", "spam"]
    assert isinstance(answers[0], NoUpdate)
    assert answers[0].refusal.sentence == "eggs was not looked up."
    assert isinstance(answers[1], Update)
    assert len(answers[1].moves) == 2


def test_what_has_no_name() -> None:
    """Folders and addresses are told apart."""
    folder = place("", name="", origin=Origin.FOLDER, location="./a")
    other = place("", name="", origin=Origin.FOLDER, location="./b", line=2)

    answers = updates({"r.txt": Reading((folder, other))}, {}, APPLICATION)

    assert [each.name for each in answers] == ["./a", "./b"]
    assert all(
        isinstance(each, NoUpdate) and each.refusal.why is Why.ORIGIN
        for each in answers
    )


def test_why_a_package_stays() -> None:
    """The weightiest reason of its places stands for it."""
    places = [place("==1.0"), place("==1.0", path="tox.ini", ignored="Ignored")]
    young: list[Release | str] = ["1.0", release("1.1", age=1)]

    current = _ask(places, ["1.0"])
    waiting = _ask(places[:1], young)

    assert isinstance(current, NoUpdate)
    assert current.refusal.why is Why.IGNORED
    assert isinstance(waiting, NoUpdate)
    assert waiting.refusal.why is Why.TOO_YOUNG


def test_notes_are_told_once() -> None:
    """A yanked pin and a young version are noted once for all places."""
    context = Context(Limits(NOW, request=Request.MANUAL), APPLICATION.policy)
    releases = [release("1.0", yanked="bad"), release("1.1", age=1)]

    update = _update([place("==1.0"), place("==1.0", path="b.txt")], releases, context)

    assert update.notes == (
        "1.0 was yanked: bad.",
        "1.1 is younger than 3 days; it is offered because a person asked for it.",
    )


VERSIONS = st.builds(
    "{}.{}.{}".format, st.integers(0, 4), st.integers(0, 3), st.integers(0, 2)
)
SPECIFIERS = st.one_of(
    VERSIONS.map("=={}".format),
    VERSIONS.map("<{}".format),
    VERSIONS.map(">={}".format),
    VERSIONS.map("~={}".format),
    st.tuples(VERSIONS, VERSIONS).map(lambda pair: ">={},<{}".format(*pair)),
    st.tuples(VERSIONS, VERSIONS).map(lambda pair: "<{},!={}".format(*pair)),
)


@given(
    written=st.lists(st.tuples(SPECIFIERS, st.booleans()), min_size=1, max_size=4),
    releases=st.lists(VERSIONS, min_size=1, max_size=10, unique=True),
    library=st.booleans(),
)
def test_an_update_rests(
    written: list[tuple[str, bool]], releases: list[str], *, library: bool
) -> None:
    """After the edits, the places hold the version, and nothing more moves."""
    context = LIBRARY if library else APPLICATION
    places = [
        place(text, path=f"{number}.txt", kind="pyproject" if published else "tox")
        for number, (text, published) in enumerate(written)
    ]
    known = [release(each) for each in releases]

    first = _ask(places, known, context)
    edits = first.edits if isinstance(first, Update) else {}
    after = [
        place(
            spliced(text.encode(), edits.get(old.path, ())).decode(),
            path=old.path,
            kind=old.kind,
        )
        for old, (text, _) in zip(places, written, strict=True)
    ]
    second = _ask(after, known, context)

    assert isinstance(second, NoUpdate)
    assert (after != places) == isinstance(first, Update)
