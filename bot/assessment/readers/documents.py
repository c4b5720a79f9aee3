"""Every configuration file read and parsed once, its troubles remembered."""

from __future__ import annotations

import ast
import re
import tomllib
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from configparser import Error as IniError
from configparser import RawConfigParser
from typing import TYPE_CHECKING

from bot.reading.yaml_text import scalars
from codemods.model import LeftAlone, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ruamel.yaml.nodes import Node

    from bot.protocols import Tree

LARGEST = 1_000_000
"""Bytes above which a file is no configuration that a person wrote."""

LARGEST_YAML = 250_000
"""The same for YAML, which takes 20 microseconds a byte to read."""

_CONFLICT = re.compile(r"^<{7} .*$", re.MULTILINE)
_CONFLICT_END = re.compile(r"^>{7} ", re.MULTILINE)
_TOML_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


class Documents:
    """The files of a tree as text and parsed values.

    What cannot be decoded or parsed is None, or empty, and is named once in
    `problems`.
    """

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.problems: list[LeftAlone] = []
        self._texts: dict[str, str | None] = {}
        self._parsed: dict[tuple[str, str], object] = {}

    def problem(self, path: str, line: int, reason: str) -> None:
        """Remember a trouble with a file."""
        self.problems.append(LeftAlone(path, line, reason, Outcome.UNREADABLE))

    def text(self, path: str) -> str | None:
        """Return the file's text, lines ended by LF; None where it is no text."""
        if path not in self._texts:
            self._texts[path] = self._decode(path)
        return self._texts[path]

    def _decode(self, path: str) -> str | None:
        if path not in self.tree:
            return None
        content = self.tree.read(path)
        if len(content) > LARGEST:
            size = f"{len(content):,} bytes"
            self.problem(path, 0, f"is too large to be read as configuration: {size}")
            return None
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            wide = content.startswith((BOM_UTF16_LE, BOM_UTF16_BE))
            self.problem(path, line, "is UTF-16, not UTF-8" if wide else "is not UTF-8")
            return None
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        conflict = _CONFLICT.search(text)
        if conflict and _CONFLICT_END.search(text, conflict.end()):
            line = text.count("\n", 0, conflict.start()) + 1
            self.problem(path, line, "holds an unresolved merge conflict")
            return None
        return text

    def toml(self, path: str) -> Mapping[str, object]:
        """Return the parsed TOML file; empty where it is missing or broken."""
        key = ("toml", path)
        if key not in self._parsed:
            self._parsed[key] = self._parse_toml(path)
        return as_mapping(self._parsed[key])

    def _parse_toml(self, path: str) -> Mapping[str, object]:
        text = self.text(path)
        if text is None:
            return {}
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            place = _TOML_PLACE.search(str(error))
            line = text.count("\n") + 1
            if place and place[1]:
                line = int(place[1])
            said = _TOML_PLACE.sub("", str(error))
            self.problem(path, line, f"is not valid TOML: {said}")
        except RecursionError:
            self.problem(path, 0, "is not valid TOML: nested too deeply")
        return {}

    def ini(self, path: str) -> RawConfigParser:
        """Return the parsed INI file; empty where it is missing or broken."""
        key = ("ini", path)
        if key not in self._parsed:
            self._parsed[key] = self._parse_ini(path)
        found = self._parsed[key]
        return found if isinstance(found, RawConfigParser) else _ini_parser()

    def _parse_ini(self, path: str) -> RawConfigParser:
        parser, text = _ini_parser(), self.text(path)
        if text is not None:
            try:
                parser.read_string(text, source=path)
            except IniError as error:
                line = getattr(error, "lineno", 0) or next(
                    (number for number, _ in getattr(error, "errors", ())), 0
                )
                said = str(error).splitlines()[0]
                self.problem(path, line, f"is not valid INI: {said}")
                return _ini_parser()
        return parser

    def python(self, path: str) -> ast.Module | None:
        """Return the syntax tree; None where the file is missing or broken."""
        key = ("python", path)
        if key not in self._parsed:
            self._parsed[key] = self._parse_python(path)
        found = self._parsed[key]
        return found if isinstance(found, ast.Module) else None

    def _parse_python(self, path: str) -> ast.Module | None:
        text = self.text(path)
        if text is None:
            return None
        try:
            return ast.parse(text)
        except SyntaxError as error:
            self.problem(path, error.lineno or 0, f"is not valid Python: {error.msg}")
        except (ValueError, RecursionError, MemoryError) as error:
            reason = str(error) or type(error).__name__
            self.problem(path, 0, f"is not valid Python: {reason}")
        return None

    def yaml(self, path: str) -> tuple[Node, ...]:
        """Return the root nodes of the YAML documents; empty as above."""
        key = ("yaml", path)
        if key not in self._parsed:
            self._parsed[key] = self._parse_yaml(path)
        found = self._parsed[key]
        return found if isinstance(found, tuple) else ()

    def _parse_yaml(self, path: str) -> tuple[Node, ...]:
        from ruamel.yaml import YAML  # noqa: PLC0415  # slow; many have no YAML
        from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415

        text = self.text(path)
        if text is None:
            return ()
        if len(text) > LARGEST_YAML:
            size = f"{len(text):,} characters"
            self.problem(path, 0, f"is too large to be read as YAML: {size}")
            return ()
        try:
            return tuple(YAML(typ="base", pure=True).compose_all(text))
        except MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            said = error.problem or error.context or "no more is known"
            self.problem(
                path, mark.line + 1 if mark else 0, f"is not valid YAML: {said}"
            )
        except (YAMLError, RecursionError, ValueError) as error:
            said = (str(error) or type(error).__name__).splitlines()[0]
            self.problem(path, 0, f"is not valid YAML: {said}")
        return ()


