"""What a call is given, by name and by place."""

from __future__ import annotations

import ast

import pytest

from codemods.security.parts import given


def call(text: str) -> ast.Call:
    """Return the call of a text."""
    node = ast.parse(text, mode="eval").body
    assert isinstance(node, ast.Call)
    return node


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("f(1, k=2)", "2", id="by-name"),
        pytest.param("f(1, 2)", "2", id="by-place"),
        pytest.param("f(1)", "", id="not-given"),
        pytest.param("f(*a, 2)", "", id="behind-a-star"),
        pytest.param("f(1, 2, *a)", "2", id="before-a-star"),
        pytest.param("f(**a)", "", id="stars"),
    ],
)
def test_argument(text: str, found: str) -> None:
    """An argument is found where it surely is that of the parameter."""
    value = given.argument(call(text), "k", 1)

    assert (ast.unparse(value) if value else "") == found


@pytest.mark.parametrize(
    ("text", "stars"),
    [
        pytest.param("f(1, k=2)", False, id="plain"),
        pytest.param("f(*a)", True, id="one"),
        pytest.param("f(**a)", True, id="two"),
    ],
)
def test_has_stars(text: str, *, stars: bool) -> None:
    """Both kinds of stars may hold any argument."""
    assert given.has_stars(call(text)) == stars


@pytest.mark.parametrize(
    ("text", "value", "same"),
    [
        pytest.param("f(True)", True, True, id="same"),
        pytest.param("f(1)", True, False, id="another-type"),
        pytest.param("f(x)", True, False, id="name"),
    ],
)
def test_is_constant(text: str, value: object, *, same: bool) -> None:
    """A constant is one of the same type."""
    assert given.is_constant(call(text).args[0], value) == same
