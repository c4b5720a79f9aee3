"""Arguments come and go, the layout and the comments stay."""

from __future__ import annotations

from typing import Any

import libcst as cst
import pytest

from codemods.editing import arguments


def call(text: str) -> Any:
    """Return the call of a text."""
    return cst.parse_expression(text)


def code(node: cst.CSTNode) -> str:
    """Return the text of a node."""
    return cst.Module([]).code_for_node(node)


@pytest.mark.parametrize(
    ("text", "index", "result"),
    [
        pytest.param("f(a)", 0, "f()", id="only"),
        pytest.param("f(a, b)", 0, "f(b)", id="first"),
        pytest.param("f(a, b)", 1, "f(a)", id="last"),
        pytest.param("f(a, b)", -1, "f(a)", id="last-from-the-end"),
        pytest.param("f(a, b,)", 1, "f(a,)", id="comma"),
        pytest.param("f(\n  a,\n  b,  # c\n)", 1, "f(\n  a,  # c\n)", id="comment"),
        pytest.param("f(\n  a,\n  b\n)", 1, "f(\n  a\n)", id="line-each"),
    ],
)
def test_without(text: str, index: int, result: str) -> None:
    """An argument goes, and what ended the call still ends it."""
    assert code(arguments.without(call(text), index)) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("f()", "f(k=1)", id="none"),
        pytest.param("f( )", "f( k=1)", id="space"),
        pytest.param("f(a)", "f(a, k=1)", id="one"),
        pytest.param("f(a,)", "f(a, k=1,)", id="comma"),
        pytest.param("f(a,  b)", "f(a,  b, k=1)", id="two"),
        pytest.param("f(x for x in y)", "f((x for x in y), k=1)", id="generator"),
        pytest.param("f((x for x in y))", "f((x for x in y), k=1)", id="parentheses"),
        pytest.param("f(\n  a,\n)", "f(\n  a,\n  k=1,\n)", id="line-each"),
        pytest.param("f(\n  a\n)", "f(\n  a,\n  k=1\n)", id="line-no-comma"),
        pytest.param("f(\n  a, b\n)", "f(\n  a, b, k=1\n)", id="hanging"),
        pytest.param("f(a,\n  b)", "f(a,\n  b,\n  k=1)", id="aligned"),
        pytest.param("f(a  # c\n)", "f(a,  # c\n    k=1\n)", id="comment"),
        pytest.param(
            "f(\n  a,  # a\n  b,  # b\n)",
            "f(\n  a,  # a\n  b,  # b\n  k=1,\n)",
            id="comments",
        ),
        pytest.param(
            "f(\n  a, b  # c\n)", "f(\n  a, b,  # c\n    k=1\n)", id="hang-comment"
        ),
    ],
)
def test_with_keyword(text: str, result: str) -> None:
    """A keyword argument comes last, laid out as those before it."""
    made = arguments.with_keyword(call(text), "k", "1")

    assert code(made) == result


def test_a_comment_behind_the_arguments_moves_with_them() -> None:
    """Values inserted with a space between go to a line of their own then."""
    made = arguments.inserted(
        call("f(a  # c\n  , b)"), 1, [cst.Arg(cst.Name("x"))], cst.SimpleWhitespace(" ")
    )
    other = arguments.inserted(
        call("f(a,  # c\n  b)"), 0, [cst.Arg(cst.Name("x"))], cst.SimpleWhitespace(" ")
    )

    assert code(made) == "f(a  # c\n  , b, x)"
    assert code(other) == "f(a,  # c\n  x,\n  b)"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("a.b(c)", "a.new(c)", id="attribute"),
        pytest.param("b(c)", "new(c)", id="name"),
    ],
)
def test_renamed(text: str, result: str) -> None:
    """What is called gets another name, where it is one."""
    assert code(arguments.renamed(call(text), "new")) == result


def test_with_value() -> None:
    """An argument gets another value, its keyword stays."""
    made = arguments.with_value(call("f(a, k = b,)"), 1, "c.d")

    assert code(made) == "f(a, k = c.d,)"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        pytest.param("f(a, k=1)", "f(a)", id="last"),
        pytest.param("f(k=1, b=2)", "f(b=2)", id="first"),
        pytest.param("f(\n  a,\n  k=1,\n)", "f(\n  a,\n)", id="line-each"),
    ],
)
def test_without_keyword(text: str, result: str) -> None:
    """A keyword argument goes by its name."""
    assert code(arguments.without_keyword(call(text), "k")) == result


def test_with_keyword_value() -> None:
    """A keyword argument gets another value, and keeps its place."""
    changed = arguments.with_keyword_value(call("f(a, k = 1, b=2)"), "k", "x.y")

    assert code(changed) == "f(a, k = x.y, b=2)"
