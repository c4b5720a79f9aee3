"""Which version of a locking tool a repository asks for, and where."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.actions.base import Target

_PINNED = r"(?<![\w-]){name}(?:\[[\w,\s-]*\])?\s*==\s*(\d[\w.]*\w)"
_SET_UP = {
    "uv": r"(?:astral-sh/uv:|setup-uv@[^\n]*\n(?:[^\n]*\n){{0,6}}?\s*version:\s*"
    r"[\"']?|UV_VERSION\W+)(\d+\.\d+\.\d+)",
    "poetry": r"(?:POETRY_VERSION\W+|poetry-version:\W*)(\d+\.\d+(?:\.\d+)?)",
    "pdm": r"(?:PDM_VERSION\W+|setup-pdm@[^\n]*\n(?:[^\n]*\n){{0,6}}?\s*version:\s*"
    r"[\"']?)(\d+\.\d+(?:\.\d+)?)",
    "pipenv": r"PIPENV_VERSION\W+(\d{{4}}\.\d+(?:\.\d+)?)",
}


@dataclass(frozen=True, slots=True)
class AskedTool:
    """A version of a tool as a specifier (PEP 440), and the file that asks for it."""

    specifier: str
    path: str


def asked_tool(target: Target, tool: str, folder: str = "") -> AskedTool | None:
    """Return the version that the repository asks for, None where it does not.

    Settings of the tool itself come first (uv's and Poetry's
    `required-version`, `requires-poetry`), then CI and Dockerfiles, where they
    all name the same version.
    """
    for path, specifier in _settings(target, tool, folder):
        if _is_specifier(specifier):
            return AskedTool(specifier, path)
    found = dict(_pinned(target, tool))
    versions = set(found.values())
    if len(versions) == 1:
        path, version = next(iter(found.items()))
        return AskedTool(f"=={version}", path)
    return None


def _settings(target: Target, tool: str, folder: str) -> Iterator[tuple[str, str]]:
    prefix = f"{folder}/" if folder else ""
    if tool == "uv":
        for path, keys in (
            (f"{prefix}uv.toml", ("required-version",)),
            (f"{prefix}pyproject.toml", ("tool", "uv", "required-version")),
        ):
            yield path, _exact(_value(target, path, keys))
    if tool == "poetry":
        path = f"{prefix}pyproject.toml"
        yield path, _value(target, path, ("tool", "poetry", "requires-poetry"))


def _exact(specifier: str) -> str:
    """Return uv's `required-version`: a version alone is an exact one."""
    return f"=={specifier}" if specifier[:1].isdigit() else specifier


def _value(target: Target, path: str, keys: tuple[str, ...]) -> str:
    if path not in target.tree:
        return ""
    try:
        value: Any = tomllib.loads(target.tree.read(path).decode("utf-8"))
        for key in keys:
            value = value.get(key, {})
    except (ValueError, AttributeError):
        return ""
    return value if isinstance(value, str) else ""


def _is_specifier(text: str) -> bool:
    try:
        return bool(text and SpecifierSet(text))
    except InvalidSpecifier:
        return False


def _pinned(target: Target, tool: str) -> Iterator[tuple[str, str]]:
    """Yield the exact versions that CI, images and tools' files install."""
    paths = [path for system in target.facts.ci for path in system.paths]
    paths += [
        *target.facts.dockerfiles,
        "tox.ini",
        "noxfile.py",
        ".pre-commit-config.yaml",
    ]
    patterns = [_PINNED.format(name=tool)]
    if tool in _SET_UP:
        patterns.append(_SET_UP[tool].format())
    for path in dict.fromkeys(paths):
        if path in target.tree:
            text = target.tree.read(path).decode("utf-8", "replace")
            for pattern in patterns:
                for version in re.findall(pattern, text, re.IGNORECASE):
                    yield path, version
