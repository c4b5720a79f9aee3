"""Write an `assert` statement in the place of another statement.

The parts of it are expressions of the file and text between them. It is laid
out as Black would: on one line where it fits, else with brackets around what
is asserted, around the message, or both.
"""

from __future__ import annotations

import ast
import warnings
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from codemods.base import EditRefusedError, TextEdit
from codemods.testing.parts import layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codemods.reading.module import Module

LOOSE = (
    ast.BoolOp,
    ast.Compare,
    ast.GeneratorExp,
    ast.IfExp,
    ast.Lambda,
    ast.NamedExpr,
    ast.Yield,
    ast.YieldFrom,
)
"""What needs brackets beside a comparison, whoever stands on the other side."""

BARE = (ast.GeneratorExp, ast.NamedExpr, ast.Yield, ast.YieldFrom)
"""What needs brackets also where it stands alone."""


class Gap(Enum):
    """A place between two parts, at which a line may end."""

    OPERATOR = auto()
    """Before an operator; else it is a space."""
    OPEN = auto()
    """Behind the bracket of a call, in front of its first argument."""
    COMMA = auto()
    """Between two arguments."""
    CLOSE = auto()
    """Behind the last argument."""


FLAT = {Gap.OPERATOR: " ", Gap.OPEN: "", Gap.COMMA: ", ", Gap.CLOSE: ""}


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a new statement asserts.

    `parts` are expressions of the file and text, `test` is the tree that they
    mean together, `message` what is said where it does not hold.
    """

    parts: tuple[ast.expr | str | Gap, ...]
    test: ast.expr
    message: ast.expr | None = None


def edit(module: Module, old: ast.stmt, new: Assertion) -> TextEdit:
    """Return the edit that puts an assertion in a statement's place.

    Raises `EditRefusedError` where it shares its line with another statement,
    or where its parts do not say the same in the new place.
    """
    if not layout.is_alone(module, old):
        raise EditRefusedError("the statement shares its line with another")
    text = _best(module, old, new)
    start, end = module.source.span(old)
    newline = module.source.newline()
    lines = newline.join(text.split("\n")) if newline != "\n" else text
    return TextEdit(old, start, end, lines.encode())


def _best(module: Module, old: ast.stmt, new: Assertion) -> str:
    """Return the first layout that means the same and fits, or the narrowest."""
    wanted = ast.dump(ast.Assert(test=new.test, msg=new.message))
    indent = layout.indent_of(module, old.lineno)
    found = [text for text in _layouts(module, new, indent) if _meaning(text) == wanted]
    if not found:
        raise EditRefusedError("its parts cannot be written as one assertion")
    limit = max(module.line_limit, _width(module.text_of(old), indent))
    fitting = (text for text in found if _width(text, indent) <= limit)
    narrowest = min(found, key=lambda text: _width(text, indent))
    return next(fitting, narrowest)


def _layouts(module: Module, new: Assertion, indent: str) -> Iterator[str]:
    """Yield the statement's text in each layout, the simplest first."""
    inner = indent + module.indent
    line = f"\n{inner}"
    hanging = {Gap.OPEN: line, Gap.COMMA: f",{line}", Gap.CLOSE: f",\n{indent}"}
    for joined in (True, False):
        flat = _test(module, new, indent, FLAT, joined=joined)
        tests = [flat]
        if Gap.OPEN in new.parts:
            gaps = FLAT | hanging
            tests.append(_test(module, new, inner, gaps, joined=joined))
        for between in (" ", line) if not _has_long_text(new) else (line,):
            gaps = FLAT | {Gap.OPERATOR: between}
            deep = _test(module, new, inner, gaps, joined=joined)
            tests.append(f"({line}{deep}\n{indent})")
        if new.message is None:
            yield from (f"assert {test}" for test in tests)
            continue
        said = _text(module, new.message, indent, joined=joined)
        apart = _text(module, new.message, inner, joined=joined)
        yield from (f"assert {test}, {said}" for test in tests)
        yield from (f"assert {test}, ({line}{apart}\n{indent})" for test in tests)


def _test(
    module: Module,
    new: Assertion,
    indent: str,
    gaps: Mapping[Gap, str],
    *,
    joined: bool,
) -> str:
    texts: list[str] = []
    alone = len(new.parts) == 1
    for place, part in enumerate(new.parts):
        if isinstance(part, Gap):
            texts.append(gaps[part])
        elif isinstance(part, str):
            texts.append(part)
        else:
            before = new.parts[place - 1] if place else None
            inside = before in {Gap.OPEN, Gap.COMMA, "("}
            text = _text(module, part, indent, joined=joined)
            needed = _is_loose(part, alone=alone or inside)
            texts.append(f"({text})" if needed else text)
    return "".join(texts)


def _has_long_text(new: Assertion) -> bool:
    """Whether a text on one side is put together on several lines."""
    return any(
        isinstance(part, ast.Constant | ast.JoinedStr)
        and part.lineno != part.end_lineno
        for part in new.parts
    )


def _is_loose(node: ast.expr, *, alone: bool) -> bool:
    """Whether an operand needs brackets of its own."""
    if alone:
        return isinstance(node, BARE)
    is_not = isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)
    return is_not or isinstance(node, LOOSE)


def _text(module: Module, node: ast.expr, indent: str, *, joined: bool) -> str:
    """Return an expression's text; `joined` puts lines that hang into one."""
    text = layout.text_at(module, node, indent)
    if isinstance(node, ast.GeneratorExp) and text.startswith("("):
        text = text[1:-1]
    if isinstance(node, ast.Constant | ast.JoinedStr):
        return text
    return layout.joined(text) if joined else text


def _meaning(text: str) -> str:
    """Return the tree of a statement as text, "" where it is none."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            (statement,) = ast.parse(text).body
    except (SyntaxError, ValueError):
        return ""
    return ast.dump(statement)


def _width(text: str, indent: str) -> int:
    """Return how long the longest line is, the first one indented."""
    return max(map(len, f"{indent}{text}".splitlines()))
