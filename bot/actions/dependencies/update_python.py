"""Pythons without fixes go, new ones come, at all places together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from bot.actions.base import Action, Target
from bot.actions.dependencies.pythons.deciding import Decision, decide
from bot.actions.dependencies.pythons.editing import Edited, edit
from bot.actions.dependencies.pythons.finding import find
from bot.actions.dependencies.pythons.locking import LOCK, narrowed
from bot.actions.dependencies.pythons.proving import checks, doubt
from bot.actions.dependencies.pythons.table import BY_VERSION, Minor, releases
from bot.errors import ActionError
from bot.model import Assessed, Change, FileChange, Status
from bot.words import counted
from codemods.model import LeftAlone, Outcome, Safety

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.actions.dependencies.locking.job import Written
    from bot.actions.dependencies.pythons.mentions import Named
    from bot.protocols import Tools

_LOCKS = ("poetry.lock", "pdm.lock", "Pipfile.lock")
"""Locks that hold the range of Pythons and cannot be written anew here."""


class UpdatePython(Action):
    """Support the Pythons that get fixes, and no others.

    A Python gets security fixes for five years. Support for an older one
    holds back the code and its dependencies, and whoever runs it has holes
    that nobody mends; a new one that is not tested breaks at the users. The
    range of Pythons, classifiers, matrices of CI, tox and nox, images and the
    targets of tools say the same thing at many places, so they change together.

    Before:

        requires-python = ">=3.8"
        classifiers = [
            "Programming Language :: Python :: 3.8",
            "Programming Language :: Python :: 3.12",
            "Programming Language :: Python :: 3.13",
        ]

    After:

        requires-python = ">=3.12"
        classifiers = [
            "Programming Language :: Python :: 3.12",
            "Programming Language :: Python :: 3.13",
            "Programming Language :: Python :: 3.14",
        ]

    Fix safety: whoever still runs a dropped Python gets the last release
    before. The range is raised past Pythons without fixes only. Whether the
    code runs on a Python that is new here, the jobs of the pull request show.

    Left alone: everything, where one place cannot be edited safely and would
    contradict the others; code that asks for the version of Python;
    pre-releases; Pythons outside of the project's own range; manifests of
    examples, tests and documentation.
    """

    safety = Safety.REVIEW
    online = True
    references = (
        "https://devguide.python.org/versions/",
        "https://peps.python.org/pep-0602/",
    )
    params = {  # noqa: RUF012  # read only, as in the base class
        "version": "the Pythons to add, such as 3.14; all new ones, or none",
        "drop": "the Python to drop, with all before it; those without fixes, or none",
        "today": "the day to judge by, such as 2026-01-31; today",
    }

    def assess(self, target: Target) -> Assessed:
        """Return how many places name a Python; the day decides what is to be done."""
        files, broken, left = find(target)
        places = sum(map(_places, files))
        if not places:
            reason = "Nothing names a version of Python."
            return Assessed(
                self.slug, Status.NOT_APPLICABLE, reason, (), (*broken, *left)
            )
        reason = (
            f"{counted(places, 'place')} in {counted(len(files), 'file')} name Pythons;"
            " the day decides which get fixes."
        )
        return Assessed(self.slug, Status.PROPOSED, reason, (), (*broken, *left))

    def look_up(self, target: Target, tools: Tools, found: Assessed) -> Assessed:
        """Return what is to be done today."""
        del found
        made = _make(target, tools, write=False)
        findings = tuple(each for file in made.files for each in file.findings)
        if findings:
            return Assessed(
                self.slug, Status.PROPOSED, made.reason(), findings, made.left
            )
        if made.blocked:
            first = made.left[0]
            reason = (
                f"{counted(len(made.left), 'place')} cannot be edited safely, first"
                f" {first.path}:{first.line}: {first.reason}."
            )
            return Assessed(self.slug, Status.FOR_A_PERSON, reason, (), made.left)
        if made.decision.impossible:
            reason = f"{made.decision.impossible}."
            return Assessed(self.slug, Status.FOR_A_PERSON, reason, (), made.left)
        reason = f"All Pythons that are named get fixes on {made.today}."
        if made.left:
            reason = f"{made.left[0].reason}."
        return Assessed(self.slug, Status.SATISFIED, reason, (), made.left)

    def change(self, target: Target, tools: Tools) -> Change:
        """Return all places edited; raises `ActionError` for wrong parameters."""
        made = _make(target, tools, write=True)
        files = [
            FileChange(e.named.path, e.before, e.after, target.tree.mode(e.named.path))
            for e in made.files
        ]
        if made.lock is not None:
            before, mode = target.tree.read(LOCK), target.tree.mode(LOCK)
            files.append(FileChange(LOCK, before, made.lock.content, mode))
        return Change(
            slug=self.slug,
            scope="",
            files=tuple(files),
            findings=tuple(each for file in made.files for each in file.findings),
            left_alone=made.left,
            checks=checks(tools, made.files) if made.files else (),
            notes=tuple(made.notes()) if made.files else (),
            commands=(
                f"honebot apply {self.slug} . --write",
                *((made.lock.command,) if made.lock else ()),
            ),
            edition=made.edition() if made.files else "",
        )


@dataclass(frozen=True, slots=True)
class _Made:
    """What is to be done, file by file; `blocked` says that nothing is dropped."""

    decision: Decision
    today: date
    files: tuple[Edited, ...]
    left: tuple[LeftAlone, ...]
    gone: tuple[Minor, ...]
    come: tuple[Minor, ...]
    blocked: bool = False
    seen: frozenset[Minor] = frozenset()
    lock: Written | None = None

    def reason(self) -> str:
        """Return one sentence on what goes and what comes."""
        parts = []
        if self.gone:
            parts.append(f"without fixes: {_list(self.gone)}")
        if self.come:
            parts.append(f"new: {_list(self.come)}")
        return f"Pythons {'; '.join(parts)}."

    def edition(self) -> str:
        """Return what makes this another proposal than that of last year."""
        return " ".join(
            [f"-{each}" for each in self.gone] + [f"+{each}" for each in self.come]
        )

    def _unproven(self) -> Iterator[str]:
        """Yield what nothing has shown yet."""
        lowest = self.decision.instead
        if self.gone and lowest not in self.seen:
            yield (
                f"Nothing here has named Python {lowest} before: whether the code and"
                " all that it needs run on it, the jobs of this pull request show."
            )

    def notes(self) -> Iterator[str]:
        """Yield what people should know."""
        for each in self.gone:
            known = BY_VERSION.get(each)
            if known:
                yield (
                    f"Python {each} has had no fixes since {known.ends}"
                    f" (PEP {known.pep})."
                )
        if self.gone:
            yield (
                f"Where a place needs one Python, it is now {self.decision.instead},"
                " the lowest that the project supports."
            )
        yield from self._unproven()
        for each in self.come:
            known = BY_VERSION[each]
            if each in self.seen:
                yield f"Python {each} was named here before; more places name it now."
                continue
            yield (
                f"Python {each} came out on {known.released} (PEP {known.pep}). Nothing"
                " here has run the tests with it: the jobs of this pull request do."
            )


def _make(target: Target, tools: Tools, *, write: bool) -> _Made:
    """Return what is to be done, all places together or none; raises `ActionError`.

    `write` is whether a lock is written, which takes its time.
    """
    key = f"pythons {write}"
    known = target.memo.get(key)
    if isinstance(known, _Made):
        return known
    named, broken, left = find(target)
    today = _today(target)
    requires = target.facts.requires_python
    decision = decide(named, requires, target.params, today, releases(tools))
    work = _Work(target, tools, named, broken, left, today, write)
    made = work.carried_out(decision)
    target.memo[key] = made
    return made


@dataclass(frozen=True, slots=True)
class _Work:
    """What there is to decide about."""

    target: Target
    tools: Tools
    named: tuple[Named, ...]
    broken: tuple[LeftAlone, ...]
    aside: tuple[LeftAlone, ...]
    today: date
    write: bool

    def carried_out(self, decision: Decision) -> _Made:
        """Return the files in which it is; none drops where one cannot."""
        edited = [edit(each, decision) for each in self.named]
        blocks = [each for file in edited for each in file.blocks]
        blocks += [each for file in edited if (each := doubt(file))]
        gone = _gone(self.named, decision)
        lock: Written | None = None
        if gone:
            blocks += [*self.broken, *_other_parts(self.target, decision)]
        if gone and not blocks:
            lock, blocks = _locked(
                self.target, self.tools, edited, decision, write=self.write
            )
        if gone and blocks:
            kept = self.carried_out(decision.keeping())
            left = tuple(sorted({*blocks, *kept.left}))
            return replace(kept, left=left, blocked=True)
        files = tuple(each for each in edited if each.text != each.named.text.text)
        come = tuple(v for v in decision.good if any(str(v) in _says(f) for f in files))
        left_here = [each for file in edited for each in (*file.left, *file.blocks)]
        reasons = [*decision.reasons, *filter(None, (decision.impossible,))]
        left_here += [LeftAlone("", 0, reason) for reason in reasons]
        left = tuple(sorted({*left_here, *self.broken, *self.aside}))
        early = {i.version for n in self.named for g in n.groups for i in g.items}
        early -= {
            i.version for n in self.named for g in n.groups for i in g.items if i.plain
        }
        seen = _versions(self.named) - early
        return _Made(
            decision, self.today, files, left, gone, come, seen=seen, lock=lock
        )


def _says(file: Edited) -> set[str]:
    """Return the Pythons that come into a list of the file."""
    return {
        word.rstrip(",")
        for each in file.findings
        if " for " not in each.message and not each.message.endswith("goes")
        for word in each.message.partition(": Python ")[2].split()
    }


def _gone(named: Sequence[Named], decision: Decision) -> tuple[Minor, ...]:
    """Return the Pythons that are named and go, lowest first."""
    return tuple(sorted(v for v in _versions(named) if decision.drops(v)))


def _versions(named: Sequence[Named]) -> frozenset[Minor]:
    """Return all Pythons that are named."""
    versions = {
        *(i.version for n in named for g in n.groups for i in g.items),
        *(s.version for n in named for s in n.singles),
        *(s.version for n in named for s in n.floors),
        *(s.version for n in named for s in n.stuck),
        *(m.version for n in named for e in n.entries for m in e.members),
    }
    return frozenset(versions)


def _other_parts(target: Target, decision: Decision) -> Iterator[LeftAlone]:
    """Yield the parts of the repository that promise a Python that goes."""
    for folder, lowest in sorted(target.facts.part_pythons.items()):
        if decision.drops(Minor(*lowest)):
            reason = "this part has a range of its own: {}.{} and later".format(*lowest)
            yield LeftAlone(folder, 0, reason, Outcome.UNSURE)


def _locked(
    target: Target,
    tools: Tools,
    edited: Sequence[Edited],
    decision: Decision,
    *,
    write: bool,
) -> tuple[Written | None, list[LeftAlone]]:
    """Return the lock for the new range, or why there is none."""
    changed = {
        file.named.path: file.after
        for file in edited
        if any(decision.drops(floor.version) for floor in file.named.floors)
    }
    if not changed:
        return None, []
    for path in _LOCKS:
        if path in target.tree:
            reason = "it holds the range of Pythons, and only its own tool can write it"
            return None, [LeftAlone(path, 0, reason, Outcome.UNSURE)]
    if LOCK not in target.tree or not write:
        return None, []
    try:
        return narrowed(target, tools, changed), []
    except ActionError as error:
        return None, [LeftAlone(LOCK, 0, str(error), Outcome.UNSURE)]


def _places(named: Named) -> int:
    lists = (*named.groups, *named.entries)
    return len(lists) + len(named.singles) + len(named.floors) + len(named.stuck)


def _today(target: Target) -> date:
    given = target.params.get("today", "")
    if not given:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        message = f"the parameter `today`: {given!r} is no day, such as 2026-01-31"
        raise ActionError(message) from error


def _list(versions: Sequence[Minor]) -> str:
    return ", ".join(map(str, versions))
