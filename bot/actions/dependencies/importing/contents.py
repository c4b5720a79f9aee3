"""What a wheel brings: modules, commands, and what it plugs into."""

from __future__ import annotations

import configparser
import re
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from bot.errors import BotError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from packaging.version import Version

    from bot.dependencies.releases import Listing
    from bot.protocols import Tools

_MODULE = re.compile(r"([A-Za-z_]\w*)(?:\.[\w-]+)?\.(?:py|so|pyd)")
_COMMANDS = frozenset({"console_scripts", "gui_scripts"})


@dataclass(frozen=True, slots=True)
class Contents:
    """The dotted names of the modules, the commands, the groups of entry points."""

    modules: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    acts: bool = False
    """Whether it acts by being installed (a `.pth` file)."""


def contents(tools: Tools, name: str, version: Version) -> Contents | None:
    """Return what the wheel of a release brings; None where there is no wheel."""
    with tools.scratch() as folder:
        try:
            path = tools.packages.fetch(name, version, folder)
            if path.suffix != ".whl":
                return None
            with zipfile.ZipFile(path) as archive:
                return _contents(archive)
        except (BotError, zipfile.BadZipFile, OSError):
            return None


def _contents(archive: zipfile.ZipFile) -> Contents:
    paths = [path for path in archive.namelist() if not path.endswith("/")]
    entry = next((p for p in paths if p.endswith(".dist-info/entry_points.txt")), "")
    groups: dict[str, tuple[str, ...]] = {}
    if entry:
        parser = configparser.ConfigParser(interpolation=None, strict=False)
        try:
            parser.read_string(archive.read(entry).decode("utf-8", "replace"))
        except configparser.Error:
            return Contents(groups=("entry points that cannot be read",))
        groups = {name: tuple(parser.options(name)) for name in parser.sections()}
    scripts = [p.rpartition("/")[2] for p in paths if ".data/scripts/" in p]
    commands = [each for name in _COMMANDS for each in groups.get(name, ())]
    return Contents(
        tuple(sorted(set(_modules(paths)))),
        (*commands, *scripts),
        tuple(name for name in groups if name not in _COMMANDS),
        any(path.endswith(".pth") for path in paths),
    )


def _modules(paths: Iterable[str]) -> Iterator[str]:
    """Yield the modules, of a namespace those in it."""
    every = {path.partition(".data/")[2].partition("/")[2] or path for path in paths}
    files = {path for path in every if ".dist-info/" not in path}
    packages = {
        path.rpartition("/")[0] for path in files if path.endswith("/__init__.py")
    }
    for path in files:
        folder, _, file = path.rpartition("/")
        match = _MODULE.fullmatch(file)
        if match is None:
            continue
        parts = folder.split("/") if folder else []
        for end in range(1, len(parts) + 1):
            if "/".join(parts[:end]) in packages:
                yield ".".join(parts[:end])
                break
        else:
            yield ".".join([*parts, match[1]])


def newest(listing: Listing | None) -> Version | None:
    """Return the newest release that is no pre-release; None for none."""
    releases = listing.releases if listing else ()
    stable = (each.version for each in releases if not each.version.is_prerelease)
    return next(stable, None)


def needed_by(
    tools: Tools, name: str, version: Version, *, always: bool = False
) -> frozenset[str]:
    """Return what a release needs or can use, by its metadata, extras included.

    With `always`, it is only what it needs whatever the environment.
    """
    found = set()
    for line in tools.packages.metadata(name, version).splitlines():
        if not line:
            break
        key, _, value = line.partition(":")
        if key.lower() == "requires-dist":
            try:
                need = Requirement(value.strip())
            except InvalidRequirement:
                continue
            if need.marker is None or not always:
                found.add(canonicalize_name(need.name))
    return frozenset(found)
