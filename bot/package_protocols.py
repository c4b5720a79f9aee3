"""Indexes, registries and advisories, as everything above them sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from pathlib import Path

    from packaging.version import Version

    from bot.dependencies.advisories.model import Advisory
    from bot.dependencies.provenance import Provenance
    from bot.dependencies.releases import Listing


class Packages(Protocol):
    """The package indexes that this machine uses, asked as one."""

    def listings(self, names: Iterable[str]) -> Mapping[str, Listing]:
        """Return what there is of each of these packages, by normalised name.

        Never raises for one of them: its listing has the problem.
        """

    def metadata(self, name: str, version: Version) -> str:
        """Return the core metadata of a release, "" where it cannot be had.

        Nothing is built: it is that of a wheel (PEP 658), or of an sdist that
        says that its metadata is final (PEP 643).
        """

    def fetch(
        self, name: str, version: Version, folder: Path, *, source: bool = False
    ) -> Path:
        """Return a file of a release, its hash checked: a wheel, else an sdist.

        A pure wheel is preferred; with `source`, only an sdist will do. Raises
        `BotError` where there is none.
        """

    def provenance(self, name: str, version: Version) -> Provenance:
        """Return who published a release, as the index says (PEP 740).

        Raises `BotError` where the index does not give what it has.
        """


class Advisories(Protocol):
    """What is known of vulnerable releases."""

    @property
    def source(self) -> str:
        """Where the advisories come from, as people name it."""

    def about(
        self, versions: Mapping[str, Collection[Version]]
    ) -> Mapping[str, tuple[Advisory, ...]]:
        """Return the advisories about each of these packages, merged by alias.

        `versions` are those in question, by normalised name: all that are said
        to affect one of them are there, and mostly those of other versions of
        that package too. A version to go to is sure only when it was asked for
        as well. A package that the source does not know at all has no entry.
        Withdrawn advisories are left out. Raises `BotError` where no answer can
        be had, since no advisory is not the same as no answer.
        """


class Images(Protocol):
    """Registries of container images."""

    def tags(self, image: str) -> tuple[str, ...]:
        """Return all tags of an image, named as in a Dockerfile, in no order.

        Raises `BotError` with the reason where there is no answer.
        """

    def digest(self, image: str, tag: str) -> str:
        """Return the digest (`sha256:...`) that a tag names now.

        Raises `BotError` with the reason where there is no answer.
        """
