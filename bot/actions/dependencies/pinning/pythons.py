"""For which Pythons a requirements file has to be right."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from packaging.specifiers import InvalidSpecifier, SpecifierSet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.actions.base import Target
    from bot.dependencies.finding.recipes import Recipe

Version = tuple[int, int]

_OLDEST_MINOR = 6
"""The lowest Python 3 that a number in CI can mean today."""

_NEWEST_MINOR = 30
_SHOWN = 3
_VERSION = re.compile(r"(?<![\d.])3\.(\d{1,2})(?![\d])")
_FACTOR = re.compile(r"(?<![a-z0-9])py3\.?(\d{1,2})(?![\d.])")
_LIST_BEGINS = re.compile(r"^\s*-?\s*[\"']?python[\w.-]*[\"']?\s*:\s*$", re.IGNORECASE)
_LIST_ITEM = re.compile(r"^\s*-\s")
_OTHER_SYSTEM = re.compile(
    r"\b(?:windows|macos|vs)-(?:latest|\d)|servercore|\bwin(?:32|64)\b"
)
_ARGUMENT = re.compile(r"^\s*ARG\s+(\w+)=(\S+)", re.MULTILINE | re.IGNORECASE)
_IMAGE = re.compile(
    r"^\s*FROM\s+.*?python[:-]?(3\.\d{1,2})", re.MULTILINE | re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Environment:
    """Where a file is installed.

    `pythons` are what is known, lowest first. `universal` is whether it has to
    be right for all Pythons from the lowest on, and for every system. `reason`
    completes "Resolved for ...". `named` says that a file, or a person, names
    each of them; else the one is the lowest of those that the project supports.
    """

    pythons: tuple[Version, ...]
    universal: bool
    reason: str
    named: bool = True

    @property
    def lowest(self) -> str:
        """The lowest Python, as it is written: "3.11"."""
        return "{}.{}".format(*self.pythons[0])


def environment(target: Target, places: Iterable[str]) -> Environment:
    """Return the environment of files that these files install.

    A Dockerfile says it by its image, CI by the versions that it names, and
    only those count that the project supports. `--param python=3.12` decides.
    """
    given = target.params.get("python", "")
    if match := re.fullmatch(r"3\.(\d+)", given):
        return Environment(
            ((3, int(match[1])),), universal=False, reason="as asked for"
        )
    read = sorted(set(places))
    texts = {path: _text(target, path) for path in read}
    found = {path: _supported(target, _in(target, path, texts[path])) for path in read}
    pythons = sorted({version for versions in found.values() for version in versions})
    systems = any(_OTHER_SYSTEM.search(texts[path]) for path in _named(target, read))
    if pythons:
        versions = ", ".join("{}.{}".format(*each) for each in pythons)
        files = [path for path in read if found[path]]
        reason = f"Python {versions} ({_some(files)})"
        return Environment(tuple(pythons), systems or len(pythons) > 1, reason)
    lowest, reason = _lowest(target)
    return Environment((lowest,), universal=True, reason=reason, named=False)


def of_recipe(recipe: Recipe) -> Environment:
    """Return the environment that a file was compiled for before."""
    words = " ".join(recipe.options)
    named = re.search(r"--python-version[= ]3\.(\d+)", words)
    minor = int(named[1]) if named else recipe.minor
    universal = "--universal" in recipe.options
    if minor is None:
        own = sys.version_info[:2]
        return Environment((own,), universal, "Python {}.{}".format(*own))
    return Environment(((3, minor),), universal, f"Python 3.{minor}, as before")


def _lowest(target: Target) -> tuple[Version, str]:
    """Return the lowest Python where nothing that installs the file names one."""
    for path in (".python-version", "runtime.txt"):
        if path in target.tree and (match := _VERSION.search(_text(target, path))):
            minor = int(match[1])
            return (3, minor), f"Python 3.{minor} ({path}) and later"
    supported = _supported(target, ((3, minor) for minor in range(_NEWEST_MINOR)))
    if target.facts.requires_python and supported:
        return supported[0], "all Pythons that the project supports"
    ci = [path for system in target.facts.ci for path in system.paths]
    named = sorted({v for path in ci for v in _in(target, path, _text(target, path))})
    if named:
        return named[0], "Python {}.{} (CI) and later".format(*named[0])
    own = sys.version_info[:2]
    return own, "Python {}.{} and later, since nothing names one".format(*own)


def _some(files: list[str]) -> str:
    """Return the first files of a list, and how many more there are."""
    shown = ", ".join(files[:_SHOWN])
    return f"{shown} and {len(files) - _SHOWN} more" if files[_SHOWN:] else shown


def _named(target: Target, read: Iterable[str]) -> Iterator[str]:
    """Yield the files that say on which system they run: CI, not documents."""
    ci = {path for system in target.facts.ci for path in system.paths}
    yield from (path for path in read if path in ci or path.endswith("tox.ini"))


def _supported(target: Target, versions: Iterable[Version]) -> list[Version]:
    """Return those that the project's `requires-python` allows, lowest first."""
    try:
        allowed = SpecifierSet(target.facts.requires_python)
    except InvalidSpecifier:
        allowed = SpecifierSet()
    return sorted(
        {
            version
            for version in versions
            if any(
                allowed.contains("{}.{}.{}".format(*version, patch))
                for patch in (0, _NEWEST_MINOR)
            )
        }
    )


def _in(target: Target, path: str, text: str) -> set[Version]:
    """Return the Pythons that a file names for what it runs."""
    if path in target.facts.dockerfiles:
        arguments = dict(_ARGUMENT.findall(text))
        text = re.sub(
            r"\$\{?(\w+)(?::-[^}]*)?\}?", lambda m: arguments.get(m[1], m[0]), text
        )
        return {(3, int(version[2:])) for version in _IMAGE.findall(text)}
    ci = {each for system in target.facts.ci for each in system.paths}
    name = path.rpartition("/")[2]
    if path not in ci and name not in {
        ".readthedocs.yaml",
        ".readthedocs.yml",
        "noxfile.py",
        "tox.ini",
    }:
        return set()
    return set(_in_lines(text))


def _in_lines(text: str) -> Iterator[Version]:
    """Yield the Pythons in lines that are about Python, and in lists below."""
    in_list = False
    for line in text.splitlines():
        in_list = bool(_LIST_BEGINS.match(line)) or (
            in_list and bool(_LIST_ITEM.match(line))
        )
        if in_list or (re.search(r"py", line, re.IGNORECASE) and "install" not in line):
            for minor in (*_VERSION.findall(line), *_FACTOR.findall(line)):
                if int(minor) >= _OLDEST_MINOR:
                    yield (3, int(minor))


def _text(target: Target, path: str) -> str:
    return target.tree.read(path).decode("utf-8", "replace")
