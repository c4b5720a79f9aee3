"""The policy of a repository: `[tool.honebot]`, else `.honebot.toml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.actions.base import Action
    from bot.model import Policy
    from bot.protocols import Tree


def read_policy(tree: Tree, actions: Mapping[str, Action]) -> Policy:
    """Return what the owners allow and want; the default where nothing is said.

    Raises `PolicyError` with the file, the line, the nearest known name and
    the way out.
    """
    raise NotImplementedError


def parse_policy(content: bytes, path: str, actions: Mapping[str, Action]) -> Policy:
    """Return the policy in the content of `pyproject.toml` or `.honebot.toml`.

    The name of `path` decides which. Raises `PolicyError` as above.
    """
    raise NotImplementedError


def schema(actions: Mapping[str, Action]) -> dict[str, object]:
    """Return the JSON Schema (2020-12) of `.honebot.toml`."""
    raise NotImplementedError
