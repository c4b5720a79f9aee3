"""LibCST for one expression: from text to node and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codemods.lazy import cst

if TYPE_CHECKING:
    import libcst


def parse_expression(
    text: str, config: libcst.PartialParserConfig | None = None
) -> libcst.BaseExpression:
    """Return the node of an expression, which may run over several lines."""
    config = config or cst.PartialParserConfig()
    wrapped: Any = cst.parse_expression(f"({text})", config)
    return wrapped.with_changes(lpar=wrapped.lpar[1:], rpar=wrapped.rpar[:-1])  # type: ignore[no-any-return]  # every expression has parentheses


def code_of(node: libcst.CSTNode, newline: str = "\n") -> str:
    """Return the text of a node."""
    return cst.Module(body=[], default_newline=newline).code_for_node(node)


def expression(node: object) -> libcst.BaseExpression:
    """Return what an edit has made of an expression, if it is one.

    Raises `TypeError`, as another node is a defect of the codemod.
    """
    if not isinstance(node, cst.BaseExpression):
        raise TypeError(f"an expression became {type(node).__name__}")
    return node
