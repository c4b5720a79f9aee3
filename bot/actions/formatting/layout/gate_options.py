"""What a hook or a job tells its formatter on the command line."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SHORT = {
    "-l": "--line-length",
    "-t": "--target-version",
    "-S": "--skip-string-normalization",
    "-C": "--skip-magic-trailing-comma",
}
_VALUES = frozenset(
    {
        "config",
        "enable-unstable-feature",
        "exclude",
        "extend-exclude",
        "force-exclude",
        "include",
        "line-length",
        "target-version",
    }
)
_FLAGS = frozenset(
    {
        "preview",
        "pyi",
        "skip-magic-trailing-comma",
        "skip-string-normalization",
        "unstable",
    }
)


def options_of(words: Sequence[str]) -> dict[str, str]:
    """Return the options that change a layout, by name; a flag has the value "".

    Of a name that is given twice the last counts, as on the command line.
    """
    found: dict[str, str] = {}
    waiting = ""
    for word in words:
        if waiting:
            found[waiting] = word
            waiting = ""
            continue
        name, given, value = word.partition("=")
        name = _SHORT.get(name, name)
        if word[:2] in {"-l", "-t"} and len(word) > 2 and not given:  # noqa: PLR2004
            name, given, value = _SHORT[word[:2]], "=", word[2:]
        name = name.removeprefix("--") if name.startswith("--") else ""
        if name in _FLAGS:
            found[name] = ""
        elif name in _VALUES and given:
            found[name] = value
        elif name in _VALUES:
            waiting = name
    return found


def words_of(text: str) -> list[str]:
    """Return the words of a command's rest, up to where another one begins."""
    words: list[str] = []
    lexer = shlex.shlex(text, posix=True, punctuation_chars=True)
    lexer.whitespace_split = True
    try:
        for word in lexer:
            if word in {"&&", "||", ";", "|", ">", ">>", "&"}:
                break
            words.append(word.strip("\"',[]"))
    except ValueError:
        return []
    return words


def as_arguments(options: Mapping[str, str]) -> tuple[str, ...]:
    """Return the options as words of a command line."""
    return tuple(
        f"--{name}={value}" if value else f"--{name}" for name, value in options.items()
    )


def as_settings(options: Mapping[str, str]) -> dict[str, Any]:
    """Return the options as the settings of a file would be read."""
    settings: dict[str, Any] = {
        name: value or True for name, value in options.items() if name != "config"
    }
    if str(settings.get("line-length", "")).isdecimal():
        settings["line-length"] = int(settings["line-length"])
    return settings
