"""The comments of a file, and where they stand."""

from __future__ import annotations

import tokenize
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.reading.tokens import tokens_of

if TYPE_CHECKING:
    from codemods.reading.module import Module


@dataclass(frozen=True, slots=True)
class Comment:
    """One comment: its line, its offsets in the file's data, and its text.

    `alone` says that nothing else stands on the line.
    """

    line: int
    start: int
    end: int
    text: str
    alone: bool


def of(module: Module) -> tuple[Comment, ...]:
    """Return all comments of a file in their order.

    Raises `EditRefusedError` where the file's tokens cannot be read.
    """
    return module.once(_read)


def _read(module: Module) -> tuple[Comment, ...]:
    data = module.source.data
    if b"#" not in data:
        return ()
    found = []
    for token in tokens_of(data):
        if token.type != tokenize.COMMENT:
            continue
        line, column = token.start
        first = module.source.starts[line - 1]
        text = data[first : module.source.line_end(line)].decode()
        start = first + len(text[:column].encode())
        end = start + len(token.string.rstrip("\r").encode())
        alone = not text[:column].strip(" \t\f")
        found.append(Comment(line, start, end, token.string.rstrip("\r"), alone))
    return tuple(found)
