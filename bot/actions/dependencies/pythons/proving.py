"""Whether an edited file still is what it was, and says what it was to say."""

from __future__ import annotations

import ast
import configparser
import tomllib
from typing import TYPE_CHECKING

from bot.model import Check
from bot.reading.yaml_text import YamlTextError, compose
from bot.words import counted
from codemods.model import LeftAlone, Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.actions.dependencies.pythons.editing import Edited
    from bot.protocols import Tools


def doubt(file: Edited) -> LeftAlone | None:
    """Return why an edited file is not to be trusted; None where it is."""
    path = file.named.path
    if file.text == file.named.text.text:
        return None
    try:
        _parse(path, file.named.text.text)
    except _ERRORS:
        return None
    try:
        _parse(path, file.text)
    except _ERRORS as error:
        reason = f"the edit would break it: {error}".splitlines()[0]
        return LeftAlone(path, 0, reason, Outcome.UNSURE)
    return None


_ERRORS = (
    SyntaxError,
    ValueError,
    YamlTextError,
    configparser.Error,
    tomllib.TOMLDecodeError,
)


def _parse(path: str, text: str) -> None:
    if path.endswith(".toml") or path == "Pipfile":
        tomllib.loads(text)
    elif path.endswith((".yml", ".yaml")):
        compose(text)
    elif path.endswith(".py"):
        ast.parse(text)
    elif path.endswith((".cfg", ".ini")):
        configparser.RawConfigParser(strict=False).read_string(text)


def checks(tools: Tools, files: Sequence[Edited]) -> tuple[Check, ...]:
    """Return what was checked of the edited files."""
    del tools
    number = counted(len(files), "file")
    return (
        Check("edited files can be read", passed=True, before=number, after=number),
    )
