"""A block of imports as isort writes it, and imports taken out of a file."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from codemods.base import EditRefusedError
from codemods.editing import import_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from codemods.reading.module import Module

_EMPTY = re.compile(rb"[ \t\f]*(?:\r\n|\r|\n)")


@dataclass(frozen=True, slots=True)
class Imported:
    """One import: of `name` from `module` (with its dots), or of the module itself."""

    module: str
    name: str
    asname: str = ""


def of_statement(
    statement: ast.Import | ast.ImportFrom, aliases: Iterable[ast.alias]
) -> list[Imported]:
    """Return some of the imports of a statement."""
    if isinstance(statement, ast.Import):
        return [Imported(alias.name, "", alias.asname or "") for alias in aliases]
    home = "." * statement.level + (statement.module or "")
    return [Imported(home, alias.name, alias.asname or "") for alias in aliases]


def rendered(module: Module, imports: Iterable[Imported], indent: str) -> str:
    """Return imports as lines: by kind, `import` above `from`, in their order."""
    newline = module.source.newline()
    ordered = sorted(
        set(imports),
        key=lambda item: (_kind(module, item.module), bool(item.name), *_order(item)),
    )
    groups = []
    for _, kind in groupby(ordered, key=lambda item: _kind(module, item.module)):
        lines = []
        for home, same in groupby(
            kind, key=lambda item: (item.module, bool(item.name))
        ):
            lines += _lines(module, home, list(same), indent)
        groups.append(newline.join(lines))
    return (newline * 2).join(groups) + newline


def _kind(module: Module, home: str) -> int:
    return 3 if home.startswith(".") else import_lines.kind_of(module, home)


def _order(item: Imported) -> tuple[object, ...]:
    return (item.module.lower(), import_lines.by_type(item.name), item.asname)


def _lines(
    module: Module, home: tuple[str, bool], imports: Sequence[Imported], indent: str
) -> list[str]:
    name, is_from = home
    if not is_from:
        return [f"{indent}import {name}{_as(item)}" for item in imports]
    texts = [f"{item.name}{_as(item)}" for item in imports]
    if module.once(writes_one_each):
        return [f"{indent}from {name} import {text}" for text in texts]
    line = f"{indent}from {name} import {', '.join(texts)}"
    if len(line) <= module.line_limit:
        return [line]
    inner = [f"{indent}{module.indent}{text}," for text in texts]
    return [f"{indent}from {name} import (", *inner, f"{indent})"]


def writes_one_each(module: Module) -> bool:
    """Return whether a file imports each name in a statement of its own."""
    statements = [node for node in module.root.body if isinstance(node, ast.ImportFrom)]
    homes = [(node.level, node.module) for node in statements]
    return len(set(homes)) < len(homes) and all(
        len(node.names) == 1 for node in statements
    )


def _as(item: Imported) -> str:
    return f" as {item.asname}" if item.asname else ""


def whole_lines(module: Module, statement: ast.stmt) -> tuple[int, int]:
    """Return the offsets of a statement's lines, with a gap that it would leave.

    Raises `EditRefusedError` where it shares a line with anything.
    """
    source = module.source
    first = source.starts[statement.lineno - 1]
    end = source.line_end(statement.end_lineno or statement.lineno)
    start, stop = source.span(statement)
    if source.data[first:start].strip() or source.data[stop:end].strip():
        raise EditRefusedError("the import shares its line with something else")
    return first, end


def is_blank(module: Module, offset: int) -> bool:
    """Whether an empty line begins at an offset, or the file ends there."""
    data = module.source.data
    return offset >= len(data) or _EMPTY.match(data, offset) is not None
