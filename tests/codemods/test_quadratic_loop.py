"""What comes out of a queue, or is new, is the same for the faster types."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from tests.support.programs import outcome

CODEMOD = CATALOGUE["quadratic-loop"]

STEPS = (
    "out.append(queue.pop(0))",
    "out.append(queue.pop())",
    "queue.insert(0, item)",
    "queue.append(item)",
    "queue.extend(values)",
    "queue += values",
    "out.append(item in queue)",
    "out.append(queue[0])",
    "out.append(queue[-1])",
    "out.append(queue[1:])",
    "out.append(len(queue))",
    "if not queue: break",
    "out.append(queue)",
    "if item not in seen: seen.append(item)",
    "if str(item) not in seen: seen.append(str(item))",
    "out.append(seen)",
    "if seen: out.append(1)",
    "queue.clear()",
)
STARTS = ("[]", "list(values)", "[1, 2]", "[v for v in values]", "values")


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(STEPS), min_size=1, max_size=4),
    st.sampled_from(STARTS),
    st.lists(st.integers(0, 3), max_size=4),
)
def test_same_items(steps: list[str], start: str, values: list[int]) -> None:
    """The function gives or raises the same, and leaves the values the same."""
    lines = "".join(f"        {step}\n" for step in steps)
    source = (
        f"def run(values, out):\n    queue = {start}\n    seen = []\n"
        f"    for item in list(values):\n{lines}    return out\n"
    ).encode()

    made = rewrite(CODEMOD, "a.py", source)

    facts = {"values": values, "out": []}
    assert outcome(made.source, **facts) == outcome(source, **facts)
