"""The rules that Ruff has, from Ruff itself."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import ActionError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.protocols import Tools


@dataclass(frozen=True, slots=True)
class Rules:
    """Code to name, of the stable rules and of those in preview."""

    stable: Mapping[str, str]
    preview: Mapping[str, str]

    def is_known(self, selector: str) -> bool:
        """Return whether the selector stands for stable rules."""
        return any(_stands_for(selector, code) for code in self.stable)

    def only_preview(self, selector: str) -> bool:
        """Return whether the selector stands for rules in preview alone."""
        return not self.is_known(selector) and any(
            _stands_for(selector, code) for code in self.preview
        )

    def named(self, name: str, prefix: str) -> tuple[str, ...]:
        """Return the codes of the stable rules of that name and prefix."""
        return tuple(
            code
            for code, own in self.stable.items()
            if own == name and code.startswith(prefix)
        )


def _stands_for(selector: str, code: str) -> bool:
    """Return whether Ruff takes the selector for the code.

    A selector is a family ("SIM"), or a family and the first digits of codes;
    "S" is not "SIM", but "PL" is all of pylint's.
    """
    family = re.match("[A-Z]*", selector)
    own = re.match("[A-Z]*", code)
    if not selector or not code.startswith(selector) or not family or not own:
        return False
    return family[0] == own[0] or selector == "PL"


def read_rules(tools: Tools) -> Rules:
    """Return Ruff's rules. Raises `ActionError` where it does not tell them."""
    done = tools.run(("ruff", "rule", "--all", "--output-format", "json"))
    try:
        items = json.loads(done.stdout)
        rules = [
            (item["code"], item["name"], item["status"])
            for item in items
            if item["code"]  # a rule in preview may not have a code yet
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise ActionError("ruff does not say which rules it has") from error
    return Rules(
        {code: name for code, name, status in rules if "Stable" in status},
        {code: name for code, name, status in rules if "Preview" in status},
    )
