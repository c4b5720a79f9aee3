"""The types of parameters that docstrings speak of."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codemods.reading.signatures import Definition

_WAYS = (
    r"^\s*:type\s+{name}\s*:\s*(?P<type>[^\n]+)",
    r"^\s*:param\s+(?P<type>\S[^:\n]*?)\s+{name}\s*:",
    r"^\s*\*{{0,2}}{name}\s*\((?P<type>[^)\n]+)\)\s*:",
    r"^\s*{name}(?:\s*,\s*\w+)*\s+:\s*(?P<type>[^\n]+)",
    r"^\s*(?:\w+\s*,\s*)+{name}(?:\s*,\s*\w+)*\s*:\s*(?P<type>[^\n]+)",
)
_WORDS = {
    "bool": re.compile(r"(?:`*bool(?:ean)?`*|True|False)\b"),
    "str": re.compile(r"(?:`*str(?:ing)?`*\b|[`'\"{])"),
}
_OTHERS = re.compile(
    r"\b(?:None|array|bytes|callable|class|dict|file|float|function|int|integer|list"
    r"|mapping|number|object|optional\[|path|sequence|set|tuple|union)\b|:class:",
    re.IGNORECASE,
)


def of(function: Definition, name: str) -> str:
    """Return what a function's docstring says of a parameter's type, "" if nothing.

    Known are the styles of Sphinx, Google and NumPy.
    """
    text = ast.get_docstring(function) or ""
    if name not in text:
        return ""
    for way in _WAYS:
        match = re.search(way.format(name=re.escape(name)), text, re.MULTILINE)
        if match:
            return match["type"].strip()
    return ""


def agrees(said: str, name: str) -> bool:
    """Return whether words about a type surely mean "bool" or "str", and no more."""
    return _WORDS[name].match(said) is not None and not _OTHERS.search(said)
