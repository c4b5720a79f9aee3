"""What may change in a lock when one package moves, and what may not."""

from __future__ import annotations

import pytest

from bot.dependencies.locks.guard import Kind, compare
from bot.dependencies.locks.model import Lock, LockedPackage
from bot.dependencies.locks.reading import read_lock
from bot.dependencies.places import Origin


def entry(  # noqa: PLR0913  # what an entry says
    name: str,
    version: str,
    *needs: str,
    marker: str = "",
    hashes: str = "",
    may_need: tuple[str, ...] = (),
    origin: Origin = Origin.INDEX,
    source: str = "",
) -> LockedPackage:
    """Return an entry with the details that a reader would give it."""
    said = {"version": version, "marker": marker, "hashes": hashes, "source": source}
    details = {key: value for key, value in said.items() if value}
    edges = {f"needs:{need}": "[]" for need in (*needs, *may_need)}
    return LockedPackage(
        name=name,
        version=version,
        needs=needs,
        may_need=may_need,
        marker=marker,
        origin=origin,
        details=tuple(sorted((details | edges).items())),
    )


def lock(*packages: LockedPackage, written_by: str = "1", **header: str) -> Lock:
    """Return a lock of these entries."""
    return Lock("a.lock", "uv", packages, header=header, written_by=written_by)


BEFORE = (
    entry("alpha", "1", "beta", "old"),
    entry("beta", "1", "deep"),
    entry("deep", "1"),
    entry("old", "1", "older"),
    entry("older", "1"),
    entry("other", "1", "shared", may_need=("fast",)),
    entry("shared", "1"),
)


def without(*names: str) -> list[LockedPackage]:
    """Return the entries from before, but for these."""
    return [each for each in BEFORE if each.name not in names]


def test_what_the_package_needs_may_move_with_it() -> None:
    """New needs come, old ones go, the version that it needs moves."""
    after = [
        *without("alpha", "beta", "old", "older"),
        entry("alpha", "2", "beta", "fresh"),
        entry("beta", "2", "deep"),
        entry("fresh", "1", "fresher"),
        entry("fresher", "1"),
    ]

    compared = compare(lock(*BEFORE), lock(*after), ["alpha"])

    assert compared.collateral == ()
    assert {each.name: each.because for each in compared.differences} == {
        "alpha": "it was asked for",
        "beta": "alpha needs it",
        "fresh": "needed newly: alpha → fresh",
        "fresher": "needed newly: alpha → fresh → fresher",
        "old": "nothing needs it any more",
        "older": "nothing needs it any more",
    }
    assert [str(each) for each in compared.named(Kind.MOVED)] == [
        "alpha 1 → 2",
        "beta 1 → 2",
    ]


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param(
            [*without("other"), entry("other", "2", "shared", may_need=("fast",))],
            "other 1 → 2",
            id="another package moved",
        ),
        pytest.param(
            [*without("deep"), entry("deep", "2")],
            "deep 1 → 2",
            id="what beta needs moved, though beta did not",
        ),
        pytest.param(without("shared"), "shared 1 was removed", id="an entry is gone"),
        pytest.param(without("deep"), "deep 1 was removed", id="beta still needs it"),
        pytest.param([*BEFORE, entry("stray", "1")], "stray 1 was added", id="added"),
        pytest.param(
            [*without("shared"), entry("shared", "1", marker="os_name == 'nt'")],
            "the marker of shared",
            id="a marker of another package",
        ),
        pytest.param(
            [*without("deep"), entry("deep", "1", hashes="x")],
            "the hashes of deep",
            id="other hashes for one version",
        ),
        pytest.param(
            [*without("other"), entry("other", "1", "shared")],
            "the need for fast of other",
            id="extras are gone",
        ),
        pytest.param(
            [*without("old"), entry("old", "1", "older", source="elsewhere")],
            "the source of old",
            id="another index",
        ),
        pytest.param(
            [*BEFORE, entry("shared", "1")],
            "the entries of shared",
            id="an entry twice",
        ),
    ],
)
def test_all_else_is_collateral(changed: list[LockedPackage], said: str) -> None:
    """What has nothing to do with the package is named."""
    after = [each for each in changed if each.name != "alpha"]
    after.append(entry("alpha", "2", "beta", "old"))

    compared = compare(lock(*BEFORE), lock(*after), ["alpha"])

    assert compared.collateral == (said,)


def test_nothing_is_explained_where_the_package_stayed() -> None:
    """Without a move of the package itself no other move has a reason."""
    after = [*without("beta"), entry("beta", "2", "deep")]

    compared = compare(lock(*BEFORE), lock(*after), ["alpha"])

    assert compared.collateral == ("beta 1 → 2",)


