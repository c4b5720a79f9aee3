"""What keeps an installer from leaving its cache in an image: switches, mounts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.reading.installers import installer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.reading.dockerfile import Instruction
    from bot.reading.shell import SimpleCommand, Word

SWITCHES = {"pip": "PIP_NO_CACHE_DIR", "uv": "UV_NO_CACHE"}
"""The variable by which each tool's cache is turned off."""

_FALSE_FOR_UV = frozenset({"", "0", "f", "false", "n", "no", "off"})
_OTHER_CACHES = re.compile(
    r"^/(?:var/(?:cache|lib)/(?:apt|apk|dnf|yum|debconf)\b|etc/apk/cache\b|root/\.npm\b"
    r"|(?:root|usr/local)/\.?cargo\b|go/|root/\.cache/(?:go-build|yarn|bazel)\b)"
)
CACHE_FOLDER = re.compile(r"\.cache\b|(?:PIP|UV|POETRY|PIPENV|XDG)_CACHE|pip-cache")
"""A folder, or a variable for one, in which an installer keeps its cache."""


def says_no_cache(tool: str, word: Word) -> bool:
    """Return whether this option turns the cache off.

    pip takes any unmistakable beginning of an option's name.
    """
    if tool == "pip":
        return word.text.startswith("--no-cac")
    return word.text in {"--no-cache", "--no-cache-dir", "-n"}


def is_off(tool: str, value: str) -> bool:
    """Return whether this value of the switch turns the cache off.

    pip takes false values for true ones here, for old times' sake.
    """
    return bool(value) if tool == "pip" else value.lower() not in _FALSE_FOR_UV


def is_switched_off(tool: str, seen: Sequence[SimpleCommand]) -> bool:
    """Return whether the last command, or an export before it, sets the switch."""
    if tool not in SWITCHES:
        return False
    prefix = SWITCHES[tool] + "="
    words = [*seen[-1].assignments, *seen[-1].words]
    for command in seen[:-1]:
        if command.words and command.words[0].text == "export":
            words += command.words
    if tool == "pip" and any(configures_pip(command) for command in seen[:-1]):
        return True
    return any(
        word.text.startswith(prefix) and is_off(tool, word.text[len(prefix) :])
        for word in words
    )


def configures_pip(command: SimpleCommand) -> bool:
    """Return whether this is `pip config set global.no-cache-dir ...`."""
    found = installer(command.words)
    return (
        found is not None
        and found.command == "pip config"
        and any(word.text.endswith("no-cache-dir") for word in found.arguments)
    )


def mounted(run: Instruction, environment: Mapping[str, str]) -> str:
    """Return why a cache mount on the RUN settles the matter; "" if none does."""
    for flag in run.flags()[0]:
        if not flag.startswith("--mount="):
            continue
        settings = dict(
            part.partition("=")[::2] for part in flag[len("--mount=") :].split(",")
        )
        if settings.get("type") != "cache":
            continue
        folder = next(
            (
                settings[key]
                for key in ("target", "dst", "destination")
                if key in settings
            ),
            "",
        )
        if CACHE_FOLDER.search(folder) or folder in {
            environment.get("PIP_CACHE_DIR"),
            environment.get("UV_CACHE_DIR"),
        }:
            return "a cache mount keeps it out of the image"
        if not _OTHER_CACHES.match(folder):
            return f"the cache mount at {folder} may be for it"
    return ""


def empties_cache(after: Sequence[SimpleCommand]) -> bool:
    """Return whether one of the later commands removes an installer's cache."""
    for command in after:
        texts = [word.text for word in command.words]
        if not texts:
            continue
        if texts[0] == "rm" and any(
            CACHE_FOLDER.search(text) or "cache dir" in text for text in texts
        ):
            return True
        found = installer(command.words)
        if found and found.command in {"pip cache", "uv cache", "poetry cache"}:
            return True
    return False
