"""Every place of a project that names a Python."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.actions.dependencies.pythons.environments import read_nox, read_tox
from bot.actions.dependencies.pythons.manifests import read_classifiers, read_range
from bot.actions.dependencies.pythons.mentions import Named, Stuck
from bot.actions.dependencies.pythons.settings import (
    read_dockerfile,
    read_jenkinsfile,
    read_settings,
    read_version_file,
)
from bot.actions.dependencies.pythons.yaml_files import read_yaml
from bot.actions.files.errors import BrokenFileError
from bot.actions.files.text import decode
from bot.reading.exclusion import is_excluded
from codemods.model import LeftAlone, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.actions.base import Target
    from bot.model import Facts

_YAML = re.compile(
    r"\.pre-commit-config\.ya?ml|\.?readthedocs\.ya?ml|\.github/actions/.+/action\.ya?ml"
)
_SETTINGS = frozenset(
    {
        *(".isort.cfg", ".pylintrc", ".ruff.toml", "mypy.ini", ".mypy.ini"),
        *("pylintrc", "pyrightconfig.json", "ruff.toml", "hatch.toml"),
    }
)
_MANIFESTS = frozenset(
    {
        "conda",
        "hatch",
        "nox",
        "pipfile",
        "pixi",
        "pyproject",
        "setup.cfg",
        "setup.py",
        "tox",
    }
)
_OLD = frozenset({"appveyor", "travis"})
_PLAIN = frozenset({".python-version", "runtime.txt"})
_ASIDE = re.compile(
    r"(?:^|/)(?:tests?|testing|testdata|fixtures|data|docs?|examples?|samples?|demos?|templates?"
    r"|vendor|_vendor|third_party|benchmarks?|\{\{[^/]*)/"
)
"""Folders whose manifests and images are about something else than the project."""

_GENERATED = "[[[cog"
_LARGEST = 250_000


def find(
    target: Target,
) -> tuple[tuple[Named, ...], tuple[LeftAlone, ...], tuple[LeftAlone, ...]]:
    """Return what each file says of Pythons, which cannot be read, which are left.

    Files that say nothing are left out. A file that cannot be read is no proof
    of anything, so that nothing is dropped.
    """
    found: list[Named] = []
    broken: list[LeftAlone] = []
    left: list[LeftAlone] = []
    kinds = dict(_kinds(target.tree.paths(), target.facts))
    travis = _old_systems(target.facts)
    for path in travis:
        kinds.pop(path, None)
        reason = "whether Travis CI or AppVeyor still run, the repository does not say"
        left.append(LeftAlone(path, 0, reason))
    wanted = [path for path in kinds if not is_excluded(target.policy, path)]
    for path, content in target.tree.read_many(wanted):
        try:
            named = _read(path, content, kinds[path], target.facts)
        except BrokenFileError as error:
            broken.append(LeftAlone(path, error.line, str(error), Outcome.UNREADABLE))
            continue
        if _GENERATED in named.text.text:
            named = _generated(named)
        if named != Named(named.text):
            found.append(named)
    return tuple(found), tuple(broken), tuple(left)


def _old_systems(facts: Facts) -> tuple[str, ...]:
    """Return the files of systems that other systems have replaced."""
    if all(system.name in _OLD for system in facts.ci):
        return ()
    return tuple(p for system in facts.ci if system.name in _OLD for p in system.paths)


def _generated(named: Named) -> Named:
    """Return a file that cog writes in part: what it names is to be edited elsewhere.

    https://cog.readthedocs.io/en/latest/
    """
    reason = "cog writes parts of this file, and would undo an edit"
    said = [(i.start, i.version) for g in named.groups for i in g.items]
    said += [(m.start, m.version) for e in named.entries for m in e.members]
    said += [(s.start, s.version) for s in named.singles]
    said += [(s.start, s.version) for s in named.stuck]
    said += [(f.start, f.version) for f in named.floors]
    stuck = [Stuck(start, version, reason) for start, version in sorted(said)]
    return Named(named.text, stuck=stuck)


def _kinds(paths: Iterable[str], facts: Facts) -> Iterator[tuple[str, str]]:
    systems = {path: system.name for system in facts.ci for path in system.paths}
    manifests = {each.path: each.kind for each in facts.manifests}
    for path in paths:
        if path in systems or _YAML.fullmatch(path):
            if path.endswith((".yml", ".yaml")):
                yield path, "yaml"
            elif systems[path] == "jenkins":
                yield path, "jenkins"
        elif not _ASIDE.search(path) and (kind := _kind(path, facts, manifests)):
            yield path, kind


def _kind(path: str, facts: Facts, manifests: Mapping[str, str]) -> str:
    """Return the kind of what is no file of CI; "" for any other file."""
    if path in facts.dockerfiles:
        return "dockerfile"
    if path.rpartition("/")[2] in _PLAIN:
        return "plain"
    if manifests.get(path) in _MANIFESTS and "/" not in path:
        return manifests[path]
    return "settings" if path in _SETTINGS else ""


def _read(path: str, content: bytes, kind: str, facts: Facts) -> Named:
    """Return what one file says; raises `BrokenFileError`."""
    text = decode(path, content)
    if len(content) > _LARGEST:
        raise BrokenFileError(path, 0, "too long to be read")
    if kind == "yaml":
        return read_yaml(text)
    named = Named(text)
    if kind in _READERS:
        _READERS[kind](text, named)
        return named
    if kind != "settings":
        read_range(text, content, facts, named)
    if kind in {"pyproject", "setup.cfg", "setup.py"}:
        read_classifiers(text, named)
    if kind in {"pyproject", "setup.cfg", "tox"}:
        read_tox(text, named)
    if kind not in {"setup.py", "conda"}:
        read_settings(text, named)
    return _apart(named)


_READERS = {
    "dockerfile": read_dockerfile,
    "jenkins": read_jenkinsfile,
    "nox": read_nox,
    "plain": read_version_file,
}


def _apart(named: Named) -> Named:
    """Return the file with nothing twice; the range knows best what a place is."""
    floors = {each.start for each in named.floors}
    spans: set[tuple[int, int]] = set()
    singles = []
    for single in named.singles:
        if single.start in floors or any(
            a < single.end and single.start < b for a, b in spans
        ):
            continue
        spans.add((single.start, single.end))
        singles.append(single)
    named.singles[:] = singles
    return named
