"""The text of a `parametrize`, and where a test's signature takes its names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.base import EditRefusedError
from codemods.testing.parts.parametrize import PYTEST, NoTableError

if TYPE_CHECKING:
    import ast
    from collections.abc import Sequence

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition


MOSTLY = 2
"""How much more often a file has the one quote than the other, if it means it."""


@dataclass(frozen=True, slots=True)
class Table:
    """Names of parameters, the texts of their values by row, and the rows' ids.

    Without `ids` pytest names the rows by their values.
    """

    names: Sequence[str]
    rows: Sequence[Sequence[str]]
    ids: Sequence[str] = ()


def decorator(module: Module, at: ast.AST, table: Table, indent: str) -> str:
    """Return the text of a `parametrize`, its further lines indented.

    Raises `ImportRefusedError` where pytest cannot be imported.
    """
    names, ids = table.names, table.ids
    step = module.indent
    pytest = module.imported(PYTEST, at)
    line = f"\n{indent}{step}"
    quote = _quote(module)
    quoted = [f"{quote}{name}{quote}" for name in names]
    head = quoted[0] if len(names) == 1 else f"({', '.join(quoted)})"
    ids = [f"{quote}{name}{quote}" for name in ids]
    items = [
        _row(pytest, row, ids[place] if ids else "")
        for place, row in enumerate(table.rows)
    ]
    if not ids:
        flat = f"@{pytest}.mark.parametrize({head}, [{', '.join(items)}])"
        if len(indent + flat) <= module.line_limit:
            return flat
        inner = f"{head}, [{', '.join(items)}]"
        if len(f"{line}{inner}") - 1 <= module.line_limit:
            return f"@{pytest}.mark.parametrize({line}{inner}\n{indent})"
    if any(len(f"{line}{step}{item},") - 1 > module.line_limit for item in items):
        deep = f"{line}{step}{step}"
        items = [
            _row(pytest, row, ids[place] if ids else "", deep, f"{line}{step}")
            for place, row in enumerate(table.rows)
        ]
    body = "".join(f"{line}{step}{item}," for item in items)
    return f"@{pytest}.mark.parametrize({line}{head},{line}[{body}{line}],\n{indent})"


def _quote(module: Module) -> str:
    """Return the quote that a file mostly uses."""
    data = module.source.data
    return "'" if data.count(b"'") > MOSTLY * data.count(b'"') else '"'


def _row(
    pytest: str, row: Sequence[str], name: str, between: str = "", end: str = ""
) -> str:
    """Return the text of a row; with `between` its values stand below each other."""
    if not name and len(row) == 1:
        return row[0]
    values = [*row, f"id={name}"] if name else [*row]
    head = f"{pytest}.param" if name else ""
    if between:
        inner = "".join(f"{between}{value}," for value in values)
        return f"{head}({inner}{end})"
    return f"{head}({', '.join(values)})"


def check_plain(function: Definition) -> None:
    """Raise `NoTableError` where a test's signature has no room for parameters."""
    arguments = function.args
    if arguments.vararg or arguments.kwarg or arguments.kwonlyargs:
        raise NoTableError("its signature has more than plain parameters")
    if arguments.defaults or arguments.posonlyargs:
        raise NoTableError("its signature has more than plain parameters")


def signature_end(module: Module, function: Definition) -> tuple[int, str]:
    """Return where new parameters go, and what parts them from what is before.

    Raises `EditRefusedError` where it cannot be found.
    """
    source = module.source
    if function.args.args:
        last = function.args.args[-1]
        return source.span(last)[1], ", "
    start = source.span(function)[0]
    first = source.span(function.body[0])[0]
    at = source.data.find(b"(", start, first)
    if at < 0 or source.data[at + 1 : at + 2] != b")":
        raise EditRefusedError("its signature is written in an unusual way")
    return at + 1, ""


def name_span(module: Module, function: Definition) -> tuple[int, int]:
    """Return where a function's name stands."""
    start = module.source.span(function)[0]
    at = module.source.data.index(function.name.encode(), start)
    return at, at + len(function.name.encode())


def indent_of_def(module: Module, function: Definition) -> tuple[int, int]:
    """Return where the first line of a function starts, decorators included."""
    line = min(
        (node.lineno for node in function.decorator_list), default=function.lineno
    )
    start = module.source.starts[line - 1]
    column = len(module.source.data[start:]) - len(
        module.source.data[start:].lstrip(b" \t")
    )
    return start, start + column
