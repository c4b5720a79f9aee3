"""The package index as a command in a sandbox sees it.

A command has no network, and no password. It has one address that answers,
`http://127.0.0.1:<port>/simple/`, and this is what answers: the pages of the
configured indexes, with each file's address changed to one of the gateway's
own, and the files that those pages list. A file is fetched whole, compared
with the hash that its index gives, and kept on disk for everybody; only then
a byte of it is handed on. There is no way to name anything else.
"""

from __future__ import annotations

import contextlib
import email
import threading
import time
from typing import TYPE_CHECKING, Final, Self

from bot.services.gateway.contents import Contents
from bot.services.gateway.door import Door
from bot.services.gateway.errors import PackageIndexError, UnknownFileError
from bot.services.gateway.listing import (
    File,
    only,
    path_of,
    time_of,
    visible,
    write_html,
    write_json,
)
from bot.services.gateway.sources import Sources
from bot.services.gateway.store import Store
from bot.services.gateway.upstream import Upstream

if TYPE_CHECKING:
    import socket
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from bot.services.index import IndexSettings

MOST_KEPT_BYTES: Final = 40 << 30
REMEMBER_SECONDS: Final = 300.0
"""How long a project's files are held in memory."""


class PackageGateway:
    """Serves packages to sandboxes. Close it when no more are to come.

    Many commands may be served at once. With `cutoff`, files that were
    uploaded later do not exist.
    """

    def __init__(
        self, settings: IndexSettings, home: Path, *, cutoff: datetime | None = None
    ) -> None:
        """Keep pages and files below `home`."""
        self._cutoff = cutoff
        self._indexes = tuple(each.url for each in settings.indexes)
        self._upstream = Upstream(settings)
        self._store = Store(home / "index")
        self._sources = Sources(settings, self._upstream, self._store)
        self._contents = Contents(lambda: self._upstream, self._store)
        self._lock = threading.Lock()
        self._known: dict[tuple[str, int | None], tuple[float, tuple[File, ...]]] = {}
        self._written: dict[tuple[str, str, bool], tuple[tuple[File, ...], bytes]] = {}
        self._problems: dict[str, None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of all connections, and of kept files that are too many."""
        self._upstream.close()
        self._store.shrink(MOST_KEPT_BYTES)

    @property
    def problems(self) -> tuple[str, ...]:
        """Why something could not be given so far, one sentence for each reason."""
        return tuple(self._problems)

    @contextlib.contextmanager
    def serve(
        self,
        listener: socket.socket,
        *,
        below: str = "",
        versions: Mapping[str, str] | None = None,
    ) -> Iterator[None]:
        """Answer on a listening socket for as long as the context lasts.

        `below` is a path that comes before all others. `versions` are the
        specifiers within which projects are listed. The socket is closed.
        """
        door = Door(listener, self, below, versions or {})
        try:
            yield
        finally:
            door.close()

    # ------------------------------------------------------ what is behind it

    @property
    def sources(self) -> tuple[str, ...]:
        """The addresses of the configured indexes, without passwords."""
        return self._indexes

    def addresses(self, project: str, alone: int | None = None) -> Mapping[str, str]:
        """Return the true address of each file of a project.

        The key is the file's path on the gateway. Of a project that cannot be
        had there are none. `alone` is the number of the one index to ask.
        """
        try:
            files = self._files(project, alone)
        except PackageIndexError as error:
            self.note(error)
            return {}
        below = "" if alone is None else f"/index/{alone}"
        return {below + path_of(project, each): each.url for each in files}

    def times(self, project: str, alone: int | None = None) -> Mapping[str, datetime]:
        """Return when each file of a project came, by its name, where it is said."""
        try:
            files = self._files(project, alone)
        except PackageIndexError as error:
            self.note(error)
            return {}
        found = {each.filename: time_of(each.uploaded) for each in files}
        return {name: time for name, time in found.items() if time}

    def requirements(self, project: str, version: str) -> tuple[str, ...]:
        """Return what a release needs, by the metadata of one of its wheels."""
        try:
            for file in only(self._files(project, None), f"=={version}"):
                if file.is_wheel:
                    text = self._contents.metadata(file).decode("utf-8", "replace")
                    found = email.message_from_string(text).get_all("Requires-Dist", [])
                    return tuple(map(str, found))
        except PackageIndexError as error:
            self.note(error)
        return ()

    # --------------------------------------------------- what the door asks for

    def page(
        self,
        project: str,
        below: str,
        *,
        as_html: bool,
        alone: int | None = None,
        within: str = "",
    ) -> bytes:
        """Return the page of a project; raises `PackageIndexError`.

        `alone` is the number of the one index that is to count, `within` a
        specifier of the versions that are listed.
        """
        files = self._files(project, alone)
        if within:
            write = write_html if as_html else write_json
            return write(project, only(files, within), below)
        key = (project, below, as_html)
        kept = self._written.get(key)
        if kept and kept[0] is files:
            return kept[1]
        write = write_html if as_html else write_json
        page = write(project, files, below)
        self._written[key] = (files, page)
        return page

    def file(
        self, project: str, key: str, filename: str, *, alone: int | None = None
    ) -> Path:
        """Return where the content of a listed file lies on this machine.

        Raises `PackageIndexError` where it is not listed, cannot be had, or is
        not what its index says.
        """
        file = self._listed(project, key, filename, alone)
        return self._contents.path(file)

    def metadata(
        self, project: str, key: str, filename: str, *, alone: int | None = None
    ) -> bytes:
        """Return a wheel's METADATA (PEP 658); raises `PackageIndexError`.

        It comes from the index, or out of the wheel where the index has none.
        """
        file = self._listed(project, key, filename, alone)
        return self._contents.metadata(file)

    def note(self, problem: PackageIndexError) -> None:
        """Remember why something could not be given."""
        if len(self._problems) < 1000:  # noqa: PLR2004  # enough to explain all
            self._problems[str(problem)] = None

    # ---------------------------------------------------------------- how it is

    def _files(self, project: str, alone: int | None) -> tuple[File, ...]:
        key = (project, alone)
        with self._store.only_one(f"project {project} {alone}"):
            until, files = self._known.get(key, (0.0, ()))
            if time.monotonic() < until:
                return files
            if alone is None:
                files = self._sources.files(project)
            else:
                files = self._sources.files_of(alone, project)
            files = visible(files, self._cutoff)
            self._known[key] = (time.monotonic() + REMEMBER_SECONDS, files)
            return files

    def _listed(self, project: str, key: str, filename: str, alone: int | None) -> File:
        """Return the file, which its project's page must list."""
        for file in self._files(project, alone):
            if file.filename == filename and file.key == key:
                return file
        raise UnknownFileError(filename)
