"""A list is the same whether a loop or an expression makes it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from tests.support.programs import outcome

CODEMOD = CATALOGUE["list-comprehension"]

TARGETS = ("item", "item, other", "(item, *other)")
ELEMENTS = (
    "item",
    "item + item",
    "(item, key)",
    "str(item)",
    "1 // item",
    "{item: key}",
    "item if key else other",
    "found",
)
TESTS = ("", "item", "item > 1", "item in key", "not found", "1 // item if key else 0")
BEFORE = ("", "other = 5", "item = 7", "print")
AFTER = ("", "found.append(key)", "found = found, item", "found = [found, other]")
AROUND = (
    "{loop}",
    "try:\n    {loop}\nexcept Exception:\n    pass",
    "try:\n    {loop}\nexcept Exception:\n    return key",
    "for item in [[3]]:\n    {loop}\n    key = item",
    "for other in key:\n    pass\nif key:\n    {loop}",
)

VALUES = st.lists(
    st.one_of(st.integers(-2, 3), st.text("ab", max_size=2), st.tuples(st.integers())),
    max_size=4,
)


def indented(text: str) -> str:
    """Return lines, one step deeper."""
    return "\n".join(f"    {line}" for line in text.split("\n"))


@st.composite
def programs(draw: st.DrawFn) -> bytes:
    """Return a function with a loop that appends, and what may be in its way."""
    test = draw(st.sampled_from(TESTS))
    add = f"found.append({draw(st.sampled_from(ELEMENTS))})"
    body = f"if {test}:\n    {add}" if test else add
    head = f"for {draw(st.sampled_from(TARGETS))} in values:"
    loop = f"found = []\n{head}\n{indented(body)}"
    around = draw(st.sampled_from(AROUND))
    depth = "    " if "\n    {loop}" in around else ""
    text = around.replace("{loop}", loop.replace("\n", f"\n{depth}"))
    before, after = draw(st.sampled_from(BEFORE)), draw(st.sampled_from(AFTER))
    lines = f"{before}\n{text}\n{after}\nreturn found, key"
    return f"def run(values, key):\n{indented(lines)}\n".encode()


@settings(max_examples=100, deadline=None)
@given(programs(), VALUES, VALUES)
def test_same_list(source: bytes, values: list[object], key: list[object]) -> None:
    """The function gives or raises the same, whatever is in its way."""
    made = rewrite(CODEMOD, "a.py", source)

    after = outcome(made.source, values=values, key=key)
    assert after == outcome(source, values=values, key=key)


def test_says_why() -> None:
    """A loop that stays comes with its line and a reason."""
    source = (
        b"def f(a):\n    b = []\n    for c in a:\n        b.append(c)\n    return c\n"
    )

    made = rewrite(CODEMOD, "a.py", source)

    assert [(left.line, left.reason) for left in made.left_alone] == [
        (3, "`c` is used outside of the loop as well")
    ]
