"""What the target is: layout, manifests, tools, tests, CI, containers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.assessment.readers.build import build_backend, environment_manager
from bot.assessment.readers.ci import ci_systems, ci_texts
from bot.assessment.readers.containers import compose_files, dockerfiles
from bot.assessment.readers.documents import Documents
from bot.assessment.readers.layout import is_part, layout
from bot.assessment.readers.manifests import manifests
from bot.assessment.readers.people import people_files, readme_headings
from bot.assessment.readers.protected import by_content, by_name
from bot.assessment.readers.python_range import (
    declared_ranges,
    hinted_pythons,
    lower_bound,
)
from bot.assessment.readers.requirements import requirements
from bot.assessment.readers.tests import (
    TestFile,
    framework_of,
    name_patterns,
    read_test_file,
)
from bot.assessment.readers.tools import tools
from bot.model import Facts
from codemods.model import LeftAlone

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.assessment.readers.ci import CiText
    from bot.model import Manifest, Policy
    from bot.protocols import Tree

OLDEST_PYTHON = (3, 8)
"""The Python that is kept in mind where the project names none."""


@dataclass(slots=True)
class _Python:
    """What one look at all Python files gives."""

    files: list[str] = field(default_factory=list)
    left_alone: list[LeftAlone] = field(default_factory=list)
    tests: list[TestFile] = field(default_factory=list)
    lines: int = 0


def gather(tree: Tree, policy: Policy) -> Facts:
    """Return what the files say of the target; nothing of it is run.

    A file that cannot be read or parsed is named in `problems`, with its line
    and the reason, and the rest goes on.
    """
    documents = Documents(tree)
    protected = by_name(documents, policy)
    reasons = {path: protected(path) for path in tree.paths()}
    own = [path for path in tree.paths() if not _foreign(reasons[path])]
    python = _read_python(tree, reasons, name_patterns(documents))
    needs, found = requirements(documents, manifests(documents, own))
    systems = ci_systems(documents, own)
    texts = tuple(ci_texts(documents, systems))
    configured = tools(documents, texts)
    shape = layout(
        documents, [*python.files, *(item.path for item in python.left_alone)], found
    )
    backend = build_backend(documents)
    declared = declared_ranges(documents, found)
    bounds = _bounds(documents, declared)
    people = people_files(documents, tree.paths())
    return Facts(
        python_files=tuple(python.files),
        test_files=tuple(file.path for file in python.tests),
        left_alone=tuple(sorted([*python.left_alone, *_notebooks(tree, reasons)])),
        packages=shape.packages,
        modules=shape.modules,
        entry_points=shape.entry_points,
        manifests=found,
        requirements=needs,
        requires_python=_root_range(declared),
        minimum_python=_minimum(documents, bounds, found, texts),
        part_pythons={folder: low for folder, low in bounds.items() if folder},
        backend=backend,
        manager=environment_manager(documents, found, backend),
        tools=configured,
        ci=systems,
        dockerfiles=dockerfiles(documents, [p for p in own if not reasons[p]]),
        compose_files=compose_files(documents, [p for p in own if not reasons[p]]),
        test_framework=framework_of(python.tests, needs, configured),
        lines=python.lines,
        layout=shape.kind,
        documents=people,
        readme_headings=readme_headings(documents, people),
        problems=tuple(sorted(set(documents.problems))),
    )


def _foreign(reason: str) -> bool:
    """Return whether a file is not the project's own, so says nothing of it."""
    return "other people's code" in reason or "linguist-vendored" in reason


def _notebooks(tree: Tree, reasons: Mapping[str, str]) -> Iterator[LeftAlone]:
    """Yield the notebooks: Python that is not rewritten."""
    for path in tree.paths():
        if path.endswith(".ipynb"):
            reason = reasons[path] or "is a notebook, whose cells are not rewritten"
            yield LeftAlone(path, 0, reason)


def _read_python(
    tree: Tree, reasons: Mapping[str, str], patterns: Sequence[str]
) -> _Python:
    found = _Python()
    found.left_alone += [
        left for left in getattr(tree, "left_out", ()) if left.path.endswith(".py")
    ]
    paths = [path for path in tree.paths() if path.endswith(".py")]
    for path, source in tree.read_many(paths):
        reason = reasons[path] or by_content(path, source)
        if reason:
            found.left_alone.append(LeftAlone(path, 0, reason))
            continue
        found.files.append(path)
        found.lines += source.count(b"\n") + (
            not source.endswith(b"\n") and bool(source)
        )
        test = read_test_file(path, source, patterns)
        if test:
            found.tests.append(test)
    return found


def _root_range(declared: Mapping[str, str]) -> str:
    """Return the range of the manifest at the root, "" where it has none."""
    for name in ("pyproject.toml", "setup.cfg", "setup.py"):
        if name in declared:
            return declared[name]
    return ""


def _bounds(
    documents: Documents, declared: Mapping[str, str]
) -> dict[str, tuple[int, int]]:
    """Return the lowest Python of each folder with a manifest that says one."""
    lowest: dict[str, tuple[int, int]] = {}
    for path, written in declared.items():
        bound = lower_bound(written)
        if bound is None:
            documents.problem(path, 0, f"requires-python {written!r} fits no Python")
        elif is_part(path):
            folder = path.rpartition("/")[0]
            lowest[folder] = min(bound, lowest.get(folder, bound))
    return lowest


def _minimum(
    documents: Documents,
    bounds: Mapping[str, tuple[int, int]],
    found: Sequence[Manifest],
    texts: Sequence[CiText],
) -> tuple[int, int]:
    """Return the lowest Python of what lies in no part of its own."""
    if "" in bounds:
        return bounds[""]
    hinted = hinted_pythons(documents, found, texts)
    lowest = [*bounds.values(), *([min(hinted)] if hinted else [])]
    return min(lowest, default=OLDEST_PYTHON)
