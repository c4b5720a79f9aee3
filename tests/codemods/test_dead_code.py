"""Code goes only where no file of the project may use it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project, Rewrite
from codemods.reading import program

CODEMOD = CATALOGUE["dead-code"]
SHOP = "def _old(x):\n    return x\n\n\ndef run():\n    return 1\n"
METHOD = (
    "class Cart:\n    def _old(self):\n        return 1\n\n"
    "    def run(self):\n        return 2\n"
)


def first(files: dict[str, str]) -> Rewrite:
    """Return what becomes of the first file of a project."""
    project = Project(minimum_python=(3, 11))
    raw = {path: text.encode() for path, text in files.items()}
    whole = replace(project, program=program.index(raw, project))
    path, text = next(iter(raw.items()))
    return rewrite(CODEMOD, path, text, whole)


@pytest.mark.parametrize("source", [SHOP, METHOD], ids=["function", "method"])
def test_used_nowhere(source: str) -> None:
    """What no file speaks of goes."""
    made = first({"shop.py": source, "other.py": "import shop\nshop.run()\n"})

    assert b"_old" not in made.source


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"b.py": "from shop import _old\n"}, id="import"),
        pytest.param({"b.py": "import shop\nshop._old(1)\n"}, id="attribute"),
        pytest.param({"b.py": "names = ['_old']\n"}, id="string"),
        pytest.param({"b.py": "def _old(): return 2\n_old()\n"}, id="same-name"),
        pytest.param({"b.py": "import shop\ngetattr(shop, name)\n"}, id="computed"),
        pytest.param({"b.py": "def (:\n"}, id="broken"),
        pytest.param({"setup.cfg": "run = shop:_old\n"}, id="settings"),
        pytest.param(
            {"fast.c": 'PyObject_GetAttrString(m, "_old");\n'}, id="extension"
        ),
    ],
)
def test_used_somewhere(files: dict[str, str]) -> None:
    """What another file speaks of, or may look up, stays."""
    made = first({"shop.py": SHOP, **files})

    assert made.source.decode() == SHOP


def test_methods_looked_up_anywhere() -> None:
    """A computed name in any file may be that of a method."""
    made = first(
        {"shop.py": METHOD, "b.py": "def f(x, n): return getattr(x, '_' + n)\n"}
    )

    assert made.source.decode() == METHOD
    assert "looks names up" in made.left_alone[0].reason


def test_variables_are_reported() -> None:
    """A variable that nobody uses is named, and stays."""
    made = first({"shop.py": "_LIMIT = 3\n"})

    assert made.source == b"_LIMIT = 3\n"
    assert "`_LIMIT` is not used" in made.left_alone[0].reason


NAMES = st.sampled_from(["_a", "_b", "_c", "run"])
BODIES = st.one_of(
    NAMES.map("return {}()".format),
    NAMES.map("return '{}'".format),
    NAMES.map("return {}".format),
    st.just("return 1"),
)
DEFINITIONS = st.lists(st.tuples(NAMES, BODIES), max_size=5, unique_by=lambda x: x[0])


@settings(max_examples=100, deadline=None)
@given(DEFINITIONS, NAMES)
def test_does_the_same(definitions: list[tuple[str, str]], called: str) -> None:
    """A script puts out the same without the code that nobody uses."""
    functions = "".join(f"def {name}(n=3):\n    {body}\n" for name, body in definitions)
    source = f"{functions}if __name__ == '__main__':\n    out.append({called}())\n"

    made = rewrite(CODEMOD, "a.py", source.encode())

    assert outcome(made.source) == outcome(source.encode())


def outcome(source: bytes) -> tuple[str, str]:
    """Return what a script puts out, and how it ends."""
    names: dict[str, Any] = {"out": [], "__name__": "__main__"}
    ended = ""
    try:
        code = compile(source, "a.py", "exec", dont_inherit=True)
        exec(code, names)  # noqa: S102  # this test has made it
    except (NameError, RecursionError, TypeError) as error:
        ended = type(error).__name__
    return str(names["out"]).partition(" at ")[0], ended
