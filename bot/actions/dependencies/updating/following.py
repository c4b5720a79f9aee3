"""Which locks are written from which files, so that they follow an edit."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from bot.dependencies.places import Origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.actions.base import Target
    from bot.dependencies.locks.model import Lock

_OF_PROJECTS: Final = frozenset({"uv.lock", "poetry.lock", "pdm.lock"})
_PROJECT: Final = ("pyproject.toml", "setup.cfg", "setup.py")


def followers(target: Target, locks: Mapping[str, Lock]) -> dict[str, tuple[str, ...]]:
    """Return the locks that are written from a file, directly or not, by its path.

    uv's, Poetry's and PDM's are written from the metadata of the project beside
    them and of the other projects of the repository that they hold; a compiled
    file from the files in its header or comments, with all that those ask for;
    an export from the lock beside it. A lock that does not say what it is
    written from follows no file.
    """
    direct: dict[str, set[str]] = {}
    compiled = _compiled(target, locks)
    for path, lock in locks.items():
        for source in (*_sources(target, lock, locks), *compiled.get(path, ())):
            if source != path and source in target.tree:
                direct.setdefault(source, set()).add(path)
    return {source: tuple(sorted(_reached(direct, source))) for source in direct}


def _reached(direct: Mapping[str, set[str]], source: str) -> set[str]:
    found: set[str] = set()
    waiting = [source]
    while waiting:
        for lock in direct.get(waiting.pop(), set()) - found:
            found.add(lock)
            waiting.append(lock)
    return found


def _sources(target: Target, lock: Lock, locks: Mapping[str, Lock]) -> Iterator[str]:
    """Yield the paths of what a lock is written from."""
    kind = {each.path: each.kind for each in target.facts.manifests}.get(lock.path, "")
    folder = posixpath.dirname(lock.path)
    if kind in _OF_PROJECTS:
        yield from _of_projects(target, lock, folder)
    elif kind == "pipfile.lock":
        yield posixpath.join(folder, "Pipfile")
    else:
        yield from _of_commands(target, lock.path, folder, locks)


def _of_projects(target: Target, lock: Lock, folder: str) -> Iterator[str]:
    """Yield the metadata of the projects in a lock, and the files that it names."""
    members = [
        posixpath.normpath(posixpath.join(folder, each.source))
        for each in lock.packages
        if each.origin is Origin.FOLDER and each.source
    ]
    for each in dict.fromkeys([folder, *members]):
        project = "" if each == "." else each
        paths = [posixpath.join(project, name) for name in _PROJECT]
        yield from paths
        if paths[0] in target.tree:
            text = target.tree.read(paths[0]).decode("utf-8", "replace")
            for manifest in target.facts.manifests:
                named = posixpath.relpath(manifest.path, project or ".")
                if f'"{named}"' in text:
                    yield manifest.path


def _of_commands(
    target: Target, path: str, folder: str, locks: Mapping[str, Lock]
) -> Iterator[str]:
    """Yield what the command in the head of a file reads."""
    from bot.actions.dependencies.locking.exported import (  # noqa: PLC0415  # slow
        COMPILE,
        EXPORT,
    )

    text = target.tree.read(path).decode("utf-8", "replace")
    if EXPORT.search(text):
        beside = [posixpath.join(each, "uv.lock") for each in (folder, "")]
        yield from [each for each in beside if each in locks][:1]
    elif match := COMPILE.search(text) if path.endswith(".toml") else None:
        for word in match[1].split():
            beside = [posixpath.normpath(posixpath.join(f, word)) for f in (folder, "")]
            yield from [each for each in beside if each in target.tree][:1]


def _compiled(target: Target, locks: Mapping[str, Lock]) -> dict[str, tuple[str, ...]]:
    """Return all that the compilation of each compiled file reads."""
    from bot.actions.dependencies.locking.compiled import (  # noqa: PLC0415  # slow
        graph_of,
    )

    kinds = {each.path: each.kind for each in target.facts.manifests}
    paths = [path for path in locks if kinds.get(path) == "compiled"]
    if not paths:
        return {}
    graph = graph_of(target, *paths)
    return {
        each.output: tuple(
            path
            for source in (*each.sources, *each.constraints)
            for path in (source, *graph.reached(source))
        )
        for each in graph.compilations
    }
