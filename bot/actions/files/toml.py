"""A TOML document that is added to with every other byte kept.

tomllib says what a document means; the scanner says where in the text each
header and value stands, which tomllib does not tell. Each edit is parsed
again and compared with what it was to mean.
"""

from __future__ import annotations

import json
import re
import tomllib
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.actions.files.errors import BrokenFileError, UnusualFileError
from bot.actions.files.text import Text, read_text
from bot.reading.toml_scanner import Place, item_spans, scan

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.protocols import Tree
    from bot.reading.toml_scanner import Key

WIDTH = 80
"""An array longer than this many characters is written one item a line."""


@dataclass(frozen=True, slots=True)
class Toml:
    """A document: its text, what it means, and where everything stands."""

    text: Text
    data: dict[str, Any]
    places: tuple[Place, ...]

    def table(self, *key: str) -> Mapping[str, Any] | None:
        """Return the table of that key, None where there is no such table."""
        found: object = self.data
        for name in key:
            if not isinstance(found, dict) or name not in found:
                return None
            found = found[name]
        return found if isinstance(found, dict) else None

    def place(self, *key: str) -> Place | None:
        """Return where the value of that key stands, None where it does not."""
        for place in self.places:
            if place.key and place.table + place.key == key and not place.in_array:
                return place
        return None

    def line_of(self, place: Place) -> int:
        """Return the line on which the place begins, counted from 1."""
        return self.text.line_of(place.start)


def read_toml(tree: Tree, path: str) -> Toml:
    """Return a document of the target; `KeyError` where there is no such file.

    Raises `BrokenFileError` with path and line where it is not TOML.
    """
    return parse_toml(read_text(tree, path))


def parse_toml(text: Text) -> Toml:
    """Return the text as a document; raises as `read_toml` does."""
    try:
        data = tomllib.loads(text.text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"^(.*) \(at line (\d+), column \d+\)$", str(error))
        line = int(found[2]) if found else text.text.count("\n") + 1
        problem = f"not TOML: {found[1] if found else error}"
        raise BrokenFileError(text.path, line, problem) from error
    return Toml(text, data, tuple(scan(text.text)))


def add_table(toml: Toml, key: Key, body: str) -> Toml:
    """Return the document with one more table; `body` is its lines.

    It follows the last table of the same tool (`[tool.x.y]` follows
    `[tool.x]`), else it stands at the end.
    """
    header = f"[{'.'.join(_key(name) for name in key)}]\n"
    text = toml.text
    tool = key[:2]  # such as tool.coverage
    near = [p for p in toml.places if p.table[:2] == tool != key]
    if near:
        offset = _next_line(text.text, near[-1].end)
        new = text.insert_lines(offset, f"\n{header}{body}")
    else:
        offset = len(text.text)
        ended = not text.text.strip() or re.search(r"\n\r?\n$", text.text)
        new = text.insert_lines(offset, f"{'' if ended else chr(10)}{header}{body}")
    return _checked(toml, new, key, header + body)


def add_keys(toml: Toml, key: Key, body: str) -> Toml:
    """Return the document with more keys in a table, which may not exist yet.

    `body` is lines such as `branch = true`. Raises `UnusualFileError` where
    the table is written inline.
    """
    own = [p for p in toml.places if p.table == key and not p.in_array]
    if own:
        return _extend(toml, key, own[-1], body, "")
    dotted = [
        place
        for place in toml.places
        if len(place.table) < len(key) and (place.table + place.key)[: len(key)] == key
    ]
    if not dotted:
        return add_table(toml, key, body)
    last = dotted[-1]
    prefix = key[len(last.table) :]
    if len(last.key) == len(prefix):
        raise UnusualFileError(
            toml.text.path, toml.line_of(last), f"{'.'.join(key)} is an inline table"
        )
    return _extend(toml, key, last, body, ".".join(map(_key, prefix)) + ".")


def _extend(toml: Toml, key: Key, last: Place, body: str, prefix: str) -> Toml:
    source = toml.text.text
    begin = source.rfind("\n", 0, last.start) + 1
    indent = source[begin : last.start] if last.key else ""
    lines = re.sub(r"^(?=[\w\"'])", indent + prefix, body, flags=re.MULTILINE)
    new = toml.text.insert_lines(_next_line(source, last.end), lines)
    return _checked(toml, new, key, f"[{'.'.join(map(_key, key))}]\n{body}")


def set_value(toml: Toml, place: Place, rendered: str) -> Toml:
    """Return the document with the value at the place replaced."""
    new = toml.text.splice(place.value, place.end, rendered)
    return parse_toml(new)


def add_item(toml: Toml, place: Place, rendered: str, after: int) -> Toml:
    """Return the document with one more item in an array, in its own layout.

    The item follows the item of index `after` (-1: it is the first).
    """
    source = toml.text.text
    spans = item_spans(source, place.value, place.end)
    if not spans:
        return set_value(toml, place, f"[{rendered}]")
    start, end = spans[max(after, 0)]
    line_start = source.rfind("\n", 0, start) + 1
    alone = not source[line_start:start].strip()
    gap = "\n" + source[line_start:start] if alone else " "
    if after < 0:
        new = toml.text.splice(start, start, f"{rendered},{gap}")
    elif alone:
        new = _add_line(
            toml.text, start, end, rendered, is_last=after == len(spans) - 1
        )
    else:
        new = toml.text.splice(end, end, f", {rendered}")
    return parse_toml(new)


def _add_line(
    text: Text, start: int, end: int, rendered: str, *, is_last: bool
) -> Text:
    """Put an item on a line of its own below the item at `start:end`."""
    source = text.text
    indent = source[source.rfind("\n", 0, start) + 1 : start]
    comma = re.match(r"[ \t]*,", source[end:])
    if comma is None and is_last:
        text = text.splice(end, end, ",")
        return text.insert_lines(_next_line(text.text, end), f"{indent}{rendered}\n")
    return text.insert_lines(_next_line(source, end), f"{indent}{rendered},\n")


def _next_line(source: str, offset: int) -> int:
    found = source.find("\n", offset)
    return len(source) if found < 0 else found + 1


def _checked(toml: Toml, new: Text, key: Key, snippet: str) -> Toml:
    """Return the edited document if it means the old one and the snippet."""
    expected = deepcopy(toml.data)
    _merge(expected, tomllib.loads(snippet))
    edited = parse_toml(new)
    if edited.data != expected:
        raise UnusualFileError(
            new.path, 0, f"[{'.'.join(key)}] cannot be added without changing more"
        )
    return edited


def _merge(into: dict[str, Any], more: Mapping[str, Any]) -> None:
    for name, value in more.items():
        if isinstance(value, dict) and isinstance(into.get(name), dict):
            _merge(into[name], value)
        else:
            into[name] = value


def _key(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else json.dumps(name)


def render_text(value: str) -> str:
    r"""Return the string as TOML; literal where that spares escapes."""
    plain = value.isprintable() and "'" not in value
    if plain and ("\\" in value or '"' in value):
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def render_list(values: Sequence[str], *, indent: str = "    ") -> str:
    """Return the strings as a TOML array, one a line where it would be long."""
    items = [render_text(value) for value in values]
    line = f"[{', '.join(items)}]"
    if len(line) <= WIDTH:
        return line
    return "[\n" + "".join(f"{indent}{item},\n" for item in items) + "]"
