"""What a wheel or an sdist holds, written where nothing else can be touched.

Only files that are read afterwards are written: source, stubs, metadata and
change logs. Each is written by us, under a path that was checked, as a plain
file: what an archive says of links, modes or owners has no effect.
"""

from __future__ import annotations

import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Final, TypeAlias

from bot.errors import ActionError

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_FILES: Final = 20_000
MOST_BYTES: Final = 256 << 20
"""Of all files together; what an archive says of its sizes is not believed."""
MOST_FILE_BYTES: Final = 4 << 20

_COMPILED = (".so", ".pyd", ".dylib")
_METADATA = frozenset(
    {"METADATA", "PKG-INFO", "RECORD", "entry_points.txt", "top_level.txt"}
)
_HISTORY = re.compile(
    r"(?:change(?:s|log)?|history|news|releases?|release[-_ ]notes|whats[-_ ]?new)"
    r"(?:[-_]?v?\d[\w.]*)?(?:\.(?:md|rst|txt|markdown))?",
    re.IGNORECASE,
)
_BROKEN = (
    *(OSError, EOFError, ValueError, NotImplementedError, RuntimeError),
    *(tarfile.TarError, zipfile.BadZipFile, zlib.error, lzma.LZMAError),
)

_Open: TypeAlias = Callable[[], IO[bytes] | None]


class UnpackingError(ActionError):
    """An archive cannot be read, or is larger than what is looked at."""

    def __init__(self, archive: str, reason: str) -> None:
        self.archive = archive
        self.reason = reason
        super().__init__(f"{archive} was not looked into: {reason}")


@dataclass(frozen=True, slots=True)
class Unpacked:
    """The files of a release below `folder`.

    `paths` are those that were written, `compiled` those of extension modules,
    which were not, as are those `skipped` for their length; all with forward
    slashes. `histories` are the change logs, the one nearest to the top first.
    """

    folder: Path
    paths: tuple[str, ...] = ()
    compiled: tuple[str, ...] = ()
    histories: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()

    def read(self, path: str) -> str:
        """Return the text of a file that was written."""
        content = (self.folder / path).read_bytes()
        return content.decode("utf-8-sig", "replace")

    def metadata(self, name: str) -> str:
        """Return the text of a file of metadata, "" where there is none."""
        found = [path for path in self.paths if path.rpartition("/")[2] == name]
        return self.read(min(found, key=lambda path: path.count("/"))) if found else ""


def unpack(archive: Path, folder: Path) -> Unpacked:
    """Write what is read of an archive into a folder, and say what there is.

    Of an sdist the folder that holds all is left out of the paths, as is `src`.
    Raises `UnpackingError` for an archive that is broken or too large.
    """
    try:
        if archive.name.endswith((".whl", ".zip")):
            with zipfile.ZipFile(archive) as opened:
                return _written(archive, folder, _of_zip(opened))
        with tarfile.open(archive) as listed:
            return _written(archive, folder, _of_tar(listed))
    except _BROKEN as error:
        raise UnpackingError(
            archive.name, f"{type(error).__name__}: {error}"
        ) from error


def _of_zip(archive: zipfile.ZipFile) -> Iterator[tuple[str, _Open]]:
    for entry in archive.infolist():
        if not entry.is_dir():
            yield entry.filename, _opening(archive, entry)


def _opening(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> _Open:
    return lambda: archive.open(entry)


def _of_tar(archive: tarfile.TarFile) -> Iterator[tuple[str, _Open]]:
    for entry in archive:
        if entry.isfile():
            yield entry.name, _extracting(archive, entry)


def _extracting(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> _Open:
    return lambda: archive.extractfile(entry)


def _written(
    archive: Path, folder: Path, entries: Iterator[tuple[str, _Open]]
) -> Unpacked:
    wheel = archive.name.endswith(".whl")
    written: dict[str, None] = {}
    compiled: list[str] = []
    skipped: list[str] = []
    left = MOST_BYTES
    for count, (name, opening) in enumerate(entries):
        if count >= MOST_FILES:
            raise UnpackingError(archive.name, f"it has more than {MOST_FILES:,} files")
        path = _path(name, wheel=wheel)
        if path.endswith(_COMPILED):
            compiled.append(path)
        if not path or path in written or not _is_read(path):
            continue
        content = _content(opening, min(left, MOST_FILE_BYTES))
        if content is None:
            skipped.append(path)
            continue
        left -= len(content)
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
        written[path] = None
        if left <= 0:
            raise UnpackingError(archive.name, "it holds too much source")
    return Unpacked(
        folder, tuple(written), tuple(compiled), _histories(written), tuple(skipped)
    )


def _content(opening: _Open, most: int) -> bytes | None:
    file = opening()
    if file is None:
        return None
    with file:
        content = file.read(most + 1)
    return content if len(content) <= most else None


def _path(name: str, *, wheel: bool) -> str:
    """Return the path of an entry as it is written, "" for one that leads away."""
    if "\\" in name or "\0" in name or name.startswith("/"):
        return ""
    parts = [part for part in PurePosixPath(name).parts if part != "."]
    if not parts or ".." in parts or any(":" in part for part in parts):
        return ""
    if not wheel:
        parts = parts[1:]
        if parts[:1] == ["src"]:
            parts = parts[1:]
    elif parts[0].endswith(".data"):
        parts = parts[2:] if parts[1:2] in (["purelib"], ["platlib"]) else []
    return "/".join(parts)


def _is_read(path: str) -> bool:
    name = path.rpartition("/")[2]
    return (
        name.endswith((".py", ".pyi"))
        or name in _METADATA
        or _HISTORY.fullmatch(name) is not None
    )


def _histories(paths: Mapping[str, None]) -> tuple[str, ...]:
    found = [
        path
        for path in paths
        if _HISTORY.fullmatch(path.rpartition("/")[2]) and not path.endswith(".py")
    ]
    return tuple(sorted(found, key=lambda path: (path.count("/"), path)))
