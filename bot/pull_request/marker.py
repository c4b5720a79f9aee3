"""The hidden last line, by which Honebot finds its pull requests again.

People can edit it, so it is never the truth about anything: it serves to
rebuild what was lost.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass

VERSION = 1

_BEGIN = "<!-- honebot "
_END = " -->"
_MEANING = re.compile(r"[^A-Za-z0-9 .:,/_\"{}\\-]")
"""Characters that are written as JSON escapes. `json` itself leaves only ASCII."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The action's key, the base commit, and the Honebot that wrote the text."""

    key: str
    base: str
    honebot: str


def write_marker(marker: Marker) -> str:
    """Return the line; nothing in it means anything to Markdown or a forge."""
    document = json.dumps({"version": VERSION, **asdict(marker)})
    document = _MEANING.sub(lambda found: f"\\u{ord(found[0]):04x}", document)
    return f"{_BEGIN}{document}{_END}"


def read_marker(body: str) -> Marker | None:
    """Return the marker of a pull request's text, None where there is none."""
    lines = body.rstrip().splitlines()
    if not lines or not (lines[-1].startswith(_BEGIN) and lines[-1].endswith(_END)):
        return None
    try:
        found = json.loads(lines[-1].removeprefix(_BEGIN).removesuffix(_END))
        if found["version"] != VERSION:
            return None
        return Marker(str(found["key"]), str(found["base"]), str(found["honebot"]))
    except (ValueError, KeyError, TypeError):
        return None
