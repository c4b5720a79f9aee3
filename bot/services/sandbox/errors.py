"""Why there is no sandbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import SandboxError

if TYPE_CHECKING:
    from pathlib import Path


class NoSandboxError(SandboxError):
    """Nothing on this machine keeps the target's code in, and none is trusted."""

    def __init__(self, problem: str) -> None:
        self.problem = problem
        super().__init__(
            f"code of the target is not run: {problem}; "
            "`honebot doctor` tells how to mend it, and --trust-target runs the "
            "code without a sandbox"
        )


class StartError(SandboxError):
    """A sandbox could not be started for this command."""

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__(f"the sandbox did not start: {detail}")


class MountError(SandboxError):
    """A folder cannot be shown to a command."""

    def __init__(self, source: Path, reason: str) -> None:
        self.source = source
        self.reason = reason
        super().__init__(f"{source} cannot be mounted in the sandbox: {reason}")


class NoIndexError(SandboxError):
    """A command wants the package index, and no gateway leads to one."""

    def __init__(self) -> None:
        super().__init__("no package index is configured for commands in the sandbox")


class SurvivorError(SandboxError):
    """A process of a command did not die."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"a process of the command lived on for {seconds:g} s")


class ResultFileError(SandboxError):
    """A file that a command left behind cannot be read safely."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path} is not read: {reason}")
