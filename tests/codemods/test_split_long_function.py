"""Functions do the same when their blocks are functions of their own."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import DEFECT, rewrite

CODEMOD = CATALOGUE["split-long-function"]
NAMES = st.sampled_from(["a", "b", "c", "d"])
STATEMENTS = (
    "{0} = {1}",
    "{0} = ask({1})",
    "{0} += 1",
    "say({0}, {1})",
    "if {0}:\n        {1} = 2\n    else:\n        {1} = 3",
    "if ask({0}):\n        {1} = 4",
    "for {0} in range(2):\n        say({0}, {1})",
    "for {0} in ():\n        {1} = {0}",
    "while {0} and {0} < 3:\n        {0} += 1\n        if {1}:\n            break",
    "with held({0}) as {1}:\n        say({1})",
    "say([{0} for {0} in range(2)], sum({1} for _ in range(2)))",
    "try:\n        {0} //= {1}\n    except ArithmeticError as {0}:\n        say({1})",
    "say((lambda: {0})())",
    "{0}, {1} = {1}, 5",
    "if {0} == 5:\n        raise ValueError({1})",
    "if {0} is None:\n        return {1}",
)
COMMENTS = ("Check the input", "Add up lines", "Print it all", "then")
PADDING = "    say(\n" + "        0,\n" * 9 + "    )\n"


@st.composite
def functions(draw: st.DrawFn) -> str:
    """Return the source of a long function of some commented blocks."""
    text = "def f(a, b):\n    say(a, b)\n"
    for comment in COMMENTS:
        text += f"    # {comment}\n"
        for pattern in draw(st.lists(st.sampled_from(STATEMENTS), max_size=4)):
            text += f"    {pattern.format(draw(NAMES), draw(NAMES))}\n"
        text += PADDING
    return text + f"    return {draw(NAMES)}\n"


class Held:
    """A value for the time of a `with`."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __enter__(self) -> object:
        return self.value

    def __exit__(self, *reason: object) -> None:
        return None


def behaviour(source: str) -> list[object]:
    """Return what the function of a source says and answers, call by call."""
    said: list[object] = []

    def ask(value: object) -> object:
        said.append(f"asked {value!r}")
        return value

    def say(*values: object) -> None:
        said.append(repr(values))

    names: dict[str, Any] = {"say": say, "ask": ask, "held": Held}
    exec(compile(source, "long.py", "exec"), names)  # noqa: S102  # our own text
    for arguments in [(0, 1), (5, 0), (2, None), (None, 4)]:
        try:
            said.append(f"answers {names['f'](*arguments)!r}")
        except (ArithmeticError, NameError, TypeError, ValueError) as error:
            said.append(type(error))
    return said


@settings(max_examples=100, deadline=None)
@given(functions())
def test_functions_do_the_same(source: str) -> None:
    """What is said, asked and answered stays, unbound names included."""
    result = rewrite(CODEMOD, "long.py", source.encode())

    assert not [left for left in result.left_alone if left.reason.startswith(DEFECT)]
    assert behaviour(result.source.decode()) == behaviour(source)
