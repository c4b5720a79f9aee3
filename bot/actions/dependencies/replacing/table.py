"""The packages that something else stands in for, as the table beside says."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from packaging.specifiers import SpecifierSet

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kind(StrEnum):
    """What became of a package."""

    RENAMED = "renamed"
    DROP_IN = "drop-in"
    STANDARD_LIBRARY = "standard-library"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Row:
    """One package and what stands in for it; `replacements.toml` says more.

    `new` is "" for Python itself, and names alternatives for people where the
    package is abandoned. `modules` are all its modules, `imports` those of them
    that are called otherwise afterwards. `python` is the lowest Python.
    """

    name: str
    new: str
    kind: Kind
    note: str
    source: str
    since: str = ""
    imports: Mapping[str, str] = field(default_factory=dict)
    modules: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    old: SpecifierSet = field(default_factory=SpecifierSet)
    first: str = ""
    same: bool = False
    alike: str = ""
    python: tuple[int, int] = (3, 0)
    commands: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """Return what stands in for it, as people name it."""
        return self.new or "Python itself"


@cache
def rows() -> Mapping[str, Row]:
    """Return every row of the table, by the normalised name of the package."""
    path = Path(__file__).with_name("replacements.toml")
    document = tomllib.loads(path.read_text("utf-8"))
    return {item["name"]: _row(item) for item in document["package"]}


def _row(item: dict[str, Any]) -> Row:
    imports = item.pop("imports", {})
    major, minor = item.pop("python", "3.0").split(".")
    return Row(
        kind=Kind(item.pop("kind")),
        imports=imports,
        modules=(*item.pop("modules", ()), *imports),
        names=frozenset(item.pop("names", ())),
        gone=frozenset(item.pop("gone", ())),
        old=SpecifierSet(item.pop("old", "")),
        python=(int(major), int(minor)),
        commands=tuple(item.pop("commands", ())),
        **item,
    )
