"""The formatter's settings: those of the project, or the ones it should get."""

from __future__ import annotations

import ast
import re
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.files.text import Text
from bot.actions.files.toml import (
    Toml,
    add_keys,
    add_table,
    parse_toml,
    read_toml,
    set_value,
)
from bot.actions.formatting.layout.layouts import black, ruff
from bot.actions.formatting.layout.line_lengths import DEFAULT, LineLength, line_length
from bot.actions.formatting.layout.ruff_files import configuration
from bot.errors import ActionError
from codemods.reading.source import UnreadableSourceError, parse, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.actions.base import Target
    from bot.actions.formatting.layout.formatters import Choice
    from bot.actions.formatting.layout.layouts import Layout
    from bot.actions.formatting.layout.programs import Program
    from bot.protocols import Tools

PYPROJECT = "pyproject.toml"
KEEP_QUOTES = ("--config", "format.quote-style='preserve'")


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file of the settings becomes, and what to say of it.

    `path` is "" where no file changes; then `options` are given to the
    formatter on its command line.
    """

    path: str = ""
    content: bytes = b""
    options: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def black_settings(
    target: Target,
    choice: Choice,
    files: Mapping[str, bytes],
    program: Program,
    tools: Tools,
) -> Settings:
    """Return Black's settings at the top of the target.

    Those that are there, or that a gate gives, stay, but for a line length
    given by hand. Where there are none, the length is inferred and written
    down. Raises
    `ActionError` for a length that is no number, `BrokenFileError` for a
    `pyproject.toml` that is not TOML.
    """

    def lay_out(some: Mapping[str, bytes], length: int) -> Layout:
        options = ("--fast", "-S", "--line-length", str(length))
        return black(some, {}, program, tools, options=options)

    toml = read_toml(target.tree, PYPROJECT) if PYPROJECT in target.tree else None
    given = _given(target)
    if toml and toml.table("tool", "black") is not None:
        return _kept(toml, ("tool", "black"), given)
    if choice.gates:
        return _on_command_line(given)
    return _new_black(target, toml, given or line_length(target, files, lay_out))


def _kept(toml: Toml, table: tuple[str, ...], given: LineLength | None) -> Settings:
    if given is None:
        return Settings()
    edited = _with_length(toml, table, given.characters)
    return Settings(toml.text.path, edited.text.encoded, (), (given.because,))


def _on_command_line(given: LineLength | None) -> Settings:
    if given is None:
        return Settings()
    option = f"--line-length={given.characters}"
    return Settings("", b"", (option,), (given.because,))


def _new_black(target: Target, toml: Toml | None, length: LineLength) -> Settings:
    line = f"line-length = {length.characters}\n"
    body = line + _target_version(target, toml)
    if toml:
        edited = add_table(toml, ("tool", "black"), body)
        return Settings(PYPROJECT, edited.text.encoded, (), (length.because,))
    if length.characters == DEFAULT or not target.facts.manifests:
        option = f"--line-length={length.characters}"
        return Settings("", b"", (option,), (length.because,))
    foreign = _imports_of_setup(target)
    if foreign:
        reason = (
            f"There is no pyproject.toml, and setup.py imports {foreign}, which an "
            "isolated build (what pip does once there is one) would not find; so "
            f"Black's default of {DEFAULT} is used, which needs no configuration."
        )
        return Settings("", b"", (), (reason,))
    note = "pyproject.toml is new: Black reads its settings from no other file."
    new = add_table(parse_toml(Text(PYPROJECT, "")), ("tool", "black"), body)
    return Settings(PYPROJECT, new.text.encoded, (), (length.because, note))


def _target_version(target: Target, toml: Toml | None) -> str:
    """Return the line that names the lowest Python, where Black cannot see it.

    Black infers it from `project.requires-python`; without either it looks at
    each file alone.
    """
    project = toml.table("project") if toml else None
    if not target.facts.requires_python or (project and "requires-python" in project):
        return ""
    major, minor = target.facts.lowest_python
    return f'target-version = ["py{major}{minor}"]\n'


def _imports_of_setup(target: Target) -> str:
    """Return a package that setup.py needs beside setuptools, "" if none."""
    if "setup.py" not in target.tree:
        return ""
    try:
        tree = parse(read(target.tree.read("setup.py")))
    except UnreadableSourceError:
        return "what cannot be read"
    known = {"setuptools", "pkg_resources", "distutils", *sys.stdlib_module_names}
    known |= {path.split("/")[0].removesuffix(".py") for path in target.tree.paths()}
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module]
        for name in names:
            if name.split(".")[0] not in known:
                return name
    return ""


def ruff_settings(
    target: Target,
    choice: Choice,
    files: Mapping[str, bytes],
    program: Program,
    tools: Tools,
) -> Settings:
    """Return Ruff's settings at the top of the target, as for Black.

    Only a line length is ever added, where the settings name none and extend
    no other file.
    """

    def lay_out(some: Mapping[str, bytes], length: int) -> Layout:
        options = ("--line-length", str(length), *KEEP_QUOTES)
        return ruff(some, configuration(target), program, tools, options=options)

    given = _given(target)
    if choice.gates and given is None:
        return Settings()
    toml, table = _ruff_file(target)
    if toml:
        own = toml.table(*table) or {}
        if given is None and not {"line-length", "extend"}.isdisjoint(own):
            return Settings()
        length = given or line_length(target, files, lay_out)
        if given is None and length.characters == DEFAULT:
            return Settings("", b"", (), (length.because,))
        return _kept(toml, table, length)
    length = given or line_length(target, files, lay_out)
    option = f"--line-length={length.characters}"
    if length.characters == DEFAULT or not target.facts.manifests:
        return Settings("", b"", (option,), (length.because,))
    content = f"line-length = {length.characters}\n".encode()
    return Settings("ruff.toml", content, (), (length.because,))


def _ruff_file(target: Target) -> tuple[Toml | None, tuple[str, ...]]:
    """Return the file of Ruff's settings at the top, and the table in it."""
    for path in ("ruff.toml", ".ruff.toml"):
        if path in target.tree:
            return read_toml(target.tree, path), ()
    if PYPROJECT in target.tree:
        toml = read_toml(target.tree, PYPROJECT)
        if toml.table("tool", "ruff") is not None:
            return toml, ("tool", "ruff")
    return None, ()


def _given(target: Target) -> LineLength | None:
    text = target.params.get("line_length")
    if text is None:
        return None
    if not re.fullmatch(r"[1-9]\d{0,2}", text):
        raise ActionError(f"line_length is {text!r}, not a number of characters")
    return LineLength(int(text), f"The line length is {text}, as asked for.")


def _with_length(toml: Toml, table: tuple[str, ...], length: int) -> Toml:
    for name in ("line-length", "line_length"):
        place = toml.place(*table, name)
        if place:
            return set_value(toml, place, str(length))
    if table:
        return add_keys(toml, table, f"line-length = {length}\n")
    return parse_toml(toml.text.insert_lines(0, f"line-length = {length}\n"))
