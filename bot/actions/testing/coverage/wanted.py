"""What coverage.py's settings lack, as options with their values."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from bot.actions.files.ini import values as split_values
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

SOURCES = ("source", "source_pkgs", "source_dirs", "include")
"""Options that say what is measured."""

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


@dataclass(frozen=True, slots=True)
class Wanted:
    """The options that lack, and why today's value is not among them."""

    options: tuple[Option, ...] = ()
    no_ratchet: str = ""


def wanted(target: Target, settings: Settings) -> Wanted:
    """Return the options that lack; none where coverage is set up.

    What is set already stays, even where it is set off. Raises `ActionError`
    where the parameter `fail_under` is no share in per cent.
    """
    run: list[Option] = []
    if not settings.has("run", "branch") and not settings.command_branch:
        run.append(Option("run", "branch", value=True))
    named = settings.has("run", *SOURCES)
    if not named and not settings.always:
        run += _source(target, settings)
    report = list(_report(target, settings))
    share, no_ratchet = _ratchet(target, settings, run, report)
    ratchet = [Option("report", "fail_under", share)] if share else []
    if not run and not ratchet:
        return Wanted(no_ratchet=no_ratchet)
    return Wanted((*run, *ratchet, *report), no_ratchet)


def _report(target: Target, settings: Settings) -> Iterator[Option]:
    if "report" in settings.sections:
        return
    yield Option("report", "show_missing", value=True)
    yield Option("report", "skip_covered", value=True)
    patterns = _excludable(target)
    if patterns and target.facts.minimum_python >= EXCLUDE_ALSO_SINCE:
        yield Option("report", "exclude_also", patterns)
    elif patterns:
        yield Option("report", "exclude_lines", (NO_COVER, *patterns))


def _ratchet(
    target: Target,
    settings: Settings,
    run: Sequence[Option],
    report: Sequence[Option],
) -> tuple[int, str]:
    """Return the least coverage to ask for (0: none), and why none is.

    The share given was measured over the packages without their tests, with
    no line excluded. Where other files are measured it says nothing; where
    lines are excluded, one point is left for that.
    """
    if settings.has("report", "fail_under") or settings.command_floor:
        return 0, ""
    given = target.params.get("fail_under")
    if given is None:
        return 0, "the coverage of today was not measured"
    if not re.fullmatch(r"\d{1,3}(\.\d+)?", given) or float(given) > WHOLE:
        raise ActionError(f"fail_under is {given!r}, not a number from 0 to {WHOLE}")
    if not _measures_packages(target, settings, run):
        return (
            0,
            "it was measured over all files of the packages, unlike here",
        )
    excludes = any(option.name.startswith("exclude") for option in report)
    excludes |= settings.has("report", "exclude_also", "exclude_lines")
    share = math.floor(float(given)) - excludes
    return max(share, 0), "" if share > 0 else "the tests cover next to nothing today"


def _measures_packages(
    target: Target, settings: Settings, run: Sequence[Option]
) -> bool:
    """Return whether the settings measure all packages and nothing else."""
    packages = target.facts.packages
    folders = tuple(f"{folder}/" for folder in packages.values())
    kept = any(item.path.startswith(folders) for item in target.facts.left_alone)
    if not packages or kept or settings.has("report", "omit", "include"):
        return False
    if settings.has("run", "omit", "include"):
        return False
    said = {**settings.sections.get("run", {}), **{o.name: o.value for o in run}}
    named = {str(item) for name in SOURCES for item in _items(said.get(name))}
    if named == {"src"} and all(folder.startswith("src/") for folder in folders):
        return True
    return {packages.get(name, name) for name in named} == set(packages.values())


def _items(value: object) -> Sequence[object]:
    if isinstance(value, str):
        return split_values(value)
    return value if isinstance(value, (list, tuple)) else ()


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
