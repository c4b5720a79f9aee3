"""A plan as text, Markdown and JSON-able values. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model import Plan


def as_table(plan: Plan) -> str:
    """Return plain aligned text for a terminal, ending in a newline."""
    raise NotImplementedError


def as_markdown(plan: Plan) -> str:
    """Return a Markdown document, ending in a newline."""
    raise NotImplementedError


def as_json(plan: Plan) -> dict[str, object]:
    """Return the values of `honebot plan --format json`."""
    raise NotImplementedError
