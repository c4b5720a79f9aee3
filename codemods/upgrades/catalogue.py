"""All codemods of version steps, found by their place: no list to keep up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from codemods.catalogue import class_in
from codemods.upgrades.base import UpgradeCodemod

if TYPE_CHECKING:
    from packaging.version import Version

_NOT_CODEMODS = frozenset({"base", "catalogue"})


class Upgrades(Mapping[str, UpgradeCodemod]):
    """Codemods of version steps by slug, in the order of the alphabet."""

    def __getitem__(self, slug: str) -> UpgradeCodemod:
        """Return the codemod; `KeyError` where there is none."""
        if slug not in _slugs():
            raise KeyError(slug)
        return _load(slug)

    def __contains__(self, slug: object) -> bool:
        return slug in _slugs()

    def __iter__(self) -> Iterator[str]:
        return iter(_slugs())

    def __len__(self) -> int:
        return len(_slugs())


UPGRADES = Upgrades()


def steps_between(
    package: str, before: Version, after: Version
) -> tuple[UpgradeCodemod, ...]:
    """Return the codemods of the steps that an upgrade crosses, lowest step first.

    `package` is the normalised name of a distribution, or "python".
    """
    crossed = [
        codemod
        for codemod in UPGRADES.values()
        if codemod.step.package == package and codemod.step.lies_between(before, after)
    ]
    return tuple(sorted(crossed, key=_place))


def _place(codemod: UpgradeCodemod) -> tuple[tuple[int, ...], str]:
    return tuple(map(int, codemod.step.version.split("."))), codemod.slug


@cache
def _slugs() -> tuple[str, ...]:
    files = sorted(Path(__file__).parent.glob("[a-z]*.py"))
    return tuple(
        path.stem.replace("_", "-") for path in files if path.stem not in _NOT_CODEMODS
    )


@cache
def _load(slug: str) -> UpgradeCodemod:
    made = class_in(import_module(f"codemods.upgrades.{slug.replace('-', '_')}"))()
    if not isinstance(made, UpgradeCodemod):
        raise TypeError(f"{slug} is the codemod of no version step")
    return made
