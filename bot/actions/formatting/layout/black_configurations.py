"""Black's settings in the project, and which files each set is for."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import tomlkit

from bot.actions.files.toml import read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from black.mode import Mode

    from bot.actions.base import Target

CONFIG = "pyproject.toml"
"""The only file that Black reads settings from.

https://black.readthedocs.io/en/stable/usage_and_configuration/the_basics.html#configuration-via-a-file
"""


LAYOUT_OPTIONS = frozenset(
    {
        *("line-length", "target-version", "pyi", "preview", "unstable"),
        *("enable-unstable-feature", "include", "exclude", "extend-exclude"),
        *("force-exclude", "skip-source-first-line", "skip-string-normalization"),
        "skip-magic-trailing-comma",
    }
)


@dataclass(frozen=True, slots=True)
class Group:
    """Files that one set of Black's settings is for.

    `config` is the path of its `pyproject.toml`, "" where there is none;
    `options` are the settings, with hyphens in the names.
    """

    config: str
    files: tuple[str, ...]
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def folder(self) -> str:
        """The folder that excludes refer to, ending in a slash, or ""."""
        return self.config.removesuffix(CONFIG) if self.config.endswith(CONFIG) else ""


def groups(
    target: Target, paths: Sequence[str], *, from_top: bool
) -> tuple[Group, ...]:
    """Return the files by the settings that are for them.

    Each file belongs to the nearest `[tool.black]` above it. With `from_top`
    (a hook or job runs Black for the whole repository) only the settings at
    the top count, if there are any, since Black then reads no others.
    Raises `BrokenFileError` for settings that cannot be read.
    """
    settings: dict[str, Mapping[str, Any]] = {}
    for path in target.tree.paths():
        if path.rpartition("/")[2] == CONFIG:
            found = read_toml(target.tree, path).table("tool", "black")
            if found is not None:
                settings[path.removesuffix(CONFIG)] = named(found)
    if from_top and "" in settings:
        settings = {"": settings[""]}
    files: dict[str, list[str]] = {}
    for path in paths:
        near = [folder for folder in settings if path.startswith(folder)]
        files.setdefault(max(near, key=len, default="-"), []).append(path)
    return tuple(
        Group(
            "" if folder == "-" else f"{folder}{CONFIG}",
            tuple(files[folder]),
            settings.get(folder, {}),
        )
        for folder in sorted(files)
    )


def named(options: Mapping[str, Any]) -> dict[str, Any]:
    """Return settings with the names that the command line has."""
    return {
        name.replace("--", "").replace("_", "-"): value
        for name, value in options.items()
    }


def only_layout(content: bytes) -> bytes:
    """Return settings with what changes the layout, and nothing else.

    What is left out would keep Black from writing, checking or telling
    (`check`, `fast`, `quiet` and the like), or from running at all.
    """
    data = tomllib.loads(content.decode("utf-8-sig"))
    own = named(data.get("tool", {}).get("black", {}))
    kept: dict[str, Any] = {
        "tool": {"black": {name: own[name] for name in LAYOUT_OPTIONS & own.keys()}}
    }
    python = data.get("project", {}).get("requires-python")
    if isinstance(python, str):
        kept["project"] = {"requires-python": python}
    return tomlkit.dumps(kept).encode()


def mode_of(options: Mapping[str, Any], fallback: Sequence[str], *, stub: bool) -> Mode:
    """Return Black's mode for the settings; unknown values are left out.

    `fallback` are target versions for settings that name none.
    """
    # slow to load
    from black.const import DEFAULT_LINE_LENGTH  # noqa: PLC0415
    from black.mode import Mode, TargetVersion  # noqa: PLC0415

    known = {version.name.lower(): version for version in TargetVersion}
    named = options.get("target-version", fallback)
    names = [named] if isinstance(named, str) else named
    versions = {known[name] for name in names if name in known}
    length = options.get("line-length", DEFAULT_LINE_LENGTH)
    return Mode(
        target_versions=versions,
        line_length=length if isinstance(length, int) else DEFAULT_LINE_LENGTH,
        string_normalization=options.get("skip-string-normalization") is not True,
        magic_trailing_comma=options.get("skip-magic-trailing-comma") is not True,
        preview=options.get("preview") is True,
        unstable=options.get("unstable") is True,
        is_pyi=stub or options.get("pyi") is True,
    )


def is_excluded(path: str, group: Group) -> bool:
    """Return whether the settings exclude the file, as far as they say it.

    Black matches its patterns against "/" and the path below the folder of
    the settings. What `.gitignore` files exclude is not known here.
    """
    from black.const import DEFAULT_EXCLUDES  # noqa: PLC0415  # slow to load

    below = "/" + path.removeprefix(group.folder)
    folders = [below[: found.start() + 1] for found in re.finditer("/", below)][1:]
    patterns = [
        group.options.get("exclude", DEFAULT_EXCLUDES),
        group.options.get("extend-exclude", ""),
        group.options.get("force-exclude", ""),
    ]
    for pattern in patterns:
        if isinstance(pattern, str) and pattern:
            try:
                compiled = _compiled(pattern)
            except re.error:
                continue
            if any(compiled.search(part) for part in (*folders, below)):
                return True
    return False


def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile as Black does: a pattern of several lines is a verbose one."""
    return re.compile(f"(?x){pattern}" if "\n" in pattern else pattern)
