"""What coverage.py's settings lack, as options with their values."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from bot.errors import ActionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import TypeAlias

    from bot.actions.base import Target
    from bot.actions.testing.coverage.settings import Settings

    Value: TypeAlias = bool | int | tuple[str, ...]

TEST_PATTERNS = ("*/tests/*", "tests/*", "test/*", "*/test_*.py", "test_*.py")
"""Patterns of files that hold tests; only those that match some are used."""

EXCLUDABLE = (
    ("if __name__ == .__main__.:", rb"^if __name__ == ['\"]__main__['\"]:"),
    ("@(abc\\.)?abstractmethod", rb"^[ \t]+@(abc\.)?abstractmethod\b"),
    ("@(typing\\.)?overload", rb"^[ \t]*@(typing\.)?overload\b"),
    ("raise NotImplementedError", rb"^[ \t]+raise NotImplementedError\b"),
    ("if (typing\\.)?TYPE_CHECKING:", rb"^if (typing\.)?TYPE_CHECKING:"),
)
"""Lines that no test should execute, and how to see whether there are any."""

EXCLUDE_ALSO_SINCE = (3, 8)
"""The lowest Python of coverage 7.2, the first with `exclude_also`.

https://coverage.readthedocs.io/en/latest/changes.html
"""

BESIDE = frozenset(
    {
        *("benchmarks", "bin", "ci", "doc", "docs", "example", "examples"),
        *("samples", "scripts", "test", "tests", "tools", "tutorials"),
    }
)
"""Folders at the top that hold no part of what is released."""

NO_COVER = "pragma: no cover"
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Option:
    """One option that lacks, and the section it belongs to."""

    section: str
    name: str
    value: Value

    @property
    def shown(self) -> str:
        """The option as people read it."""
        value = self.value
        text = ", ".join(value) if isinstance(value, tuple) else str(value).lower()
        return f"{self.name} = {text}"


def wanted(target: Target, settings: Settings) -> tuple[Option, ...]:
    """Return the options that lack; none where coverage is set up.

    What is set already stays, even where it is set off.
    """
    options: list[Option] = []
    if not settings.has("run", "branch") and not settings.command_branch:
        options.append(Option("run", "branch", value=True))
    named = settings.has("run", "source", "source_pkgs", "include", "source_dirs")
    if not named and not settings.always:
        options += _source(target, settings)
    if not options and not _floor(target, settings):
        return ()
    return (*options, *_report(target, settings))


def _report(target: Target, settings: Settings) -> Iterator[Option]:
    floor = _floor(target, settings)
    if floor:
        yield Option("report", "fail_under", floor)
    if "report" in settings.sections:
        return
    yield Option("report", "show_missing", value=True)
    yield Option("report", "skip_covered", value=True)
    patterns = _excludable(target)
    if patterns and target.facts.minimum_python >= EXCLUDE_ALSO_SINCE:
        yield Option("report", "exclude_also", patterns)
    elif patterns:
        yield Option("report", "exclude_lines", (NO_COVER, *patterns))


def _floor(target: Target, settings: Settings) -> int:
    """Return the ratchet to write, 0 where there is none or nothing measured.

    Raises `ActionError` where the parameter is no share in per cent.
    """
    given = target.params.get("fail_under")
    if given is None:
        return 0
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", given) or float(given) > WHOLE:
        raise ActionError(f"fail_under is {given!r}, not a number from 0 to {WHOLE}")
    if settings.has("report", "fail_under") or settings.command_floor:
        return 0
    return math.floor(float(given))


def _source(target: Target, settings: Settings) -> Iterator[Option]:
    """Yield what to measure: the packages by name, or the folder without tests."""
    folders = own_packages(target)
    if folders:
        regular = [
            name
            for name, folder in folders.items()
            if f"{folder}/__init__.py" in target.tree or folder.endswith(".py")
        ]
        others = [folder for name, folder in folders.items() if name not in regular]
        if regular:
            yield Option("run", "source_pkgs", tuple(regular))
        if others:
            yield Option("run", "source", tuple(others))
        measured = tuple(f"{folder}/" for folder in folders.values())
        tests = [path for path in target.facts.test_files if path.startswith(measured)]
    else:
        yield Option("run", "source", (".",))
        tests = list(target.facts.test_files)
    patterns = _patterns(tests)
    if patterns and not settings.has("run", "omit"):
        yield Option("run", "omit", patterns)


def own_packages(target: Target) -> dict[str, str]:
    """Return the packages at the top of the target, by import name.

    None where they hold less than half of the Python files that are no tests:
    then the project is a folder of scripts.
    """
    facts = target.facts
    tests = set(facts.test_files)
    top = {
        name: folder
        for name, folder in sorted(facts.packages.items())
        if folder in {name, f"src/{name}", f"lib/{name}", f"{name}.py"}
        and name not in BESIDE
    }
    files = [
        path
        for path in facts.python_files
        if path not in tests and path.split("/")[0] not in BESIDE
    ]
    inside = tuple(
        folder if folder.endswith(".py") else f"{folder}/" for folder in top.values()
    )
    held = sum(path.startswith(inside) for path in files) if inside else 0
    return top if held * 2 >= len(files) else {}


def _patterns(tests: Sequence[str]) -> tuple[str, ...]:
    """Return the patterns that leave these test files out, as few as will do."""
    left = list(tests)
    chosen: list[str] = []
    for pattern in TEST_PATTERNS:
        matched = [path for path in left if fnmatchcase(path, pattern)]
        if matched:
            chosen.append(pattern)
            left = [path for path in left if path not in matched]
    return tuple(chosen)


def _excludable(target: Target) -> tuple[str, ...]:
    """Return the patterns that match a line of the project."""
    tests = set(target.facts.test_files)
    paths = [path for path in target.facts.python_files if path not in tests]
    found: set[str] = set()
    for _, source in target.tree.read_many(paths):
        for pattern, seen in EXCLUDABLE:
            if pattern not in found and re.search(seen, source, re.MULTILINE):
                found.add(pattern)
    return tuple(pattern for pattern, _ in EXCLUDABLE if pattern in found)
