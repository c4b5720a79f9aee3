"""Small functions with branches and loops, and what they do when called."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

CONDITIONS = (
    "a",
    "not a",
    "b > 1",
    "a == b",
    "a is not None",
    "b in (0, 2)",
    "ask(a)",
    "ask(b) or a",
    "ask(a) and b",
    "a if b else ask(1)",
    "(c := b)",
)
LEAVING = ("return", "return b", "return (a, b)", "raise ValueError(b)")
LEAVING_LOOP = (*LEAVING, "continue", "break")
SIMPLE = (
    "say(1)",
    "say(a, b)",
    "b += 1",
    "a = b",
    'say("""\n  text""")',
    "say(\n1,\n)",
)

CALLS = [(a, b) for a in (None, 0, 3) for b in (0, 1, 3)]


@st.composite
def functions(draw: st.DrawFn, special: str) -> str:
    """Return the source of a function `f(a, b)` that says what it does.

    One statement of a special kind is in it: "pair" is an `if` in an `if`,
    "long" one with a long block, "else" one that leaves before its `else`, "dead"
    one with statements that are never reached.
    """
    lines = draw(st.sampled_from([[], ["    say(0)"]]))
    if draw(st.booleans()):
        lines += _block(draw, 4, 1, loop=False, leaves=False)
    lines += _statement(draw, special, 4, 2, loop=False)
    if draw(st.booleans()):
        lines += _block(draw, 4, 1, loop=False)
    if special == "dead":
        lines += draw(st.sampled_from([[], ["    say(d)"]]))
    return "def f(a, b):\n" + "".join(f"{line}\n" for line in lines)


def _block(
    draw: st.DrawFn, indent: int, depth: int, *, loop: bool, leaves: bool = True
) -> list[str]:
    """Return the lines of some statements, the last of which may leave."""
    kinds = ["simple", "simple", "if", "if", "for"] if depth else ["simple"]
    lines = []
    for kind in draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3)):
        lines += _statement(draw, kind, indent, depth, loop=loop)
    if leaves and draw(st.booleans()):
        leaving = draw(st.sampled_from(LEAVING_LOOP if loop else LEAVING))
        lines.append(" " * indent + leaving)
    return lines


def _statement(
    draw: st.DrawFn, kind: str, indent: int, depth: int, *, loop: bool
) -> list[str]:
    margin = " " * indent
    if kind == "simple":
        first, *rest = draw(st.sampled_from(SIMPLE)).split("\n")
        return [margin + first, *rest]
    if kind == "for":
        inner = _block(draw, indent + 4, depth - 1, loop=True)
        return [f"{margin}for b in (b, b + 2):", *inner]
    condition = draw(st.sampled_from(CONDITIONS))
    if special := _special(draw, kind, indent, depth, loop=loop):
        return [f"{margin}if {condition}:", *special]
    lines = []
    for word in ["if", *["elif"] * draw(st.integers(0, 1))]:
        lines.append(f"{margin}{word} {draw(st.sampled_from(CONDITIONS))}:")
        lines += _block(draw, indent + 4, depth - 1, loop=loop)
    if draw(st.booleans()):
        lines.append(f"{margin}else:")
        lines += _block(draw, indent + 4, depth - 1, loop=loop)
    return lines


def _special(
    draw: st.DrawFn, kind: str, indent: int, depth: int, *, loop: bool
) -> list[str]:
    """Return what stands below an `if` of a special kind, [] for another."""
    inner = _block(draw, indent + 4, depth - 1, loop=loop) if kind != "if" else []
    margin = " " * indent
    leaving = f"{margin}    {draw(st.sampled_from(LEAVING))}"
    if kind == "pair":
        condition = draw(st.sampled_from(CONDITIONS))
        return [f"{margin}    if {condition}:", *(f"    {line}" for line in inner)]
    if kind == "long":
        lines = [f"{margin}    {'say(2)'}"] * 9
        lines += [f"{margin}    if ask(a):", f"{margin}        say(3)", *inner]
        choices = [[], [f"{margin}else:", leaving]]
        return lines + draw(st.sampled_from(choices))
    if kind == "else":
        more = _block(draw, indent + 4, depth, loop=loop)
        return [*inner, leaving, f"{margin}else:", f"{margin}    say(4)", *more]
    if kind == "dead":
        more = _block(draw, indent + 4, depth - 1, loop=loop)
        dead = draw(st.sampled_from(["d = a", "yield a", "say(5)", "say(6)"]))
        return [*inner, leaving, f"{margin}    {dead}", *more]
    return []


def behaviour(source: str) -> list[object]:
    """Return what the function of a source says, asks and answers, call by call."""
    said: list[object] = []

    def ask(value: object) -> object:
        said.append(("asked", value))
        return value

    names: dict[str, Any] = {"say": lambda *values: said.append(values), "ask": ask}
    exec(compile(source, "nested.py", "exec"), names)  # noqa: S102  # our own text
    for arguments in CALLS:
        try:
            answer = names["f"](*arguments)
            is_generator = isinstance(answer, Iterator)
            said.append(("generator", [*answer]) if is_generator else answer)
        except (TypeError, ValueError, NameError) as error:
            said.append((type(error), str(error)))
    return said
