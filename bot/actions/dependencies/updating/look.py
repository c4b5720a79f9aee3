"""What a project asks for beside what there is: who is out of date, and who is not."""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

from packaging.utils import canonicalize_name

from bot.actions.dependencies.pinning.pythons import environment
from bot.actions.dependencies.updating.following import followers
from bot.dependencies.choosing.answers import Limits
from bot.dependencies.choosing.candidates import unasked
from bot.dependencies.choosing.ignoring import Imported
from bot.dependencies.choosing.others import FILES, import_others
from bot.dependencies.choosing.policy import RangePolicy, range_policy
from bot.dependencies.choosing.pythons import PythonSet, of_minors, of_project
from bot.dependencies.choosing.results import Context, Update
from bot.dependencies.choosing.rules import Request
from bot.dependencies.choosing.updates import updates
from bot.dependencies.finding.everything import reader_of
from bot.dependencies.finding.everything import readings as read_all
from bot.dependencies.locks.errors import LockError
from bot.dependencies.locks.reading import READERS, read_lock
from bot.dependencies.places import Clause, Origin, Place, Reading
from bot.reading.exclusion import is_excluded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from bot.actions.base import Target
    from bot.dependencies.choosing.results import NoUpdate
    from bot.dependencies.choosing.rules import Rule
    from bot.dependencies.locks.model import Lock
    from bot.dependencies.releases import Listing
    from bot.protocols import Tools

MINIMUM_AGE_DAYS = 3.0
_FIXTURES = re.compile(
    r"(?:^|/)(?:tests?|testing)/(?:.*/)?(?:data|fixtures?|resources|samples)/"
)
NEWEST_PYTHON = (3, 15)
_MEMO = "dependencies"
_OPEN = frozenset({">=", ">", "!=", "<>"})
_ASKABLE = frozenset({Origin.INDEX, Origin.URL, Origin.REPOSITORY})


def _is_bound(clause: Clause) -> bool:
    """Return whether a clause can keep a later release out."""
    return clause.operator not in _OPEN and clause.version != "*"


