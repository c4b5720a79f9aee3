"""Code in comments is named."""

from __future__ import annotations

import ast
import re
import textwrap
import warnings
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site
from codemods.model import Outcome, Safety
from codemods.readability.parts import blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codemods.reading.module import Module

LINES = 40
"""How many lines of comments are read as one piece of code at most."""

SHOWN = 60
"""How many characters of the code are shown."""

_COMMENT = re.compile(r"[ \t]*#(?P<text>.*)\Z")
_PRAGMA = re.compile(
    r"\s*(?:!|:|-\*-|%%|>>>|\.\.\.|In\s*\[|type:|noqa|nosec|pragma|fmt:|isort|mypy:"
    r"|pylint|pyright|ruff|flake8|yapf|TODO|FIXME|XXX|NOTE|HACK)",
    re.IGNORECASE,
)
_LEADS_TO_EXAMPLE = re.compile(
    r":\s*\Z|\b(?:e\.?g\.?|i\.e\.|example|equivalent|instead of|same as|such as|usage"
    r"|like|roughly|means|corresponds|becomes|formula|where)\b",
    re.IGNORECASE,
)
_MAYBE = re.compile(r"[=(\[:]|\s*(?:import|from|return|raise|del|assert)\b")

_COMPOUND = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.AsyncFor),
    *(ast.While, ast.If, ast.Try, ast.With, ast.AsyncWith),
)


_TYPES = (ast.Name, ast.Attribute, ast.Subscript, ast.Constant)


class CommentedCode(Codemod):
    """Find code in comments.

    Code that is commented out is not tested, not renamed, and no longer works
    after a while. Nobody dares to delete it, as nobody knows what it waits
    for. The history keeps it for whoever needs it again.

    Found:

        def total(cart):
            # discount = cart.customer.discount(cart)
            # return sum(cart.prices) - discount
            return sum(cart.prices)

    Fix safety: nothing is changed. Whether the code may go is for a person
    to say.

    Left alone: prose that happens to parse; examples, which a line with a
    colon or "for example" leads to; doctests; directives to tools.
    """

    safety = Safety.REVIEW
    report = True
    references = (
        "https://docs.astral.sh/ruff/rules/commented-out-code/",
        "https://rules.sonarsource.com/python/RSPEC-125/",
    )
    rules = frozenset({"ERA001", "E800"})
    sieve = re.compile(rb"#")

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Look at the comments that have lines of their own."""
        del node
        for group in _groups(module):
            for first, last, code in _pieces(group):
                place = ast.Pass(
                    lineno=first,
                    col_offset=0,
                    end_lineno=last,
                    end_col_offset=len(blocks.line(module, last).rstrip()),
                )
                shown = code if len(code) <= SHOWN else f"{code[: SHOWN - 1]}…"
                yield Site(place, Outcome.UNSURE, f"this looks like code: `{shown}`")


def _groups(module: Module) -> Iterator[list[tuple[int, str]]]:
    """Yield comments in lines that follow each other, at one indentation."""
    inside = module.once(blocks.string_lines)
    found: list[tuple[int, str]] = []
    depth = b""
    for number in range(1, len(module.source.starts) + 1):
        raw = blocks.line(module, number)
        is_comment = raw.lstrip().startswith(b"#") and number not in inside
        margin = blocks.indent(module, number)
        if found and not (is_comment and margin == depth):
            yield found
            found = []
        if is_comment:
            depth = margin
            match = _COMMENT.match(raw.decode().rstrip())
            found.append((number, match["text"] if match else ""))
    if found:
        yield found


def _pieces(group: Sequence[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield first line, last line and first text of code in comments."""
    start = 0
    while start < len(group):
        end = _end_of_code(group, start)
        if end == start:
            start += 1
            continue
        before = group[start - 1][1] if start else ""
        if not _LEADS_TO_EXAMPLE.search(before):
            yield group[start][0], group[end - 1][0], group[start][1].strip()
        start = end


def _end_of_code(group: Sequence[tuple[int, str]], start: int) -> int:
    """Return the index behind the code that starts at an index; itself for none."""
    text = group[start][1]
    if not _MAYBE.search(text) or _PRAGMA.match(text):
        return start
    stop = min(len(group), start + LINES)
    for index in range(start, stop):
        if _PRAGMA.match(group[index][1]):
            stop = index
            break
    for end in range(stop, start, -1):
        code = textwrap.dedent("\n".join(text for _, text in group[start:end]))
        statements = _parsed(code)
        if statements and _is_code(statements):
            return end
    return start


def _parsed(code: str) -> list[ast.stmt]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(code).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _is_code(statements: Sequence[ast.stmt]) -> bool:
    """Whether statements are surely no prose: all may be code, one must be."""
    if any(_is_prose(statement) for statement in statements):
        return False
    if any(_is_strong(statement) for statement in statements):
        return True
    assigned = [item for item in statements if isinstance(item, ast.Assign)]
    return len(assigned) > 1 and len(assigned) == len(statements)


def _is_prose(statement: ast.stmt) -> bool:
    """Whether a statement is what a sentence looks like: `Note: this`, `a, b`."""
    match statement:
        case ast.AnnAssign(annotation=annotation, value=value):
            return value is None or not isinstance(annotation, _TYPES)
        case ast.Expr(value=ast.Call() | ast.Await() | ast.Yield()):
            return False
        case ast.Expr():
            return True
        case ast.Assign(targets=targets):
            return not all(
                isinstance(target, (ast.Name, ast.Attribute, ast.Subscript, ast.Tuple))
                for target in targets
            )
    return False


def _is_strong(statement: ast.stmt) -> bool:
    """Whether a statement alone is surely code."""
    match statement:
        case ast.Assign(value=value) | ast.AugAssign(value=value):
            return _does_something(value)
        case ast.Return(value=ast.expr() as value) | ast.Raise(exc=ast.expr() as value):
            return _does_something(value)
        case ast.Expr(value=ast.Call(func=ast.Attribute(), args=args, keywords=more)):
            return bool(args or more)
        case ast.Expr(value=ast.Call(func=ast.Name(id=name))):
            return name == "print"
        case ast.Expr(value=ast.Await()) | ast.AnnAssign(value=ast.expr()):
            return True
    return isinstance(statement, (*_COMPOUND, ast.Import, ast.ImportFrom))


def _does_something(value: ast.expr) -> bool:
    """Whether an expression calls a function, with what a call is made for."""
    return any(isinstance(node, (ast.Call, ast.Await)) for node in ast.walk(value))