def test_markers_on_the_way_may_change() -> None:
    """A marker says who needs a package, and that has changed."""
    after = [
        *without("alpha", "deep"),
        entry("alpha", "2", "beta", "old"),
        entry("deep", "1", marker="os_name == 'nt'"),
    ]

    compared = compare(lock(*BEFORE), lock(*after), ["alpha"])

    assert compared.collateral == ()
    assert compared.named(Kind.CHANGED)[0].because.startswith("what it needs, or")


def test_the_format_and_the_tool_are_part_of_the_lock() -> None:
    """Another version of the tool or the format is collateral; a hash is not."""
    before = lock(*BEFORE, revision="2", **{"answers content-hash": "a"})
    after = lock(*BEFORE, written_by="2", revision="3", **{"answers content-hash": "b"})

    compared = compare(before, after, ["alpha"])

    assert compared.header == ("revision", "1 → 2")
    assert compared.collateral == (
        "`revision` of the lock itself",
        "`1 → 2` of the lock itself",
    )


def test_a_lock_written_anew_may_hold_anything_but_another_source() -> None:
    """Where all was asked for, only sources and the lock itself are looked at."""
    after = [
        *without("shared", "deep"),
        entry("shared", "2"),
        entry("deep", "1", source="elsewhere"),
    ]

    compared = compare(lock(*BEFORE), lock(*after), None)

    assert compared.collateral == ("the source of deep",)


def test_needs_that_the_lock_does_not_tell_come_from_outside() -> None:
    """A lock without edges is compared by what the packages' metadata say."""
    before = lock(entry("alpha", "1"), entry("beta", "1"))
    after = lock(entry("alpha", "2"), entry("beta", "2"))

    alone = compare(before, after, ["alpha"])
    told = compare(before, after, ["alpha"], needs={"alpha": frozenset({"beta"})})

    assert alone.collateral == ("beta 1 → 2",)
    assert told.collateral == ()


MANIFEST = """\
version = 1

[[package]]
name = "alpha"
version = "{alpha}"
source = {{ registry = "https://index.example" }}

[[package]]
name = "shop"
version = "{own}"
source = {{ virtual = "." }}
dependencies = [
    {{ name = "alpha" }},
]

[package.metadata]
requires-dist = [
    {{ name = "alpha", specifier = "=={alpha}" }},
    {{ name = "beta", specifier = "{beta}" }},
]
"""


def test_the_project_s_own_entry_follows_its_manifest() -> None:
    """Its version and its wish may change, its wish for another package not."""

    def read(**values: str) -> Lock:
        text = MANIFEST.format(**values).encode()
        return read_lock("uv.lock", text, "uv.lock")

    before = read(alpha="1", own="1", beta=">=1")
    moved = read(alpha="2", own="1", beta=">=1")
    grown = read(alpha="1", own="2", beta=">=1")
    other = read(alpha="2", own="1", beta=">=2")

    assert compare(before, moved, ["alpha"]).collateral == ()
    assert compare(before, grown, ["alpha"]).collateral == ()
    assert compare(before, other, ["alpha"]).collateral == (
        "what the project asks of beta of shop",
    )


def test_what_the_project_drops_may_go() -> None:
    """A package that nobody asks for any more goes with what only it needed."""
    before = (
        entry("own", "1", "alpha", "old", origin=Origin.FOLDER),
        entry("alpha", "1"),
        entry("old", "1", "older"),
        entry("older", "1"),
    )
    after = (
        entry("own", "1", "alpha", origin=Origin.FOLDER),
        entry("alpha", "1"),
    )

    asked = compare(lock(*before), lock(*after), [])
    dropped = compare(lock(*before), lock(*after), [], dropped=frozenset({"old"}))

    assert len(asked.collateral) == 3
    assert dropped.collateral == ()
    assert {each.name: each.kind for each in dropped.differences} == {
        "old": Kind.REMOVED,
        "older": Kind.REMOVED,
        "own": Kind.CHANGED,
    }


def test_what_is_dropped_and_still_needed_stays() -> None:
    """Dropped by the project, but needed by a package: only the project changes."""
    before = (
        entry("own", "1", "alpha", "old", origin=Origin.FOLDER),
        entry("alpha", "1", "old"),
        entry("old", "1"),
    )
    after = (entry("own", "1", "alpha", origin=Origin.FOLDER), *before[1:])

    compared = compare(lock(*before), lock(*after), [], dropped=frozenset({"old"}))

    assert compared.collateral == ()
    assert [each.name for each in compared.differences] == ["own"]


def test_the_project_may_ask_for_what_is_there_already() -> None:
    """A package that came in by another one is asked for by the project itself."""
    before = (
        entry("own", "1", "alpha", origin=Origin.FOLDER),
        entry("alpha", "1", "beta"),
        entry("beta", "1"),
    )
    after = (entry("own", "1", "alpha", "beta", origin=Origin.FOLDER), *before[1:])

    asked = compare(lock(*before), lock(*after), ["beta"])
    unasked = compare(lock(*before), lock(*after), ["gamma"])

    assert asked.collateral == ()
    assert unasked.collateral == ("the need for beta of own",)
