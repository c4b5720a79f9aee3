"""The values that say where a requirement is written, to the byte.

A `Place` is one requirement in one file. What may be edited in it are the
versions of its clauses and its hashes, each with its place in the file's bytes;
all else (operators, spaces, quotes, markers, comments) stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from codemods.model import LeftAlone


class Syntax(StrEnum):
    """How versions are written at a place."""

    PEP440 = "pep440"
    """Specifiers of PEP 440, joined by commas."""

    POETRY = "poetry"
    """Poetry's: `^1.2`, `~1.2`, `1.2.*`, `>=1,<2`, `||`; a bare version is exact."""

    CONDA = "conda"
    """Conda's match specification: `=1.2` is a prefix, `==1.2` exact."""


class Origin(StrEnum):
    """Where the package at a place comes from."""

    INDEX = "index"
    """A package index; the only origin with versions to choose from."""

    URL = "url"
    """A file at an address (`name @ https://...`)."""

    REPOSITORY = "repository"
    """A version control system (`git+https://...@tag`)."""

    FOLDER = "folder"
    """A folder or file of the project or of the machine."""

    CONDA = "conda"
    """A conda channel."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One part of a specifier; `start` and `end` are its version's byte offsets.

    `version` is as it is written. The tag, branch or commit of a repository is
    a clause with the operator `@`. `alternative` counts from 0 where a syntax
    has alternatives (`||`), of which one must hold.
    """

    operator: str
    version: str
    start: int
    end: int
    alternative: int = 0


@dataclass(frozen=True, slots=True)
class WrittenHash:
    """One hash of a file of the release; the offsets are those of the digest.

    `option_start` and `option_end` are the offsets of the whole option
    (`--hash=sha256:...`), which has its continuation and line before it.
    """

    algorithm: str
    digest: str
    start: int
    end: int
    option_start: int
    option_end: int


@dataclass(frozen=True, slots=True)
class Place:
    """One requirement as it is written in one file.

    `path` and `line` (from 1) say where; `start` and `end` are the byte
    offsets of the requirement without options, hashes and comment. `name` is
    normalised (PEP 503), `written` as it is spelt, `text` the requirement on
    one line. `marker` is its environment marker (PEP 508), "" for none.
    `group` is "" for what the package itself needs, else the extra, group,
    environment, stage or file that asks for it. `kind` is the manifest's kind
    (see `bot.model.Manifest`; also "dockerfile", "github", "gitlab", "azure",
    "jenkins", "pre-commit", "readthedocs", "script" for PEP 723). `locked`
    says that a tool wrote the file, so that it is compiled and not edited.
    `via` are the names that need it there, where the file says so. `location`
    is the address of what comes from no index; it holds no password.
    `ignored` is why nothing is to be proposed for it, as a comment says.
    """

    path: str
    line: int
    start: int
    end: int
    name: str
    written: str
    text: str
    kind: str
    clauses: tuple[Clause, ...] = ()
    extras: tuple[str, ...] = ()
    marker: str = ""
    group: str = ""
    syntax: Syntax = Syntax.PEP440
    origin: Origin = Origin.INDEX
    hashes: tuple[WrittenHash, ...] = ()
    locked: bool = False
    constraint: bool = False
    via: tuple[str, ...] = ()
    location: str = ""
    ignored: str = ""
    remark: str = ""
    """The comment behind it, without the `#`."""

    @property
    def pinned(self) -> str:
        """The one exact version it is pinned to, as it is written; "" for none."""
        exact = [
            clause.version
            for clause in self.clauses
            if clause.operator in {"==", "===", ""} and not clause.version.endswith("*")
        ]
        return exact[0] if len(exact) == 1 == len(self.clauses) else ""


@dataclass(frozen=True, slots=True)
class Included:
    """One file that a requirements file asks for (`-r`, or `-c` for constraints).

    `path` is from the root of the repository (".." where it leads out of it),
    or an address without password.
    """

    path: str
    line: int
    constraint: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file says: its places in order, its includes, what is wrong in it.

    `options` are the options of a requirements file as they are written, but
    for what may hold a password.
    """

    places: tuple[Place, ...] = ()
    includes: tuple[Included, ...] = ()
    options: tuple[str, ...] = ()
    problems: tuple[LeftAlone, ...] = ()
    requires_python: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Splice:
    """Bytes of a file to be replaced."""

    start: int
    end: int
    new: bytes


def spliced(content: bytes, splices: tuple[Splice, ...]) -> bytes:
    """Return a file with some bytes replaced; all others stay.

    Raises `ValueError` where two splices overlap or lie outside of the file.
    """
    parts: list[bytes] = []
    done = 0
    for splice in sorted(splices, key=lambda each: (each.start, each.end)):
        if splice.start < done or not splice.start <= splice.end <= len(content):
            raise ValueError(f"bytes {splice.start} to {splice.end} cannot be replaced")
        parts += [content[done : splice.start], splice.new]
        done = splice.end
    return b"".join([*parts, content[done:]])
