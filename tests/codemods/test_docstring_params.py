"""Docstrings are changed where they must be, and nothing else is."""

from __future__ import annotations

import ast

from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite

CODEMOD = CATALOGUE["docstring-params"]

NAMES = st.sampled_from(["path", "paths", "file_path", "colour", "size", "n", "x"])
TOLD = st.lists(NAMES, max_size=4, unique=True)
TEXTS = st.sampled_from(["what it is", "see `path`", "", "one\n{i}    two", "a: b"])


@st.composite
def functions(draw: st.DrawFn) -> str:
    """Return a function that documents some parameters."""
    names = draw(TOLD)
    indent = "    "
    style = draw(st.sampled_from(["google", "numpy", "sphinx"]))
    lines = []
    for name in draw(TOLD):
        text = draw(TEXTS)
        if style == "google":
            lines.append(f"{indent}    {name}: {text.format(i=indent * 2)}")
        elif style == "numpy":
            lines.append(
                f"{indent}{name} : int\n{indent}    {text.format(i=indent * 2)}"
            )
        else:
            lines.append(f"{indent}:param {name}: {text.format(i=indent)}")
    head = {
        "google": f"{indent}Args:\n",
        "numpy": f"{indent}Parameters\n{indent}----------\n",
        "sphinx": "",
    }[style]
    signature = ", ".join(f"{name}=1" for name in names)
    body = "\n".join(lines)
    return (
        f'def f({signature}):\n    """Do it.\n\n{head}{body}\n'
        f'\n    More of it.\n    """\n    return 1\n'
    )


def bare(source: bytes) -> str:
    """Return a program without its docstrings."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            del node.body[0]
    return ast.dump(tree)


@settings(max_examples=100, deadline=None)
@given(functions())
def test_only_docstrings_change(source: str) -> None:
    """Whatever is documented, the program stays, and the first line of the text."""
    made = rewrite(CODEMOD, "a.py", source.encode())

    assert bare(made.source) == bare(source.encode())
    assert made.source.decode().split("\n")[:3] == source.split("\n")[:3]
    assert "    More of it." in made.source.decode()
    assert not [left for left in made.left_alone if "defect" in left.reason]
