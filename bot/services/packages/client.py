"""The package indexes of this machine, asked as one for what they have."""

from __future__ import annotations

import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, Self

from packaging.utils import canonicalize_name

from bot.dependencies.provenance import Provenance, read_publishers
from bot.dependencies.releases import Listing
from bot.services.gateway.contents import Contents
from bot.services.gateway.errors import (
    PackageIndexError,
    UnknownFileError,
    UnreachableError,
)
from bot.services.gateway.sources import Sources
from bot.services.gateway.store import Store
from bot.services.packages.patience import Patience
from bot.services.packages.releases import Versions, releases_of
from bot.services.packages.sdists import final_metadata

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from packaging.version import Version

    from bot.dependencies.provenance import Publisher
    from bot.services.gateway.listing import File
    from bot.services.gateway.sources import Pages
    from bot.services.gateway.upstream import Upstream
    from bot.services.index import IndexSettings

AT_ONCE: Final = 16
REMEMBER_SECONDS: Final = 300.0
"""How long a listing is held in memory."""
MOST_FETCHED_BYTES: Final = 256 << 20
MOST_READ_BYTES: Final = 64 << 20
"""Of a file that is got for its metadata alone."""
PROVENANCE: Final = "application/vnd.pypi.integrity.v1+json, application/json;q=0.5"


class IndexPackages:
    """Satisfies `bot.package_protocols.Packages`. Close it when no more is to come.

    Pages and files are kept on disk, where the gateway of the sandboxes has
    them too. Nothing is loaded or connected until an index has to be asked.
    """

    def __init__(self, settings: IndexSettings, home: Path) -> None:
        """Keep pages and files below `home`."""
        self._settings = settings
        self._store = Store(home / "index")
        self._lock = threading.Lock()
        self._upstream: Upstream | None = None
        self._pages = Patience(self._connected)
        self._sources = Sources(settings, self._pages, self._store)
        self._contents = Contents(self._connected, self._store)
        self._known: dict[str, tuple[float, Listing]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pages(self) -> Pages:
        """What asks the indexes for any page, with the owner's passwords."""
        return self._pages

    def close(self) -> None:
        """Let go of all connections."""
        if self._upstream is not None:
            self._upstream.close()

    def listings(self, names: Iterable[str]) -> Mapping[str, Listing]:
        """Return what there is of each of these packages, by normalised name.

        Never raises for one of them: its listing has the problem.
        """
        wanted = list(dict.fromkeys(map(canonicalize_name, names)))
        if len(wanted) < 2:  # noqa: PLR2004  # no thread for one
            return {name: self._listing(name) for name in wanted}
        with ThreadPoolExecutor(AT_ONCE, "index") as pool:
            return dict(zip(wanted, pool.map(self._listing, wanted), strict=True))

    def metadata(self, name: str, version: Version) -> str:
        """Return the core metadata of a release, "" where it cannot be had.

        Nothing is built: it is that of a wheel (PEP 658), or of an sdist that
        says that its metadata is final (PEP 643). A release keeps its metadata,
        so it is read once and kept.
        """
        addresses = " ".join(each.url for each in self._settings.indexes)
        key = f"metadata:{addresses}:{canonicalize_name(name)}:{version}"
        kept = self._store.page(key)
        if kept and isinstance(kept.get("text"), str):
            return str(kept["text"])
        text = self._read_metadata(name, version)
        if text:
            self._store.keep_page(key, {"text": text})
        return text

    def _read_metadata(self, name: str, version: Version) -> str:
        try:
            files = self._files_of(name, version)
        except PackageIndexError:
            return ""
        for file in files:
            try:
                if file.is_wheel:
                    content = self._contents.metadata(file, MOST_READ_BYTES)
                else:
                    content = final_metadata(self._contents.path(file, MOST_READ_BYTES))
            except PackageIndexError:
                continue
            if content:
                return content.decode("utf-8", "replace")
        return ""

    def fetch(
        self, name: str, version: Version, folder: Path, *, source: bool = False
    ) -> Path:
        """Return a file of a release, its hash checked: a wheel, else an sdist.

        A pure wheel is preferred; with `source`, only an sdist will do. It is a
        copy, in `folder`. Raises `PackageIndexError` where there is none, or it
        has more than 256 MiB.
        """
        files = self._files_of(name, version)
        if source:
            files = [file for file in files if not file.is_wheel]
        if not files:
            raise UnknownFileError(f"{canonicalize_name(name)} {version}")
        kept = self._contents.path(files[0], MOST_FETCHED_BYTES)
        target = folder / files[0].filename
        shutil.copyfile(kept, target)
        return target

    def provenance(self, name: str, version: Version) -> Provenance:
        """Return who published a release, as the index says (PEP 740).

        One without any attestation has no publishers. Raises
        `PackageIndexError` where the index does not give what it has.
        """
        files = self._files_of(name, version)
        addresses = [file.provenance for file in files if file.provenance]
        publishers: set[Publisher] = set()
        # All files of one upload name the same publisher; wheels may be built apart.
        for address in dict.fromkeys((*addresses[:1], *addresses[-1:])):
            publishers.update(self._publishers(address))
        without = len(files) - len(addresses)
        return Provenance(tuple(sorted(publishers)), len(files), without)

    # ---------------------------------------------------------------- how it is

    def _connected(self) -> Upstream:
        """Return the connections, made with the first call."""
        from bot.services.gateway.upstream import (  # noqa: PLC0415  # slow to load
            Upstream,
        )

        with self._lock:
            if self._upstream is None:
                self._upstream = Upstream(self._settings)
            return self._upstream

    def _listing(self, name: str) -> Listing:
        until, listing = self._known.get(name, (0.0, Listing(name)))
        if time.monotonic() < until:
            return listing
        listing = self._asked(name)
        if not listing.problem:
            self._known[name] = (time.monotonic() + REMEMBER_SECONDS, listing)
        return listing

    def _asked(self, name: str) -> Listing:
        try:
            releases = releases_of(name, self._files(name))
        except UnknownFileError as error:
            why = f" ({error.reason})" if error.reason else ""
            return Listing(name, problem=f"no such project{why}")
        except UnreachableError as error:
            return Listing(name, problem=f"the index did not answer: {error}")
        except PackageIndexError as error:
            return Listing(name, problem=str(error))
        if not releases:
            return Listing(name, problem="it has no release with a version of PEP 440")
        return Listing(name, releases)

    def _files(self, name: str) -> tuple[File, ...]:
        """Return all files of a project; raises `PackageIndexError`."""
        if not name.replace("-", "").isalnum() or not name.isascii():
            raise UnknownFileError(name, "it is no name of a package")
        return self._sources.files(name)

    def _files_of(self, name: str, version: Version) -> list[File]:
        """Return the files of a release, the one to be read or run first.

        Raises `PackageIndexError`.
        """
        project = canonicalize_name(name)
        versions = Versions(project)
        found = self._files(project)
        ours = [each for each in found if versions.of(each.filename) == version]
        return sorted(ours, key=_preference)

    def _publishers(self, address: str) -> tuple[Publisher, ...]:
        answer = self._pages.page(address, {"accept": PROVENANCE})
        try:
            return read_publishers(answer.body or b"")
        except ValueError as error:
            raise UnreachableError(address, str(error)) from error


def _preference(file: File) -> tuple[bool, bool, bool, int, str]:
    """Return what sorts pure wheels first, then wheels, then the small ones."""
    pure = file.filename.endswith("-none-any.whl")
    size = file.size or 0
    return not pure, not file.is_wheel, not file.metadata, size, file.filename
