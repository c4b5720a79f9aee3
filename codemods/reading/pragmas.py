"""Comments by which the owners say that a place is meant to be so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ast
    from collections.abc import Collection

    from codemods.reading.module import Module

_ANY = re.compile(rb"noqa|nosec|pylint", re.IGNORECASE)
_ANY_FILE = re.compile(rb"(?:ruff|flake8)\s*:\s*noqa", re.IGNORECASE)
_NOQA = re.compile(
    r"#\s*noqa(?:\s*:\s*(?P<codes>[A-Z]+[0-9]+(?:[,\s]+[A-Z]+[0-9]+)*))?", re.IGNORECASE
)
_NOSEC = re.compile(r"#\s*nosec\b(?P<codes>(?:[:,\s]+B[0-9]{3}\b)*)")
_PYLINT = re.compile(r"#\s*pylint:\s*disable\s*=\s*(?P<codes>[\w-]+(?:\s*,\s*[\w-]+)*)")
_FILE = re.compile(
    r"^\s*#\s*(?:ruff|flake8)\s*:\s*noqa(?:\s*:\s*(?P<codes>[A-Z0-9, ]+))?\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_BANDIT = re.compile(r"B[0-9]{3}\Z")
_APART = re.compile(r"[:,\s]+")


def kept_by_owner(module: Module, node: ast.AST, rules: Collection[str]) -> str:
    """Return the comment that tells linters to leave a node, "" for none.

    It stands on one of the node's lines, or is for the file as a whole.
    `rules` are the rules of linters that it may name ("S506",
    "logging-fstring-interpolation"); where it names none, it holds for all of
    them, as it does for the linters.
    """
    data = module.source.data
    if not rules or not module.once(_has_any):
        return ""
    place = module.place_of(node)
    text = ""
    if place is not None:
        start = module.source.starts[place.lineno - 1]
        end = module.source.line_end(place.end_lineno or place.lineno)
        text = data[start:end].decode()
    matches = [*_NOQA.finditer(text), *_PYLINT.finditer(text)]
    if any(_BANDIT.match(rule) for rule in rules):
        matches += _NOSEC.finditer(text)
    matches += module.once(_for_the_file)
    for match in matches:
        if _holds(match["codes"] or "", rules):
            return match[0].strip()
    return ""


def _has_any(module: Module) -> bool:
    return _ANY.search(module.source.data) is not None


def _for_the_file(module: Module) -> list[re.Match[str]]:
    data = module.source.data
    return list(_FILE.finditer(data.decode())) if _ANY_FILE.search(data) else []


def _holds(codes: str, rules: Collection[str]) -> bool:
    """Whether a list of rules, or of their beginnings, names one of `rules`."""
    named = [code for code in _APART.split(codes) if code]
    return not named or any(
        rule.upper().startswith(code.upper()) for code in named for rule in rules
    )
