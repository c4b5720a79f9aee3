"""Functions do the same when their variables have other names."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite

CODEMOD = CATALOGUE["rename-locals"]

NAMES = st.sampled_from(["fileName", "rowCount", "file_name", "n", "moduleName"])
VALUES = st.one_of(st.integers(0, 3).map(str), NAMES)
SIMPLE = st.one_of(
    st.tuples(NAMES, VALUES).map("{0[0]} = {0[1]}".format),
    st.tuples(NAMES, VALUES).map("{0[0]} += {0[1]}".format),
    st.tuples(NAMES, VALUES, NAMES).map(
        "{0[0]} = [{0[2]} for {0[2]} in range({0[1]})]".format
    ),
    st.tuples(NAMES, VALUES).map("out.append(({0[0]} := {0[1]}))".format),
    st.tuples(NAMES, VALUES).map("out.append(f'{{{0[0]}}} {{{0[1]}!r:>4}}')".format),
    st.tuples(NAMES, VALUES).map("out.append((lambda {0[0]}: {0[1]})(1))".format),
    st.tuples(NAMES, VALUES).map("out.append(dict({0[0]}={0[1]}))".format),
    NAMES.map("del {}".format),
    NAMES.map("global {}".format),
    NAMES.map("out.append(sorted(k for k in locals() if k != '{}'))".format),
)


def indented(lines: list[str]) -> list[str]:
    """Return lines one step further in."""
    return [f"    {line}" for line in lines]


def blocks(inner: st.SearchStrategy[list[str]]) -> st.SearchStrategy[list[str]]:
    """Return statements that hold others."""
    return st.one_of(
        st.tuples(NAMES, inner).map(
            lambda item: [f"for {item[0]} in range(2):", *indented(item[1])]
        ),
        st.tuples(NAMES, inner).map(
            lambda item: [f"def g({item[0]}=1):", *indented(item[1]), "g()"]
        ),
        st.tuples(NAMES, inner).map(
            lambda item: ["class C:", *indented(item[1]), f"out.append({item[0]})"]
        ),
        st.tuples(inner, inner).map(lambda item: [*item[0], *item[1]]),
    )


BODIES = st.recursive(SIMPLE.map(lambda line: [line]), blocks, max_leaves=8)


def outcome(source: bytes) -> tuple[object, str]:
    """Return what a program puts out, and how it ends."""
    names: dict[str, Any] = {"out": [], "moduleName": 7}
    ended = ""
    try:
        code = compile(source, "a.py", "exec", dont_inherit=True)
        exec(code, names)  # noqa: S102  # this test has made it
    except (NameError, TypeError, ValueError, SyntaxError) as error:
        ended = type(error).__name__
    return names["out"], ended


@settings(max_examples=100, deadline=None)
@given(BODIES)
def test_does_the_same(body: list[str]) -> None:
    """Whatever a function does with its variables, it does it under new names."""
    lines = ["def f():", *indented(body), "f()"]
    source = "\n".join(lines).encode()

    made = rewrite(CODEMOD, "a.py", source)

    assert outcome(made.source) == outcome(source)


def test_name_given() -> None:
    """With `old` and `new`, every function that has the variable is changed."""
    codemod = CODEMOD.configured({"old": "L", "new": "lines"})
    source = b"def f(L):\n    return L\ndef g():\n    L = []\n    return L\n"

    made = rewrite(codemod, "a.py", source)

    assert made.source == source.replace(
        b"L = []\n    return L", b"lines = []\n    return lines"
    )


@pytest.mark.parametrize(
    "params",
    [
        pytest.param({"old": "x"}, id="half"),
        pytest.param({"old": "x", "new": "class"}, id="keyword"),
        pytest.param({"old": "x", "new": "a b"}, id="no-name"),
        pytest.param({"other": "x"}, id="unknown"),
    ],
)
def test_parameters_that_make_no_sense(params: dict[str, str]) -> None:
    """A name that cannot be given is said so at once."""
    with pytest.raises(ValueError, match=r".+"):
        CODEMOD.configured(params)
