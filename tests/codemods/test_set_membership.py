"""A set of constants has the same members as the list."""

from __future__ import annotations

import ast

from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from tests.support.programs import outcome

CODEMOD = CATALOGUE["set-membership"]

CONSTANTS = st.one_of(
    st.integers(-2, 2),
    st.floats(-2, 2, width=16),
    st.booleans(),
    st.none(),
    st.text("ab", max_size=2),
    st.binary(max_size=1),
)
ANNOTATIONS = ("", ": int", ": 'str | None'", ": float")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(CONSTANTS, min_size=3, max_size=6),
    CONSTANTS,
    st.sampled_from(ANNOTATIONS),
    st.sampled_from(["in", "not in"]),
)
def test_same_members(
    items: list[object], value: object, annotation: str, operator: str
) -> None:
    """The answer is the same, for equal values of other types as well.

    A list with the same value twice (`1` and `True` are one) is left alone.
    """
    source = (
        f"def run(value{annotation}):\n    return value {operator} {items!r}\n"
    ).encode()

    made = rewrite(CODEMOD, "a.py", source)

    assert outcome(made.source, value=value) == outcome(source, value=value)
    ast.parse(made.source)
    once = len(set(items)) == len(items)
    assert bool(made.findings) == (bool(annotation) and once)
