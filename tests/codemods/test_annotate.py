"""What functions say of their types, with what other files know of them."""

from __future__ import annotations

import ast
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project
from codemods.reading import program


def project_of(files: dict[str, str]) -> Project:
    """Return a project of some files."""
    project = Project(minimum_python=(3, 11))
    raw = {path: text.encode() for path, text in files.items()}
    return replace(project, program=program.index(raw, project))


def made(slug: str, files: dict[str, str]) -> str:
    """Return what a codemod makes of the first of a project's files."""
    path, text = next(iter(files.items()))
    result = rewrite(CATALOGUE[slug], path, text.encode(), project_of(files))
    return result.source.decode()


BASE = "class Base:\n    def run(self):\n        print(1)\n"


@pytest.mark.parametrize(
    ("slug", "other", "changed"),
    [
        pytest.param("annotate-none", "x = 1\n", True, id="alone"),
        pytest.param(
            "annotate-none",
            "from a import Base\nclass C(Base):\n    def run(self): return 1\n",
            False,
            id="overridden",
        ),
        pytest.param(
            "annotate-none",
            "from a import Base\nclass C(Base):\n    def run(self) -> None:\n"
            "        print(2)\n",
            True,
            id="overridden-alike",
        ),
    ],
)
def test_methods_of_other_files(slug: str, other: str, *, changed: bool) -> None:
    """A method says what it returns only where no override says otherwise."""
    text = made(slug, {"a.py": BASE, "b.py": other})

    assert (text != BASE) is changed


@pytest.mark.parametrize(
    ("base", "changed"),
    [
        pytest.param(
            "    def run(self) -> bool:\n        return 1 > 2\n", True, id="same"
        ),
        pytest.param(
            "    def run(self) -> int:\n        return 1\n", False, id="other"
        ),
        pytest.param("    x = 1\n", True, id="none"),
    ],
)
def test_bases_of_other_files(base: str, *, changed: bool) -> None:
    """What a base in another file says must agree."""
    child = (
        "from b import Base\nclass C(Base):\n    def run(self):\n        return True\n"
    )

    text = made("annotate-returns", {"a.py": child, "b.py": f"class Base:\n{base}"})

    assert (text != child) is changed


@pytest.mark.parametrize(
    ("other", "changed"),
    [
        pytest.param("from a import f\nf(1)\n", True, id="not-passed"),
        pytest.param("from a import f\nf(1, 2)\n", False, id="by-place"),
        pytest.param("from a import f\nf(1, b=2)\n", False, id="by-name"),
        pytest.param("from a import f\nf(*x)\n", False, id="star"),
    ],
)
def test_callers_of_other_files(other: str, *, changed: bool) -> None:
    """A parameter that another file passes keeps its default alone."""
    source = "def f(a, b=False):\n    print(a, b)\n"

    text = made("annotate-defaults", {"a.py": source, "b.py": other})

    assert (text != source) is changed


PARAMETERS = st.lists(
    st.sampled_from(
        [
            "a",
            "b: int",
            "c=1",
            "d: 'x' = (1, ':')",
            "e={1: 2}",
            "f=lambda x: x",
            "g='):'",
        ]
    ),
    unique=True,
    max_size=3,
).map(lambda items: sorted(items, key=lambda item: "=" in item))
SPACES = st.sampled_from(["", " ", "\n        ", "  # ):\n        "])
LAYOUTS = st.tuples(SPACES, SPACES, st.sampled_from(["", " ", " \\\n    "]))


@settings(max_examples=100, deadline=None)
@given(PARAMETERS, LAYOUTS, st.sampled_from(["__init__", "__len__", "__str__"]))
def test_only_the_annotation_changes(
    parameters: list[str], layout: tuple[str, str, str], name: str
) -> None:
    """Whatever stands in the line of a `def`, nothing but the result is new."""
    before, between, after = layout
    inside = f",{between or ' '}".join(["self", *parameters])
    source = (
        f"class A:\n    def {name}({before}{inside}{between}){after}:  # x: y\n"
        "        raise ValueError(self)\n"
    )

    changed = rewrite(CATALOGUE["annotate-dunders"], "a.py", source.encode()).source

    tree = ast.parse(changed)
    method = tree.body[0].body[0]  # type: ignore[attr-defined]  # a class with a method
    assert ast.unparse(method.returns) in {"None", "int", "str"}
    method.returns = None
    assert ast.dump(tree) == ast.dump(ast.parse(source))
