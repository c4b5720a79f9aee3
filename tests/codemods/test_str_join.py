"""A text is the same whether a loop or `join` puts it together."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from tests.support.programs import outcome

CODEMOD = CATALOGUE["str-join"]

PIECES = (
    "f'{item}, '",
    "str(item)",
    "item",
    "'a' + f'{1 // item}'",
    "repr(item) if item else ''",
    "text",
    "f'{len(text)}'",
)
TESTS = ("", "if item:\n            ", "if item > 1:\n            ")
AFTER = ("", "text += 'end'", "text = text, item", "text = (lambda: text)()")


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(PIECES),
    st.sampled_from(TESTS),
    st.sampled_from(AFTER),
    st.lists(st.one_of(st.integers(-1, 3), st.text("ab\n", max_size=2)), max_size=4),
)
def test_same_text(piece: str, test: str, after: str, values: list[object]) -> None:
    """The function gives or raises the same."""
    source = (
        f"def run(values):\n    text = ''\n    for item in values:\n"
        f"        {test}text += {piece}\n    {after}\n    return text\n"
    ).encode()

    made = rewrite(CODEMOD, "a.py", source)

    assert outcome(made.source, values=values) == outcome(source, values=values)
