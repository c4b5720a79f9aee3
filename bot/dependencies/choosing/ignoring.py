"""What the settings of other bots say of updates, as rules and groups of ours.

What is not understood is listed and never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.dependencies.choosing.rules import (
    Rule,
    Step,
    is_expression,
    is_harmless,
    matches_name,
    matches_path,
)
from codemods.model import LeftAlone, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.dependencies.places import Place

LONGEST_FILE = 1_000_000
"""In bytes; settings that are longer were written by no person."""


@dataclass(frozen=True, slots=True)
class Group:
    """Packages that move together; `steps` none means all sizes.

    `security` says that it is for security fixes only, and not for others.
    """

    name: str
    source: str
    names: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    steps: frozenset[Step] = frozenset()
    security: bool = False

    def covers(self, place: Place) -> bool:
        """Return whether what stands at a place is a member."""
        return (
            matches_name(self.names, place.name)
            and matches_path(self.paths, place.path)
            and (not self.kinds or place.kind in self.kinds)
        )


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file of another bot says: rules, groups, and what was not understood."""

    rules: tuple[Rule, ...] = ()
    groups: tuple[Group, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()


@dataclass(slots=True)
class Import:
    """The import of one file under way."""

    path: str
    rules: list[Rule] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    left_alone: list[LeftAlone] = field(default_factory=list)

    def leave(self, what: str, outcome: Outcome = Outcome.UNSURE) -> None:
        """Remember a sentence about what was not understood, once."""
        left = LeftAlone(self.path, 0, what, outcome)
        if left not in self.left_alone:
            self.left_alone.append(left)

    def leave_keys(
        self, table: dict[str, object], known: Iterable[str], where: str
    ) -> None:
        """Remember the keys of a table that are not read."""
        keys = [f"`{key}`" for key in table if key not in set(known)]
        if keys:
            verb = "is" if len(keys) == 1 else "are"
            self.leave(f"{', '.join(keys)}{where} {verb} not imported.")

    def done(self) -> Imported:
        """Return what was found."""
        return Imported(tuple(self.rules), tuple(self.groups), tuple(self.left_alone))

    def unreadable(self, why: object) -> Imported:
        """Return that the file cannot be read; nothing of it counts."""
        text = " ".join(str(why).split())[:200]
        left = LeftAlone(
            self.path,
            0,
            f"The file cannot be read: {text}. None of it is honoured until it is"
            " mended.",
            Outcome.UNREADABLE,
        )
        return Imported(left_alone=(left,))

    def patterns(self, values: list[str], where: str) -> tuple[str, ...] | None:
        """Return patterns of names, None where one cannot be used."""
        found: list[str] = []
        for value in values:
            text = value.removesuffix("i") if value.endswith("/i") else value
            pattern = text.removeprefix("!")
            usable = not pattern.startswith("/") or (
                is_expression(pattern) and is_harmless(pattern[1:-1])
            )
            if not usable:
                self.leave(f"The expression `{value}`{where} cannot be used.")
                return None
            found.append(text)
        return tuple(found)


def strings(value: object) -> list[str] | None:
    """Return a list of texts, or one text as a list; None for anything else."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return [str(each) for each in value]
    return None


def table(value: object) -> dict[str, object]:
    """Return a table with texts as keys, empty for anything else."""
    if not isinstance(value, dict):
        return {}
    return {str(key): each for key, each in value.items()}
