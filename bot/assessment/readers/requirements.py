"""Every requirement that is declared anywhere, with its file and line."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from bot.dependencies.finding.collecting import NO_PYTHONS
from bot.dependencies.finding.everything import READERS
from bot.dependencies.finding.kinds import is_compiled
from bot.dependencies.finding.requirement_lines import Kind, requirement_lines
from bot.model import Manifest, Requirement
from codemods.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.assessment.readers.documents import Documents


def requirements(
    documents: Documents, found: Sequence[Manifest]
) -> tuple[tuple[Requirement, ...], tuple[Manifest, ...]]:
    """Return what all manifests ask for, and the manifests they lead to.

    What a lock or a compiled file pins is declared elsewhere. Files reached by
    `-r` and `-c` are manifests too, whatever their names. A line that is no
    requirement is named in the documents' problems.
    """
    kinds = {manifest.path: manifest.kind for manifest in found}
    queue = list(kinds)
    while queue:
        path = queue.pop()
        for reached, kind in _reached(documents, path, kinds[path]):
            if reached not in kinds:
                queue.append(reached)
                kinds[reached] = kind
            elif kind == "constraints" and kinds[reached] == "requirements":
                kinds[reached] = kind
    asked: set[Requirement] = set()
    for path, kind in kinds.items():
        asked.update(_of(documents, path, kind))
    order = sorted(
        asked,
        key=lambda need: (need.path, need.line, need.name, need.group, need.text),
    )
    return tuple(order), tuple(Manifest(path, kinds[path]) for path in sorted(kinds))


_WITHOUT_GROUPS = frozenset({"conda", "nox", "tox"})
"""Kinds of manifests whose requirements are asked for by the file as a whole."""

_SOURCES = "sources"
"""The group of what only says where a package comes from."""


def _of(documents: Documents, path: str, kind: str) -> Iterator[Requirement]:
    if kind in _FILE_KINDS:
        return _file(documents, path) if kind != "compiled" else iter(())
    is_read = kind in READERS and kind != "pylock"
    return _read(documents, path, kind) if is_read else iter(())


_FILE_KINDS = frozenset({"requirements", "requirements-in", "constraints", "compiled"})


def _reached(documents: Documents, path: str, kind: str) -> Iterator[tuple[str, str]]:
    """Yield the files that a requirements file asks for, with their kinds."""
    if kind not in _FILE_KINDS:
        return
    for line in requirement_lines(documents.text(path) or ""):
        if line.kind not in {Kind.INCLUDE, Kind.CONSTRAINT} or "://" in line.text:
            continue
        folder = path.rpartition("/")[0]
        target = posixpath.normpath(posixpath.join(folder, line.text))
        if "$" in target or target.startswith(".."):
            continue
        if target not in documents.tree:
            reason = f"asks for {line.text}, which is not there"
            documents.problem(path, line.first, reason)
            continue
        text = documents.text(target)
        if text is not None:
            plain = "requirements" if line.kind is Kind.INCLUDE else "constraints"
            yield target, "compiled" if is_compiled(text) else plain


def _file(documents: Documents, path: str) -> Iterator[Requirement]:
    for line in requirement_lines(documents.text(path) or ""):
        if line.kind in {Kind.REQUIREMENT, Kind.LOCATION} and line.name:
            yield Requirement(line.name, line.text, path, line.first, path)
        elif line.kind is Kind.INVALID:
            documents.problem(path, line.first, line.reason)


def _read(documents: Documents, path: str, kind: str) -> Iterator[Requirement]:
    """Yield what a manifest asks for, as the reader of its kind finds it."""
    if path not in documents.tree:
        return
    reading = READERS[kind](path, documents.tree.read(path))
    for problem in reading.problems:
        is_told = problem.reason.endswith(NO_PYTHONS) or (
            problem.outcome is Outcome.UNREADABLE and _told(documents, path, kind)
        )
        if not is_told:
            documents.problem(path, problem.line, problem.reason)
    whole = kind in _WITHOUT_GROUPS
    for place in reading.places:
        if place.group != _SOURCES:
            group = path if whole else place.group
            yield Requirement(place.name, place.text, path, place.line, group)


def _told(documents: Documents, path: str, kind: str) -> bool:
    """Return whether the file's own trouble is told of where all look for it."""
    parse: Callable[[str], object] = documents.toml
    if kind in {"nox", "setup.py"}:
        parse = documents.python
    elif kind == "conda":
        parse = documents.yaml
    elif path.endswith((".cfg", ".ini")):
        parse = documents.ini
    parse(path)
    return any(problem.path == path for problem in documents.problems)