@dataclass(frozen=True, slots=True)
class Needs:
    """What the project asks for, before any index is asked.

    `readings` have the packages of lock files, too, as places that are locked.
    `own` are the normalised names of the project's own packages, `imported`
    is what the settings of other bots say.
    """

    readings: Mapping[str, Reading]
    locks: Mapping[str, Lock]
    policy: RangePolicy
    pythons: PythonSet
    pythons_reason: str
    own: frozenset[str] = frozenset()
    imported: Imported = field(default_factory=Imported)
    broken: Mapping[str, str] = field(default_factory=dict)
    """Lock files that cannot be read, and why."""

    followers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The locks that are written from a file, by its path."""

    def orphans(self) -> list[str]:
        """Return the locks that do not say what they are written from."""
        known = {lock for locks in self.followers.values() for lock in locks}
        return sorted({*self.locks} - known)

    def asked(self) -> list[str]:
        """Return the packages that something other than a tool has written down."""
        return sorted({place.name for place in self.written()})

    def names(self) -> list[str]:
        """Return those of them that can be out of date: the index is to be asked.

        A place without an upper bound takes each release by itself, unless a
        lock holds the package.
        """
        locked = {place.name for place in self._places() if place.locked}
        return sorted(
            {
                place.name
                for place in self.written()
                if place.name in locked or any(map(_is_bound, place.clauses))
            }
        )

    def _places(self) -> Iterator[Place]:
        for reading in self.readings.values():
            yield from reading.places

    def written(self) -> Iterator[Place]:
        """Yield the places of packages of an index that people have written."""
        for place in self._places():
            if place.origin is Origin.INDEX and not place.locked and place.name:
                yield place

    def never(self) -> Iterator[tuple[Place, str]]:
        """Yield the places for which no index is asked, with the reason."""
        names = {*self.names()}
        for place in self._places():
            if place.locked or not place.name or place.name in names:
                continue
            if place.origin in _ASKABLE and (reason := unasked(place)):
                yield place, reason


@dataclass(frozen=True, slots=True)
class Look:
    """The answer for every package, with what it was found from."""

    needs: Needs
    listings: Mapping[str, Listing]
    answers: tuple[Update | NoUpdate, ...]

    @property
    def updates(self) -> tuple[Update, ...]:
        """The packages that can move, by name."""
        return tuple(each for each in self.answers if isinstance(each, Update))


def read_needs(target: Target) -> Needs:
    """Return what the project asks for; worked out once for a target."""
    known = target.memo.get(_MEMO)
    if known is None:
        known = target.memo[_MEMO] = _read_needs(target)
    return cast("Needs", known)


def is_fixture(path: str) -> bool:
    """Return whether a file is there for tests to read: no project of its own."""
    return bool(_FIXTURES.search(path))


def read_again(target: Target, path: str, content: bytes) -> Reading:
    """Return what one file asks for with other content; all of its readers together."""
    parts = [read(path, content) for read in reader_of(path, target.facts)]
    return Reading(
        tuple(place for part in parts for place in part.places),
        problems=tuple(each for part in parts for each in part.problems),
    )


def _read_needs(target: Target) -> Needs:
    tree, facts = target.tree, target.facts
    found = {
        path: reading
        for path, reading in read_all(tree, facts).items()
        if not is_excluded(target.policy, path)
    }
    locks: dict[str, Lock] = {}
    broken: dict[str, str] = {}
    for manifest in facts.manifests:
        if manifest.kind not in READERS or is_excluded(target.policy, manifest.path):
            continue
        try:
            lock = read_lock(manifest.path, tree.read(manifest.path), manifest.kind)
        except LockError as error:
            broken[manifest.path] = str(error)
            continue
        locks[manifest.path] = lock
        found[manifest.path] = Reading(tuple(_locked(lock, manifest.kind)))
    document = _pyproject(target)
    own = frozenset({_own_name(document)} - {""})
    pythons, reason = _pythons(target)
    policy = range_policy(facts, document, target.params.get("project", ""))
    found = {path: _without(reading, own) for path, reading in found.items()}
    others = {path: tree.read(path) for path in FILES if path in tree}
    imported = import_others(others)
    ways = followers(target, locks)
    return Needs(found, locks, policy, pythons, reason, own, imported, broken, ways)


def _without(reading: Reading, names: frozenset[str]) -> Reading:
    """Return a reading without what the project asks of itself."""
    places = tuple(place for place in reading.places if place.name not in names)
    return reading if places == reading.places else replace(reading, places=places)


def _locked(lock: Lock, kind: str) -> Iterable[Place]:
    """Yield the packages of a lock as places, which only a tool may write."""
    for package in lock.packages:
        if package.origin is Origin.INDEX and package.version:
            yield Place(
                path=lock.path,
                line=0,
                start=0,
                end=0,
                name=package.name,
                written=package.name,
                text=f"{package.name}=={package.version}",
                kind=kind,
                clauses=(Clause("==", package.version, 0, 0),),
                marker=package.marker,
                locked=True,
            )


def _pyproject(target: Target) -> dict[str, object]:
    with suppress(KeyError, ValueError):
        return tomllib.loads(target.tree.read("pyproject.toml").decode())
    return {}


def _own_name(document: Mapping[str, object]) -> str:
    project = document.get("project")
    tool = document.get("tool")
    poetry = tool.get("poetry") if isinstance(tool, dict) else None
    for table in (project, poetry):
        name = table.get("name") if isinstance(table, dict) else None
        if isinstance(name, str):
            return str(canonicalize_name(name))
    return ""


def _pythons(target: Target) -> tuple[PythonSet, str]:
    """Return the Pythons that releases must support, and how they were found."""
    facts = target.facts
    places = [*facts.dockerfiles, *(path for ci in facts.ci for path in ci.paths)]
    found = environment(target, [path for path in places if path in target.tree])
    if target.params.get("python"):
        return of_minors(found.pythons[0], found.pythons[-1]), found.reason
    if found.universal and not facts.requires_python.strip():
        return of_minors(found.pythons[0], NEWEST_PYTHON), found.reason
    named = ["{}.{}".format(*each) for each in found.pythons if found.named]
    pythons = of_project(facts.requires_python, named, found.pythons[0])
    return pythons, found.reason


def look(  # noqa: PLR0913  # each is a fact of its own
    target: Target,
    tools: Tools,
    request: Request,
    *,
    names: Iterable[str] | None = None,
    rules: Iterable[Rule] = (),
    now: datetime | None = None,
) -> Look:
    """Return the answer for each package that the project asks for.

    `names` limits it to some of them. `rules` are the owners'.
    """
    needs = read_needs(target)
    chosen = None if names is None else {*names}
    wanted = [name for name in needs.names() if chosen is None or name in chosen]
    limits = Limits(
        now=now or datetime.now(UTC),
        pythons=needs.pythons,
        request=request,
        minimum_age=minimum_age(target),
        rules=(*needs.imported.rules, *rules),
    )
    parts = {
        folder: of_minors(lowest, NEWEST_PYTHON)
        for folder, lowest in target.facts.part_pythons.items()
    }
    listings = tools.packages.listings(wanted) if wanted else {}
    readings = _readings(needs, {*wanted}, request)
    context = Context(limits, needs.policy, parts)
    return Look(needs, listings, updates(readings, listings, context))


def _readings(
    needs: Needs, names: AbstractSet[str], request: Request
) -> dict[str, Reading]:
    """Return the places of some packages.

    A lock that is written from none of the files that ask for a package has
    it for the sake of another, which decides there, until it is vulnerable.
    """
    asking: dict[str, set[str]] = {}
    for place in needs.written():
        asking.setdefault(place.name, set()).update(needs.followers.get(place.path, ()))
    orphans = needs.orphans()

    def concerns(place: Place) -> bool:
        return place.name in names and (
            not place.locked
            or request is Request.SECURITY
            or place.path in orphans
            or place.path in asking.get(place.name, ())
        )

    return {
        path: replace(reading, places=tuple(filter(concerns, reading.places)))
        for path, reading in needs.readings.items()
    }


def minimum_age(target: Target) -> float:
    """Return how many days old a release must be."""
    given = target.params.get("minimum_age", "")
    return float(given) if given.replace(".", "", 1).isdigit() else MINIMUM_AGE_DAYS
