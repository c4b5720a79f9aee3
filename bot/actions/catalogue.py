"""Every action there is, found by folder: there is no list to extend."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from inspect import isabstract, isclass
from pathlib import Path

from bot.actions.base import Action
from bot.actions.codemod_action import CodemodAction
from bot.errors import UnknownActionError
from codemods.catalogue import CATALOGUE, area_of
from codemods.model import Area
from codemods.upgrades.catalogue import UPGRADES


@cache
def _repository_actions() -> Mapping[str, Area]:
    """Return the area of each repository action, from the file names alone."""
    here = Path(__file__).parent
    return {
        path.stem.replace("_", "-"): area
        for area in Area
        for path in sorted((here / area.value).glob("*.py"))
        if not path.stem.startswith("_")
    }


@cache
def _load(slug: str) -> Action:
    if slug in CATALOGUE:
        return CodemodAction(CATALOGUE[slug])
    if slug in UPGRADES:
        return CodemodAction(UPGRADES[slug])
    area = _repository_actions()[slug]
    module = import_module(f"bot.actions.{area.value}.{slug.replace('-', '_')}")
    for value in vars(module).values():
        if (
            isclass(value)
            and issubclass(value, Action)
            and not isabstract(value)
            and value.__module__ == module.__name__
        ):
            return value()
    raise TypeError(f"{module.__name__} defines no Action")


class Catalogue(Mapping[str, Action]):
    """Slug to action; a module is imported when its action is asked for.

    Iterates by area, in the order of an improvement plan, then by slug.
    A slug that does not exist raises `UnknownActionError`, which names the
    nearest one, from `get_known`; `[]` raises `KeyError` as mappings do.
    Codemods of version steps are not among them, since no plan proposes them,
    but `get_known` and `area` know them.
    """

    def __getitem__(self, slug: str) -> Action:
        if slug not in self:
            raise KeyError(slug)
        return _load(slug)

    def __contains__(self, slug: object) -> bool:
        return slug in _repository_actions() or slug in CATALOGUE

    def __iter__(self) -> Iterator[str]:
        order = list(Area)
        slugs = [*_repository_actions(), *CATALOGUE]
        yield from sorted(slugs, key=lambda slug: (order.index(self.area(slug)), slug))

    def __len__(self) -> int:
        return len(_repository_actions()) + len(CATALOGUE)

    def area(self, slug: str) -> Area:
        """Return the area of an action, without importing it."""
        if slug in UPGRADES:
            return Area.DEPENDENCIES
        own = _repository_actions()
        return own[slug] if slug in own else area_of(slug)

    def get_known(self, slug: str) -> Action:
        """Return the action; raise `UnknownActionError` where there is none."""
        if slug in UPGRADES:
            return _load(slug)
        if slug not in self:
            raise UnknownActionError(slug, {**self, **UPGRADES})
        return self[slug]


ACTIONS = Catalogue()
