"""The images that a Dockerfile names.

https://docs.docker.com/reference/dockerfile/#from, #copy---from and, for
variables, #understand-how-arg-and-from-interact
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.actions.files.errors import BrokenFileError
from bot.reading.dockerfile import DockerfileError, parse
from bot.reading.joined import Joined

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.reading.dockerfile import Dockerfile

_WORD = re.compile(r"\S+")
_STAGE = re.compile(r"\S+\s+as\s+(\S+)", re.IGNORECASE)
_FROM_FLAG = re.compile(r"(?:--\S+\s+)*?--from=(\S+)")
_VARIABLE = re.compile(r"\$(?:(\w+)|\{(\w+)\})", re.ASCII)
_ARGUMENT = re.compile(r"(\w+)(?:=(\S*))?", re.ASCII)
_LITERAL = re.compile(r"[\w.:/@-]+", re.ASCII)


def written_images(path: str, text: str) -> Iterator[tuple[int, Joined, str]]:
    """Yield line and text of each image, and why its text is not known, or "".

    Stages of the file itself are none. A variable stands for the default of
    its ARG, character by character, where that is the one thing it can be.
    Raises `BrokenFileError` where the file cannot be read.
    """
    try:
        file = parse(text)
    except DockerfileError as error:
        raise BrokenFileError(path, error.line, error.reason) from error
    values = _defaults(file)
    stages = {"scratch"}
    for each in file.instructions:
        if each.name == "FROM":
            rest = each.flags()[1]
            match = _WORD.match(rest.text)
        elif each.name == "COPY":
            rest = each.arguments
            match = _FROM_FLAG.match(rest.text)
        else:
            continue
        if match is None:
            continue
        word = rest[match.start(match.lastindex or 0) : match.end()]
        if word.text.lower() not in stages and not word.text.isdigit():
            yield each.line, *_expanded(word, values)
        if each.name == "FROM" and (named := _STAGE.match(rest.text)):
            stages.add(named[1].lower())


def _defaults(file: Dockerfile) -> Mapping[str, Joined | None]:
    """Return the default of each ARG before the first FROM; None if not the one."""
    values: dict[str, Joined | None] = {}
    before = True
    for each in file.instructions:
        before = before and each.name != "FROM"
        if each.name != "ARG":
            continue
        for word in _WORD.finditer(each.arguments.text):
            match = _ARGUMENT.match(each.arguments.text, word.start(), word.end())
            if match is None:
                continue
            value = each.arguments[match.start(2) : match.end(2)] if match[2] else None
            plain = value is not None and _LITERAL.fullmatch(value.text)
            once = before and match[1] not in values
            values[match[1]] = value if plain and once else None
    return values


def _expanded(word: Joined, values: Mapping[str, Joined | None]) -> tuple[Joined, str]:
    text, offsets, position = "", tuple[int, ...](), 0
    for match in _VARIABLE.finditer(word.text):
        name = match[1] or match[2]
        value = values.get(name)
        if value is None:
            return word, f"`{name}` is not one literal default of an ARG"
        text += word.text[position : match.start()] + value.text
        offsets += word.offsets[position : match.start()] + value.offsets
        position = match.end()
    text += word.text[position:]
    reason = "it is put together when the image is built" if "$" in text else ""
    return Joined(text, offsets + word.offsets[position:]), reason
