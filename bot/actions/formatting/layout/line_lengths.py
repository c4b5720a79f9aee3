"""The line length for a project whose formatter has none configured."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.files.errors import BrokenFileError
from bot.actions.files.ini import read_ini
from bot.actions.files.toml import read_toml
from bot.actions.formatting.linting.flake8 import checked
from bot.words import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.actions.base import Target
    from bot.actions.formatting.layout.layouts import Layout

DEFAULT = 88
"""Black's own line length.

https://black.readthedocs.io/en/stable/the_black_code_style/current_style.html#line-length
"""

CANDIDATES = (79, DEFAULT, 100, 120)
CLEARLY_LESS = 0.8
"""Another length than the default must spare a fifth of the changed lines."""

CHECKER_LENGTH = 79
FEW_LONG_LINES = 0.005
"""More lines than this beyond a limit show that nobody keeps it."""

SAMPLE_LINES = 6_000
USUAL = range(60, 141)
"""A limit outside of this is written to turn a check off."""

_INI = {
    "flake8": ("max-line-length", "max_line_length"),
    "pycodestyle": ("max-line-length", "max_line_length"),
    "pep8": ("max-line-length",),
    "isort": ("line_length",),
    "settings": ("line_length",),
    "format": ("max-line-length",),
    "main": ("max-line-length",),
}
_FILES = {
    ".flake8": ("flake8",),
    "setup.cfg": ("flake8", "pycodestyle", "pep8", "isort"),
    "tox.ini": ("flake8", "pycodestyle", "pep8", "isort"),
    ".isort.cfg": ("settings", "isort"),
    ".pylintrc": ("format", "main"),
    "pylintrc": ("format", "main"),
}
_TABLES = (
    ("ruff", "line-length"),
    ("flake8", "max-line-length"),
    ("pylint", "format", "max-line-length"),
    ("isort", "line_length"),
)


@dataclass(frozen=True, slots=True)
class LineLength:
    """A line length and the sentence that says where it comes from."""

    characters: int
    because: str


def line_length(
    target: Target,
    files: Mapping[str, bytes],
    lay_out: Callable[[Mapping[str, bytes], int], Layout],
) -> LineLength:
    """Return the length that the project's other tools name, else the measured.

    `files` are those that can be read, `lay_out` gives files their layout at
    a length, with quotes as they are. Measured means: the candidate with
    which the fewest lines of a sample change, but Black's default unless
    another spares a fifth of them.
    """
    for hint in (*_hints(target), *_implied(target, files)):
        return hint
    files = _sample(files)
    if not files:
        return LineLength(DEFAULT, f"{DEFAULT} characters are the default.")
    changed = {n: _changed(files, lay_out(files, n)) for n in CANDIDATES}
    best = min(CANDIDATES, key=lambda n: (changed[n], abs(n - DEFAULT)))
    chosen = best if changed[best] < CLEARLY_LESS * changed[DEFAULT] else DEFAULT
    counts = ", ".join(f"{n}: {changed[n]:,}" for n in CANDIDATES)
    rule = (
        "the fewest"
        if chosen == best
        else f"the default, as no other spares a fifth of them ({best} the fewest)"
    )
    total = sum(source.count(b"\n") for source in files.values())
    return LineLength(
        chosen,
        f"No line length is configured; {chosen} is inferred. In a sample of "
        f"{counted(len(files), 'file')} ({counted(total, 'line')}), quotes aside, "
        f"this many lines would change by line length: {counts}. {chosen} is {rule}.",
    )


def _hints(target: Target) -> Iterator[LineLength]:
    for value, where in _named(target):
        found = re.fullmatch(r"\s*(\d+)\s*", str(value))
        if found and int(found[1]) in USUAL:
            length = int(found[1])
            yield LineLength(length, f"The line length is {length}, as {where} has it.")


def _implied(target: Target, files: Mapping[str, bytes]) -> Iterator[LineLength]:
    """Yield the limit that a style checker has by itself, where the code keeps it."""
    lines = [line for source in files.values() for line in source.splitlines()]
    long = sum(len(line) > CHECKER_LENGTH for line in lines)
    if not lines or long > FEW_LONG_LINES * len(lines):
        return
    for checker in ("flake8", "pycodestyle"):
        with suppress(BrokenFileError):
            if checked(target, ("E501",), checker):
                reason = f"The line length is {CHECKER_LENGTH}, the limit of {checker}."
                yield LineLength(CHECKER_LENGTH, reason)


def _named(target: Target) -> Iterator[tuple[object, str]]:
    for path in ("pyproject.toml", "ruff.toml", ".ruff.toml"):
        if path in target.tree:
            data = read_toml(target.tree, path).data
            ruff = {"tool": {"ruff": data}} if path != "pyproject.toml" else data
            for *keys, name in _TABLES:
                table = _below(ruff.get("tool", {}), keys)
                if name in table:
                    yield table[name], f"`{name}` in {path}"
    for path, sections in _FILES.items():
        yield from _ini_hints(target, path, sections)
    yield from _editorconfig(target)


def _below(table: Mapping[str, object], keys: list[str]) -> Mapping[str, object]:
    found: object = table
    for key in keys:
        found = found.get(key, {}) if isinstance(found, dict) else {}
    return found if isinstance(found, dict) else {}


def _ini_hints(
    target: Target, path: str, sections: tuple[str, ...]
) -> Iterator[tuple[object, str]]:
    if path not in target.tree:
        return
    try:
        ini = read_ini(target.tree, path)
    except BrokenFileError:
        return
    by_name = {name.lower(): options for name, options in ini.sections.items()}
    for section in sections:
        options = by_name.get(section, {})
        for name in _INI[section]:
            if name in options and not _is_bugbear_line(options):
                yield options[name], f"`{name}` in {path}"


def _is_bugbear_line(options: Mapping[str, str]) -> bool:
    """Return whether the limit is bugbear's B950, which allows ten per cent more.

    https://github.com/PyCQA/flake8-bugbear#opinionated-warnings
    """
    return any(
        "B950" in options.get(name, "")
        for name in ("select", "extend-select", "extend_select")
    )


def _editorconfig(target: Target) -> Iterator[tuple[object, str]]:
    """Yield the limit for Python files (https://editorconfig.org)."""
    if ".editorconfig" not in target.tree:
        return
    section = ""
    text = target.tree.read(".editorconfig").decode(errors="replace")
    for line in text.splitlines():
        if header := re.match(r"\[(.*)\]\s*$", line):
            section = header[1]
        elif section in {"*.py", "*.{py,pyi}", "*.{pyi,py}"} and (
            found := re.match(r"\s*max_line_length\s*=\s*(\S+)", line)
        ):
            yield found[1], "`max_line_length` in .editorconfig"


def _sample(sources: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return files spread evenly over the project, `SAMPLE_LINES` in all."""
    total = sum(source.count(b"\n") for source in sources.values())
    step = max(1, round(total / SAMPLE_LINES))
    chosen: dict[str, bytes] = {}
    left = SAMPLE_LINES
    for path in sorted(sources)[::step]:
        lines = sources[path].count(b"\n")
        if lines <= left:
            chosen[path] = sources[path]
            left -= lines
    return chosen


def _changed(files: Mapping[str, bytes], layout: Layout) -> int:
    return sum(_difference(files[path], new) for path, new in layout.files.items())


def _difference(before: bytes, after: bytes) -> int:
    old, new = Counter(before.splitlines()), Counter(after.splitlines())
    return (old - new).total() + (new - old).total()
