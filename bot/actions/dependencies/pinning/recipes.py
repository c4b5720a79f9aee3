"""How a requirements file was compiled: the command in its header."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass

_COMMAND = re.compile(r"^#\s+(uv pip compile|pip-compile)((?:\s.*)?)$", re.MULTILINE)
_PYTHON = re.compile(r"pip-compile with Python 3\.(\d+)")
_VALUED = frozenset(
    {
        "-c",
        "--constraint",
        "--extra",
        "--index-url",
        "-i",
        "--extra-index-url",
        "-f",
        "--find-links",
        "--group",
        "--pip-args",
        "-P",
        "--upgrade-package",
        "--resolver",
        "--annotation-style",
        "--unsafe-package",
        "-p",
        "--python",
        "--python-version",
        "--python-platform",
        "--exclude-newer",
        "--custom-compile-command",
    }
)
_OUTPUT = ("-o", "--output-file")


@dataclass(frozen=True, slots=True)
class Recipe:
    """The command that wrote a file; `minor` is the Python 3 of pip-compile."""

    tool: str
    options: tuple[str, ...]
    sources: tuple[str, ...]
    minor: int | None


def read_recipe(content: str) -> Recipe | None:
    """Return the recipe in the header of a compiled file, None where there is none."""
    header = content[:4000]
    match = _COMMAND.search(header)
    if match is None:
        return None
    try:
        words = shlex.split(match[2])
    except ValueError:
        return None
    options: list[str] = []
    sources: list[str] = []
    position = 0
    while position < len(words):
        word = words[position]
        position += 1
        if word in _OUTPUT:
            position += 1
        elif word.startswith("--output-file="):
            continue
        elif word in _VALUED:
            options += [word, *words[position : position + 1]]
            position += 1
        elif word.startswith("-"):
            options.append(word)
        else:
            sources.append(word)
    python = _PYTHON.search(header)
    return Recipe(
        "uv" if match[1].startswith("uv") else "pip-compile",
        tuple(options),
        tuple(sources),
        int(python[1]) if python else None,
    )
