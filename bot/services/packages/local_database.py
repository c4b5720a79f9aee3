"""Advisories of a folder or a zip of OSV records, for machines without a network.

Each record is read once: what it says is kept in a small database beside our
other caches, named after the identity of the folder or zip. SQLite is of the
standard library, and a look-up in it reads a few pages only.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import tempfile
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.dependencies.advisories.merging import merged
from bot.dependencies.advisories.model import Advisory
from bot.dependencies.advisories.records import advisories_of
from bot.services.packages.errors import AdvisoryError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from packaging.version import Version

SETTING: Final = "HONEBOT_ADVISORIES"
LAYOUT: Final = 1
LOOK_SECONDS: Final = 60.0
RECORD_BYTES: Final = 16 << 20
ENDINGS: Final = (".json", ".yaml", ".yml")
NO_ARCHIVE: Final = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError)


class LocalDatabase:
    """Satisfies `bot.package_protocols.Advisories` with records on this machine."""

    def __init__(self, path: Path, home: Path) -> None:
        """Read `path`, a folder or a zip; keep what was read below `home`."""
        self._path = path
        self._folder = home / "advisories"
        self._known: tuple[float, str] = (0.0, "")

    def close(self) -> None:
        """Do nothing: nothing is held open."""

    @property
    def source(self) -> str:
        """Where the advisories come from."""
        return f"the OSV records in {self._path}"

    def about(
        self, versions: Mapping[str, Collection[Version]]
    ) -> Mapping[str, tuple[Advisory, ...]]:
        """Return all advisories about these packages, merged by alias.

        Raises `AdvisoryError` where there is no record of PyPI at all.
        """
        try:
            with contextlib.closing(self._database()) as database:
                return {name: _merged(database, name) for name in versions}
        except (OSError, sqlite3.Error, ValueError, *NO_ARCHIVE) as error:
            raise AdvisoryError(self.source, str(error)) from error

    def _database(self) -> sqlite3.Connection:
        """Return what was read of the records, reading them where they are new."""
        place = hashlib.sha256(os.fsencode(self._path.absolute())).hexdigest()[:16]
        kept = self._folder / f"{place}-{self._identity()}.sqlite"
        if not kept.is_file():
            for old in self._folder.glob(f"{place}-*.sqlite"):
                old.unlink(missing_ok=True)
            self._read_all(kept)
        address = f"{kept.absolute().as_uri()}?mode=ro&immutable=1"
        return sqlite3.connect(address, uri=True)

    def _identity(self) -> str:
        """Return the identity of the records, looked at once a minute."""
        until, identity = self._known
        if time.monotonic() > until:
            identity = identity_of(self._path)
            self._known = (time.monotonic() + LOOK_SECONDS, identity)
        return identity

    def _read_all(self, target: Path) -> None:
        """Write the database; nobody ever sees half of it."""
        self._folder.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix="draft-", dir=self._folder)
        os.close(descriptor)
        draft = Path(name)
        try:
            with contextlib.closing(sqlite3.connect(draft)) as database:
                database.execute("CREATE TABLE advisory (name TEXT, row TEXT)")
                database.executemany(
                    "INSERT INTO advisory VALUES (?, ?)",
                    (
                        (each.name, json.dumps(each.row()))
                        for each in self._advisories()
                    ),
                )
                count = database.execute("SELECT count(*) FROM advisory").fetchone()[0]
                if not count:
                    raise AdvisoryError(self.source, "none is about a package of PyPI")
                database.execute("CREATE INDEX by_name ON advisory (name)")
                database.commit()
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)

    def _advisories(self) -> Iterator[Advisory]:
        """Yield what each record says; one that cannot be read is left out."""
        contents = _zipped if self._path.is_file() else _in_folder
        for name, content in contents(self._path):
            with contextlib.suppress(ValueError, RecursionError):
                yield from advisories_of(_read(name, content))


def _merged(database: sqlite3.Connection, name: str) -> tuple[Advisory, ...]:
    rows = database.execute("SELECT row FROM advisory WHERE name = ?", (name,))
    return merged(Advisory.from_row(json.loads(text)) for (text,) in rows)


def _read(name: str, content: bytes) -> Mapping[str, Any]:
    """Return a record; raises `ValueError` where it is none."""
    if name.endswith(".json"):
        record = json.loads(content)
    else:
        from ruamel.yaml import YAML  # noqa: PLC0415  # seldom needed
        from ruamel.yaml.error import YAMLError  # noqa: PLC0415  # as above

        try:
            record = YAML(typ="safe").load(content)
        except YAMLError as error:
            raise ValueError(name) from error
    if isinstance(record, dict):
        return record
    raise ValueError(f"{name} is no record")


# ------------------------------------------------------------------- the files


def identity_of(path: Path) -> str:
    """Return a digest that changes with the folder's files, or with the zip.

    Raises `OSError` where there is neither.
    """
    if not path.is_dir():
        status = path.stat()
        facts = [f"{status.st_size} {status.st_mtime_ns}"]
    else:
        facts = sorted(
            f"{name} {status.st_size} {status.st_mtime_ns}"
            for name, status in _statuses(path)
        )
    text = "\n".join([str(LAYOUT), *facts])
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _statuses(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    waiting = [str(folder)]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.name.endswith(ENDINGS) and entry.is_file():
                    yield entry.path, entry.stat()


def _in_folder(folder: Path) -> Iterable[tuple[str, bytes]]:
    for name, status in sorted(_statuses(folder), key=lambda each: each[0]):
        if status.st_size <= RECORD_BYTES:
            yield name, Path(name).read_bytes()


def _zipped(path: Path) -> Iterable[tuple[str, bytes]]:
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            if entry.filename.endswith(ENDINGS) and entry.file_size <= RECORD_BYTES:
                with archive.open(entry) as file:
                    yield entry.filename, file.read(RECORD_BYTES)
