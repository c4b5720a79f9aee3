"""Files of an index made into releases.

The name and version are what PEP 427 (wheels) and PEP 625 (source
distributions) say of a filename, as `packaging.utils` reads it; that reads the
tags of each wheel as well, and so takes ten times as long.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from bot.dependencies.releases import Release, ReleaseFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.services.gateway.listing import File

WHEEL_PARTS: Final = (4, 5)
"""Dashes in the name of a wheel, without and with a build number."""
SDISTS: Final = (".tar.gz", ".zip", ".tar.bz2", ".tgz", ".tar.xz")


class Versions:
    """Reads the versions of one project's files, each text once."""

    def __init__(self, project: str) -> None:
        """Take the normalised name of the project."""
        self._project = project
        self._ours: dict[str, bool] = {}
        self._known: dict[str, Version | None] = {}

    def of(self, filename: str) -> Version | None:
        """Return the version of a file, None where it is no file of a release.

        That is so for another project's file, and a version against PEP 440.
        """
        if filename.endswith(".whl"):
            if filename.count("-") not in WHEEL_PARTS:
                return None
            name, text, _ = filename.split("-", 2)
        else:
            end = next((each for each in SDISTS if filename.endswith(each)), "")
            if not end:
                return None
            name, _, text = filename.removesuffix(end).rpartition("-")
        if name not in self._ours:
            self._ours[name] = canonicalize_name(name) == self._project
        if not self._ours[name]:
            return None
        if text not in self._known:
            self._known[text] = read_version(text)
        return self._known[text]


def read_version(text: str) -> Version | None:
    """Return the version, None where it is not one of PEP 440."""
    try:
        return Version(text)
    except InvalidVersion:
        return None


def releases_of(project: str, files: Iterable[File]) -> tuple[Release, ...]:
    """Return the releases that these files make up, newest first by PEP 440.

    Files with a name or version that cannot be read are left out.
    """
    versions = Versions(project)
    times: dict[str, datetime | None] = {}
    found: dict[Version, list[ReleaseFile]] = {}
    for file in files:
        version = versions.of(file.filename)
        if version is None:
            continue
        if file.uploaded not in times:
            times[file.uploaded] = read_time(file.uploaded)
        found.setdefault(version, []).append(
            ReleaseFile(
                file.filename,
                file.hashes,
                file.requires_python,
                file.yanked,
                times[file.uploaded],
                file.provenance,
            )
        )
    return tuple(
        Release(version, tuple(found[version]))
        for version in sorted(found, reverse=True)
    )


def read_time(text: str) -> datetime | None:
    """Return an upload time (PEP 700), in UTC where it names no zone."""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
