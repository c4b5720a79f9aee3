"""The values that say what an index has of a package."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from packaging.version import Version


@dataclass(frozen=True, slots=True)
class ReleaseFile:
    """One file of a release.

    `hashes` are pairs of algorithm and hexadecimal digest; `yanked` is the
    reason, None where the file is not yanked; `uploaded` is None where the
    index does not say. `provenance` is the address of what is attested of it
    (PEP 740), "" for nothing.
    """

    filename: str
    hashes: tuple[tuple[str, str], ...] = ()
    requires_python: str = ""
    yanked: str | None = None
    uploaded: datetime | None = None
    provenance: str = ""

    @property
    def is_wheel(self) -> bool:
        """Whether it is a wheel."""
        return self.filename.endswith(".whl")


@dataclass(frozen=True, slots=True)
class Release:
    """One version of a package, with its files."""

    version: Version
    files: tuple[ReleaseFile, ...]

    @property
    def yanked(self) -> str | None:
        """The reason where every file is yanked (PEP 592), else None."""
        reasons = [file.yanked for file in self.files]
        known = [reason for reason in reasons if reason is not None]
        return (known[0] or "") if known and len(known) == len(reasons) else None

    @property
    def uploaded(self) -> datetime | None:
        """When its first file came; None where the index says of none."""
        times = [file.uploaded for file in self.files if file.uploaded is not None]
        return min(times, default=None)


@dataclass(frozen=True, slots=True)
class Listing:
    """All releases of one package, newest first by PEP 440.

    `problem` says why there are none: no such project, no answer.
    """

    name: str
    releases: tuple[Release, ...] = ()
    problem: str = ""
