"""What is in the files of an index: got once, checked, kept on disk for everybody."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Final

from bot.services.gateway import local
from bot.services.gateway.errors import TooLargeError, UnknownFileError
from bot.services.gateway.listing import File

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.services.gateway.store import Store
    from bot.services.gateway.upstream import Upstream

MOST_FILE_BYTES: Final = 8 << 30
MOST_METADATA_BYTES: Final = 16 << 20


class Contents:
    """Gets files that an index lists, through `upstream`, into `store`."""

    def __init__(self, upstream: Callable[[], Upstream], store: Store) -> None:
        """Take what gives the connections when there is something to get."""
        self._upstream = upstream
        self._store = store

    def path(self, file: File, most: int = MOST_FILE_BYTES) -> Path:
        """Return where the content of a listed file lies on this machine.

        Raises `PackageIndexError` where it cannot be had, has more than `most`
        bytes, or is not what its index says.
        """
        with self._store.only_one(file.key):
            path = self._store.file(file)
            if path is None:
                self._get(file, most)
                path = self._store.file(file)
        if path is None:
            raise UnknownFileError(file.filename)
        return path

    def metadata(self, file: File, most: int = MOST_FILE_BYTES) -> bytes:
        """Return a wheel's METADATA (PEP 658); raises `PackageIndexError`.

        It comes from the index, or out of the wheel where the index has none.
        """
        if not file.is_wheel:
            raise UnknownFileError(f"{file.filename}.metadata")
        if file.metadata and self._store.file(file) is None:
            beside = File(
                f"{file.filename}.metadata",
                f"{file.url}.metadata",
                hashes=file.metadata_hashes,
            )
            return self.path(beside, MOST_METADATA_BYTES).read_bytes()
        return metadata_of(self.path(file, most))

    def _get(self, file: File, most: int) -> None:
        if file.size is not None:
            if file.size > most:
                raise TooLargeError(file.filename, most)
            most = file.size
        if file.is_local:
            self._store.keep_file(file, local.chunks(file.url, most))
            return

        def take(content: Iterator[bytes]) -> None:
            self._store.keep_file(file, content)

        self._upstream().download(file.url, most, take)


def metadata_of(wheel: Path) -> bytes:
    """Return the METADATA of a wheel (PEP 427).

    Raises `UnknownFileError` where it has none, or is no wheel at all.
    """
    try:
        with zipfile.ZipFile(wheel) as archive:
            for entry in archive.infolist():
                folder, _, name = entry.filename.partition("/")
                if name == "METADATA" and folder.endswith(".dist-info"):
                    if entry.file_size > MOST_METADATA_BYTES:
                        raise TooLargeError(entry.filename, MOST_METADATA_BYTES)
                    with archive.open(entry) as file:
                        return file.read(MOST_METADATA_BYTES)
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise UnknownFileError(f"{wheel.name}: METADATA") from error
    raise UnknownFileError(f"{wheel.name}: METADATA")
