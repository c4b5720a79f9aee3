"""What a module tells of the things in it."""

from __future__ import annotations

import ast

import pytest

from codemods.editing.syntax import literal
from tests.support.modules import expression, module_of

SOURCE = """
class A:
    def f(self):
        return [x for x in (lambda: y)]
z = 1
"""


@pytest.mark.parametrize(
    ("text", "function", "home", "statement"),
    [
        pytest.param("x", "f", "A", "return", id="in-comprehension"),
        pytest.param("y", None, "A", "return", id="in-lambda"),
        pytest.param("1", None, None, "z = 1", id="in-module"),
    ],
)
def test_surroundings(
    text: str, function: str | None, home: str | None, statement: str
) -> None:
    """A node knows the function, class and statement that it stands in."""
    module = module_of(SOURCE)
    node = expression(module, text)

    around = module.enclosing_function(node)
    outer = module.enclosing_class(node)
    line = module.statement_of(node)

    assert getattr(around, "name", None) == function
    assert getattr(outer, "name", None) == home
    assert line is not None
    assert ast.unparse(line).startswith(statement)
    assert module.statement_of(line) is line


def test_the_module_stands_in_nothing() -> None:
    """A module has neither statement nor parent around it."""
    module = module_of("x")

    assert module.statement_of(module.root) is None
    assert module.parent(module.root) is None


@pytest.mark.parametrize(
    ("source", "indent"),
    [
        pytest.param("x", "    ", id="none"),
        pytest.param("if x:  # c\n  y", "  ", id="two"),
        pytest.param("if x:\n\ty", "\t", id="tab"),
    ],
)
def test_indent(source: str, indent: str) -> None:
    """New blocks are indented as the first one is."""
    assert module_of(source).indent == indent


@pytest.mark.parametrize(
    ("source", "limit"),
    [
        pytest.param("x = 1\n" * 50, 88, id="short"),
        pytest.param(f"x = '{'a' * 90}'\n" * 9, 88, id="few"),
        pytest.param(f"x = '{'a' * 90}'\n" * 20, 120, id="many"),
    ],
)
def test_line_limit(source: str, limit: int) -> None:
    """Lines may be as long as many others in the file are."""
    assert module_of(source).line_limit == limit


def test_text_on_one_line() -> None:
    """Code in a message is one line, of a length that people read."""
    module = module_of(f"f(\n  1,\n  2)\ng('{'a' * 200}')\nf'{{h( 1 )}}'\n")

    assert module.line_of(expression(module, "f(1, 2)")) == "f( 1, 2)"
    assert len(module.line_of(module.root.body[1])) == 120
    assert module.line_of(expression(module, "h(1)")) == "h(1)"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param("'a'\n 'b'", "ab", id="lines"),
        pytest.param("'\\d'", "\\d", id="odd-escape"),
        pytest.param("x", None, id="name"),
        pytest.param("'", None, id="no-python"),
    ],
)
def test_literal(text: str, value: object) -> None:
    """The value of a literal is read, and nothing else is."""
    assert literal(text) == value
