"""String literals of Python, each character with its place."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.python_text import PythonText


def constant(source: str) -> ast.Constant:
    """Return the first string of a module."""
    return next(
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@pytest.mark.parametrize(
    ("source", "place"),
    [
        pytest.param("x = 'a==1.0'\n", 8, id="plain"),
        pytest.param('\u00e9 = "\u00e9\\t1.0"\n', 8, id="wide and escaped"),
        pytest.param('x = r"\\d1.0"\n', 8, id="raw"),
        pytest.param('x = """\r\n1.0"""\r\n', 9, id="three quotes"),
        pytest.param("x = 'a\\\n1.0'\n", 8, id="joined lines"),
        pytest.param("x = 'a\\N{DIGIT ONE}1.0'\n", 19, id="named"),
    ],
)
def test_a_character_is_where_it_is_written(source: str, place: int) -> None:
    """Prefixes, quotes and escapes are counted."""
    said = PythonText.of(source).characters(constant(source))

    assert said is not None
    at = said.text.index("1.0") if "\\N" not in source else said.text.index("1.0", 1)
    assert said.offsets[at] == place
    assert source[place : place + 3] == "1.0"


@pytest.mark.parametrize(
    "source", ["x = 'a' 'b'\n", "x = ('a'\n  \"b\")\n", "x = b'a' if 0 else f'{1}a'\n"]
)
def test_what_several_literals_make_up_has_no_place(source: str) -> None:
    """Neither joined literals nor parts of an f-string."""
    assert PythonText.of(source).characters(constant(source)) is None


@given(st.text("ab1\\'\"\n\t\u00e9\U0001f600", max_size=12), st.sampled_from("'\""))
def test_any_literal_comes_out_as_python_has_it(text: str, quote: str) -> None:
    """The characters make up the value, in the order of their places."""
    source = f"\u00e9 = [0, {text!r}, {quote}{quote}]\n"
    said = PythonText.of(source).characters(constant(source))

    assert said is not None
    assert said.text == text
    assert list(said.offsets) == sorted(said.offsets)
