"""Where an added import stands: beside its like, in the file's own style."""

from __future__ import annotations

import ast
import re
import sys
from bisect import bisect
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

from codemods.editing.fragments import Splice

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from codemods.base import ImportNeeded
    from codemods.reading.module import Module

Import: TypeAlias = ast.Import | ast.ImportFrom

LINE_LENGTH = 88
"""A longer import is broken over lines, as Black does."""

_COMMENT_BLOCK = re.compile(rb"(?:[ \t\f]*#[^\r\n]*(?:\r\n|\r|\n))+")
_EMPTY_LINE = re.compile(rb"[ \t\f]*(?:\r\n|\r|\n)")
_AFTER_LAST_NAME = re.compile(rb"(,?)([ \t\f]*(?:#[^\r\n]*)?)(?=[\r\n])")
_ALIASES_APART = re.compile(r"\s*,\s*")


def added(
    module: Module, needed: ImportNeeded, beside: ast.ImportFrom | None = None
) -> Splice:
    """Return the splice that adds one import, which the file does not have.

    A name joins `beside`, else the first `from` import of its module.
    Another import goes into the first block of imports: to its kind
    (standard library, others, the project's own), in that group's order. In
    a file without imports it stands below docstring and `__future__`.
    """
    joined = beside or _from_import(module, needed.module)
    if needed.name and joined:
        return _joined(module, joined, needed.name)
    text = f"import {needed.module}"
    if needed.name:
        text = f"from {needed.module} import {needed.name}"
    block = _block(module.root.body)
    if block:
        return _in_block(module, block, needed, text)
    return _without_block(module, text)


def _from_import(module: Module, source: str) -> ast.ImportFrom | None:
    for statement in module.root.body:
        if (
            isinstance(statement, ast.ImportFrom)
            and statement.level == 0
            and statement.module == source
            and statement.names[0].name != "*"
        ):
            return statement
    return None


# ------------------------------------------------- one more name in a line


def _joined(module: Module, statement: ast.ImportFrom, name: str) -> Splice:
    """Return the splice that adds a name to a `from` import."""
    aliases = statement.names
    place = _position([alias.name for alias in aliases], name)
    texts = [
        f"{alias.name} as {alias.asname}" if alias.asname else alias.name
        for alias in aliases
    ]
    start, end = module.source.span(aliases[0])[0], module.source.span(aliases[-1])[1]
    between = module.source.data[start:end].decode()
    texts_apart = _ALIASES_APART.split(between)
    if statement.lineno == statement.end_lineno and texts_apart == texts:
        texts.insert(place, name)
        return _on_one_line(module, statement, texts)
    lines = {alias.lineno for alias in aliases}
    if len(lines) == len(aliases) and statement.lineno not in lines:
        made = _line_each(module, statement, place, name)
        if made:
            return made
    if place < len(aliases):
        at = module.source.span(aliases[place])[0]
        return Splice(at, at, f"{name}, ".encode(), statement)
    return Splice(end, end, f", {name}".encode(), statement)


def _on_one_line(
    module: Module, statement: ast.ImportFrom, texts: Sequence[str]
) -> Splice:
    start, end = module.source.span(statement)
    first = module.source.span(statement.names[0])[0]
    last = module.source.span(statement.names[-1])[1]
    joined = ", ".join(texts)
    grown = (first - start) + len(joined) + (end - last)
    if grown <= LINE_LENGTH or last != end:
        return Splice(first, last, joined.encode(), statement)
    newline, indent = module.source.newline(), module.indent
    inner = "".join(f"{indent}{text},{newline}" for text in texts)
    return Splice(first, last, f"({newline}{inner})".encode(), statement)


def _line_each(
    module: Module, statement: ast.ImportFrom, place: int, name: str
) -> Splice | None:
    """Return the splice of one more line between the parentheses.

    None where the closing one stands on the line of the last name.
    """
    source, newline = module.source, module.source.newline()
    neighbour = statement.names[min(place, len(statement.names) - 1)]
    start, end = source.span(neighbour)
    line = source.starts[neighbour.lineno - 1]
    indent = source.data[line:start].decode()
    if place < len(statement.names):
        return Splice(line, line, f"{indent}{name},{newline}".encode(), statement)
    rest = _AFTER_LAST_NAME.match(source.data, end)
    if rest is None:
        return None
    text = f",{rest[2].decode()}{newline}{indent}{name}{rest[1].decode()}"
    return Splice(end, rest.end(), text.encode(), statement)


def _position(names: Sequence[str], name: str) -> int:
    """Return where a name goes among others, at the end if they are unsorted."""
    for key in (by_type, str.lower, str):
        keys: list[Any] = [key(item) for item in names]
        if keys == sorted(keys):
            return bisect(keys, key(name))
    return len(names)


def by_type(name: str) -> tuple[int, str]:
    """Return the key of isort's order: constants, classes, then the others."""
    if name.isupper() and len(name) > 1:
        return 0, name.lower()
    return 1 if name[:1].isupper() else 2, name.lower()


# ------------------------------------------------------- one more statement


def _block(body: Sequence[ast.stmt]) -> list[Import]:
    """Return the first imports that follow each other, `__future__` apart."""
    block: list[Import] = []
    for statement in body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            break
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            if _module_of(statement) != "__future__":
                block.append(statement)
        elif block:
            break
    return block


