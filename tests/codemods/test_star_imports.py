"""Star imports become imports of names that mean the same."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project
from codemods.reading import program

CODEMOD = CATALOGUE["star-imports"]
SHAPES = "import os\nCIRCLE = 1\n_HIDDEN = 2\nif os.name == 'nt':\n    WINDOW = 3\n"


def first(files: dict[str, str]) -> tuple[str, str]:
    """Return what becomes of the first file of a project, and the first reason."""
    project = Project(minimum_python=(3, 11), modules=frozenset({"shapes", "draw"}))
    raw = {path: text.encode() for path, text in files.items()}
    whole = replace(project, program=program.index(raw, project))
    path, text = next(iter(raw.items()))
    made = rewrite(CODEMOD, path, text, whole)
    return made.source.decode(), made.left_alone[0].reason if made.left_alone else ""


def test_module_of_the_project() -> None:
    """The names of the project's own modules are known."""
    text, _ = first(
        {"draw.py": "from shapes import *\nx = CIRCLE\n", "shapes.py": SHAPES}
    )

    assert text == "from shapes import CIRCLE\nx = CIRCLE\n"


def test_star_of_star() -> None:
    """A star import of a module that has one itself is followed."""
    text, _ = first(
        {
            "draw.py": "from more import *\nx = CIRCLE, pi\n",
            "more.py": "from shapes import *\nfrom math import *\n",
            "shapes.py": SHAPES,
        }
    )

    assert text == "from more import CIRCLE, pi\nx = CIRCLE, pi\n"


@pytest.mark.parametrize(
    ("source", "other", "reason"),
    [
        pytest.param("x = WINDOW\n", "", "`WINDOW` is not always", id="conditional"),
        pytest.param("x = _HIDDEN\n", "", "not clear where `_HIDDEN`", id="hidden"),
        pytest.param(
            "x = CIRCLE\n", "from draw import CIRCLE\n", "other.py takes", id="name"
        ),
        pytest.param(
            "x = CIRCLE\n",
            "import draw\ndraw.CIRCLE\n",
            "other.py takes",
            id="attribute",
        ),
        pytest.param(
            "x = CIRCLE\n", "from draw import *\n", "other.py takes", id="star"
        ),
        pytest.param(
            "x = CIRCLE\n", "load('draw')\ndraw = 1\n", "spoken", id="by-name"
        ),
    ],
)
def test_left_alone(source: str, other: str, reason: str) -> None:
    """What others take, or may take, through a file stays."""
    before = f"from shapes import *\n{source}"

    text, said = first({"draw.py": before, "shapes.py": SHAPES, "other.py": other})

    assert text == before
    assert reason in said


NAMES = st.sampled_from(["sqrt", "pow", "floor", "abs", "pi", "e", "round", "sin"])
LINES = st.one_of(
    NAMES.map("out.append({})".format),
    st.tuples(NAMES, NAMES).map("out.append([{0[1]} for {0[0]} in [1]])".format),
    st.tuples(NAMES, NAMES).map("def f({0[0]}=1): return {0[1]}".format),
    NAMES.map("def g(): return {}".format),
    NAMES.map("{} = 1".format),
    st.just("out.append(f() if 'f' in globals() else 0)"),
    st.just("out.append(g)"),
)


@settings(max_examples=100, deadline=None)
@given(st.lists(LINES, max_size=6))
def test_does_the_same(lines: list[str]) -> None:
    """A program puts out the same with the names imported one by one."""
    main = "if __name__ == '__main__':\n    out.append(g() if 'g' in names else 0)"
    source = "\n".join(["from math import *", *lines, main]).encode()

    made = rewrite(CODEMOD, "a.py", source)

    assert outcome(made.source) == outcome(source)


def outcome(source: bytes) -> tuple[list[str], str]:
    """Return what a program puts out, and how it ends."""
    names: dict[str, Any] = {"out": [], "__name__": "__main__"}
    names["names"] = names
    ended = ""
    try:
        code = compile(source, "a.py", "exec", dont_inherit=True)
        exec(code, names)  # noqa: S102  # this test has made it
    except (NameError, TypeError) as error:
        ended = type(error).__name__
    return [str(item).partition(" at ")[0] for item in names["out"]], ended
