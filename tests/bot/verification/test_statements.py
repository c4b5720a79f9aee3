"""Statements that a change touches, counted as coverage.py counts them."""

from __future__ import annotations

import ast
from textwrap import dedent

import pytest

from bot.verification.coverage_map import lines_of
from bot.verification.statements import statements, touched

SOURCE = '''\
"""A module."""

import os
from typing import (
    Any,
)

LIMIT = [
    1,
    2,
]


@decorate
def work(
    a,
    b=None,
):
    """Do it."""
    if a:
        return call(
            b,
        )
    elif b:
        pass
    else:
        b = 1
    try:
        run()
    except ValueError:
        raise
    finally:
        end()
    match b:
        case 1:
            one()
        case _:
            other()
    return None


class Box:
    """Holds."""

    size = 1

    def open(self): return self.size
'''


def test_statements() -> None:
    """Each statement counts once, docstrings never; headers stand for themselves."""
    found = statements(ast.parse(SOURCE))

    assert [(each.line, lines_of(each.lines), each.inside) for each in found] == [
        (3, [3], False),
        (4, [4, 5, 6], False),
        (8, [8, 9, 10, 11], False),
        (15, [14, 15, 16, 17, 18], True),
        (20, [20], True),
        (21, [21, 22, 23], True),
        (24, [24], True),
        (25, [25], True),
        (27, [27], True),
        (28, [28, 30], True),
        (29, [29], True),
        (31, [31], True),
        (33, [33], True),
        (34, [34, 35, 37], True),
        (36, [36], True),
        (38, [38], True),
        (39, [39], True),
        (42, [42], False),
        (45, [45], False),
        (47, [47], True),
        (47, [47], True),
    ]


def test_a_function_is_executed_where_its_body_is() -> None:
    """The evidence for a header are the lines of the body."""
    header = statements(ast.parse(SOURCE))[3]

    assert lines_of(header.evidence) == list(range(19, 40))


@pytest.mark.parametrize(
    ("old", "new", "after", "removed", "functions", "module_level"),
    [
        pytest.param("b = 1", "b = 2", [27], [], (19, 39), False, id="in-a-function"),
        pytest.param("b=None", "b=()", [15], [], (19, 39), False, id="a-default"),
        pytest.param("@decorate", "@other", [15], [], None, True, id="a-decorator"),
        pytest.param("size = 1", "size = 2", [45], [], None, True, id="in-a-class"),
        pytest.param("LIMIT", "MOST", [8], [], None, True, id="outside"),
        pytest.param(
            '"""A module."""', '"""One."""', [], [], None, False, id="a-docstring"
        ),
        pytest.param("import os\n", "", [], [3], None, True, id="removed-outside"),
        pytest.param(
            "        run()\n", "", [], [29], (19, 39), True, id="broken-is-all"
        ),
        pytest.param(
            "        pass\n", "        pass\n        go()\n", [26], [], (19, 39), False,
            id="added-in-a-function",
        ),
        pytest.param(
            "import os\n", "import os\nimport re\n", [4], [], None, True,
            id="added-outside",
        ),
        pytest.param(
            "return self.size", "return 1", [47, 47], [], (47, 47), False,
            id="on-one-line",
        ),
        pytest.param("        end()\n", "        end()  # yes\n", [33], [], (19, 39),
            False, id="a-comment-in-a-function"),
    ],
)  # fmt: skip
def test_touched(  # noqa: PLR0913  # a table
    old: str,
    new: str,
    after: list[int],
    removed: list[int],
    functions: tuple[int, int] | None,
    *,
    module_level: bool,
) -> None:
    """The change touches these statements, functions, and the module or not."""
    changed = SOURCE.replace(old, new, 1)

    found = touched(SOURCE.encode(), changed.encode())

    if "try:\n    except" in changed:  # no longer Python
        assert found.module_level
        assert not found.after
        return
    body = [] if functions is None else list(range(functions[0], functions[1] + 1))
    assert [each.line for each in found.after] == after
    assert [each.line for each in found.removed] == removed
    assert lines_of(found.functions) == body
    assert found.module_level is module_level


def test_nested_functions() -> None:
    """The innermost function counts."""
    before = dedent("""\
        def outer():
            a()
            def inner():
                b()
            return inner
        """)

    found = touched(before.encode(), before.replace("b()", "c()").encode())

    assert lines_of(found.functions) == [4]
    assert not found.module_level


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(None, b"x = 1\n", id="new"),
        pytest.param(b"x = 1\n", None, id="gone"),
        pytest.param(b"x = 1\n", b"x = \n", id="broken-after"),
        pytest.param(b"print 'x'\n", b"x = 1\n", id="broken-before"),
        pytest.param(b"x = 1\n", b"x\0", id="no-text"),
    ],
)
def test_whole_files(before: bytes | None, after: bytes | None) -> None:
    """A file that comes, goes or is no Python is touched outside of functions."""
    assert touched(before, after).module_level


def test_a_new_function_in_a_new_file() -> None:
    """All statements of a new file are new, and nothing old is touched."""
    found = touched(None, b"def f():\n    return 1\n")

    assert [each.line for each in found.after] == [1, 2]
    assert found.functions == 0
