"""What the owners say about a place in a comment: they have thought of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ast

    from codemods.module import Module

_BEHIND = re.compile(rb"[^#'\"\r\n]*(#[^\r\n]*)")
_FOR_TOOLS = re.compile(
    r"#\s*(?:fmt|isort|mypy|noqa|nosec|pragma|pylint|pyright|ruff|type)\b",
    re.IGNORECASE,
)


def remark(module: Module, node: ast.expr | ast.stmt, about: str = "") -> str:
    """Return the comment that speaks of a node, "" for none.

    It stands behind the node on its last line; or, where it has a word that
    the pattern `about` finds, on the lines above its statement. What is meant
    for a tool is no remark.
    """
    behind = _behind(module, node)
    if behind or not about:
        return behind
    above = _above(module, node)
    return above if re.search(about, above, re.IGNORECASE) else ""


def _behind(module: Module, node: ast.expr | ast.stmt) -> str:
    place = module.anchor(node)
    match = _BEHIND.match(module.source.data, module.source.span(place)[1])
    text = match[1].decode().strip() if match else ""
    return "" if _FOR_TOOLS.match(text) else text


def _above(module: Module, node: ast.expr | ast.stmt) -> str:
    """Return the comment on the lines above a node's statement, as one line."""
    statement = module.statement_of(node)
    lines: list[str] = []
    line = statement.lineno - 1 if statement is not None else 0
    while line > 0:
        start = module.source.starts[line - 1]
        text = module.source.data[start : module.source.line_end(line)].decode().strip()
        if not text.startswith("#"):
            break
        lines.insert(0, text)
        line -= 1
    return " ".join(lines)
