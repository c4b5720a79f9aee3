"""What the settings of another linter mean to Ruff."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    Value: TypeAlias = str | int | bool | tuple[str, ...]
    Tables: TypeAlias = Mapping[str, Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class Carried:
    """The settings of one linter, in Ruff's terms.

    `source` names the linter and the place of its settings ("flake8 in
    tox.ini"), `path` and `line` are that place. `select` and `ignore` hold
    codes as they are written there, `replaced` the codes that a rule or
    plugin of another name has in Ruff. `tables` are those below `lint`.
    `not_carried` says what has no counterpart.
    """

    source: str
    path: str
    line: int = 0
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: tuple[str, ...] = ()
    line_length: int | None = None
    target_version: str = ""
    tables: Tables = field(default_factory=dict)
    not_carried: tuple[str, ...] = ()


def number(text: object) -> int | None:
    """Return the text as a whole number, None where it is none."""
    found = str(text).strip()
    return int(found) if found.isdigit() else None


def is_true(text: object) -> bool:
    """Return whether an option that may be written in many ways is on."""
    return str(text).strip().lower() in {"true", "1", "yes", "on"}
