"""Put the markers of a database driver where quoted values stood in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codemods.base import EditRefusedError
from codemods.editing.syntax import expression
from codemods.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_FIELD = re.compile(r"\{\{|\}\}|\{[^{}]*\}")
_PERCENT = re.compile(r"%(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Markers:
    """How a text of one form gets its markers.

    `form` is that of `sql_texts.Built`; `kept` are the numbers of the values
    that stay where they are.
    """

    form: str
    marker: str
    kept: Collection[int] = ()

    def __call__(self, node: cst.BaseExpression) -> cst.BaseExpression:
        """Return the text with its markers.

        Raises `EditRefusedError` where it is not written as it must be.
        """
        outer: Any = node
        if self.form == "%":
            return self._around(outer, outer.left)
        if self.form == "format":
            return self._around(outer, outer.func.value)
        if self.form == "+":
            return self._sum(node)
        return self._string(node)

    def _around(self, outer: Any, text: Any) -> cst.BaseExpression:
        """Return the new text with the parentheses of what it was part of."""
        changed: Any = self._string(text)
        if not outer.lpar:
            return changed  # type: ignore[no-any-return]  # an expression
        lpar, rpar = [*outer.lpar, *changed.lpar], [*changed.rpar, *outer.rpar]
        return changed.with_changes(lpar=lpar, rpar=rpar)  # type: ignore[no-any-return]  # the same

    def _string(self, node: Any) -> cst.BaseExpression:
        leaves = list(_leaves(node))
        pieces = [piece for leaf in leaves for piece in self._pieces(leaf)]
        texts = iter(_grouped(_marked(pieces, self.marker, self.kept)))
        return expression(_rebuilt(node, texts))

    def _pieces(self, leaf: Any) -> Iterator[_Piece]:
        """Yield the texts and the values of one string, its end marked."""
        if isinstance(leaf, cst.FormattedString):
            for part in leaf.parts:
                if isinstance(part, cst.FormattedStringText):
                    yield _Piece(part.value)
                else:
                    yield _Piece("", part)
        elif self.form in {"%", "format"}:
            pattern = _PERCENT if self.form == "%" else _FIELD
            yield from self._split(leaf.raw_value, pattern)
        else:
            yield _Piece(leaf.raw_value)
        yield _Piece("", end=True)

    def _split(self, text: str, pattern: re.Pattern[str]) -> Iterator[_Piece]:
        reached = 0
        for match in pattern.finditer(text):
            yield _Piece(text[reached : match.start()])
            reached = match.end()
            if match[0] in {"%%", "{{", "}}"}:
                yield _Piece(match[0][0])
            else:
                yield _Piece("", match[0])
        yield _Piece(text[reached:])

    def _sum(self, node: Any) -> cst.BaseExpression:
        """Return the texts of a sum as one, all of whose values have markers."""
        pieces: list[_Piece] = []
        strings = []
        for part in _addends(node):
            if isinstance(part, cst.SimpleString):
                strings.append(part)
                pieces.append(_Piece(part.raw_value))
            else:
                pieces.append(_Piece("", part))
        if len({(item.prefix, item.quote) for item in strings}) != 1:
            raise EditRefusedError("the parts of the text are written in several ways")
        first = strings[0]
        text = "".join(str(part) for part in _marked(pieces, self.marker, ()))
        value = f"{first.prefix}{first.quote}{text}{first.quote}"
        return cst.SimpleString(value, lpar=node.lpar, rpar=node.rpar)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A text, a value (`node`), or the end of a string."""

    text: str
    node: Any = None
    end: bool = False

    def __str__(self) -> str:
        return self.text


def _leaves(node: Any) -> Iterator[Any]:
    if isinstance(node, cst.ConcatenatedString):
        yield from _leaves(node.left)
        yield from _leaves(node.right)
    else:
        yield node


def _addends(node: Any) -> Iterator[Any]:
    if isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Add):
        yield from _addends(node.left)
        yield from _addends(node.right)
    elif isinstance(node, cst.ConcatenatedString):
        yield from _leaves(node)
    else:
        yield node


def _marked(pieces: list[_Piece], marker: str, kept: Collection[int]) -> list[_Piece]:
    """Return the pieces, a marker for each value but the kept ones, without quotes."""
    made = list(pieces)
    number = -1
    for index, piece in enumerate(pieces):
        if piece.node is None:
            continue
        number += 1
        if number in kept:
            continue
        before, behind = _neighbour(made, index, -1), _neighbour(made, index, 1)
        opened, closed = made[before].text, made[behind].text
        if not (opened.endswith("'") and closed.startswith("'")):
            raise EditRefusedError("the quotes around a value are not where they seem")
        made[before] = _Piece(opened[:-1])
        made[behind] = _Piece(closed[1:])
        made[index] = _Piece(marker)
    return made


def _neighbour(pieces: list[_Piece], index: int, step: int) -> int:
    """Return the number of the nearest piece of text, which has the quote."""
    index += step
    while not pieces[index].text:
        index += step
    return index


def _grouped(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Return the pieces of each string."""
    groups: list[list[_Piece]] = [[]]
    for piece in pieces:
        if piece.end:
            groups.append([])
        else:
            groups[-1].append(piece)
    return groups


def _rebuilt(node: Any, texts: Iterator[list[_Piece]]) -> Any:
    if isinstance(node, cst.ConcatenatedString):
        left = _rebuilt(node.left, texts)
        return node.with_changes(left=left, right=_rebuilt(node.right, texts))
    pieces = next(texts)
    if isinstance(node, cst.SimpleString):
        text = "".join(map(str, pieces))
        return node.with_changes(value=f"{node.prefix}{node.quote}{text}{node.quote}")
    if any(piece.node is not None for piece in pieces):
        parts = [
            cst.FormattedStringText(piece.text) if piece.node is None else piece.node
            for piece in pieces
            if piece.text or piece.node is not None
        ]
        return node.with_changes(parts=parts)
    text = "".join(map(str, pieces)).replace("{{", "{").replace("}}", "}")
    prefix = node.prefix.replace("f", "").replace("F", "")
    quote = node.end
    return cst.SimpleString(
        f"{prefix}{quote}{text}{quote}", lpar=node.lpar, rpar=node.rpar
    )
