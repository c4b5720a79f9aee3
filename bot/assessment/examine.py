"""All codemods over the target's files; only files that changed are looked at."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.actions.codemod_action import project_of
from bot.actions.ruff import Linter, rules_of, texts_of, version
from bot.assessment.cache import key_of
from bot.assessment.codec import decode_examination, encode, encode_examination
from bot.assessment.jobs import ABNORMAL, Examining, FileTask
from bot.assessment.pool import run_files
from bot.assessment.program import index_of, paths_of
from codemods.model import Examination

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.assessment.cache import Store
    from bot.model import Facts
    from bot.protocols import Checkout, Progress, Tools
    from codemods.base import Codemod
    from codemods.diagnostics import Diagnostics
    from codemods.model import LeftAlone, Project


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
    tools: Tools,
    store: Store,
    workers: int,
    progress: Progress,
) -> Looked:
    """Return what the codemods find in all Python files that may be changed.

    Those that need a linter have it look at all missing files in one go, and
    only say where they would edit: what follows is left for the change.
    """
    if not codemods:
        return Looked()
    whole = project_of(facts)
    project = replace(whole, modules=tops(whole.modules))
    seen = {path: own_names(path, whole.modules) for path in facts.python_files}
    alone = tuple(codemod for codemod in codemods if not codemod.program)
    asking = tuple(codemod for codemod in codemods if codemod.program)
    groups = [_Group(checkout, project, alone, store, seen)]
    if asking:
        fingerprint = _fingerprint(checkout)
        groups.append(
            _Group(checkout, project, asking, store, seen, fingerprint=fingerprint)
        )
    missing: dict[str, set[str]] = {}
    for group in groups:
        for path in group.missing:
            missing.setdefault(path, set()).update(group.slugs)
    job = Examining(tuple(codemods), project)
    if asking and groups[-1].missing:
        with progress.task("Indexing names") as step:
            program = index_of(checkout.tree, facts, workers, job.preload)
            job = replace(job, project=replace(project, program=program))
            del program
            step(1)
    with progress.task("Looking at the files", len(missing)) as step:
        linter = Linter(tools, rules_of(codemods), whole)
        found = _linted(checkout.tree.read_many(sorted(missing)), linter)
        tasks = (
            FileTask(path, source, seen[path], frozenset(missing[path]), said)
            for path, source, said in found
        )
        results = run_files(tasks, job, workers=workers)
        del job  # the index is large, and its pool has it in a shorter form
        for examination in results:
            step(1)
            for group in groups:
                group.take(examination)
    unsound = sum(not group.keep() for group in groups)
    return Looked(_together(facts.python_files, groups), complete=not unsound)


def _linted(
    sources: Iterable[tuple[str, bytes]], linter: Linter
) -> Iterator[tuple[str, bytes, Diagnostics]]:
    """Yield the files with what the linter says of them, if it is asked at all."""
    if not linter.rules:
        for path, source in sources:
            yield path, source, ()
        return
    read = dict(sources)
    texts = texts_of(read)
    said = linter.look(texts)
    for path in list(read):
        yield path, read.pop(path), said.pop((path, texts.pop(path, b"")), ())


class _Group:
    """Codemods whose results are kept under the same conditions.

    What codemods say of a file that look at it alone holds as long as its bytes
    are the same; for those that ask for other files, `fingerprint` is the
    identity of all of them.
    """

    def __init__(  # noqa: PLR0913  # each is a fact of its own
        self,
        checkout: Checkout,
        project: Project,
        codemods: Sequence[Codemod],
        store: Store,
        seen: Mapping[str, frozenset[str]],
        *,
        fingerprint: str = "",
    ) -> None:
        self.slugs = frozenset(codemod.slug for codemod in codemods)
        self._store = store
        self._key = key_of(
            "files",
            checkout.name,
            checkout.root,
            sorted((codemod.slug, codemod.given) for codemod in codemods),
            encode(replace(project, program=None)),
            version() if rules_of(codemods) else "",
        )
        kept = _kept(store.load(self._key))
        identity = checkout.tree.identity
        self._identities = {
            path: " ".join([identity(path), fingerprint, *sorted(names)])
            for path, names in seen.items()
        }
        self.known: dict[str, Examination] = {}
        for path, found in self._identities.items():
            examination = _decoded(kept.get(path), found, path)
            if examination is not None:
                self.known[path] = examination
        self.missing = frozenset(path for path in seen if path not in self.known)

    def take(self, examination: Examination) -> None:
        """Note this group's part of what was found in a file."""
        if examination.path in self.missing:
            own = {
                slug: rewrite
                for slug, rewrite in examination.rewrites.items()
                if slug in self.slugs
            }
            self.known[examination.path] = replace(examination, rewrites=own)

    def keep(self) -> bool:
        """Keep what is known for the next time; return whether it is all sound."""
        sound = {
            path: [self._identities[path], encode_examination(examination)]
            for path, examination in self.known.items()
            if not _is_abnormal(examination)
        }
        if self.missing:
            self._store.save(self._key, sound)
        return len(sound) == len(self.known)


def _fingerprint(checkout: Checkout) -> str:
    """Return one name for all files in which names may stand."""
    python, texts = paths_of(checkout.tree)
    identity = checkout.tree.identity
    return key_of([(path, identity(path)) for path in (*python, *texts)])


def _together(paths: Sequence[str], groups: Sequence[_Group]) -> dict[str, Examination]:
    """Return each file's examinations as one."""
    found: dict[str, Examination] = {}
    for path in paths:
        parts = [group.known[path] for group in groups]
        problems = [part.problem for part in parts if part.problem]
        rewrites = {
            slug: part.rewrites[slug] for part in parts for slug in part.rewrites
        }
        problem = problems[0] if problems else None
        found[path] = Examination(path, {} if problem else rewrites, problem)
    return found


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
