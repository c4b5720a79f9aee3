"""A statement of SQL that code puts together: its text, and the values in it."""

from __future__ import annotations

import ast
import re
import string
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STATEMENT = re.compile(
    r"\s*(?:select|insert\s+(?:or\s+\w+\s+)?into|update|delete\s+from|replace\s+into"
    r"|with)\s",
    re.IGNORECASE,
)
"""How a statement begins that may have parameters."""

ANY_STATEMENT = re.compile(
    r"\s*(?:select\s.*\sfrom|insert\s+(?:or\s+\w+\s+)?into|update\s.*\sset"
    r"|delete\s+from|replace\s+into|with\s.*\s(?:as|select)|create\s+(?:table|index|view"
    r"|user|database|role)|drop\s+(?:table|index|view|user|database|role)"
    r"|alter\s+table|truncate\s+table|pragma|grant\s|attach\s+database)\b",
    re.IGNORECASE | re.DOTALL,
)

HOLE = "\0"
"""Stands in the text for a value."""

_BEFORE_VALUE = re.compile(r"(?:=|<|>|<=|>=|<>|!=)\s*\Z")
_IN_LIST = re.compile(r"\b(?:values|in)\s*\((?:[^()]*,)?\s*\Z", re.IGNORECASE)
_MORE_ROWS = re.compile(
    r"\bvalues\s*(?:\([^()]*\)\s*,\s*)+\((?:[^()]*,)?\s*\Z", re.IGNORECASE
)
_BEHIND_VALUE = re.compile(
    r"\s*(?:\Z|[),;]|(?:and|or|where|order|group|limit|on|returning)\b)", re.IGNORECASE
)
_PLAIN_PERCENT = re.compile(r"%(.)", re.DOTALL)

_OF_NUMBERS = frozenset("diouxXeEfFgG")
"""Conversions that raise for what is no number."""


class Place(Enum):
    """Where a value stands in a statement."""

    QUOTED = auto()
    """In quotes of its own, where a value is expected: `= '...'`."""
    IN_TEXT = auto()
    """With other text in one pair of quotes: `'%...%'`."""
    OPEN = auto()
    """Without quotes: a number, a name, or a piece of SQL."""


@dataclass(frozen=True, slots=True)
class Built:
    """A text put together: `text` has a `HOLE` for each of `values`.

    `form` is how: "f", "%", "format" or "+". `plain` says that each value is
    put in just as `str()` shows it.
    """

    form: str
    text: str
    values: tuple[ast.expr, ...]
    plain: bool = True


def built(node: ast.expr) -> Built | None:
    """Return how an expression puts a text together, None where it does not."""
    match node:
        case ast.JoinedStr(values=parts):
            return _joined(parts)
        case ast.BinOp(left=ast.Constant(value=str(text)), op=ast.Mod(), right=right):
            return _percent(text, right)
        case ast.BinOp(op=ast.Add()):
            return _sum(list(_addends(node)))
        case ast.Call(
            func=ast.Attribute(value=ast.Constant(value=str(text)), attr="format")
        ):
            return _formatted(text, node)
    return None


def places(made: Built) -> tuple[Place, ...]:
    """Return where each value stands; empty where the text cannot be read."""
    text = made.text
    if "\\" in text or "--" in text or "/*" in text or "$$" in text:
        return ()
    found: list[Place] = []
    quote, start = "", 0
    for index, character in enumerate(text):
        if character == HOLE:
            if not quote:
                found.append(Place.OPEN)
            elif quote == "'":
                found.append(_in_quotes(text, start, index))
            else:
                return ()
        elif quote:
            quote = "" if character == quote else quote
        elif character in "'\"`":
            quote, start = character, index
    return () if quote else tuple(found)


def _in_quotes(text: str, start: int, index: int) -> Place:
    alone = start == index - 1 and text[index + 1 : index + 2] == "'"
    if not alone or text[index + 2 : index + 3] == "'":
        return Place.IN_TEXT
    before, behind = text[:start], text[index + 2 :]
    expected = (
        _BEFORE_VALUE.search(before)
        or _IN_LIST.search(before)
        or _MORE_ROWS.search(before)
    )
    if expected and _BEHIND_VALUE.match(behind):
        return Place.QUOTED
    return Place.IN_TEXT


# ------------------------------------------------------- how a text is put together


def _joined(parts: Sequence[ast.expr]) -> Built:
    text, plain = "", True
    values: list[ast.expr] = []
    for part in parts:
        if isinstance(part, ast.FormattedValue):
            text += HOLE
            values.append(part.value)
            plain &= part.conversion in {-1, ord("s")} and part.format_spec is None
        else:
            text += str(ast.literal_eval(part))
    return Built("f", text, tuple(values), plain)


def _percent(text: str, right: ast.expr) -> Built | None:
    if isinstance(right, ast.Dict):
        return None
    values = right.elts if isinstance(right, ast.Tuple) else [right]
    marks = [mark for mark in _PLAIN_PERCENT.findall(text) if mark != "%"]
    if marks and _OF_NUMBERS.issuperset(marks):
        return None
    plain = all(mark == "s" for mark in marks) and len(marks) == len(values)
    starred = any(isinstance(value, ast.Starred) for value in values)
    shown = _PLAIN_PERCENT.sub(lambda match: "%" if match[1] == "%" else HOLE, text)
    return Built("%", shown, tuple(values), plain and not starred)


def _addends(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        yield from _addends(node.left)
        yield from _addends(node.right)
    else:
        yield node


def _sum(parts: Sequence[ast.expr]) -> Built | None:
    text, plain = "", True
    values: list[ast.expr] = []
    for part in parts:
        inner = built(part) if not isinstance(part, ast.BinOp) else None
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            text += part.value
        elif inner is not None:
            text += inner.text
            values.extend(inner.values)
            plain = False
        else:
            text += HOLE
            values.append(part)
    return Built("+", text, tuple(values), plain) if text.strip(HOLE) else None


def _formatted(text: str, node: ast.Call) -> Built | None:
    """Return what `"... {} {name}".format(...)` puts together."""
    named = {item.arg: item.value for item in node.keywords}
    shown, plain, number = "", True, 0
    values: list[ast.expr] = []
    try:
        fields = list(string.Formatter().parse(text))
    except ValueError:
        return None
    for literal, name, spec, conversion in fields:
        shown += literal
        if name is None:
            continue
        key = name or str(number)
        number += not name
        if number and name.isdecimal():
            return None
        value = node.args[int(key)] if _is_place(key, node) else named.get(key)
        if value is None or isinstance(value, ast.Starred):
            return None
        shown += HOLE
        values.append(value)
        plain &= not spec and conversion in {None, "s"}
    return Built("format", shown, tuple(values), plain)


def _is_place(key: str, node: ast.Call) -> bool:
    return key.isdecimal() and int(key) < len(node.args)
