"""A TOML file that is read with the place of every value."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

from bot.dependencies.finding.source import UnreadableError
from bot.reading.toml_tree import Table, tree

if TYPE_CHECKING:
    from bot.dependencies.finding.source import Source

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")


def read_toml(source: Source) -> Table:
    """Return the document; raise `UnreadableError` where it is no TOML."""
    return parse_toml(source.text)


def parse_toml(text: str) -> Table:
    """Return a document by its text; raises as `read_toml` does."""
    try:
        tomllib.loads(text)
        return tree(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = int(place[1]) if place and place[1] else text.count("\n") + 1
        reason = _PLACE.sub("", str(error))
        raise UnreadableError(line, f"is not valid TOML: {reason}") from error
    except RecursionError:
        reason = "is not valid TOML: nested too deeply"
        raise UnreadableError(0, reason) from None
