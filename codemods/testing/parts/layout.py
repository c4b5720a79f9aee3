"""Write code anew from pieces of a file: how deep their lines stand.

New text for a statement is made with the statement's own indentation, as the
file has it; lines inside of a string that runs over lines stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from codemods.base import EditRefusedError
from codemods.reading.tokens import lines_in_strings

if TYPE_CHECKING:
    import ast

    from codemods.reading.module import Module


def indent_of(module: Module, line: int) -> str:
    """Return the whitespace at the start of a line, counted from 1."""
    starts = module.source.starts
    text = module.source.data[starts[line - 1] : module.source.line_end(line)].decode()
    return text[: len(text) - len(text.lstrip(" \t\f"))]


def is_alone(module: Module, node: ast.stmt) -> bool:
    """Return whether nothing but a comment shares the lines of a statement."""
    source = module.source
    start, end = source.span(node)
    before = source.data[source.starts[node.lineno - 1] : start]
    last = source.line_end(node.end_lineno or node.lineno)
    behind = source.data[end:last].strip()
    return not before.strip() and (not behind or behind.startswith(b"#"))


def text_at(module: Module, node: ast.expr, indent: str) -> str:
    """Return the text of an expression for a line that is indented so.

    Its further lines move by as much as its first. Raises `EditRefusedError`
    where they stand so that they cannot.
    """
    text = module.text_of(node)
    if "\n" not in text and "\r" not in text:
        return text
    old = indent_of(module, node.lineno)
    return shifted(text, old, indent)


def shifted(text: str, old: str, new: str) -> str:
    """Return some lines of code, but for the first, in another indentation.

    `old` is what they have, `new` what they get. Raises `EditRefusedError`
    where a line does not have it.
    """
    if old == new:
        return text
    kept = _inside_strings(text)
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines[1:], start=2):
        if number in kept or not line.strip():
            continue
        if not line.startswith(old):
            raise EditRefusedError("its lines are laid out in an unusual way")
        lines[number - 1] = new + line.removeprefix(old)
    return "".join(lines)


def joined(text: str) -> str:
    """Return an expression on one line if its lines are aligned by hand.

    Lines that hang in brackets of their own, and strings that run over
    lines, stay as they are.
    """
    lines = text.splitlines()
    hanging = lines[0].endswith(("(", "[", "{", '"""', "'''"))
    if len(lines) == 1 or hanging or _inside_strings(text):
        return text
    made = lines[0].rstrip()
    for line in map(str.strip, lines[1:]):
        close = made.endswith(("(", "[", "{")) or line.startswith((")", "]", "}"))
        made += line if close else f" {line}"
    return made


def _inside_strings(text: str) -> frozenset[int]:
    return lines_in_strings(f"({text}\n)".encode())
