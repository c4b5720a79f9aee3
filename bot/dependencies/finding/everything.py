"""Every place of a repository where a requirement is written."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Protocol

from bot.dependencies.finding import (
    ci,
    conda,
    dockerfile,
    jenkinsfile,
    noxfile,
    pipfile,
    pre_commit,
    pylock,
    pyproject,
    python_version,
    readthedocs,
    requirements_file,
    script_block,
    scripts,
    setup_cfg,
    setup_py,
    tox,
)
from bot.dependencies.places import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from bot.model import Facts

    Reader: TypeAlias = Callable[[str, bytes], Reading]

READERS: Mapping[str, Reader] = {
    "conda": conda.read,
    "hatch": pyproject.read,
    "nox": noxfile.read,
    "pipfile": pipfile.read,
    "pixi": pyproject.read,
    "pylock": pylock.read,
    "pyproject": pyproject.read,
    "setup.cfg": setup_cfg.read,
    "setup.py": setup_py.read,
    "tox": tox.read,
}
"""The reader of each kind of manifest (see `bot.model.Manifest`) but text files."""

_FILES = frozenset({"compiled", "constraints", "requirements", "requirements-in"})
_OTHERS = (".cfg", ".lock", ".py", ".toml")
"""Ends of files that uv takes where pip takes requirements files."""

_BY_NAME: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(rf"(?:.*/)?{pattern}"), reader)
    for pattern, reader in (
        (r"\.pre-commit-config\.ya?ml", pre_commit.read),
        (r"\.?readthedocs\.ya?ml", readthedocs.read),
        (r"\.python-version|runtime\.txt", python_version.read),
        (r"pixi\.toml", pyproject.read),
        (r"action\.ya?ml", partial(ci.read, kind="github")),
    )
)


class Files(Protocol):
    """What is needed of a tree of files."""

    def paths(self) -> Sequence[str]:
        """Return every path, sorted."""

    def read(self, path: str) -> bytes:
        """Return the file's bytes; `KeyError` where there is no such file."""

    def read_many(self, paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
        """Yield each path with its bytes, in the order given."""

    def __contains__(self, path: str) -> bool: ...


def readings(tree: Files, facts: Facts) -> Mapping[str, Reading]:
    """Return what each file says that asks for packages, sorted by path.

    Manifests, Dockerfiles, CI files, scripts, and what these lead to; a file
    that says nothing is left out. One that cannot be read is there with its
    problem. Nothing is run.
    """
    readers = dict(_readers(tree.paths(), facts))
    found: dict[str, Reading] = {}
    for path, content in tree.read_many(sorted(readers)):
        found[path] = _merged([read(path, content) for read in readers[path]])
    _follow(tree, found)
    scripted = [path for path in facts.python_files if path not in readers]
    for path, content in tree.read_many(scripted):
        if script_block.SIEVE in content:
            found[path] = script_block.read(path, content)
    return {path: found[path] for path in sorted(found) if found[path] != Reading()}


def reader_of(path: str, facts: Facts) -> tuple[Reader, ...]:
    """Return the readers of one file; each gives what it finds there."""
    return dict(_readers((path,), facts)).get(path, ())


def _readers(
    paths: Iterable[str], facts: Facts
) -> Iterator[tuple[str, tuple[Reader, ...]]]:
    kinds = {manifest.path: manifest.kind for manifest in facts.manifests}
    systems = {path: system.name for system in facts.ci for path in system.paths}
    dockerfiles = frozenset(facts.dockerfiles)
    for path in paths:
        kind = kinds.get(path, "")
        found: list[Reader] = []
        if kind in _FILES:
            found.append(partial(requirements_file.read, kind=kind))
        elif kind in READERS:
            found.append(READERS[kind])
        elif path in dockerfiles:
            found.append(dockerfile.read)
        elif path in systems:
            found += _of_system(path, systems[path])
        elif scripts.kind_of(path):
            found.append(scripts.read)
        else:
            found += [read for pattern, read in _BY_NAME if pattern.fullmatch(path)]
        if found and path.endswith(".py"):
            found.append(script_block.read)
        if found:
            yield path, tuple(found)


def _of_system(path: str, system: str) -> Iterator[Reader]:
    if system == "jenkins":
        yield jenkinsfile.read
    elif path.endswith((".yml", ".yaml")):
        yield partial(ci.read, kind=system)


def _follow(tree: Files, found: dict[str, Reading]) -> None:
    """Read the requirements files that are named and have not been read."""
    queue = [each for reading in found.values() for each in reading.includes]
    while queue:
        included = queue.pop()
        path = included.path
        if path in found or path not in tree or path.endswith(_OTHERS):
            continue
        kind = "constraints" if included.constraint else ""
        found[path] = requirements_file.read(path, tree.read(path), kind=kind)
        queue += found[path].includes


def _merged(parts: list[Reading]) -> Reading:
    if len(parts) == 1:
        return parts[0]
    return Reading(
        tuple(place for part in parts for place in part.places),
        tuple(each for part in parts for each in part.includes),
        tuple(option for part in parts for option in part.options),
        tuple(problem for part in parts for problem in part.problems),
        tuple(place for part in parts for place in part.requires_python),
    )
