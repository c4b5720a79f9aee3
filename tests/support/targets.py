"""Targets from a mapping of paths to text, with the facts gathered of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions.base import Target
from bot.assessment.facts import gather
from bot.model import Policy
from bot.services.trees import MemoryTree

if TYPE_CHECKING:
    from collections.abc import Mapping


def target_of(
    files: Mapping[str, str], params: Mapping[str, str] | None = None
) -> Target:
    """Return the files as a target."""
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    return Target(tree, gather(tree, Policy()), params=params or {})
