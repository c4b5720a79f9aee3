"""The ends of a sorted list are the same without sorting."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from tests.support.programs import outcome

CODEMOD = CATALOGUE["sorted-once"]

CALLS = (
    "sorted(rows)[0]",
    "sorted(rows)[-1]",
    "sorted(rows, reverse=True)[0]",
    "sorted(rows, reverse=True)[-1]",
    "sorted(rows, key=len)[0]",
    "sorted(rows, key=len, reverse=True)[0]",
    "sorted(rows, key=len)[-1]",
    "list(sorted(rows, key=len))",
    "sorted(list(rows), key=len, reverse=True)",
)
GUARDS = (
    "",
    "if not rows: return 0",
    "assert len(rows) > 0",
    "if len(rows) < 1: raise",
)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(CALLS),
    st.sampled_from(GUARDS),
    st.sampled_from(["list[str]", "list", "tuple"]),
    st.lists(st.text("ab", max_size=3), max_size=5),
)
def test_same_ends(call: str, guard: str, kind: str, rows: list[str]) -> None:
    """The function gives or raises the same, ties and emptiness included."""
    source = (
        f"def run(rows: {kind}):\n    {guard or 'pass'}\n    return {call}\n"
    ).encode()

    made = rewrite(CODEMOD, "a.py", source)

    assert outcome(made.source, rows=rows) == outcome(source, rows=rows)
