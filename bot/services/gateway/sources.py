"""The configured indexes and folders, asked for the files of one project."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final, Protocol
from urllib.parse import urljoin, urlsplit

from bot.services.gateway import local
from bot.services.gateway.addresses import is_file
from bot.services.gateway.errors import (
    ForbiddenAddressError,
    UnknownFileError,
    UnreachableError,
)
from bot.services.gateway.listing import JSON, File, merged, read_html, read_json
from bot.services.index import Strategy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.services.gateway.store import Store
    from bot.services.gateway.upstream import Answer
    from bot.services.index import IndexSettings

FRESH_SECONDS: Final = 600.0
"""How long a page is good where its index does not say (RFC 9111)."""
LONGEST_FRESH_SECONDS: Final = 3600.0
LAYOUT: Final = 2
"""Of what is kept of a page; one of another layout is asked for again."""
CONDITIONS: Final = {"etag": "if-none-match", "last-modified": "if-modified-since"}


class Pages(Protocol):
    """Gives pages over HTTP, as `Upstream.page` does."""

    def page(self, url: str, known: Mapping[str, str]) -> Answer:
        """Return a page; raises `PackageIndexError`."""


class Sources:
    """Everything that the owner of the machine has set, as one index."""

    def __init__(
        self,
        settings: IndexSettings,
        upstream: Pages,
        store: Store,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Ask through `upstream`, keep pages in `store`; `clock` gives the time."""
        self._settings = settings
        self._upstream = upstream
        self._store = store
        self._clock = clock

    def files(self, project: str) -> tuple[File, ...]:
        """Return the project's files, from all sources that count.

        Raises `UnknownFileError` where no source has the project, and
        `UnreachableError` where one that had to be asked did not answer.
        """
        linked = [self._linked(link, project) for link in self._settings.find_links]
        listings = [files for files in linked if files]
        missing: list[UnknownFileError] = []
        listings += self._indexed(project, missing)
        if not listings:
            reasons = dict.fromkeys(each.reason for each in missing if each.reason)
            raise UnknownFileError(project, ", ".join(reasons))
        return merged(listings)

    def files_of(self, number: int, project: str) -> tuple[File, ...]:
        """Return what one of the configured indexes alone has of a project.

        Raises `UnknownFileError` where it does not have the project, or where
        there is no index of that number, and `UnreachableError` as above.
        """
        indexes = self._settings.indexes
        if number >= len(indexes):
            raise UnknownFileError(project, f"there is no index {number}")
        return self._from_index(indexes[number].url, project)

    def _indexed(
        self, project: str, missing: list[UnknownFileError]
    ) -> Iterator[tuple[File, ...]]:
        """Yield what the indexes have; one where the first one is to count."""
        for index in self._settings.indexes:
            try:
                yield self._from_index(index.url, project)
            except UnknownFileError as error:
                missing.append(error)
                continue
            if self._settings.strategy is Strategy.FIRST:
                return

    def _from_index(self, index: str, project: str) -> tuple[File, ...]:
        if is_file(index):
            return local.project_files(index, project)
        return self._page(urljoin(index, f"{project}/"), project)

    def _linked(self, link: str, project: str) -> tuple[File, ...]:
        """Return the project's files at a folder, or on a page of any files."""
        if urlsplit(link).scheme in {"http", "https"}:
            files = self._page(link, project)
        else:
            path = local.path_of_url(link)
            if path.is_dir():
                return local.folder_files(path, project)
            if not path.is_file():
                return ()
            files = read_html(project, path.read_bytes(), path.as_uri())
        return tuple(
            each for each in files if local.project_of(each.filename) == project
        )

    def _page(self, url: str, project: str) -> tuple[File, ...]:
        """Return the files on a page, which is asked for when it is not fresh."""
        with self._store.only_one(url):
            kept = self._store.page(url)
            if kept and kept.get("layout") != LAYOUT:
                kept = None
            if kept and self._clock() < kept["until"]:
                return _restored(kept)
            known = {CONDITIONS[name]: value for name, value in _validators(kept)}
            try:
                answer = self._upstream.page(url, known)
            except UnreachableError:
                if kept:
                    return _restored(kept)
                raise
            if answer.body is None and kept:
                files = _restored(kept)
            else:
                files = _read(answer, project)
            self._store.keep_page(url, self._to_keep(answer, files))
            return files

    def _to_keep(self, answer: Answer, files: tuple[File, ...]) -> dict[str, Any]:
        return {
            "layout": LAYOUT,
            "files": [_row(file) for file in files],
            "until": self._clock() + fresh_seconds(answer.headers),
            "validators": [
                (name, answer.headers[name])
                for name in CONDITIONS
                if name in answer.headers
            ],
        }


def _read(answer: Answer, project: str) -> tuple[File, ...]:
    """Return the files of a page from the network."""
    body = answer.body or b""
    if answer.content_type in {JSON, "application/json"}:
        files = read_json(body, answer.url)
    else:
        files = read_html(project, body, answer.url)
    for file in files:
        if file.is_local:
            raise ForbiddenAddressError(file.filename, "it is a file of this machine")
    return files


def _validators(kept: Mapping[str, Any] | None) -> list[tuple[str, str]]:
    return [(name, value) for name, value in kept["validators"]] if kept else []


def _row(file: File) -> tuple[object, ...]:
    """Return what is kept of a file; `dataclasses.astuple` is ten times slower."""
    return (
        *(file.filename, file.url, file.hashes, file.requires_python, file.yanked),
        *(file.uploaded, file.size, file.metadata, file.metadata_hashes),
        file.provenance,
    )


def _restored(kept: Mapping[str, Any]) -> tuple[File, ...]:
    """Return the files of a kept page."""
    result = []
    for row in kept["files"]:
        name, url, hashes, python, yanked, uploaded, size, metadata, more, proof = row
        pairs = tuple((kind, digest) for kind, digest in hashes)
        others = tuple((kind, digest) for kind, digest in more)
        rest = (uploaded, size, metadata, others, proof)
        result.append(File(name, url, pairs, python, yanked, *rest))
    return tuple(result)


def fresh_seconds(headers: Mapping[str, str]) -> float:
    """Return how long an answer is good, by its Cache-Control (RFC 9111)."""
    for part in headers.get("cache-control", "").lower().split(","):
        name, _, value = part.strip().partition("=")
        if name in {"no-cache", "no-store"}:
            return 0.0
        if name == "max-age" and value.strip('"').isdigit():
            return min(float(value.strip('"')), LONGEST_FRESH_SECONDS)
    return FRESH_SECONDS
