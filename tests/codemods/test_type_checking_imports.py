"""Imports move only where nobody evaluates annotations, or takes the names."""

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

CODEMOD = CATALOGUE["type-checking-imports"]
FUTURE = "from __future__ import annotations\n\n"
SHOP = (
    f"{FUTURE}import os\nfrom decimal import Decimal\n\n\n"
    "def f(a: Decimal):\n    return os\n"
)


def first(files: dict[str, str], *dependencies: str) -> str:
    """Return what becomes of the first file of a project."""
    modules = frozenset(path.removesuffix(".py") for path in files)
    project = Project(
        minimum_python=(3, 11), modules=modules, dependencies=frozenset(dependencies)
    )
    raw = {path: text.encode() for path, text in files.items()}
    whole = replace(project, program=program.index(raw, project))
    path, text = next(iter(raw.items()))
    return rewrite(CODEMOD, path, text, whole).source.decode()


def test_moves_in_a_project() -> None:
    """A file that others import may move its imports."""
    made = first({"shop.py": SHOP, "b.py": "from shop import f\nf(1)\n"})

    assert "if TYPE_CHECKING:\n    from decimal import Decimal\n" in made


@pytest.mark.parametrize(
    "other",
    [
        pytest.param("import pydantic\n", id="pydantic"),
        pytest.param("from fastapi import FastAPI\n", id="fastapi"),
        pytest.param("from typing import get_type_hints\n", id="hints"),
        pytest.param("import typing as t\nt.get_type_hints(1)\n", id="hints-attribute"),
        pytest.param("from functools import singledispatch\n", id="singledispatch"),
        pytest.param("from shop import Decimal\n", id="taken"),
        pytest.param("import shop\nshop.Decimal\n", id="reached"),
    ],
)
def test_stays(other: str) -> None:
    """What another file evaluates or takes keeps the imports where they are."""
    assert first({"shop.py": SHOP, "b.py": other}) == SHOP


def test_dependency_that_evaluates() -> None:
    """A dependency that evaluates annotations is reason enough."""
    assert first({"shop.py": SHOP}, "pydantic-settings") == SHOP


USES = st.lists(
    st.sampled_from(
        [
            "def f(a: Decimal): out.append(1)",
            "def g(a: int) -> UUID: return 2",
            "x: Decimal = 3",
            "out.append(Decimal(1))",
            "def h(a=UUID): return a",
            "class A(UUID): pass",
            "class B:\n    y: UUID = 1",
            "out.append([Decimal for Decimal in [1]])",
            "f(1)",
            "global_name: list[UUID]",
        ]
    ),
    max_size=5,
)


@settings(max_examples=100, deadline=None)
@given(USES)
def test_does_the_same(lines: list[str]) -> None:
    """A script puts out the same when only type checkers see some imports."""
    head = f"{FUTURE}from decimal import Decimal\nfrom uuid import UUID\n"
    main = "if __name__ == '__main__':\n    out.append(5)\n"
    source = "\n".join([head, *lines, main]).encode()

    made = rewrite(CODEMOD, "a.py", source)

    assert outcome(made.source) == outcome(source)


def outcome(source: bytes) -> tuple[str, str]:
    """Return what a script puts out, and how it ends."""
    names: dict[str, Any] = {"out": [], "__name__": "__main__"}
    ended = ""
    try:
        code = compile(source, "a.py", "exec", dont_inherit=True)
        exec(code, names)  # noqa: S102  # this test has made it
    except (NameError, TypeError) as error:
        ended = type(error).__name__
    return str(names["out"]), ended
