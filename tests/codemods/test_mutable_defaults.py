"""Defaults made anew: each call answers as the first call did before."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project

CODEMOD = CATALOGUE["mutable-defaults"]


def rewritten(source: str, minimum: tuple[int, int] = (3, 8)) -> str:
    """Return what the codemod makes of a file."""
    project = Project(minimum_python=minimum)
    return rewrite(CODEMOD, "shop.py", source.encode(), project).source.decode()


def define(source: str) -> Any:
    """Return the function `f` of a file, defined anew, and what it puts out."""
    out: list[str] = []
    names: dict[str, Any] = {"put": lambda value: out.append(repr(value))}
    exec(compile(source, "shop.py", "exec"), names)  # noqa: S102  # our own text
    return names["f"], out


def answers(source: str, calls: list[tuple[Any, ...]], *, fresh: bool) -> list[str]:
    """Return what calls give and put out; `fresh` defines the function each time."""
    function, out = define(source)
    found = []
    for arguments in calls:
        if fresh:
            function, out = define(source)
        try:
            found.append(repr(function(*deepcopy(arguments))))
        except (AssertionError, LookupError) as error:
            found.append(repr(error))
        found += out
        out.clear()
    return found


READING = (
    "put(len(x))",
    "put(n in x)",
    "put(sorted(x))",
    "for each in x: put(each)",
    "if not x: put('empty')",
    "put([each for each in x if each != n])",
    "put(f'{n} of {x}')",
    "y = list(x)",
    "y = {n, *x}",
    "assert n != 7 or x, 'none'",
)
CHANGING = (
    "x.append(n)",
    "x += [n, n]",
    "x.extend(range(n % 3))",
    "x.clear()",
    "x.reverse()",
    "x[:0] = [n]",
    "put(x.pop())",
    "x = [*x, n]",
)
ENDS = ("return x", "return len(x)", "return n", "return (n, x)")
DEFAULTS = st.sampled_from(["[]", "[3]", "[1, 2]", "list()"])


@st.composite
def functions(draw: st.DrawFn, statements: tuple[str, ...]) -> str:
    """Return a function with a mutable default, and a random body."""
    drawn = draw(st.lists(st.sampled_from(statements), min_size=1, max_size=4))
    end = draw(st.sampled_from(ENDS))
    text = draw(st.sampled_from(["", '    """Say."""\n', '    """Say."""\n\n']))
    lines = "".join(f"    {line}\n" for line in [*drawn, end])
    return f"def f(n, x={draw(DEFAULTS)}):\n{text}{lines}"


numbers = st.integers(0, 9)
calls = st.lists(
    st.one_of(st.tuples(numbers), st.tuples(numbers, st.lists(numbers, max_size=3))),
    min_size=1,
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(functions(READING + CHANGING), calls)
def test_each_call_is_a_first_call(
    source: str, arguments: list[tuple[Any, ...]]
) -> None:
    """What a call answers no longer depends on the calls before it."""
    result = rewritten(source)
    assume(result != source)

    found = answers(result, arguments, fresh=False)

    assert found == answers(source, arguments, fresh=True)


@settings(max_examples=100, deadline=None)
@given(functions(READING), calls)
def test_readers_answer_as_before(
    source: str, arguments: list[tuple[Any, ...]]
) -> None:
    """A function that only reads its default answers all calls as it did."""
    result = rewritten(source)

    found = answers(result, arguments, fresh=False)

    assert found == answers(source, arguments, fresh=False)


ADD = "def f(n, x{}):\n    x.append(n)\n    return x\n"


@pytest.mark.parametrize(
    ("annotation", "minimum", "expected"),
    [
        pytest.param(": list[int]", (3, 10), ": list[int] | None", id="pipe"),
        pytest.param(": list[int]", (3, 9), ": Optional[list[int]]", id="optional"),
        pytest.param(": 'list[int]'", (3, 10), ": 'list[int] | None'", id="string"),
        pytest.param(": list | None", (3, 10), ": list | None", id="already"),
        pytest.param(": object", (3, 10), ": object", id="admits-all"),
    ],
)
def test_annotation(annotation: str, minimum: tuple[int, int], expected: str) -> None:
    """The annotation admits the None that is now the default."""
    source = ADD.format(f"{annotation} = []")

    result = rewritten(source, minimum)

    assert f"def f(n, x{expected} = None):\n    if x is None:\n" in result
    assert answers(result, [(1,), (2,)], fresh=False) == ["[1]", "[2]"]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param(
            "def f(n, memo={}):\n    memo[n] = memo.get(n, n)\n    return memo[n]\n",
            "`memo`: it seems to keep something between calls on purpose",
            id="memo",
        ),
        pytest.param(
            "def f(n, x=[]):\n    x.append(n)\n    return x if n else f(0)\n",
            "`x`: the body may do anything with it",
            id="flows-on",
        ),
        pytest.param(
            "def f(n, x=[]):\n    x.append(n)\n    f(n - 1)\n    return x\n",
            "`x`: it seems to keep something between calls on purpose",
            id="recursion",
        ),
        pytest.param(
            "def f(n, x=[]):\n    return n if x is None else len(x)\n",
            "`x`: None has a meaning of its own here",
            id="none",
        ),
        pytest.param(
            "@app.route('/')\ndef f(n, x=[]):\n    return len(x)\n",
            "`x`: `@app.route` may read the default",
            id="decorator",
        ),
        pytest.param(
            "def f(n, x=[]): return len(x)\n",
            "its body stands on the line of its `def`",
            id="one-line",
        ),
        pytest.param(
            "f = lambda n, x=[]: len(x)\n",
            "a lambda has no place to make it anew",
            id="lambda",
        ),
        pytest.param(
            "def f(n, x=[]):\n    return len(x)\nprint(f.__defaults__)\n",
            "`x`: the file uses `__defaults__`, which may read the default",
            id="introspection",
        ),
        pytest.param(
            "def f(n, x=[]):\n    return len(x)\ntable = [f]\n",
            "`x`: the function is handed on in line 3, where its default may be read",
            id="handed-on",
        ),
    ],
)
def test_says_why(source: str, reason: str) -> None:
    """A default that stays comes with its reason."""
    result = rewrite(CODEMOD, "shop.py", source.encode())

    assert result.source == source.encode()
    assert [left.reason for left in result.left_alone] == [reason]


def test_tests_keep_their_defaults() -> None:
    """Nobody calls the functions of a test twice and wonders."""
    source = b"def made(items=[]):\n    return sorted(items)\n"

    kept = rewrite(CODEMOD, "tests/test_shop.py", source, Project())

    assert kept.source == source
    assert rewrite(CODEMOD, "shop.py", source, Project()).source != source
