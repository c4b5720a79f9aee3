"""What is to be updated: each package once, at every place that names it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dependencies.choosing.results import NoUpdate, Update
from bot.dependencies.choosing.rules import Step
from bot.dependencies.choosing.settling import Package
from bot.dependencies.releases import Listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.dependencies.choosing.results import Context
    from bot.dependencies.places import Place, Reading


def updates(
    readings: Mapping[str, Reading], listings: Mapping[str, Listing], context: Context
) -> tuple[Update | NoUpdate, ...]:
    """Return the answer for each package that the files name, sorted by name.

    All places move to one version where one fits them all; a line whose marker
    is for some Pythons only has its own. A package without a listing stays. What
    has no name is told by its address or text.
    """
    places: dict[str, list[Place]] = {}
    for path in sorted(readings):
        for place in readings[path].places:
            key = place.name or place.location or place.text
            places.setdefault(key, []).append(place)
    return tuple(
        package_update(
            places[name],
            listings.get(name) or Listing(name, problem=f"{name} was not looked up"),
            context,
        )
        for name in sorted(places)
    )


def package_update(
    places: Iterable[Place], listing: Listing, context: Context
) -> Update | NoUpdate:
    """Return the answer for one package at these places."""
    package = Package(listing, context, tuple(places))
    settled = package.settle(Step.MAJOR)
    answer = package.answer(settled)
    if isinstance(answer, NoUpdate) or answer.step is Step.PATCH:
        return answer
    smaller: list[Update] = []
    for size in (Step.MINOR, Step.PATCH):
        other = package.answer(package.settle(size))
        last = smaller[-1] if smaller else answer
        if isinstance(other, Update) and other.version < last.version:
            smaller.append(other)
    return replace(answer, fallbacks=tuple(smaller))
