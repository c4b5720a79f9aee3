"""Put a template and its arguments where an early message stood in a call.

The literal keeps its quotes, prefix and line breaks. What it says in the end
is compared with the template that was wanted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from codemods.base import EditRefusedError
from codemods.editing import arguments
from codemods.editing.syntax import code_of, literal
from codemods.lazy import cst
from codemods.observability.parts import log_messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from codemods.observability.parts.log_messages import Field, Message

Taken: TypeAlias = tuple[Any, list[Any]]
"""The literal of a template, and the arguments, as LibCST has them."""

Take: TypeAlias = "Callable[[Any, Sequence[Field]], Taken]"
"""Takes a message apart; the fields say what becomes of its braces."""

_TRIPLE = ('"""', "'''")
_REPLACEMENT_FIELD = re.compile(r"\{\{|\}\}|%|\{[^{}]*\}")
_IN_TEMPLATE = {"{{": "{", "}}": "}", "%": "%%"}


@dataclass(frozen=True, slots=True)
class Room:
    """How much room a call has.

    `before` and `after` are the columns of its first and last line that are
    not its own, `limit` is how many a line may have. `indent` is that of the
    statement, None where the call is not the whole of it; `step` is what one
    level adds.
    """

    before: int
    after: int
    limit: int
    indent: str | None
    step: str


def changed(
    call: cst.Call,
    index: int,
    take: Take,
    message: Message,
    room: Room,
) -> cst.Call:
    """Return the call with the message at an index taken apart by `take`.

    Raises `EditRefusedError` where the literal would not be the template.
    """
    args = list(call.args)
    text, values = take(args[index].value, log_messages.fields(message))
    if literal(code_of(text)) != log_messages.template(message):
        raise EditRefusedError("the text cannot be written as a template")
    args[index] = args[index].with_changes(value=text)
    return laid_out(call, call.with_changes(args=args), index, values, room)


# -------------------------------------------------------------- the literals


def of_fstring(value: Any, fields: Sequence[Field]) -> Taken:
    """Return the template that an f-string makes, and what is in its braces."""
    found: list[Any] = []
    return _unformatted(value, iter(fields), found), found


def _unformatted(node: Any, fields: Iterator[Field], found: list[Any]) -> Any:
    if isinstance(node, cst.ConcatenatedString):
        left = _unformatted(node.left, fields, found)
        right = _unformatted(node.right, fields, found)
        return node.with_changes(left=left, right=right)
    if isinstance(node, cst.FormattedString):
        prefix = re.sub("[fF]", "", node.start.rstrip("\"'"))
        text = "".join(_part(part, fields, found) for part in node.parts)
        return cst.SimpleString(
            f"{prefix}{node.end}{text}{node.end}", lpar=node.lpar, rpar=node.rpar
        )
    return node.with_changes(value=node.value.replace("%", "%%"))


def _part(part: Any, fields: Iterator[Field], found: list[Any]) -> str:
    if isinstance(part, cst.FormattedStringText):
        text: str = part.value
        return text.replace("{{", "{").replace("}}", "}").replace("%", "%%")
    field = next(fields)
    found.append(_argument(part.expression, field))
    if part.equal is None:
        return field.directive
    shown = (part.whitespace_before_expression, part.expression, part.equal)
    return "".join(map(code_of, shown)).replace("%", "%%") + field.directive


def _argument(expression: Any, field: Field) -> Any:
    """Return what stands in braces as an argument of a call."""
    if field.unwrapped:
        return expression.args[0].value
    if isinstance(expression, (cst.Tuple, cst.Yield)) and not expression.lpar:
        return expression.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return expression


def of_percent(value: Any, fields: Sequence[Field]) -> Taken:
    """Return both sides of `"..." % x` as they are written."""
    del fields
    right = value.right
    if isinstance(right, cst.Tuple):
        return value.left, [element.value for element in right.elements]
    return value.left, [right]


def of_format(value: Any, fields: Sequence[Field]) -> Taken:
    """Return the template of a call of `str.format`, and its arguments."""
    given = {
        arg.keyword.value if arg.keyword else str(place): arg.value
        for place, arg in enumerate(value.args)
    }
    found = [_argument(given[field.key], field) for field in fields]
    return _unbraced(value.func.value, iter(fields)), found


def _unbraced(node: Any, fields: Iterator[Field]) -> Any:
    if isinstance(node, cst.ConcatenatedString):
        left = _unbraced(node.left, fields)
        return node.with_changes(left=left, right=_unbraced(node.right, fields))

    def replaced(match: re.Match[str]) -> str:
        return _IN_TEMPLATE.get(match[0]) or next(fields).directive

    return node.with_changes(value=_REPLACEMENT_FIELD.sub(replaced, node.value))