def _ini_parser() -> RawConfigParser:
    return RawConfigParser(strict=False, default_section="")


def as_mapping(value: object) -> Mapping[str, object]:
    """Return the value where it is a mapping, else an empty one."""
    return value if isinstance(value, dict) else {}


def as_strings(value: object) -> tuple[str, ...]:
    """Return the strings of a list, or the one string; else nothing."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(item for item in value if isinstance(item, str))
    return ()


def table(document: object, *keys: str) -> Mapping[str, object]:
    """Return the table at a path of keys, empty where it is not there."""
    for key in keys:
        document = as_mapping(document).get(key)
    return as_mapping(document)


def ini_pairs(parser: RawConfigParser, section: str, option: str) -> dict[str, str]:
    """Return the lines `name = value` of an INI option as a mapping."""
    value = parser.get(section, option, fallback="") or ""
    pairs = (line.partition("=") for line in value.splitlines() if "=" in line)
    return {name.strip(): target.strip() for name, _, target in pairs}


def walk_yaml(nodes: tuple[Node, ...]) -> Iterator[tuple[tuple[str, ...], str, int]]:
    """Yield each scalar as (keys that lead to it, text, line), each node once.

    See `scalars`.
    """
    for keys, node in scalars(nodes):
        yield keys, node.value, node.start_mark.line + 1


def child(node: Node | None, key: str) -> Node | None:
    """Return the value of a key in a mapping node; None where it is not there."""
    return next((value for name, value in entries(node) if name == key), None)


def entries(node: Node | None) -> tuple[tuple[str, Node], ...]:
    """Return keys and values of a mapping node; empty for any other node."""
    if node is None or not isinstance(node.value, list):
        return ()
    return tuple(
        (item[0].value, item[1])
        for item in node.value
        if isinstance(item, tuple) and isinstance(item[0].value, str)
    )


def elements(node: Node | None) -> tuple[Node, ...]:
    """Return the items of a sequence node; empty for any other node."""
    if node is None or not isinstance(node.value, list):
        return ()
    return tuple(item for item in node.value if not isinstance(item, tuple))
