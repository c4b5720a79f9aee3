"""All codemods over the target's files; only files that changed are looked at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
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
    whole = project_of(facts)
    project = replace(whole, modules=tops(whole.modules))
    key = key_of(
        "files",
        checkout.name,
        checkout.root,
        sorted((codemod.slug, codemod.given) for codemod in codemods),
        encode(project),
    )
    kept = _kept(store.load(key))
    tree = checkout.tree
    seen = {path: own_names(path, whole.modules) for path in facts.python_files}
    identities = {
        path: f"{tree.identity(path)} {' '.join(sorted(seen[path]))}"
        for path in facts.python_files
    }
    known: dict[str, Examination] = {}
    for path, identity in identities.items():
        examination = _decoded(kept.get(path), identity, path)
        if examination is not None:
            known[path] = examination
    fresh = [path for path in facts.python_files if path not in known]
    with progress.task("Looking at the files", len(fresh)) as step:
        if fresh:
            files = (
                (path, source, seen[path]) for path, source in tree.read_many(fresh)
            )
            found = examine_files(files, codemods, project, workers=workers)
            known |= dict(_stepping(found, step))
    examinations = {path: known[path] for path in facts.python_files}
    sound = {
        path: [identities[path], encode_examination(examination)]
        for path, examination in examinations.items()
        if not _is_abnormal(examination)
    }
    if fresh:
        store.save(key, sound)
    return Looked(examinations, complete=len(sound) == len(examinations))


def tops(modules: frozenset[str]) -> frozenset[str]:
    """Return names that tell the top of every module, and nothing more.

    Every file sees these, and the names that it may have itself: so that a
    new module makes no other file a new one. A top that is no module itself
    gets an ending, lest a file be taken for it.
    """
    first = {name.partition(".")[0] for name in modules}
    return frozenset(name if name in modules else f"{name}.*" for name in first)


def own_names(path: str, modules: frozenset[str]) -> frozenset[str]:
    """Return the dotted ends of a file's path that are modules."""
    parts = path.removesuffix(".py").split("/")
    if parts[-1] == "__init__":
        parts.pop()
    ends = {".".join(parts[start:]) for start in range(len(parts))}
    return frozenset(ends & modules)


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
