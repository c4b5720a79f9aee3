"""LibCST for one expression: from text to node and back."""

from __future__ import annotations

import ast
import warnings
from typing import Any

from codemods.lazy import cst


def parse_expression(
    text: str, config: cst.PartialParserConfig | None = None
) -> cst.BaseExpression:
    """Return the node of an expression, which may run over several lines."""
    config = config or cst.PartialParserConfig()
    wrapped: Any = cst.parse_expression(f"({text})", config)
    return wrapped.with_changes(lpar=wrapped.lpar[1:], rpar=wrapped.rpar[:-1])  # type: ignore[no-any-return]  # every expression has parentheses


def code_of(node: cst.CSTNode, newline: str = "\n") -> str:
    """Return the text of a node."""
    return cst.Module(body=[], default_newline=newline).code_for_node(node)


def expression(node: object) -> cst.BaseExpression:
    """Return what an edit has made of an expression, if it is one.

    Raises `TypeError`, as another node is a defect of the codemod.
    """
    if not isinstance(node, cst.BaseExpression):
        raise TypeError(f"an expression became {type(node).__name__}")
    return node


def literal(text: str) -> object:
    """Return the value of a literal; None where it is none.

    It may run over lines, as in parentheses.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.literal_eval(f"({text}\n)")
    except (SyntaxError, ValueError):
        return None
