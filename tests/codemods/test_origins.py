"""Where a value comes from."""

from __future__ import annotations

import ast

import pytest

from codemods.model import Project
from codemods.reading import module
from codemods.security.parts import guards, origins
from codemods.security.parts.origins import Origin

IMPORTS = """\
import argparse
import flask
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from elsewhere import thing
parser = argparse.ArgumentParser()
args = parser.parse_args()
NAMES = ["a", "b"]
GROWN = []
GROWN.append(thing)
TABLE = {"x": "y"}
"""


def argument(text: str) -> tuple[module.Module, ast.expr]:
    """Return the file, and the argument of the one call of `use` in it."""
    found = module.load("shop.py", (IMPORTS + text).encode(), Project())
    (call,) = (
        call
        for call in found.tree.all(ast.Call)
        if isinstance(call.func, ast.Name) and call.func.id == "use"
    )
    return found, call.args[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param('use("a" + "b")', {Origin.LITERAL}, id="literal"),
        pytest.param("use([])", {Origin.LITERAL}, id="empty"),
        pytest.param("for n in NAMES: use(n)", {Origin.LITERAL}, id="loop"),
        pytest.param("use(n) if (n := 'a') else 0", {Origin.LITERAL}, id="walrus"),
        pytest.param(
            "use(TABLE[args.key])", {Origin.LITERAL}, id="chosen-from-literals"
        ),
        pytest.param(
            "for n in GROWN: use(n)", {Origin.LITERAL, Origin.UNKNOWN}, id="grown"
        ),
        pytest.param("use(args.name)", {Origin.ARGUMENTS}, id="argparse"),
        pytest.param("use(sys.stdin.buffer.read())", {Origin.INPUT}, id="stdin"),
        pytest.param("use(sys.argv[1])", {Origin.ARGUMENTS}, id="argv"),
        pytest.param(
            'use(os.environ["HOME"].strip())', {Origin.ENVIRONMENT}, id="environment"
        ),
        pytest.param(
            'use(os.getenv("A", "b"))',
            {Origin.ENVIRONMENT, Origin.LITERAL},
            id="environment-or-literal",
        ),
        pytest.param(
            'def f(a): use(f"x {a}")', {Origin.LITERAL, Origin.PARAMETER}, id="f-string"
        ),
        pytest.param(
            'def f(a): use("x {}".format(a))',
            {Origin.LITERAL, Origin.PARAMETER},
            id="format",
        ),
        pytest.param(
            'def f(a):\n a = "x"\n a += input()\n use(a)',
            {Origin.PARAMETER, Origin.LITERAL, Origin.INPUT},
            id="every-binding",
        ),
        pytest.param("def f(a): use(int(a))", {Origin.NUMBER}, id="number"),
        pytest.param("use(tempfile.mkdtemp())", {Origin.MACHINE}, id="machine"),
        pytest.param(
            "def f(a): use(tempfile.mkdtemp(a))",
            {Origin.MACHINE, Origin.PARAMETER},
            id="machine-with-parameter",
        ),
        pytest.param("use(open('a').read())", {Origin.FILE}, id="file"),
        pytest.param("use(Path('a').read_text())", {Origin.FILE}, id="path"),
        pytest.param(
            "with open('a') as f:\n for line in f: use(line)",
            {Origin.FILE},
            id="lines",
        ),
        pytest.param("use(flask.request.args['a'])", {Origin.REQUEST}, id="flask"),
        pytest.param("use(flask.request.args.get('a'))", {Origin.REQUEST}, id="get"),
        pytest.param(
            "def f(request): use(request.GET.get('a'))",
            {Origin.REQUEST, Origin.LITERAL},
            id="django",
        ),
        pytest.param("use(thing)", {Origin.UNKNOWN}, id="imported"),
        pytest.param("use(thing(1))", {Origin.UNKNOWN}, id="called"),
        pytest.param("def f():\n a = a\n use(a)", {Origin.LITERAL}, id="itself"),
        pytest.param("use(nowhere)", {Origin.UNKNOWN}, id="unbound"),
        pytest.param(
            "class A:\n def __init__(self, x): self.x = x\n def f(self): use(self.x)",
            {Origin.PARAMETER},
            id="attribute",
        ),
    ],
)
def test_origins(text: str, expected: set[Origin]) -> None:
    """Values are followed to everything that they are made of."""
    found, node = argument(text)

    assert origins.origins_of(found, node) == expected


def test_told() -> None:
    """What is harmless is not named beside what is not."""
    mixed = {Origin.LITERAL, Origin.PARAMETER, Origin.FILE}

    assert origins.told(mixed) == "a parameter and a file"
    assert origins.told({Origin.LITERAL}) == "the code itself"
    assert origins.told({Origin.FILE, Origin.PARAMETER, Origin.INPUT}) == (
        "a parameter, the standard input and a file"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("def f(a):\n if a in NAMES: use(a)", True, id="around"),
        pytest.param(
            "def f(a):\n if a not in NAMES: raise ValueError\n use(a)", True, id="above"
        ),
        pytest.param(
            "def f(a):\n if not a.isalnum():\n  sys.exit(1)\n with x: use(a)",
            True,
            id="above-the-block",
        ),
        pytest.param("def f(a):\n check_name(a)\n use(a)", True, id="function"),
        pytest.param("def f(a): return use(a) if a == 'x' else 0", True, id="choice"),
        pytest.param("def f(a):\n if a: use(a)", False, id="truth"),
        pytest.param("def f(a):\n if a is not None: use(a)", False, id="none"),
        pytest.param("def f(a):\n if isinstance(a, str): use(a)", False, id="type"),
        pytest.param("def f(a, b):\n if b in NAMES: use(a)", False, id="another"),
        pytest.param(
            "def f(a):\n if a not in NAMES: print(a)\n use(a)", False, id="goes-on"
        ),
        pytest.param(
            "def f(a):\n use(a)\n if a not in NAMES: raise ValueError", False, id="late"
        ),
        pytest.param(
            "def f(a):\n if a in NAMES:\n  pass\n def g(): use(a)", False, id="inner"
        ),
        pytest.param("use('a')", False, id="no-name"),
    ],
)
def test_is_checked(text: str, *, expected: bool) -> None:
    """A check counts where it surely stands before the use."""
    found, node = argument(text)

    assert guards.is_checked(found, node) is expected
