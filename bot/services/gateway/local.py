"""Packages that lie on this machine: an index of files, a folder of wheels."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    parse_sdist_filename,
    parse_wheel_filename,
)

from bot.services.gateway.errors import TooLargeError, UnknownFileError
from bot.services.gateway.listing import FILENAME, File, read_html

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK: Final = 1 << 20


def path_of_url(url: str) -> Path:
    """Return the path that a `file:` address names; a plain path is one too."""
    parts = urlsplit(url)
    return Path(url2pathname(parts.path) if parts.scheme == "file" else url)


def project_files(index: str, project: str) -> tuple[File, ...]:
    """Return a project's files in an index that lies on this machine.

    Raises `UnknownFileError` where it does not have the project.
    """
    page = path_of_url(index) / project / "index.html"
    try:
        text = page.read_bytes()
    except OSError as error:
        raise UnknownFileError(project) from error
    return read_html(project, text, page.as_uri())


def folder_files(folder: Path, project: str) -> tuple[File, ...]:
    """Return a project's files in a folder of packages (`--find-links`)."""
    try:
        found = sorted(folder.iterdir())
    except OSError:
        return ()
    return tuple(
        File(path.name, path.absolute().as_uri())
        for path in found
        if project_of(path.name) == project and path.is_file()
    )


def project_of(filename: str) -> str:
    """Return the normalised name of the project, "" where it is no package."""
    if not FILENAME.fullmatch(filename):
        return ""
    try:
        if filename.endswith(".whl"):
            return parse_wheel_filename(filename)[0]
        return parse_sdist_filename(filename)[0]
    except (InvalidWheelFilename, InvalidSdistFilename):
        return ""


def chunks(url: str, most: int) -> Iterator[bytes]:
    """Yield the content of a file of this machine.

    Raises `UnknownFileError` where there is no such regular file.
    """
    path = path_of_url(url)
    if not path.is_file():
        raise UnknownFileError(path.name)
    if path.stat().st_size > most:
        raise TooLargeError(path.name, most)
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
