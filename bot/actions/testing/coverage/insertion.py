"""One more requirement beside pytest's, in the layout of its file."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.actions.files.beside import Addition, with_addition
from bot.actions.testing.coverage.versions import like_pytest

if TYPE_CHECKING:
    from bot.actions.base import Target
    from bot.actions.files.text import Text
    from bot.model import Requirement

PLUGIN = "pytest-cov"


def with_plugin(target: Target, need: Requirement) -> Text | None:
    """Return the file of pytest's requirement with pytest-cov's beside it.

    None where the place is written in a way that is not edited safely.
    """
    like = partial(like_pytest, minimum_python=target.facts.minimum_python)
    return with_addition(target.tree.read(need.path), need, Addition(PLUGIN, like))
