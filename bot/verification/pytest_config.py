"""What the target tells pytest in its configuration files."""

from __future__ import annotations

import configparser
import re
import shlex
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.protocols import Tree

CONFIG_FILES: Final = (
    ("pytest.toml", "pytest"),
    (".pytest.toml", "pytest"),
    ("pytest.ini", "pytest"),
    (".pytest.ini", "pytest"),
    ("pyproject.toml", "tool.pytest"),
    ("tox.ini", "pytest"),
    ("setup.cfg", "tool:pytest"),
)
"""Where pytest looks, in its order, and in which table.

https://docs.pytest.org/en/stable/reference/customize.html
"""


@dataclass(frozen=True, slots=True)
class PytestConfig:
    """`path` is the file that counts ("" for none), the rest what it says.

    `table` is all that it says, as text.
    """

    path: str = ""
    options: tuple[str, ...] = ()
    testpaths: tuple[str, ...] = ()
    required_plugins: tuple[str, ...] = ()
    table: tuple[tuple[str, str], ...] = ()


def read_pytest_config(tree: Tree) -> PytestConfig:
    """Return the configuration that pytest takes at the target's root."""
    for path, table in CONFIG_FILES:
        if path not in tree:
            continue
        text = tree.read(path).decode("utf-8", "replace")
        values = _toml(text, table) if path.endswith(".toml") else _ini(text, table)
        if values is None and path.endswith("pytest.ini"):
            values = {}  # counts even when it is empty
        if values is not None:
            return PytestConfig(
                path,
                tuple(_words(values.get("addopts"))),
                tuple(_words(values.get("testpaths"))),
                tuple(_words(values.get("required_plugins"))),
                tuple(sorted((key, str(value)) for key, value in values.items())),
            )
    return PytestConfig()


def _toml(text: str, table: str) -> dict[str, Any] | None:
    try:
        document: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return None
    for key in table.split("."):
        document = document.get(key) if isinstance(document, dict) else None
    if not isinstance(document, dict):
        return None
    options = document.get("ini_options")
    return options if isinstance(options, dict) else document


def _ini(text: str, section: str) -> dict[str, Any] | None:
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(text)
    except configparser.Error:
        return None
    return dict(parser.items(section)) if parser.has_section(section) else None


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        uncommented = re.sub(r"(?m)^\s*#.*$", "", value)
        try:
            yield from shlex.split(uncommented)
        except ValueError:  # a quotation that does not end
            yield from uncommented.split()
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))
