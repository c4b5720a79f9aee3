"""Whose token an expression of a workflow gives: the job's own, or another."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_EXPRESSION = re.compile(r"\$\{\{.*?\}\}", re.DOTALL)
_OWN = re.compile(
    r"\bsecrets\s*(?:\.\s*|\[\s*['\"])GITHUB_TOKEN\b|\bgithub\s*(?:\.\s*|\[\s*['\"])token\b"
    r"|toJSON\(\s*(?:secrets|github)\s*\)",
    re.IGNORECASE,
)
_OTHER = re.compile(r"\bsecrets\b|\bsteps\b.*\btoken\b", re.IGNORECASE | re.DOTALL)

OWN_MARK = "OWN_TOKEN_OF_JOB"
"""What stands for the job's token in a script after `masked`."""


class Token(Enum):
    """Whose token a value holds."""

    NONE = 0
    OTHER = 1
    OWN = 2


def token_in(value: str, own_inputs: frozenset[str] = frozenset()) -> Token:
    """Return whose token the expressions of a value give.

    `own_inputs` are inputs of a local action that hold the job's own.
    """
    found = Token.NONE
    for match in _EXPRESSION.finditer(value):
        inputs = re.findall(r"\binputs\s*\.\s*([\w-]+)", match.group())
        if _OWN.search(match.group()) or own_inputs.intersection(inputs):
            return Token.OWN
        if _OTHER.search(match.group()):
            found = Token.OTHER
    return found


def own_names(env: Mapping[str, str], own_inputs: frozenset[str]) -> frozenset[str]:
    """Return the variables that hold the job's own token."""
    return frozenset(
        name for name, value in env.items() if token_in(value, own_inputs) is Token.OWN
    )


def masked(script: str, own_inputs: frozenset[str] = frozenset()) -> str:
    """Return the script with every expression replaced by a plain word."""

    def word(match: re.Match[str]) -> str:
        if token_in(match.group(), own_inputs) is Token.OWN:
            return OWN_MARK
        return "EXPRESSION"

    return _EXPRESSION.sub(word, script)
