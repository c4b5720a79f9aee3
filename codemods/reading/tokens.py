"""The tokens of a piece of code, as the standard library tells them apart.

The `tokenize` module and the compiler differ on a few files: a backslash on a
line of its own is one. What it cannot read is refused, and not guessed.
"""

from __future__ import annotations

import io
import tokenize
from typing import TYPE_CHECKING

from codemods.base import EditRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

_STARTS = frozenset(
    getattr(tokenize, name, -1) for name in ("FSTRING_START", "TSTRING_START")
)
_ENDS = frozenset(
    getattr(tokenize, name, -1) for name in ("FSTRING_END", "TSTRING_END")
)


def tokens_of(code: bytes) -> Iterator[tokenize.TokenInfo]:
    """Yield the tokens of some code, UTF-8 where it declares nothing else.

    Raises `EditRefusedError` at the place from which it cannot be read.
    """
    try:
        yield from tokenize.tokenize(io.BytesIO(code).readline)
    except (SyntaxError, tokenize.TokenError, UnicodeError) as error:
        raise EditRefusedError("the code here cannot be told apart") from error


def lines_in_strings(code: bytes) -> frozenset[int]:
    """Return the lines of some code, from 1, that start inside of a string.

    Raises `EditRefusedError` where the code cannot be read.
    """
    found: set[int] = set()
    opened: list[int] = []
    for token in tokens_of(code):
        if token.type == tokenize.STRING:
            found.update(range(token.start[0] + 1, token.end[0] + 1))
        elif token.type in _STARTS:
            opened.append(token.start[0])
        elif token.type in _ENDS:
            found.update(range(opened.pop() + 1, token.end[0] + 1))
    return frozenset(found)
