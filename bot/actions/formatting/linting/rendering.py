"""Ruff's settings as TOML, in `pyproject.toml` or in a `ruff.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions.files.text import Text
from bot.actions.files.toml import (
    Toml,
    add_table,
    parse_toml,
    render_list,
    render_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.actions.formatting.linting.carried import Value
    from bot.actions.formatting.linting.configuration import Configuration
    from bot.reading.toml_scanner import Key

RATCHET = "    # Broken today: mend the places of a rule, then take its line away.\n"


def rendered(configuration: Configuration, toml: Toml | None) -> Toml:
    """Return the document with the settings; a new `ruff.toml` without one."""
    document = toml or parse_toml(Text("ruff.toml", ""))
    prefix: Key = ("tool", "ruff") if toml else ()
    for key, body in _tables(configuration):
        if body and (prefix or key):
            document = add_table(document, (*prefix, *key), body)
        elif body:
            document = parse_toml(document.text.insert_lines(0, body))
    return document


def _tables(configuration: Configuration) -> Iterator[tuple[Key, str]]:
    yield (), _top(configuration)
    yield ("lint",), _lint(configuration)
    if configuration.per_file:
        yield ("lint", "per-file-ignores"), _per_file(configuration)
    for name, table in sorted(configuration.tables.items()):
        lines = (f"{key} = {_value(value)}\n" for key, value in table.items())
        yield ("lint", name), "".join(lines)


def _top(configuration: Configuration) -> str:
    lines = []
    if configuration.line_length is not None:
        lines.append(f"line-length = {configuration.line_length}\n")
    if configuration.target_version:
        lines.append(f'target-version = "{configuration.target_version}"\n')
    if configuration.exclude:
        lines.append(f"extend-exclude = {_commented(configuration.exclude)}\n")
    return "".join(lines)


def _lint(configuration: Configuration) -> str:
    lines = [f"select = {render_list(configuration.select)}\n"]
    if configuration.ignore:
        lines.append(f"ignore = {_commented(configuration.ignore, RATCHET)}\n")
    return "".join(lines)


def _per_file(configuration: Configuration) -> str:
    lines = []
    for pattern, codes in sorted(configuration.per_file.items()):
        comment = configuration.per_file_comments.get(pattern, "")
        behind = f"  # {comment}" if comment else ""
        lines.append(f"{render_text(pattern)} = {render_list(sorted(codes))}{behind}\n")
    return "".join(lines)


def _commented(items: Mapping[str, str], heading: str = "") -> str:
    """Return an array; with comments, one item a line, below the heading."""
    if not any(items.values()):
        return render_list(tuple(items))
    plain = [f"    {render_text(item)},\n" for item, why in items.items() if not why]
    lines = [
        f"    {render_text(item)},  # {why}\n" for item, why in items.items() if why
    ]
    return "[\n" + "".join((*plain, heading, *lines)) + "]"


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return render_text(value)
    return render_list(value)
