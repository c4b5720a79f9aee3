"""The values that say where a Python is named; offsets count characters."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.actions.dependencies.pythons.table import Minor
    from bot.actions.files.text import Text


class Form(StrEnum):
    """How the version of an item is written."""

    WHOLE = "whole"
    """As `bot.actions.dependencies.pythons.spelling` knows it."""

    YAML = "yaml"
    """The same, as a plain YAML scalar, which could be a number."""

    MINOR = "minor"
    """`8` within `py3{8,9}`, or `38` within `py{38,39}`."""

    PAIR = "pair"
    """`3.13: py313, lint`: what runs on one Python, of which not all is its own."""


@dataclass(frozen=True, slots=True)
class Item:
    """One Python in a list; `plain` says that it can be the model of a new one.

    One that is not is an `pypy`, a pre-release or a special build.
    """

    start: int
    end: int
    version: Minor
    plain: bool = True
    form: Form = Form.WHOLE
    pypy: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A list of Pythons: a matrix, classifiers, environments.

    `others` says that it holds more than Pythons, `grows` that a new Python
    belongs into it.
    """

    what: str
    items: tuple[Item, ...]
    others: bool = False
    grows: bool = True


@dataclass(frozen=True, slots=True)
class Single:
    """A Python that stands alone: it is replaced, never added to."""

    start: int
    end: int
    version: Minor
    what: str
    form: Form = Form.WHOLE


@dataclass(frozen=True, slots=True)
class Entry:
    """One member of a matrix that is a mapping, with the lines that hold it.

    `bare` says that nothing but its version makes it what it is, so that a
    list beside it covers it. `key` is the member's name where it has one.
    """

    start: int
    end: int
    version: Minor
    text: str
    excluded: bool = False
    bare: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Entries:
    """The members of a matrix that are mappings, in order, and how many there are."""

    what: str
    members: tuple[Entry, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Stuck:
    """A place that names a Python and cannot be edited."""

    start: int
    version: Minor
    reason: str


@dataclass(frozen=True, slots=True)
class Floor:
    """The lowest Python of a specifier: the clause that says it.

    `start:end` is its version. `holes` are the versions that are left out
    (`!=3.9.*`), each with its place.
    """

    start: int
    end: int
    version: Minor
    operator: str
    holes: tuple[tuple[int, int, Minor], ...] = ()


@dataclass(slots=True)
class Named:
    """What one file says of Pythons."""

    text: Text
    groups: list[Group] = field(default_factory=list)
    singles: list[Single] = field(default_factory=list)
    entries: list[Entries] = field(default_factory=list)
    floors: list[Floor] = field(default_factory=list)
    stuck: list[Stuck] = field(default_factory=list)

    @property
    def path(self) -> str:
        """The file's path."""
        return self.text.path
