"""The settings with what lacked, in the file that they belong to."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from bot.actions.files.ini import add_options, parse_ini, read_ini
from bot.actions.files.text import Text
from bot.actions.files.toml import add_keys, read_toml, render_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.actions.base import Target
    from bot.actions.testing.coverage.settings import Settings
    from bot.actions.testing.coverage.wanted import Option, Value


def written(target: Target, settings: Settings, options: Sequence[Option]) -> Text:
    """Return the file of the settings with the options in it.

    Raises `BrokenFileError` and `UnusualFileError`.
    """
    sections = [
        (name, list(own)) for name, own in groupby(options, lambda o: o.section)
    ]
    if settings.is_toml:
        toml = read_toml(target.tree, settings.path)
        for section, own in sections:
            body = "".join(f"{each.name} = {_toml(each.value)}\n" for each in own)
            toml = add_keys(toml, ("tool", "coverage", section), body)
        return toml.text
    if settings.path in target.tree:
        ini = read_ini(target.tree, settings.path)
    else:
        ini = parse_ini(Text(settings.path, ""))
    for section, own in sections:
        pairs = [(option.name, _ini(option.value)) for option in own]
        ini = add_options(ini, f"{settings.prefix}{section}", pairs)
    return ini.text


def _toml(value: Value) -> str:
    if isinstance(value, tuple):
        return render_list(value)
    return str(value).lower()


def _ini(value: Value) -> str:
    if isinstance(value, tuple):
        return value[0] if len(value) == 1 else "\n".join(("", *value))
    return str(value).lower()
