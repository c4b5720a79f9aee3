"""Classes that could not be defined have defaults of their own."""

from __future__ import annotations

import ast
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite

CODEMOD = CATALOGUE["dataclass-defaults"]
HEAD = "from dataclasses import dataclass, field\n\n@dataclass\nclass Cart:\n"

scalars = st.one_of(st.integers(), st.text(max_size=3), st.none(), st.booleans())
defaults = st.one_of(
    st.lists(scalars, max_size=3),
    st.dictionaries(st.text(max_size=2), scalars, max_size=3),
    st.sets(st.integers(), min_size=1, max_size=3),
).map(repr)
fields = st.sampled_from(
    ["    x: object = {}\n", "    x: object = field(default={})\n"]
)


def defined(source: str) -> Any:
    """Return the class that a source defines."""
    names: dict[str, Any] = {"__name__": "cart"}
    program = compile(source, "cart.py", "exec", dont_inherit=True)
    exec(program, names)  # noqa: S102  # our own text
    return names["Cart"]


@given(fields, defaults)
def test_each_object_has_its_own(line: str, default: str) -> None:
    """The class is defined, and each object has the default, made anew."""
    source = HEAD + line.replace("{}", default)

    result = rewrite(CODEMOD, "cart.py", source.encode()).source.decode()

    with pytest.raises(ValueError, match="mutable default"):
        defined(source)
    first, second = defined(result)(), defined(result)()
    assert first.x is not second.x
    assert first.x == second.x == ast.literal_eval(default)
