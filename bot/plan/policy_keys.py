"""The keys of a policy: one table for the parser, the schema and the docs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.model import CommitStyle, Mode, Policy

Kind = Literal["choice", "text", "texts", "actions", "patterns", "number"]

BRANCH = r"^(?!-)[^\s~^:?*\[\\\x00-\x20\x7f]+$"
"""A branch name, roughly as `git check-ref-format` has it."""

LINE = r"^[^\r\n]*$"
"""One line of text."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: where it stands, which field of `Policy` it fills, what it takes.

    `choices` are for the kind "choice", `pattern` for texts, `least` and
    `most` for numbers.
    """

    path: tuple[str, ...]
    field: str
    kind: Kind
    description: str
    choices: tuple[str, ...] = ()
    pattern: str = LINE
    least: int = 0
    most: int = 0

    @property
    def default(self) -> object:
        """What holds where the key is left out."""
        return getattr(Policy(), self.field)


KEYS = (
    Key(
        ("mode",),
        "mode",
        "choice",
        "off: do nothing. observe: assess and plan, propose nothing. propose: open"
        " pull requests.",
        choices=tuple(Mode),
    ),
    Key(
        ("enable",),
        "enable",
        "actions",
        "Actions or whole areas to carry out; where it is given, no other is.",
    ),
    Key(
        ("disable",),
        "disable",
        "actions",
        "Actions or whole areas that are never carried out; stronger than enable.",
    ),
    Key(
        ("exclude",),
        "exclude",
        "patterns",
        "Files that no action may change, as patterns of .gitignore.",
    ),
    Key(
        ("limits", "open"),
        "open_at_most",
        "number",
        "How many pull requests may be open at one time.",
        least=1,
        most=100,
    ),
    Key(
        ("limits", "changed-lines"),
        "changed_lines",
        "number",
        "Beyond so many changed lines, a change becomes one pull request per folder.",
        least=1,
        most=1_000_000,
    ),
    Key(
        ("limits", "test-seconds"),
        "test_seconds",
        "number",
        "How long one run of the tests may take.",
        least=1,
        most=86_400,
    ),
    Key(
        ("commit-style",),
        "commit_style",
        "choice",
        "How titles are written. auto: as in the latest commits.",
        choices=tuple(CommitStyle),
    ),
    Key(
        ("base-branch",),
        "base_branch",
        "text",
        "The branch that pull requests go to; the default branch where left out.",
        pattern=BRANCH,
    ),
    Key(("labels",), "labels", "texts", "Labels for every pull request."),
    Key(
        ("test-command",),
        "test_command",
        "text",
        "The command that runs the tests, in place of what Honebot finds out.",
    ),
    Key(
        ("install",),
        "install",
        "texts",
        "The commands that set up the environment, in place of what Honebot finds out.",
    ),
)

ACTIONS_KEY = "actions"
ACTIONS_DESCRIPTION = "Parameters of single actions, one table for each."
