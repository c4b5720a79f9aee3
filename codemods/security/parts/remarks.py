"""What the owners say about a place in a comment: they have thought of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ast

    from codemods.reading.module import Module

_BEHIND = re.compile(rb"[^#'\"\r\n]*(#[^\r\n]*)")
_FOR_TOOLS = re.compile(
    r"#\s*(?:fmt|isort|mypy|noqa|nosec|pragma|pylint|pyright|ruff|type)\b",
    re.IGNORECASE,
)


def remark(module: Module, node: ast.expr | ast.stmt, about: str = "") -> str:
    """Return the comment that speaks of a node, "" for none.

    It stands behind the node on its last line; or, where it has a word that
    the pattern `about` finds, in the paragraph above its statement. What is meant
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
    """Return the comments in the paragraph above a node's statement, as one line.

    A paragraph begins behind an empty line; what is indented less is not in it.
    """
    statement = module.statement_of(node) or node
    lines: list[str] = []
    for line in range(statement.lineno - 1, 0, -1):
        start = module.source.starts[line - 1]
        text = module.source.data[start : module.source.line_end(line)].decode()
        indent = len(text) - len(text.lstrip())
        if not text.strip() or indent < statement.col_offset:
            break
        if text.lstrip().startswith("#"):
            lines.insert(0, text.strip())
    return " ".join(lines)
