"""What can be wrong with a policy or a plan file, and the way out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import PlanFileError, PolicyError

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing that is wrong with a policy; `line` counts from 1 (0: the file)."""

    path: str
    line: int
    message: str

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else self.path
        return f"{where}: {self.message}"


class InvalidPolicyError(PolicyError):
    """The policy cannot be used; `troubles` holds everything that is wrong."""

    def __init__(self, troubles: Sequence[Trouble]) -> None:
        self.troubles = tuple(troubles)
        super().__init__("\n".join(str(trouble) for trouble in self.troubles))


class TwoPoliciesError(PolicyError):
    """Both places hold a policy, and neither wins."""

    def __init__(self, first: str, second: str) -> None:
        self.paths = (first, second)
        super().__init__(
            f"both {first} and {second} hold a policy; keep one of them and remove"
            " the other"
        )


class UnreadablePlanError(PlanFileError):
    """The plan file is no Markdown text with bullets."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(
            f"{path} {reason}; a plan is a Markdown file with headings and bullets,"
            " one bullet for each thing to be done"
        )
