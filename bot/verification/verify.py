"""The verdict on each change, from the target's own tests and tools."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.model import Change, Facts, Policy, Verification
    from bot.protocols import Checkout, Interpreter, Progress, Sandbox, Tools
    from bot.verification.baseline import Baseline


class Verifier:
    """Runs the target's tests before and after a change, in the sandbox.

    Safe to use from several threads at once: each run works on a copy of its
    own, and what is built once (environment, baseline) is built under a lock.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        tools: Tools,
        interpreters: Sequence[Interpreter],
        cache: Path,
    ) -> None:
        self.sandbox = sandbox
        self.tools = tools
        self.interpreters = tuple(interpreters)
        self.cache = cache

    def baseline(
        self, checkout: Checkout, facts: Facts, policy: Policy, progress: Progress
    ) -> Baseline:
        """Return what the base commit's own tests do; cached on disk.

        A suite that is red, partly uncollectable, slow or absent is no error:
        the result says so. Raises `SandboxError` where nothing can be run in
        the sandbox at all for a reason of this machine.
        """
        raise NotImplementedError

    def verify(
        self, change: Change, baseline: Baseline, progress: Progress
    ) -> Verification:
        """Return the verdict on this change alone, with what was measured."""
        raise NotImplementedError
