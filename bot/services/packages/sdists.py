"""Metadata of a source distribution, read without running anything of it."""

from __future__ import annotations

import lzma
import tarfile
import zipfile
import zlib
from email.parser import BytesHeaderParser
from typing import TYPE_CHECKING, Final

from bot.services.gateway.contents import MOST_METADATA_BYTES

if TYPE_CHECKING:
    from pathlib import Path

FINAL_SINCE: Final = (2, 2)
"""The version of core metadata whose fields are final unless listed (PEP 643)."""
OURS: Final = frozenset({"requires-dist", "requires-python", "provides-extra"})
MEMBERS: Final = 100_000
BROKEN: Final = (
    *(OSError, EOFError, ValueError, NotImplementedError, RuntimeError),
    *(tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError),
)


def final_metadata(sdist: Path) -> bytes:
    """Return the PKG-INFO of an sdist whose dependencies are final, else b"".

    They are not where the format is older than 2.2, or they are said to be
    dynamic (PEP 643).
    """
    content = _pkg_info(sdist)
    fields = BytesHeaderParser().parsebytes(content)
    version = str(fields.get("Metadata-Version", "")).split(".")
    if not all(part.isdigit() for part in version):
        return b""
    if tuple(map(int, version)) < FINAL_SINCE:
        return b""
    dynamic = {str(each).strip().lower() for each in fields.get_all("Dynamic", [])}
    return b"" if dynamic & OURS else content


def _pkg_info(sdist: Path) -> bytes:
    """Return the PKG-INFO at the top of an sdist, b"" where there is none."""
    try:
        if zipfile.is_zipfile(sdist):
            return _from_zip(sdist)
        return _from_tar(sdist)
    except BROKEN:
        return b""


def _from_zip(sdist: Path) -> bytes:
    with zipfile.ZipFile(sdist) as archive:
        for entry in archive.infolist():
            if _is_ours(entry.filename) and entry.file_size <= MOST_METADATA_BYTES:
                with archive.open(entry) as file:
                    return file.read(MOST_METADATA_BYTES)
    return b""


def _from_tar(sdist: Path) -> bytes:
    with tarfile.open(sdist) as archive:
        for count, entry in enumerate(archive):
            if count > MEMBERS:
                break
            if _is_ours(entry.name) and entry.size <= MOST_METADATA_BYTES:
                file = archive.extractfile(entry)
                return file.read(MOST_METADATA_BYTES) if file else b""
    return b""


def _is_ours(path: str) -> bool:
    folder, _, name = path.removeprefix("./").partition("/")
    return bool(folder) and name == "PKG-INFO"
