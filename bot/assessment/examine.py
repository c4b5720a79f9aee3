"""All codemods over the target's files; only files that changed are looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.actions.codemod_action import project_of
from bot.assessment.cache import Store, key_of
from bot.assessment.codec import decode_examination, encode, encode_examination
from bot.assessment.pool import ABNORMAL, examine_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.model import Facts
    from bot.protocols import Checkout, Progress
    from codemods.base import Codemod
    from codemods.model import Examination, LeftAlone


@dataclass(frozen=True, slots=True)
class Looked:
    """What all codemods said: examinations by path, sorted.

    `complete` is false where a file ended its process, which another run may
    not see again; such a result is not kept.
    """

    examinations: Mapping[str, Examination] = field(default_factory=dict)
    complete: bool = True

    @property
    def problems(self) -> tuple[LeftAlone, ...]:
        """The files that could not be examined, with the reasons."""
        return tuple(
            examination.problem
            for examination in self.examinations.values()
            if examination.problem
        )


def examine_tree(  # noqa: PLR0913  # each is a fact of its own
    checkout: Checkout,
    facts: Facts,
    codemods: Sequence[Codemod],
    *,
    store: Store,
    workers: int,
    progress: Progress,
) -> Looked:
    """Return what the codemods find in all Python files that may be changed."""
    if not codemods:
        return Looked()
    project = project_of(facts)
    key = key_of(
        "files",
        checkout.name,
        checkout.root,
        sorted((codemod.slug, codemod.given) for codemod in codemods),
        encode(project),
    )
    kept = _kept(store.load(key))
    tree = checkout.tree
    known: dict[str, Examination] = {}
    fresh: list[str] = []
    for path in facts.python_files:
        examination = _decoded(kept.get(path), tree.identity(path), path)
        if examination is None:
            fresh.append(path)
        else:
            known[path] = examination
    with progress.task("Looking at the files", len(fresh)) as step:
        if fresh:
            found = examine_files(
                tree.read_many(fresh), codemods, project, workers=workers
            )
            known |= dict(_stepping(found, step))
    examinations = {path: known[path] for path in facts.python_files}
    sound = {
        path: [tree.identity(path), encode_examination(examination)]
        for path, examination in examinations.items()
        if not _is_abnormal(examination)
    }
    if fresh:
        store.save(key, sound)
    return Looked(examinations, complete=len(sound) == len(examinations))


def _stepping(
    found: Iterator[Examination], step: Callable[[int], None]
) -> Iterator[tuple[str, Examination]]:
    for examination in found:
        step(1)
        yield examination.path, examination


def _kept(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _decoded(row: object, identity: str, path: str) -> Examination | None:
    """Return the examination that was kept for the same bytes; None without."""
    match row:
        case [known, examination] if known == identity:
            return decode_examination(examination, path)
    return None


def _is_abnormal(examination: Examination) -> bool:
    problem = examination.problem
    return problem is not None and problem.reason.startswith(ABNORMAL)
