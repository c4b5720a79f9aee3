"""One more requirement beside another, in the layout of its file."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.files.text import Text, decode
from bot.actions.files.toml import add_item, parse_toml
from bot.reading.toml_scanner import item_spans
from codemods.reading.source import UnreadableSourceError, parse, read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.actions.files.toml import Toml
    from bot.model import Requirement
    from bot.reading.toml_scanner import Place


@dataclass(frozen=True, slots=True)
class Addition:
    """The package to be asked for.

    `like` returns its requirement in the manner of a neighbour's, which it is
    given with its version: "a>=2" for "b>=1".
    """

    name: str
    like: Callable[[str], str]


def with_addition(content: bytes, need: Requirement, new: Addition) -> Text | None:
    """Return the file of a requirement, given as bytes, with one more beside it.

    It follows its neighbour, or stands where it belongs in a sorted list. None
    where the place is written in a way that is not edited safely. Raises as
    the readers of `bot/actions/files/`.
    """
    if need.path.endswith(".toml") or need.path.rpartition("/")[2] == "Pipfile":
        return _in_toml(parse_toml(decode(need.path, content)), need, new)
    if need.path.endswith(".py"):
        return _in_script(content, need, new)
    return _in_lines(decode(need.path, content), need, new)


def _names(need: Requirement) -> str:
    """Return the pattern of the neighbour's name, however it is spelt."""
    parts = map(re.escape, re.split(r"[-_.]+", need.name))
    return rf"{'[-_.]+'.join(parts)}(?![\w.-])"


def _is_item(need: Requirement, text: str) -> bool:
    return bool(re.match(rf"[\"']?{_names(need)}", text, re.IGNORECASE))


def _in_toml(toml: Toml, need: Requirement, new: Addition) -> Text | None:
    for place in toml.places:
        first = toml.text.line_of(place.value)
        if not place.key or not first <= need.line <= toml.text.line_of(place.end):
            continue
        if toml.text.text[place.value] == "[":
            return _in_array(toml, place, need, new)
        if re.fullmatch(_names(need), place.key[-1], re.IGNORECASE):
            return _in_table(toml, place, new)
    return None


def _in_array(
    toml: Toml, place: Place, need: Requirement, new: Addition
) -> Text | None:
    source = toml.text.text
    spans = item_spans(source, place.value, place.end)
    items = [source[start:end] for start, end in spans]
    mine = next((item for item in items if _is_item(need, item)), None)
    if mine is None:
        return None
    text = new.like(mine.strip("\"'"))
    names = [_name(item.strip("\"'")) for item in items]
    after = _position(names, items.index(mine), new.name)
    return add_item(toml, place, f"{mine[0]}{text}{mine[0]}", after).text


def _in_table(toml: Toml, place: Place, new: Addition) -> Text | None:
    source = toml.text.text
    value = source[place.value : place.end]
    if value[0] not in "\"'":
        return None
    text = new.like(f"{place.key[-1]}{value[1:-1]}")
    version = text.removeprefix(new.name) or "*"
    begin = source.rfind("\n", 0, place.start) + 1
    siblings = [item for item in toml.places if item.table == place.table and item.key]
    names = [item.key[-1] for item in siblings]
    after = siblings[_position(names, siblings.index(place), new.name)]
    offset = source.find("\n", after.end) + 1 or len(source)
    line = f"{source[begin : place.start]}{new.name} = {value[0]}{version}{value[0]}\n"
    return toml.text.insert_lines(offset, line)


def _in_lines(text: Text, need: Requirement, new: Addition) -> Text | None:
    """Add a line to a file with one requirement a line."""
    lines = text.text.splitlines(keepends=True)
    pattern = (
        rf"(?P<start>\s*(?:- )?)(?P<need>{_names(need)}[^#;\\\n,]*)(?P<end>[^\n]*)"
    )
    if need.line > len(lines):
        return None
    found = re.match(pattern, lines[need.line - 1], re.IGNORECASE)
    if found is None or re.search(r"--hash|[\\,]\s*$", found["end"]):
        return None
    written = new.like(found["need"].strip())
    block = list(_block(lines, need.line - 1, found["start"]))
    names = [_name(lines[index]) for index in block]
    after = block[_position(names, block.index(need.line - 1), new.name)]
    offset = sum(map(len, lines[: after + 1]))
    return text.insert_lines(offset, f"{found['start']}{written}\n")


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


def _in_script(content: bytes, need: Requirement, new: Addition) -> Text | None:
    """Add a string behind its neighbour in a list of setup.py."""
    text = decode(need.path, content)
    try:
        source = read(content)
        parsed = parse(source)
    except UnreadableSourceError:
        return None
    nodes = ast.walk(parsed)
    lists = (node for node in nodes if isinstance(node, (ast.List, ast.Tuple)))
    for item in (item for node in lists for item in node.elts):
        if (
            isinstance(item, ast.Constant)
            and isinstance(item.value, str)
            and item.lineno == need.line
            and _is_item(need, item.value)
        ):
            before, written = (
                source.data[start:end].decode()
                for start, end in ((0, source.span(item)[0]), source.span(item))
            )
            offset = len(before) + len(written)
            margin = before.rpartition("\n")[2]
            gap = " " if margin.strip() else f"\n{margin}"
            quote, added = written[-1], new.like(item.value)
            return text.splice(offset, offset, f",{gap}{quote}{added}{quote}")
    return None


def _position(names: Sequence[str], beside: int, new: str) -> int:
    """Return the index after which the new one stands: sorted, else beside.

    Before the first of a sorted list there is no place: then it stands beside.
    """
    keys = [name.lower() for name in names]
    if keys != sorted(keys):
        return beside
    places = [index for index, key in enumerate(keys) if key <= new.lower()]
    return max(places, default=beside)
