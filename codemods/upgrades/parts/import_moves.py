"""Import a name from where it has moved to; it keeps its name in the file."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import TextEdit
from codemods.diagnostics import Replacement
from codemods.editing.text_edits import text_edit
from codemods.editing.unused_imports import gap_closed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codemods.reading.module import Module

_FIRST_ON_LINE = re.compile(rb"[ \t]*")


def moved(
    module: Module, statement: ast.ImportFrom, moves: Mapping[ast.alias, str]
) -> tuple[TextEdit, ...]:
    """Return the edits by which names come from elsewhere.

    `moves` maps aliases of the statement to the dotted names that they are to
    stand for; a name that ends otherwise must have an `as`. Raises
    `EditRefusedError` where a comment would be lost.
    """
    inside = {
        alias: new for alias, new in moves.items() if _is_in(new, str(statement.module))
    }
    if inside:
        return tuple(_renamed_alias(module, *item) for item in inside.items())
    sources = {new.rpartition(".")[0] for new in moves.values()}
    others = [alias for alias in statement.names if alias not in moves]
    same_end = all(new.endswith(f".{alias.name}") for alias, new in moves.items())
    beside = {source: _beside(module, statement, source) for source in sources}
    if not others and same_end and len(sources) == 1 and None in beside.values():
        return (_renamed_module(module, statement, sources.pop()),)
    edits = [_rest(module, statement, moves, beside)]
    for source, home in beside.items():
        if home is not None:
            here = {alias: new for alias, new in moves.items() if _is_in(new, source)}
            names = [_as_written(alias, new) for alias, new in here.items()]
            edits.append(_appended(module, home, names))
    return tuple(text_edit(module, edit) for edit in edits)


def _rest(
    module: Module,
    statement: ast.ImportFrom,
    moves: Mapping[ast.alias, str],
    beside: Mapping[str, object],
) -> Replacement:
    """Return what becomes of the statement: other names, and imports below."""
    if all(alias in moves for alias in statement.names):
        return _without_statement(module, statement, moves, beside)
    return _without_names(module, statement, moves, beside)


def _renamed_alias(module: Module, alias: ast.alias, new: str) -> TextEdit:
    """Return the edit of a name that has an `as`, and so keeps it in the file."""
    start, _ = module.source.span(alias)
    last = new.rpartition(".")[2].encode()
    return TextEdit(alias, start, start + len(alias.name.encode()), last)


def _is_in(new: str, source: str) -> bool:
    return new.rpartition(".")[0] == source


def _as_written(alias: ast.alias, new: str) -> str:
    last = new.rpartition(".")[2]
    return f"{last} as {alias.asname}" if alias.asname else last


def _beside(
    module: Module, statement: ast.ImportFrom, source: str
) -> ast.ImportFrom | None:
    """Return a statement of the same block that takes names from there already."""
    for other in module.tree.all(ast.ImportFrom):
        if (
            other.module == source
            and other.level == 0
            and module.tree.parents[other] is module.tree.parents[statement]
            and other is not statement
            and other.names[0].name != "*"
        ):
            return other
    return None


def _renamed_module(module: Module, statement: ast.ImportFrom, source: str) -> TextEdit:
    start, end = module.source.span(statement)
    text = module.source.data[start:end]
    match = re.match(rb"from\s+", text)
    assert match  # noqa: S101  # it is such a statement
    first = start + match.end()
    old = str(statement.module).encode()
    return text_edit(module, Replacement(first, first + len(old), source.encode()))


def _lines_of(module: Module, statement: ast.ImportFrom) -> tuple[int, int, bytes]:
    """Return where the statement's lines begin and end, and its indentation."""
    start, _ = module.source.span(statement)
    line = module.source.starts[statement.lineno - 1]
    end = module.source.line_end(statement.end_lineno or statement.lineno)
    return line, end, module.source.data[line:start]


def _new_lines(
    moves: Mapping[ast.alias, str], beside: Mapping[str, object]
) -> list[str]:
    """Return the statements that are needed where there is none to add to."""
    made: dict[str, list[str]] = {}
    for alias, new in moves.items():
        source = new.rpartition(".")[0]
        if beside[source] is None:
            made.setdefault(source, []).append(_as_written(alias, new))
    return [
        f"from {source} import {', '.join(made[source])}" for source in sorted(made)
    ]


def _without_statement(
    module: Module,
    statement: ast.ImportFrom,
    moves: Mapping[ast.alias, str],
    beside: Mapping[str, object],
) -> Replacement:
    lines = _new_lines(moves, beside)
    if lines:
        start, end = module.source.span(statement)
        between = f"{module.source.newline()}{' ' * statement.col_offset}"
        return Replacement(start, end, between.join(lines).encode())
    line, end, _ = _lines_of(module, statement)
    return Replacement(line, gap_closed(module.source.data, line, end), b"")


def _without_names(
    module: Module,
    statement: ast.ImportFrom,
    moves: Mapping[ast.alias, str],
    beside: Mapping[str, object],
) -> Replacement:
    """Return the edit that takes names out, and adds statements below."""
    start, end = module.source.span(statement)
    text = module.source.data[start:end]
    for alias in reversed(statement.names):
        if alias in moves:
            first, last = (at - start for at in _gap(module, statement, alias, moves))
            text = text[:first] + text[last:]
    newline = f"{module.source.newline()}{' ' * statement.col_offset}"
    below = [f"{newline}{line}" for line in _new_lines(moves, beside)]
    return Replacement(start, end, text + "".join(below).encode())


def _gap(
    module: Module,
    statement: ast.ImportFrom,
    alias: ast.alias,
    moves: Mapping[ast.alias, str],
) -> tuple[int, int]:
    """Return the offsets between which a name goes, with a comma beside it."""
    names = statement.names
    place = names.index(alias)
    start, end = module.source.span(alias)
    later = [item for item in names[place + 1 :] if item not in moves]
    if later:
        return start, module.source.span(names[place + 1])[0]
    return module.source.span(names[place - 1])[1], end


def _appended(module: Module, home: ast.ImportFrom, names: list[str]) -> Replacement:
    """Return the edit that adds names to a statement, laid out as its last one."""
    there = {_as_written(alias, alias.name) for alias in home.names}
    names = [name for name in names if name not in there]
    last = home.names[-1]
    start, end = module.source.span(last)
    line = module.source.starts[last.lineno - 1]
    before = module.source.data[line:start]
    own_line = _FIRST_ON_LINE.fullmatch(before) is not None
    between = module.source.newline() + before.decode() if own_line else " "
    added = "".join(f",{between}{name}" for name in names)
    first, behind = module.source.span(home)
    text = module.source.data
    return Replacement(
        first, behind, text[first:end] + added.encode() + text[end:behind]
    )
