"""The target at one commit: its facts, and what each action finds in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.actions.base import Action
    from bot.model import Assessment, Policy
    from bot.protocols import Checkout, Progress


def assess(  # noqa: PLR0913  # each is a fact of its own
    checkout: Checkout,
    policy: Policy,
    actions: Mapping[str, Action],
    *,
    cache: Path,
    workers: int,
    progress: Progress,
) -> Assessment:
    """Return facts and findings of the target at the checkout's commit.

    All codemods look at a file in one go, in `workers` processes; the result
    depends on neither their number nor their order. A file that ends or
    stalls its process is named in `facts.problems`; an action with a defect
    is blocked, with the reason. Results are kept below the folder `cache`.
    """
    raise NotImplementedError
