"""Loops see the same items and numbers, however they are counted."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from tests.support.programs import outcome

CODEMOD = CATALOGUE["enumerate-loop"]

BODIES = (
    "out.append(names[i])",
    "out.append((i, names[i]))",
    "out.append(f'{i}{names[i]}')",
    "name = names[i]",
    "if names[i] == 1: break",
    "if names[i] == 1: continue",
    "names[i] = 5",
    "out.append(names[0])",
    "names.append(i)",
    "i = 0",
    "i += 1",
    "out.append(name)",
    "names = names[i]",
    "for j in range(len(names)): out.append((names[j], i))",
)
HEADS = (
    "for i in range(len(names)):",
    "i = 0\n    for name in names:",
    "i = 2\n    for item in out, names:",
)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(HEADS),
    st.lists(st.sampled_from(BODIES), min_size=1, max_size=3),
    st.sampled_from(["", "out.append(i)", "out.append(name)"]),
    st.lists(st.integers(0, 3), max_size=4),
)
def test_same_loop(head: str, body: list[str], after: str, names: list[int]) -> None:
    """The function gives or raises the same, and leaves the list the same."""
    lines = "".join(f"        {line}\n" for line in body)
    stop = "        if len(out) > 50 or len(names) > 50: return out\n"
    source = (
        f"def run(names: list, out: list):\n    {head}\n{lines}"
        f"{stop}    {after or 'pass'}\n    return out\n"
    ).encode()

    made = rewrite(CODEMOD, "a.py", source)

    facts = {"names": names, "out": []}
    assert outcome(made.source, **facts) == outcome(source, **facts)
