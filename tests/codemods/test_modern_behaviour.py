"""Programs run alike before and after codemods whose edits Ruff proposes."""

from __future__ import annotations

import contextlib
import io
import warnings
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import DEFECT, rewrite
from codemods.model import Project
from tests.support.linting import lint_for

if TYPE_CHECKING:
    from codemods.diagnostics import Lint

PROJECT = Project(minimum_python=(3, 11))

HEAD = """
class Loud:
    def __init__(self, name):
        self.name = name
        print("made", name)
    def __format__(self, spec):
        print("format", self.name, spec)
        return f"<{self.name}:{spec}>"
    def __repr__(self):
        return f"Loud({self.name!r})"
a, b, c = Loud("a"), 7, {"k": [1, 2]}
def call(value):
    print("call", value)
    return value
"""

VALUES = st.sampled_from(["a", "b", "c['k']", "call(1)", "call(b)", "'x'", "a.name"])
FIELDS = st.sampled_from(["{}", "{!r}", "{!s}", "{:>8}", "{0}", "{1}", "{x}", "{x!r}"])
TEXTS = st.sampled_from([" ", "{{", "}}", "'", '\\"', "%s", "\\n", "é"])


@cache
def lint(slug: str) -> Lint | None:
    """Return the linter for a codemod."""
    return lint_for(CATALOGUE[slug], PROJECT)


def outcome(source: str) -> tuple[str, str]:
    """Return what a program prints, and the kind of its exception."""
    printed = io.StringIO()
    error = ""
    with contextlib.redirect_stdout(printed), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            code = compile(source, "program", "exec", dont_inherit=True)
            exec(code, {})  # noqa: S102  # a program of ours
        except Exception as raised:  # noqa: BLE001  # whatever the program raises
            error = f"{type(raised).__name__}"
    return printed.getvalue(), error


def check(slug: str, source: str) -> bool:
    """Check that a program behaves alike; return whether it was changed."""
    made = rewrite(CATALOGUE[slug], "a.py", source.encode(), PROJECT, lint=lint(slug))

    assert not [left for left in made.left_alone if left.reason.startswith(DEFECT)]
    assert outcome(made.source.decode()) == outcome(source)
    return bool(made.findings)


@st.composite
def formats(draw: st.DrawFn) -> str:
    """Return a program that prints what `str.format` makes."""
    text = "".join(draw(st.lists(FIELDS | TEXTS, max_size=6)))
    values = draw(st.lists(VALUES, max_size=3))
    named = draw(st.booleans())
    arguments = ", ".join([*values, *([f"x={draw(VALUES)}"] if named else [])])
    return f'{HEAD}print("{text}".format({arguments}))\n'


@settings(max_examples=60, deadline=None)
@given(formats())
def test_formats(source: str) -> None:
    """The same text is printed, and values are asked in the same order."""
    check("modern-format", source)


HINTS = st.recursive(
    st.sampled_from(["int", "str", "Any", "Missing", "any", "Lock", "None", "Own"]),
    lambda inner: (
        st.builds("Optional[{}]".format, inner)
        | st.builds("Union[{}, {}]".format, inner, inner)
        | st.builds("List[{}]".format, inner)
        | st.builds("Dict[str, {}]".format, inner)
        | st.builds("Callable[[{}], {}]".format, inner, inner)
    ),
    max_leaves=4,
)


@settings(max_examples=60, deadline=None)
@given(HINTS, HINTS)
def test_hints(parameter: str, returned: str) -> None:
    """A module with hints can be imported afterwards if it could before."""
    check(
        "modern-typing",
        "from typing import Any, Callable, Dict, List, Optional, Union\n"
        "from threading import Lock\n"
        "try:\n    from no_such import Missing\n"
        "except ImportError:\n    Missing = None\n"
        "class Own: pass\n"
        f"def f(x: {parameter} = None) -> {returned}: print('f', x)\nf(1)\n",
    )


STATEMENTS = st.sampled_from(
    [
        "class A(object):\n    def f(self): return super(A, self).__repr__()[:3]\n",
        "print(list(sorted({3, 1, 2, 1})))\n",
        "try:\n    raise IOError(1)\nexcept (EnvironmentError,) as e:\n    print(e)\n",
        "print(u'é', str(), int(), bytes(b'a'), 'a'.encode('utf-8'), f'{{}}')\n",
        "print('\\d', f'a' 'b', not 1 in [1], not a is None);\n",
        "def g():\n    print(1)\n    pass\n    return\nprint(g())\n",
        "import functools as f\n@f.lru_cache(maxsize=None)\ndef h(): return call(2)\n",
        "print(h(), h())\n",
        "try:\n    call({})\nexcept TypeError as e:\n    call(lambda: e)\n",
        "print(type(''), 'a' 'b', {1: 2, 1: 3})\n",
    ]
)


@pytest.mark.parametrize("slug", ["modern-syntax", "unused-variables", "pytest-style"])
@settings(max_examples=25, deadline=None)
@given(statements=st.lists(STATEMENTS, min_size=1, max_size=5))
def test_statements(slug: str, statements: list[str]) -> None:
    """Statements in old forms print the same in new ones."""
    check(slug, HEAD + "".join(statements))


def test_they_are_changed_at_all() -> None:
    """The programs above are ones that the codemods change."""
    assert check("modern-format", f'{HEAD}print("{{}} {{x!r}}".format(a, x=b))\n')
    assert check("modern-syntax", f"{HEAD}print(u'a', not 1 in [2])\n")
    assert check(
        "unused-variables", "try:\n    int('a')\nexcept ValueError as e: pass\n"
    )
