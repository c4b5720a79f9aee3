"""Every failure that Honebot foresees.

    BotError
    ├── UsageError            wrong use or configuration: exit code 2
    │   ├── TargetError       the repository cannot be used
    │   ├── PolicyError       the repository's policy is wrong
    │   ├── PlanFileError     the plan file is wrong
    │   └── UnknownActionError
    ├── GitError              a git command failed
    │   └── RefMovedError     a ref is not where it should be
    ├── SandboxError          no sandbox, or a command broke its limits
    ├── EnvironmentFailedError    the target's environment cannot be built
    ├── ForgeError            the forge refused or did not answer
    └── ActionError           an action could not make its change

A class holds the facts and writes the message, so that callers only raise.
Errors of one folder are defined in its own `errors.py` as children of these.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class BotError(Exception):
    """A foreseen failure; its text is a sentence for people."""


class UsageError(BotError):
    """The command or its configuration is wrong; exit code 2."""


class TargetError(UsageError):
    """The target repository or folder cannot be used."""


class PolicyError(UsageError):
    """The policy of the repository is wrong."""


class PlanFileError(UsageError):
    """The plan file is wrong."""


class UnknownActionError(UsageError):
    """No action has this slug."""

    def __init__(self, slug: str, known: Iterable[str]) -> None:
        self.slug = slug
        near = get_close_matches(slug, list(known), n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        super().__init__(
            f"there is no action {slug!r}{hint} (`honebot actions` lists them all)"
        )


class GitError(BotError):
    """A git command failed."""


class RefMovedError(GitError):
    """A ref is not where it should be: somebody has moved it meanwhile."""

    def __init__(self, ref: str, old: str, found: str) -> None:
        self.ref = ref
        self.old = old
        self.found = found
        super().__init__(
            f"{ref} should be {old[:12] or 'absent'}, but is {found[:12] or 'absent'}"
        )


class SandboxError(BotError):
    """There is no sandbox, or a command broke its limits."""


class EnvironmentFailedError(BotError):
    """The environment of the target cannot be built."""


class ForgeError(BotError):
    """The forge refused, or did not answer."""


class ActionError(BotError):
    """An action could not make its change."""
