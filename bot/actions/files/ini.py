"""An INI file (setup.cfg, tox.ini, .flake8 ...) that is added to in place.

configparser says what a file means; sections are edited as lines, so that
comments and layout stay.
"""

from __future__ import annotations

import re
from configparser import (
    DuplicateOptionError,
    DuplicateSectionError,
    MissingSectionHeaderError,
    ParsingError,
    RawConfigParser,
)
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.files.errors import BrokenFileError, UnusualFileError
from bot.actions.files.text import Text, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.protocols import Tree

_COMMENT = re.compile(r"\s*[#;]|\s*$")
_INLINE = re.compile(r"(?:^|\s)#.*$")


@dataclass(frozen=True, slots=True)
class Ini:
    """A file: its text, and the raw values of its sections.

    Names of options are lower case. Values keep their lines.
    """

    text: Text
    sections: Mapping[str, Mapping[str, str]]

    def line_of(self, section: str) -> int:
        """Return the line of the section's header, counted from 1; else 0."""
        header = re.compile(rf"\[{re.escape(section)}\]")
        for number, line in enumerate(self.text.text.splitlines(), 1):
            if header.match(line):
                return number
        return 0


def read_ini(tree: Tree, path: str) -> Ini:
    """Return a file of the target; `KeyError` where there is no such file.

    Raises `BrokenFileError` with path and line where it is no INI file.
    """
    return parse_ini(read_text(tree, path))


def parse_ini(text: Text) -> Ini:
    """Return the text as sections; raises as `read_ini` does."""
    parser = RawConfigParser()
    try:
        parser.read_string(text.text)
    except MissingSectionHeaderError as error:
        raise BrokenFileError(
            text.path, error.lineno, "a line before the first section"
        ) from error
    except ParsingError as error:
        line = error.errors[0][0] if error.errors else 0
        raise BrokenFileError(text.path, line, "a line that is no option") from error
    except DuplicateSectionError as error:
        problem = f"a second section [{error.section}]"
        raise BrokenFileError(text.path, error.lineno or 0, problem) from error
    except DuplicateOptionError as error:
        problem = f"a second {error.option!r} in [{error.section}]"
        raise BrokenFileError(text.path, error.lineno or 0, problem) from error
    return Ini(text, {name: dict(parser.items(name)) for name in parser.sections()})


def values(raw: str) -> tuple[str, ...]:
    """Return the items of a value that is a list, by commas or line ends.

    Comments behind an item or on a line of their own are left out.
    """
    lines = (_INLINE.sub("", line) for line in raw.splitlines())
    return tuple(
        item for line in lines for part in line.split(",") if (item := part.strip())
    )


def add_options(ini: Ini, section: str, options: Sequence[tuple[str, str]]) -> Ini:
    """Return the file with options at the end of a section, new if need be.

    Lines of a value but the first are indented as the file does it. Raises
    `UnusualFileError` where an option is there already.
    """
    there = ini.sections.get(section)
    if there is not None and (twice := [n for n, _ in options if n in there]):
        raise UnusualFileError(
            ini.text.path, ini.line_of(section), f"{twice[0]} is set already"
        )
    body = "".join(f"{name} ={_spaced(value)}\n" for name, value in options)
    if there is None:
        source = ini.text.text
        ended = not source.strip() or re.search(r"\n\r?\n$", source)
        lines = f"{'' if ended else chr(10)}[{section}]\n{body}"
        return parse_ini(ini.text.insert_lines(len(source), lines))
    return parse_ini(ini.text.insert_lines(_section_end(ini, section), body))


def append_values(ini: Ini, section: str, name: str, items: Sequence[str]) -> Ini:
    """Return the file with more items at the end of an option that is a list.

    Items go on lines of their own where those that are there do. Raises
    `UnusualFileError` where a comment stands behind the value.
    """
    lines = ini.text.text.splitlines(keepends=True)
    start = ini.line_of(section)
    header = re.compile(rf"{re.escape(name)}\s*[=:]", re.IGNORECASE)
    first = next(n for n in range(start, len(lines)) if header.match(lines[n]))
    last = first
    for number in range(first + 1, len(lines)):
        if lines[number].strip() and not lines[number].startswith((" ", "\t")):
            break
        if lines[number].strip():
            last = number
    if last > first:
        line = lines[last]
        margin = line[: len(line) - len(line.lstrip())]
        offset = sum(map(len, lines[: last + 1]))
        new = "".join(f"{margin}{item},\n" for item in items)
        if "," not in line:
            new = new.replace(",", "")
        return parse_ini(ini.text.insert_lines(offset, new))
    if re.search(r"\s[#;]", lines[first]):
        raise UnusualFileError(ini.text.path, first + 1, "a comment behind a value")
    end = sum(map(len, lines[:first])) + len(lines[first].rstrip())
    gap = ", " if ", " in lines[first] else ","
    return parse_ini(ini.text.splice(end, end, "".join(gap + item for item in items)))


def _spaced(value: str) -> str:
    first, *rest = value.split("\n")
    lines = [f" {first}" if first else "", *(f"    {line}" for line in rest)]
    return "\n".join(lines)


def _section_end(ini: Ini, section: str) -> int:
    """Return where the line behind the last option of the section begins."""
    offset = end = 0
    inside = False
    for line in ini.text.text.splitlines(keepends=True):
        offset += len(line)
        if line.startswith("["):
            inside = line.startswith(f"[{section}]")
        if inside and not _COMMENT.match(line):
            end = offset
    return end
