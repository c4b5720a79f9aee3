"""What the text of one pull request is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import Policy, Verdict
from codemods.model import Safety

if TYPE_CHECKING:
    from bot.model import Change, Verification
    from codemods.explanation import Explanation


@dataclass(frozen=True, slots=True)
class Work:
    """One change, what was measured of it, and what its action says of itself.

    `base` is the commit that it was made from, `version` Honebot's own.
    `is_code` says that the messages of the findings are source text.
    """

    change: Change
    verification: Verification
    explanation: Explanation
    safety: Safety
    policy: Policy
    base: str
    version: str
    is_code: bool = True

    @property
    def key(self) -> str:
        """The lasting identity of the pull request in its repository."""
        return key_of(self.change)

    @property
    def is_draft(self) -> bool:
        """Whether people must look closer before this can be merged.

        That is so where it is not tested, and where behaviour may change on
        purpose and the owners have not asked for the action by name.
        """
        asked_for = self.change.slug in self.policy.enable
        return self.verification.verdict is Verdict.UNTESTED or (
            self.safety is Safety.REVIEW and not asked_for
        )


def key_of(change: Change) -> str:
    """Return `<slug>`, or `<slug>/<scope>` for a part of a larger change."""
    return f"{change.slug}/{change.scope}" if change.scope else change.slug
