"""An assessment as text, Markdown and JSON-able values."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.model import Assessment


def as_table(assessment: Assessment) -> str:
    """Return plain aligned text for a terminal, ending in a newline."""
    raise NotImplementedError


def as_markdown(assessment: Assessment) -> str:
    """Return a Markdown document, ending in a newline."""
    raise NotImplementedError


def as_json(assessment: Assessment) -> dict[str, object]:
    """Return the values of `honebot assess --format json`."""
    raise NotImplementedError
