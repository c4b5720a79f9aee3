"""What the pipeline works with: the edges of the world, and what was asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from bot.actions.base import Action
    from bot.model import Change, Facts, Policy, Verification
    from bot.protocols import Checkout, Forge, Progress, Tools
    from bot.verification.baseline import Baseline


class Verifying(Protocol):
    """What the pipeline needs of `bot.verification.verify.Verifier`."""

    def baseline(
        self, checkout: Checkout, facts: Facts, policy: Policy, progress: Progress
    ) -> Baseline:
        """Return what the tests of the base commit do; cached."""

    def verify(
        self, change: Change, baseline: Baseline, progress: Progress
    ) -> Verification:
        """Return the verdict on one change alone."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Everything that touches the world, and how much of it to use.

    `workers` is the number of processes for the assessment, `verifications`
    how many changes are verified at one time. `cache` is a folder of our own.
    `offline` keeps the plan from asking package indexes; `world` names the
    settings that say whom to ask, "" where answers are not to be kept.
    """

    checkout: Callable[[Request], Checkout]
    forge: Callable[[Checkout], Forge]
    tools: Tools
    verifier: Verifying
    actions: Mapping[str, Action]
    progress: Progress
    cache: Path
    workers: int = 2
    verifications: int = 2
    offline: bool = False
    world: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for. `where` is a folder or a URL, `root` a folder in it.

    `only` names actions by hand; `limit` is the most pull requests that may
    be opened or brought up to date; `plan_file` is a Markdown plan.
    """

    where: str
    root: str = ""
    ref: str = ""
    only: tuple[str, ...] = ()
    limit: int | None = None
    plan_file: Path | None = None
    dry_run: bool = False
    params: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
