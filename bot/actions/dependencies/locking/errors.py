"""Why a lock could not be written anew, in a sentence.

ActionError
├── NotLockedError       there is no such lock, or no way to write it
├── NoSuchToolError      that version of the tool cannot be had
├── LockerFailedError    the tool did not end well; it says why
└── CollateralError      the new lock changes what nobody asked for
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import ActionError

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHOWN = 6


class NotLockedError(ActionError):
    """A lock cannot be written anew here, whatever the tool would say."""

    def __init__(self, path: str, problem: str) -> None:
        self.path = path
        super().__init__(f"{path} was left alone: {problem}")


class NoSuchToolError(ActionError):
    """A version of a tool that writes locks cannot be had or run."""

    def __init__(self, tool: str, said: str) -> None:
        self.tool = tool
        super().__init__(f"{tool} could not be installed: {said}")


class LockerFailedError(ActionError):
    """The tool that writes a lock did not end well; `said` is its own sentence."""

    def __init__(self, path: str, tool: str, said: str) -> None:
        self.path = path
        self.tool = tool
        self.said = said
        super().__init__(f"{tool} could not write {path}: {said}")


class CollateralError(ActionError):
    """A new lock changes what has nothing to do with what was asked for."""

    def __init__(self, path: str, tool: str, names: Sequence[str]) -> None:
        self.path = path
        self.names = tuple(names)
        shown = "; ".join(names[:_SHOWN])
        if len(names) > _SHOWN:
            shown += f" and {len(names) - _SHOWN} more"
        super().__init__(
            f"{path} was not written: {tool} also changes what nothing here asks "
            f"for: {shown}. The lock is stale, or another version of the tool wrote "
            "it: refresh the whole lock first"
        )
