"""One more requirement beside pytest's, in the layout of its file."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from bot.actions.files.text import Text, read_text
from bot.actions.files.toml import add_item, read_toml
from bot.actions.testing.coverage.versions import like_pytest
from bot.reading.toml_scanner import item_spans
from codemods.reading.source import UnreadableSourceError, parse, read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.actions.base import Target
    from bot.actions.files.toml import Toml
    from bot.model import Requirement
    from bot.reading.toml_scanner import Place

PLUGIN = "pytest-cov"
_NAME = re.compile(r"^[\"']?pytest(?![\w.-])", re.IGNORECASE)
_LINE = re.compile(
    r"(?P<start>\s*(?:- )?)(?P<need>pytest(?![\w.-])[^#;\\\n,]*)(?P<end>[^\n]*)",
    re.IGNORECASE,
)


def with_plugin(target: Target, need: Requirement) -> Text | None:
    """Return the file of pytest's requirement with pytest-cov's beside it.

    None where the place is written in a way that is not edited safely.
    """
    if need.path.endswith(".toml") or need.path == "Pipfile":
        return _in_toml(target, read_toml(target.tree, need.path), need)
    if need.path.endswith(".py"):
        return _in_script(target, need)
    return _in_lines(target, read_text(target.tree, need.path), need)


def _in_toml(target: Target, toml: Toml, need: Requirement) -> Text | None:
    for place in toml.places:
        first = toml.text.line_of(place.value)
        if not place.key or not first <= need.line <= toml.text.line_of(place.end):
            continue
        if toml.text.text[place.value] == "[":
            return _in_array(target, toml, place)
        if place.key[-1].lower() == "pytest":
            return _in_table(target, toml, place)
    return None


def _in_array(target: Target, toml: Toml, place: Place) -> Text | None:
    source = toml.text.text
    spans = item_spans(source, place.value, place.end)
    items = [source[start:end] for start, end in spans]
    mine = next((item for item in items if _NAME.match(item)), None)
    if mine is None:
        return None
    need = like_pytest(mine.strip("\"'"), target.facts.minimum_python)
    names = [_name(item.strip("\"'")) for item in items]
    after = _position(names, items.index(mine))
    return add_item(toml, place, f"{mine[0]}{need}{mine[0]}", after).text


def _in_table(target: Target, toml: Toml, place: Place) -> Text | None:
    source = toml.text.text
    value = source[place.value : place.end]
    if value[0] not in "\"'":
        return None
    need = like_pytest(f"pytest{value[1:-1]}", target.facts.minimum_python)
    version = need.removeprefix(PLUGIN) or "*"
    begin = source.rfind("\n", 0, place.start) + 1
    siblings = [item for item in toml.places if item.table == place.table and item.key]
    names = [item.key[-1] for item in siblings]
    after = siblings[_position(names, siblings.index(place))]
    offset = source.find("\n", after.end) + 1 or len(source)
    line = f"{source[begin : place.start]}{PLUGIN} = {value[0]}{version}{value[0]}\n"
    return toml.text.insert_lines(offset, line)


def _in_lines(target: Target, text: Text, need: Requirement) -> Text | None:
    """Add a line to a file with one requirement a line."""
    lines = text.text.splitlines(keepends=True)
    found = _LINE.match(lines[need.line - 1]) if need.line <= len(lines) else None
    if found is None or re.search(r"--hash|[\\,]\s*$", found["end"]):
        return None
    new = like_pytest(found["need"].strip(), target.facts.minimum_python)
    block = list(_block(lines, need.line - 1, found["start"]))
    names = [_name(lines[index]) for index in block]
    after = block[_position(names, block.index(need.line - 1))]
    offset = sum(map(len, lines[: after + 1]))
    return text.insert_lines(offset, f"{found['start']}{new}\n")


def _name(line: str) -> str:
    found = re.match(r"\s*(?:- )?([A-Za-z0-9][\w.-]*)", line)
    return found[1] if found else ""


def _block(lines: Sequence[str], index: int, start: str) -> Iterator[int]:
    """Yield the indexes of the lines around one that are of its kind."""

    def alike(number: int) -> bool:
        if not 0 <= number < len(lines) or not lines[number].startswith(start):
            return False
        rest = lines[number][len(start) :]
        return bool(_name(rest)) and not rest.startswith((" ", "\t"))

    first = index
    while alike(first - 1):
        first -= 1
    while alike(first):
        yield first
        first += 1


def _in_script(target: Target, need: Requirement) -> Text | None:
    """Add a string behind pytest's in a list of setup.py."""
    text = read_text(target.tree, need.path)
    try:
        source = read(target.tree.read(need.path))
        tree = parse(source)
    except UnreadableSourceError:
        return None
    lists = (node for node in ast.walk(tree) if isinstance(node, (ast.List, ast.Tuple)))
    for item in (item for node in lists for item in node.elts):
        if (
            isinstance(item, ast.Constant)
            and isinstance(item.value, str)
            and item.lineno == need.line
            and _NAME.match(item.value)
        ):
            before, written = (
                source.data[start:end].decode()
                for start, end in ((0, source.span(item)[0]), source.span(item))
            )
            offset = len(before) + len(written)
            new = like_pytest(item.value, target.facts.minimum_python)
            margin = before.rpartition("\n")[2]
            gap = " " if margin.strip() else f"\n{margin}"
            return text.splice(offset, offset, f",{gap}{written[-1]}{new}{written[-1]}")
    return None


def _position(names: Sequence[str], beside: int) -> int:
    """Return the index after which the plugin stands: sorted, else beside."""
    keys = [name.lower() for name in names]
    if keys != sorted(keys):
        return beside
    return max(index for index, key in enumerate(keys) if key <= PLUGIN)
