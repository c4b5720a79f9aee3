"""Which files the owners' policy keeps from every action."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pathspec import GitIgnoreSpec

if TYPE_CHECKING:
    from bot.model import Policy

EXCLUDED = "the policy excludes it"
"""The reason to give for leaving such a file alone."""


def is_excluded(policy: Policy, path: str) -> bool:
    """Return whether the policy's `exclude` matches the path, as gitignore does."""
    return bool(policy.exclude) and _patterns(policy.exclude).match_file(path)


@lru_cache(maxsize=16)
def _patterns(lines: tuple[str, ...]) -> GitIgnoreSpec:
    return GitIgnoreSpec.from_lines(lines)
