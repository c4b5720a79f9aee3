"""`any` and `all` answer the same when they stop early."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from tests.support.programs import outcome

CODEMOD = CATALOGUE["any-generator"]

ELEMENTS = ("item", "item > 1", "not item", "str(item) in '12'", "seen.append(item)")
SOURCES = ("values", "values[1:]", "reversed(values)", "iter(values)", "walk")
TESTS = ("", " if item", " if item != 2")


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["any", "all"]),
    st.sampled_from(ELEMENTS),
    st.sampled_from(SOURCES),
    st.sampled_from(TESTS),
    st.lists(st.integers(0, 3), max_size=5),
)
def test_same_answer(
    function: str, element: str, values: str, test: str, given_values: list[int]
) -> None:
    """The answer is the same, and so is what happened to the values."""
    call = f"{function}([{element} for item in {values}{test}])"
    source = (
        "def run(values: list, seen: list):\n    walk = iter(values)\n"
        f"    return {call}, list(walk)\n"
    ).encode()

    made = rewrite(CODEMOD, "a.py", source)

    facts = {"values": given_values, "seen": []}
    assert outcome(made.source, **facts) == outcome(source, **facts)
