"""The title of a pull request, in the style of the repository's own commits."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.model import CommitStyle
from bot.pull_request.quoting import plain
from codemods.model import Area

if TYPE_CHECKING:
    from collections.abc import Sequence

CONVENTIONAL_FROM = 0.8
"""The share of subjects from which on a repository counts as conventional."""

LONGEST = 200
"""Characters; GitHub and GitLab take 255."""

_TYPES = {
    Area.ASSESSMENT: "docs",
    Area.PROFILING: "perf",
    Area.FORMATTING: "style",
    Area.TESTING: "test",
    Area.READABILITY: "refactor",
    Area.DOCUMENTATION: "docs",
    Area.OBSERVABILITY: "refactor",
    Area.DEPENDENCIES: "build",
    Area.CI: "ci",
    Area.SECURITY: "fix",
    Area.PERFORMANCE: "perf",
}

_KNOWN = "build|chore|ci|deps|docs|feat|fix|perf|refactor|release|revert|style|test"
_CONVENTIONAL = re.compile(rf"(?:{_KNOWN})(?:\([^()]+\))?!?: +(\S)")
"""https://www.conventionalcommits.org/en/v1.0.0/, with the types in common use."""

_BY_A_TOOL = re.compile(r"(?:Merge |Revert \"|fixup! |squash! )")


def title(
    imperative: str,
    *,
    scope: str,
    area: Area,
    style: CommitStyle,
    subjects: Sequence[str],
) -> str:
    """Return the title: plain, or conventional where the repository is.

    `imperative` is what the action does ("Load YAML with the safe loader"),
    `subjects` are those of the latest commits.
    """
    text = plain(imperative, LONGEST)
    if scope:
        text = f"{text} ({plain(scope, LONGEST // 2)})"
    if style is CommitStyle.PLAIN:
        return text
    if style is CommitStyle.AUTO and not is_conventional(subjects):
        return text
    return f"{_TYPES[area]}: {text if _capitalised(subjects) else _lowered(text)}"


def is_conventional(subjects: Sequence[str]) -> bool:
    """Return whether at least 80 % of the subjects are conventional commits.

    Those that git or a forge wrote (merges, reverts) do not count.
    """
    written = _by_people(subjects)
    matching = sum(_CONVENTIONAL.match(subject) is not None for subject in written)
    return bool(written) and matching / len(written) >= CONVENTIONAL_FROM


def _by_people(subjects: Sequence[str]) -> list[str]:
    return [subject for subject in subjects if not _BY_A_TOOL.match(subject)]


def _capitalised(subjects: Sequence[str]) -> bool:
    """Return whether most conventional subjects go on with a capital letter."""
    found = [_CONVENTIONAL.match(subject) for subject in subjects]
    firsts = [str(match[1]) for match in found if match]
    return 2 * sum(first.isupper() for first in firsts) > len(firsts)


def _lowered(text: str) -> str:
    """Return the text beginning small, unless the word is a name or acronym."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