def _module_of(statement: Import) -> str:
    if isinstance(statement, ast.Import):
        return statement.names[0].name
    return "." * statement.level + (statement.module or "")


def kind_of(module: Module, name: str) -> int:
    """Return the group of a module: 0 standard library, 1 others, 2 the project's."""
    root = name.partition(".")[0]
    if not root or module.names.is_own(root):
        return 2
    return 0 if root in sys.stdlib_module_names else 1


def _groups(module: Module, block: Sequence[Import]) -> list[list[Import]]:
    """Return the statements of a block, cut where an empty line stands."""
    groups = [[block[0]]]
    starts, data = module.source.starts, module.source.data
    for above, below in pairwise(block):
        lines = range(above.end_lineno or above.lineno, below.lineno - 1)
        if any(_EMPTY_LINE.match(data, starts[line]) for line in lines):
            groups.append([])
        groups[-1].append(below)
    return groups


def _in_block(
    module: Module, block: Sequence[Import], needed: ImportNeeded, text: str
) -> Splice:
    groups = _groups(module, block)
    kind = kind_of(module, needed.module)
    kinds = [[kind_of(module, _module_of(item)) for item in group] for group in groups]
    of_kind = [
        group for group, found in zip(groups, kinds, strict=True) if kind in found
    ]
    if of_kind:
        best = max(
            of_kind,
            key=lambda group: sum(
                kind_of(module, _module_of(item)) == kind for item in group
            ),
        )
        return _in_group(module, best, needed, text)
    newline = module.source.newline()
    for group, found in zip(groups, kinds, strict=True):
        if min(found) > kind:
            at = module.source.span(group[0])[0]
            return Splice(at, at, f"{text}{newline}{newline}".encode(), module.root)
    return _below(module, groups[-1][-1], f"{newline}{text}{newline}")


def _in_group(
    module: Module, group: Sequence[Import], needed: ImportNeeded, text: str
) -> Splice:
    new = (bool(needed.name), needed.module)
    old = [(isinstance(item, ast.ImportFrom), _module_of(item)) for item in group]
    newline = module.source.newline()
    place = _statement_position(module, old, new)
    if place == 0:
        at = module.source.span(group[0])[0]
        return Splice(at, at, f"{text}{newline}".encode(), module.root)
    return _below(module, group[place - 1], f"{text}{newline}")


Described: TypeAlias = tuple[bool, str]
"""Whether it is a `from` import, and of which module."""


def _statement_position(
    module: Module, old: Sequence[Described], new: Described
) -> int:
    """Return where a statement goes in its group.

    Known orders are `import` above `from` (isort's), and by module name
    alone. In a group without order it goes below the last of its form.
    """
    orders: tuple[Callable[[Described], Any], ...] = (
        lambda item: (kind_of(module, item[1]), item[0], item[1].lower()),
        lambda item: (kind_of(module, item[1]), item[1].lower(), item[0]),
        lambda item: (item[0], item[1].lower()),
        lambda item: (item[1].lower(), item[0]),
    )
    for key in orders:
        keys = [key(item) for item in old]
        if keys == sorted(keys):
            return bisect(keys, key(new))
    like = [place for place, item in enumerate(old) if item[0] == new[0]]
    return (like[-1] if like else len(old) - 1) + 1


def _below(module: Module, statement: ast.stmt, text: str) -> Splice:
    """Return the splice of lines below the line that a statement ends on."""
    source = module.source
    line = statement.end_lineno or statement.lineno
    if line < len(source.starts):
        at = source.starts[line]
        return Splice(at, at, text.encode(), module.root)
    newline = source.newline()
    at = len(source.data)
    return Splice(at, at, (newline + text.removesuffix(newline)).encode(), module.root)


# ------------------------------------------------------- the first statement


def _without_block(module: Module, text: str) -> Splice:
    """Return the splice for a file without imports but from `__future__`."""
    newline = module.source.newline()
    head: ast.stmt | None = None
    for statement in module.root.body:
        if not _is_head(statement, head):
            break
        head = statement
    if head is None:
        return _on_top(module, text)
    line = head.end_lineno or head.lineno
    made = _below(module, head, f"{newline}{text}{newline}")
    followed = line < len(module.source.starts) and not _EMPTY_LINE.match(
        module.source.data, module.source.starts[line]
    )
    more = newline if followed and made.end < len(module.source.data) else ""
    return Splice(made.start, made.end, made.new + more.encode(), made.node)


def _is_head(statement: ast.stmt, above: ast.stmt | None) -> bool:
    if isinstance(statement, ast.ImportFrom):
        return statement.module == "__future__"
    return (
        above is None
        and isinstance(statement, ast.Expr)
        and isinstance(statement.value, ast.Constant)
        and isinstance(statement.value.value, str)
    )


def _on_top(module: Module, text: str) -> Splice:
    """Return the splice below the comments that a file starts with."""
    newline = module.source.newline()
    data = module.source.data
    header = _COMMENT_BLOCK.match(data)
    at = header.end() if header else 0
    first = module.root.body[0]
    apart = 2 if isinstance(first, (ast.FunctionDef, ast.ClassDef)) else 1
    above = newline if header else ""
    followed = 0 if _EMPTY_LINE.match(data, at) else apart
    return Splice(
        at, at, f"{above}{text}{newline}{newline * followed}".encode(), module.root
    )
