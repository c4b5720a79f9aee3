"""What a formatter may touch without changing the syntax tree."""

from __future__ import annotations

import pytest

from bot.actions.formatting.layout.trees import same_tree, unreadable


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x=1", "x = 1\n", id="white-space"),
        pytest.param("'a'", '"a"', id="quotes"),
        pytest.param("x = u'a'", 'x = "a"', id="u-prefix"),
        pytest.param("del (a, b)", "del a, b", id="del"),
        pytest.param("del (a, (b, c))", "del a, b, c", id="del-nested"),
        pytest.param(
            'def f():\n    """  A.\n       B.  """',
            'def f():\n    """A.\n    B."""',
            id="docstring",
        ),
        pytest.param(
            'with a:\n    """  A.\n       B.  """',
            'with a:\n    """A.\n    B."""',
            id="string-statement",
        ),
        pytest.param("# a\nx = 1  # b", "x = 1", id="comments"),
    ],
)
def test_same(before: str, after: str) -> None:
    """These mean the same to Python."""
    assert same_tree(before.encode(), after.encode())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("x = 1", "x = 2", id="value"),
        pytest.param("x = 1", "x = True", id="type-of-value"),
        pytest.param("f(a)", "f(a, b)", id="length"),
        pytest.param('x = """ a"""', 'x = """a"""', id="string-that-is-a-value"),
        pytest.param('"""a\nb"""', '"""a b"""', id="docstring-lines"),
        pytest.param("x = b'a'", "x = 'a'", id="bytes"),
        pytest.param("a + b", "a - b", id="operator"),
        pytest.param("a", "b", id="name"),
        pytest.param("def f(): pass", "async def f(): pass", id="kind"),
        pytest.param("x = 1", "x =", id="broken"),
    ],
)
def test_different(before: str, after: str) -> None:
    """These do not."""
    assert not same_tree(before.encode(), after.encode())


def test_what_cannot_be_parsed_is_said_with_its_line() -> None:
    """A file that Python cannot parse is named with line and reason."""
    error = unreadable(b"x = 1\ndef f(:\n")

    assert error is not None
    assert error.line == 2
    assert unreadable(b"x = 1\n") is None
