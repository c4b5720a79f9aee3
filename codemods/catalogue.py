"""All codemods, found by their place: no list to keep up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from codemods.base import Codemod
from codemods.model import Area

if TYPE_CHECKING:
    from types import ModuleType

_ROOT = Path(__file__).parent


class Catalogue(Mapping[str, Codemod]):
    """Codemods by slug, in the order of the plan's areas and then of slugs.

    Slugs come from file names; a codemod's module is imported when it is
    first asked for.
    """

    @cached_property
    def _areas(self) -> dict[str, Area]:
        return {
            path.stem.replace("_", "-"): area
            for area in Area
            for path in sorted((_ROOT / area.value).glob("[a-z]*.py"))
        }

    def area(self, slug: str) -> Area:
        """Return the area of a codemod, without importing its module.

        Raises `KeyError` where there is no such codemod.
        """
        return self._areas[slug]

    def __getitem__(self, slug: str) -> Codemod:
        """Return the codemod, with no parameters given."""
        return _load(slug)

    def __contains__(self, slug: object) -> bool:
        return slug in self._areas

    def __iter__(self) -> Iterator[str]:
        return iter(self._areas)

    def __len__(self) -> int:
        return len(self._areas)


CATALOGUE = Catalogue()


def area_of(slug: str) -> Area:
    """Return the area of a codemod, without importing its module.

    Raises `KeyError` where there is no such codemod.
    """
    return CATALOGUE.area(slug)


@cache
def _load(slug: str) -> Codemod:
    name = f"codemods.{area_of(slug).value}.{slug.replace('-', '_')}"
    return class_in(import_module(name))()


def class_in(module: ModuleType) -> type[Codemod]:
    """Return the one codemod that a module defines.

    Raises `TypeError` where there is none, or more than one.
    """
    found = [
        value
        for value in vars(module).values()
        if isinstance(value, type)
        and issubclass(value, Codemod)
        and value.__module__ == module.__name__
    ]
    if len(found) != 1:
        number = len(found)
        raise TypeError(f"{module.__name__} must define one codemod, not {number}")
    return found[0]
