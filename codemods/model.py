"""The frozen values that codemods take and give."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from codemods.reading.program import Program


class Area(StrEnum):
    """The eleven areas of an improvement plan, in its order.

    A value is also the name of the folder that holds the area's actions.
    """

    ASSESSMENT = "assessment"
    PROFILING = "profiling"
    FORMATTING = "formatting"
    TESTING = "testing"
    READABILITY = "readability"
    DOCUMENTATION = "documentation"
    OBSERVABILITY = "observability"
    DEPENDENCIES = "dependencies"
    CI = "ci"
    SECURITY = "security"
    PERFORMANCE = "performance"


class Safety(StrEnum):
    """What an action claims about the behaviour of what it changes."""

    SAFE = "safe"
    """Behaviour cannot change, and the bot proves it."""

    TESTED = "tested"
    """Behaviour should not change; the target's own tests must cover it."""

    REVIEW = "review"
    """Behaviour may change on purpose; the pull request names the risk."""


class Outcome(StrEnum):
    """What became of one place that a codemod looked at."""

    APPLIED = "applied"
    REFUSED = "refused"
    UNSURE = "unsure"
    UNREADABLE = "unreadable"
    """The file as a whole could not be read, parsed or finished in time."""


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One place that an action changes, as people read it.

    `path` is relative to the target's root with forward slashes, `line`
    counts from 1 (0: the file as a whole), `message` is one line of text.
    """

    path: str
    line: int
    message: str


@dataclass(frozen=True, slots=True, order=True)
class LeftAlone:
    """One place, or file (line 0), that was looked at and not changed."""

    path: str
    line: int
    reason: str
    outcome: Outcome = Outcome.REFUSED


@dataclass(frozen=True, slots=True)
class Project:
    """What a codemod may know of the project that a file belongs to.

    `minimum_python` is the lowest (major, minor) that the project supports,
    `dependencies` are the normalised names (PEP 503) of all distributions it
    declares, `modules` the dotted names of its own modules. `parts` are the
    folders of parts that support other Pythons, each with its lowest one.
    `program` is what all files say of names, where it is known; a codemod that
    asks for it has `program = True`. `covered` maps paths to bit sets of lines
    (bit n: line n) that passing tests execute, None where none were run.
    """

    minimum_python: tuple[int, int] = (3, 8)
    dependencies: frozenset[str] = frozenset()
    modules: frozenset[str] = frozenset()
    parts: tuple[tuple[str, tuple[int, int]], ...] = ()
    program: Program | None = field(default=None, compare=False, repr=False)
    covered: Mapping[str, int] | None = field(default=None, compare=False, repr=False)

    def at(self, path: str) -> Project:
        """Return the project as a file sees it: with the lowest Python of its part."""
        around = [
            (len(folder), lowest)
            for folder, lowest in self.parts
            if path.startswith(f"{folder}/")
        ]
        if not around:
            return self
        return replace(self, minimum_python=max(around)[1])


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What one codemod made of one file.

    `source` is the whole new file; it equals the old one when there are no
    findings. `findings` are the places changed, `left_alone` the places that
    were looked at and kept, each with its reason.
    """

    source: bytes
    findings: tuple[Finding, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()


@dataclass(frozen=True, slots=True)
class Examination:
    """What several codemods made of one file, each from the same source.

    `rewrites` maps a codemod's slug to its result; a codemod that found
    nothing to say is not in it. `problem` says why the file could not be
    examined at all (unreadable, syntax error, too long), with its line.
    """

    path: str
    rewrites: dict[str, Rewrite] = field(default_factory=dict)
    problem: LeftAlone | None = None
