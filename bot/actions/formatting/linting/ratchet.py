"""What Ruff finds today, and the exceptions that make the start green."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.actions.formatting.layout.layouts import ignore_files
from bot.actions.formatting.layout.ruff_files import configuration_files
from bot.actions.formatting.linting.configuration import with_ratchet
from bot.actions.words import widest
from bot.errors import ActionError
from bot.words import counted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.actions.base import Target
    from bot.actions.formatting.linting.configuration import Configuration
    from bot.protocols import Tools

FEW_FILES = 3
"""A rule broken in so few files is excepted there, and holds in all others."""

MISTAKES = ("E9", "F50", "F6", "F7", "F82", "PLE")
"""Rules that find what cannot work: worth an exception for each file."""

MANY_FILES = 20

ROUNDS = 3
SUFFIXES = (".py", ".pyi", ".pyw", ".ipynb")
"""What Ruff looks at by itself."""

NOTEBOOKS = "*.ipynb"

_NO_CODE = "invalid-syntax"


@dataclass(frozen=True, slots=True)
class Found:
    """What Ruff finds: per code, per file, the number of places.

    `broken` maps a file that Ruff cannot parse to what it says. `names` maps
    a code to the rule's name, `fixable` to the number of safe fixes per file.
    """

    places: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    broken: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    fixable: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """The number of places, files that cannot be parsed not counted."""
        return sum(sum(files.values()) for files in self.places.values())


class Measured:
    """The target's files in a folder, for Ruff to look at more than once."""

    def __init__(self, target: Target, tools: Tools, folder: Path) -> None:
        self._tools = tools
        self._folder = folder.resolve()
        paths = [path for path in target.tree.paths() if path.endswith(SUFFIXES)]
        others = ignore_files(target.tree) | configuration_files(target)
        for path, content in [*target.tree.read_many(paths), *others.items()]:
            self._write(path, content)
        (self._folder / ".git").mkdir(exist_ok=True)  # .gitignore files count
        self.files = len(paths)

    def _write(self, path: str, content: bytes) -> None:
        file = self._folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)

    def find(self, path: str, content: bytes) -> Found:
        """Return what Ruff finds with this file of settings.

        Raises `ActionError` where Ruff does not take the settings.
        """
        self._write(path, content)
        argv = ("ruff", "check", "--no-cache", "--no-fix", "--exit-zero")
        options = ("--output-format", "json", ".")
        done = self._tools.run((*argv, *options), folder=self._folder)
        if done.exit_code != 0:
            said = " ".join(done.stderr.decode(errors="replace").split())
            raise ActionError(f"ruff does not take the settings: {said}")
        places: dict[str, Counter[str]] = defaultdict(Counter)
        broken: dict[str, str] = {}
        names: dict[str, str] = {}
        fixable: dict[str, Counter[str]] = defaultdict(Counter)
        for item in json.loads(done.stdout):
            file = item["filename"].removeprefix(f"{self._folder}/")
            code = item["code"] or _NO_CODE
            if code == _NO_CODE:
                broken.setdefault(file, item["message"])
            else:
                places[code][file] += 1
                names[code] = item["name"]
                safe = (item["fix"] or {}).get("applicability") == "safe"
                fixable[code][file] += safe
        return Found(places, broken, names, fixable)


def settled(
    target: Target, configuration: Configuration, found: Found
) -> Configuration:
    """Return the configuration with an exception for all that is found.

    Generated and vendored files, and notebooks if they are not clean, are
    left out as a whole: no linter of the project looked at them.
    """
    exclude = _excluded(target, found)
    ignore: dict[str, str] = {}
    per_file: dict[str, tuple[str, ...]] = {}
    counts: dict[str, list[str]] = defaultdict(list)
    for code in sorted(found.places):
        files = {
            path: count
            for path, count in found.places[code].items()
            if not _is_in(path, exclude)
        }
        if not files:
            continue
        if len(files) > (MANY_FILES if code.startswith(MISTAKES) else FEW_FILES):
            ignore[code] = _comment(found, code, files)
            continue
        for path, count in sorted(files.items()):
            per_file[path] = (*per_file.get(path, ()), code)
            counts[path].append(f"{count} {code}")
    return with_ratchet(
        configuration,
        ignore=ignore,
        per_file={_literal(path): codes for path, codes in per_file.items()},
        comments={
            _literal(path): f"today: {', '.join(counts[path])}" for path in counts
        },
        exclude={
            pattern if pattern == NOTEBOOKS else _literal(pattern): why
            for pattern, why in exclude.items()
        },
    )


def _comment(found: Found, code: str, files: Mapping[str, int]) -> str:
    amount = counted(sum(files.values()), "place")
    mended = sum(found.fixable[code][path] for path in files)
    by_ruff = f", {mended:,} mended by --fix" if mended else ""
    within = counted(len(files), "file")
    return f"{found.names[code]}: {amount} in {within}{by_ruff}"


def _excluded(target: Target, found: Found) -> dict[str, str]:
    """Return the files that are left out, each with the reason."""
    named = {
        *found.broken,
        *(path for files in found.places.values() for path in files),
    }
    reasons = {item.path: item.reason for item in target.facts.left_alone}
    others = [
        path
        for path in target.tree.paths()
        if path.endswith(SUFFIXES) and path not in reasons
    ]
    exclude: dict[str, str] = {}
    if any(path.endswith(".ipynb") for path in named):
        exclude[NOTEBOOKS] = "not looked at so far"
    for path in sorted(named):
        if _is_in(path, exclude):
            continue
        if path in reasons:
            exclude[widest(path, others)] = reasons[path]
        elif path in found.broken:
            exclude[path] = "does not parse"
    return exclude


def _is_in(path: str, exclude: Mapping[str, str]) -> bool:
    folders = tuple(pattern for pattern in exclude if pattern.endswith("/"))
    notebook = NOTEBOOKS in exclude and path.endswith(".ipynb")
    return notebook or path in exclude or path.startswith(folders)


def _literal(path: str) -> str:
    """Return the path as a glob that matches nothing else."""
    escaped = (f"[{char}]" if char in "*?[]{}" else char for char in path)
    return "".join(escaped).rstrip("/")