def of_sum(value: Any, fields: Sequence[Field]) -> Taken:
    """Return one literal for a sum of them, and what stood between.

    Raises `EditRefusedError` where the literals do not agree in their quotes,
    or run over lines.
    """
    remaining = iter(fields)
    found: list[Any] = []
    quotes: set[str] = set()
    text = ""
    for part in _parts(value):
        if isinstance(part, (cst.SimpleString, cst.FormattedString)):
            plain = _unformatted(part, remaining, found).value
            quotes.add("" if plain.startswith(_TRIPLE) else plain[0])
            text += plain[1:-1]
        elif isinstance(part, cst.ConcatenatedString):
            raise EditRefusedError("the sum is made of too many kinds of strings")
        else:
            field = next(remaining)
            found.append(_argument(part, field))
            text += field.directive
    if not quotes <= {'"', "'"} or len(quotes) != 1 or "\n" in code_of(value):
        raise EditRefusedError("the literals of the sum cannot be written as one")
    quote = quotes.pop()
    return cst.SimpleString(f"{quote}{text}{quote}"), found


def _parts(node: Any) -> list[Any]:
    parts: list[Any] = []
    while isinstance(node, cst.BinaryOperation) and isinstance(node.operator, cst.Add):
        parts.append(node.right)
        node = node.left
    return [node, *reversed(parts)]


# ---------------------------------------------------------------- the layout


def laid_out(
    old: cst.Call, call: cst.Call, index: int, values: Sequence[Any], room: Room
) -> cst.Call:
    """Return the call with values behind the argument at an index.

    A call on one line stays there while there is room, else it is broken as
    Black does. In a call over several lines the values follow its layout.
    """
    new = [cst.Arg(value=value) for value in values]
    joined = arguments.inserted(call, index, new, cst.SimpleWhitespace(" "))
    if "\n" not in code_of(old):
        width = room.before + len(code_of(joined)) + room.after
        too_long = room.before + len(code_of(old)) + room.after > room.limit
        if width <= room.limit or too_long or room.indent is None:
            return joined
        return _broken(joined, room.indent, room)
    before: Any = call.whitespace_before_args
    if not isinstance(before, cst.ParenthesizedWhitespace):
        return _aligned(call, joined, index, new, room)
    inner = arguments.line_break(before.last_line.value)
    tall = "\n" in code_of(call.args[index].value)
    if tall or _has_line_each(call) or not _fits(joined, room):
        lined = arguments.inserted(call, index, new, inner)
        return _with_last_comma(lined)
    return joined


def _broken(call: cst.Call, indent: str, room: Room) -> cst.Call:
    """Return a one-line call with its arguments on lines of their own."""
    inner = f"{indent}{room.step}"
    args = [
        arg.with_changes(whitespace_after_arg=cst.SimpleWhitespace(""))
        for arg in call.args
    ]
    together = len(inner) + sum(len(code_of(arg)) for arg in args)
    between = (
        cst.SimpleWhitespace(" ")
        if together <= room.limit
        else arguments.line_break(inner)
    )
    args = [arg.with_changes(comma=cst.Comma(whitespace_after=between)) for arg in args]
    end = arguments.line_break(indent)
    last = args[-1].with_changes(
        comma=cst.MaybeSentinel.DEFAULT, whitespace_after_arg=end
    )
    if together > room.limit:
        last = args[-1].with_changes(comma=cst.Comma(whitespace_after=end))
    return call.with_changes(
        args=[*args[:-1], last], whitespace_before_args=arguments.line_break(inner)
    )


def _aligned(
    call: cst.Call, joined: cst.Call, index: int, new: Sequence[Any], room: Room
) -> cst.Call:
    """Return the call with values below its first argument, or behind the text."""
    if _fits(joined, room):
        return joined
    column = room.before + len(code_of(call.func)) + 1
    return arguments.inserted(call, index, new, arguments.line_break(" " * column))


def _fits(call: cst.Call, room: Room) -> bool:
    first, *lines = code_of(call).split("\n")
    widths = [room.before + len(first), *map(len, lines)]
    return max(widths) <= room.limit


def _has_line_each(call: cst.Call) -> bool:
    """Whether the arguments stand on lines of their own, or will for Black."""
    return isinstance(call.args[-1].comma, cst.Comma) or any(
        isinstance(arg.comma, cst.Comma)
        and isinstance(arg.comma.whitespace_after, cst.ParenthesizedWhitespace)
        for arg in call.args
    )


def _with_last_comma(call: cst.Call) -> cst.Call:
    *others, last = call.args
    if isinstance(last.comma, cst.Comma):
        return call
    comma = cst.Comma(whitespace_after=last.whitespace_after_arg)
    last = last.with_changes(comma=comma, whitespace_after_arg=cst.SimpleWhitespace(""))
    return call.with_changes(args=[*others, last])
