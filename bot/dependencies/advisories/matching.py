"""Which versions advisories are about, and which are free of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from packaging.version import InvalidVersion, Version

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from bot.dependencies.advisories.model import Advisory, Span
    from bot.dependencies.releases import Listing


@dataclass(frozen=True, slots=True)
class Vulnerable:
    """A package in a version that advisories are about."""

    name: str
    version: Version
    advisories: tuple[Advisory, ...]


def affects(advisory: Advisory, version: Version) -> bool:
    """Return whether the advisory is about this version.

    It is if the record lists the version, or one of its spans has it. A local
    version counts as the public one that it was made from.
    """
    public = _public(version)
    return any(_within(span, public) for span in advisory.spans) or any(
        _parsed(text) == public for text in advisory.versions
    )


def vulnerable(
    versions: Mapping[str, Collection[Version]],
    advisories: Mapping[str, tuple[Advisory, ...]],
) -> tuple[Vulnerable, ...]:
    """Return the packages and versions that advisories are about, in order.

    Both mappings are by normalised name.
    """
    found = []
    for name in sorted(versions):
        about = advisories.get(name, ())
        for version in sorted(versions[name]):
            hits = tuple(each for each in about if affects(each, version))
            if hits:
                found.append(Vulnerable(name, version, hits))
    return tuple(found)


def fixes(
    advisories: Iterable[Advisory], current: Version, listing: Listing
) -> tuple[Version, ...]:
    """Return the later releases that no advisory is about, the lowest first.

    Yanked releases are none, nor pre-releases unless `current` is one. Where
    there is no release to go to, nothing is returned.
    """
    known = tuple(advisories)
    public = _public(current)
    later = (
        release.version
        for release in reversed(listing.releases)
        if release.version.public != public.public
        and release.version > current
        and release.yanked is None
        and (current.is_prerelease or not release.version.is_prerelease)
    )
    return tuple(
        version
        for version in later
        if not any(affects(advisory, version) for advisory in known)
    )


def _within(span: Span, version: Version) -> bool:
    begin = _parsed(span.introduced)
    if begin is None or version < begin:
        return False
    if span.fixed:
        end = _parsed(span.fixed)
        return end is not None and version < end
    if span.last_affected:
        end = _parsed(span.last_affected)
        return end is not None and version <= end
    return True


@lru_cache(maxsize=1 << 15)
def _parsed(text: str) -> Version | None:
    try:
        return Version(text)
    except InvalidVersion:
        return None


def _public(version: Version) -> Version:
    return Version(version.public) if version.local else version
