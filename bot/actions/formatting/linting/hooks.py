"""The options that a pre-commit hook gives to its linter."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from bot.actions.files.errors import BrokenFileError
from bot.actions.files.pre_commit import read_pre_commit

if TYPE_CHECKING:
    from bot.actions.base import Target
    from bot.actions.files.pre_commit import Hook


def hook(target: Target, name: str) -> Hook | None:
    """Return the hook of that id, None where there is none to be read."""
    try:
        config = read_pre_commit(target.tree)
    except BrokenFileError:
        return None
    return config.find(name) if config else None


def hook_options(target: Target, name: str) -> dict[str, str] | None:
    """Return the options of the hook, names with underscores; None without it.

    An option without a value is "true".
    """
    found = hook(target, name)
    if found is None:
        return None
    options: dict[str, str] = {}
    last = ""
    for word in (part for arg in found.args for part in shlex.split(arg)):
        if word.startswith("--"):
            last, _, value = word[2:].partition("=")
            last = last.replace("-", "_")
            options[last] = value or "true"
        elif last:
            options[last] = word
            last = ""
    return options
