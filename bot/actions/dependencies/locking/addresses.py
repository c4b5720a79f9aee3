"""Puts the index's stand-in into a lock and its manifests, and takes it out.

Inside the sandbox every index is the gateway. A tool that writes addresses
writes the gateway's, which are nobody's business and lead nowhere. Each is
changed back to what stood in the lock before, where it is the same file, else
to where the index says that the file lies.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from bot.actions.dependencies.locking.errors import NotLockedError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.dependencies.locks.model import Lock
    from bot.protocols import Index

STAND_IN: Final = "https://index.honebot.invalid"
"""Stands for the root of the gateway; no such host can exist (RFC 2606)."""

LEAK: Final = re.compile(
    r"[^\s\"']*(?:honebot\.invalid|127\.0\.0\.1|\blocalhost\b|/honebot-|://[^/\s\"']*@)"
    r"[^\s\"']*"
)
_FOUND: Final = re.compile(re.escape(STAND_IN) + r"(/[^\"'\s,\]}]*)?")
NO_INDEX: Final = "https://index.invalid/simple"
"""Stands for the index of a machine that has only folders of packages."""
_FILE: Final = re.compile(r"((?:/index/\d+)?)/files/([^/]+)/([^/]+)/([^/#?]+)")


@dataclass(frozen=True, slots=True)
class Addresses:
    """The indexes of one lock: each address, and the number of its index.

    The number is None where all configured indexes stand for it.
    """

    path: str
    index: Index
    indexes: Mapping[str, int | None]

    def inside(self, address: str) -> str:
        """Return what stands for an index inside; it ends as the address does."""
        number = self.indexes[address]
        view = "" if number is None else f"/index/{number}"
        return f"{STAND_IN}{view}/simple{'/' if address.endswith('/') else ''}"

    def hide(self, content: bytes) -> bytes:
        """Return a file with the stand-ins in place of the quoted addresses."""
        for address in sorted(self.indexes, key=len, reverse=True):
            new = self.inside(address).rstrip("/")
            scheme, _, rest = address.rstrip("/").partition("://")
            found = re.compile(
                rb"(?<=[\"'\s=])"
                + re.escape(f"{scheme}://".encode())
                + rb"(?:[^/@\s\"']*@)?"
                + re.escape(rest.encode())
                + rb"(/?)(?=[\"'\s]|$)"
            )
            content = found.sub(new.encode() + rb"\1", content)
        return content

    def restore(self, content: bytes, before: Lock, old: bytes) -> bytes:
        """Return a file without stand-ins; `old` is how it was, `before` what it said.

        Raises `NotLockedError` where a file's true address is not known, or an
        address is left that nobody may see.
        """
        text = content.decode("utf-8", "surrogateescape")
        files = _Files(self, before)
        files.learn(match[1] or "" for match in _FOUND.finditer(text))
        new = _FOUND.sub(lambda match: files.true(match[1] or ""), text)
        self.check(new, old.decode("utf-8", "surrogateescape"))
        return new.encode("utf-8", "surrogateescape")

    def check(self, text: str, before: str) -> None:
        """Raise `NotLockedError` for an address that is nobody's business.

        What was there before, and what lies on an index of the lock, is not.
        """
        own = tuple(_origin(each) for each in self.indexes)
        for leak in LEAK.findall(text):
            address = leak[leak.find("http") :] if "http" in leak else leak
            if leak in before or address.startswith(own):
                continue
            raise NotLockedError(
                self.path, "what was written names an address of this machine"
            )

    def of_view(self, view: str) -> str:
        """Return the address of the index that answers below a path."""
        for address, number in self.indexes.items():
            if view == ("" if number is None else f"/index/{number}"):
                return address.rstrip("/")
        raise NotLockedError(self.path, "it names an index that was not there before")


@dataclass(slots=True)
class _Files:
    """What the addresses of files are in truth."""

    addresses: Addresses
    before: Lock
    _known: dict[tuple[str, str], str] = field(init=False)
    _moved: dict[str, dict[str, str]] = field(default_factory=dict)
    _lists: dict[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known = {
            (file.name, digest.removeprefix("sha256:")): file.url
            for package in self.before.packages
            for file in package.files
            for digest in file.hashes
            if file.url
        }

    def true(self, path: str) -> str:
        """Return the address for a path of the gateway."""
        file = _FILE.fullmatch(path)
        if file is None:
            view = re.sub(r"/simple/?$", "", path)
            ending = "/" if path.endswith("/") else ""
            return f"{self.addresses.of_view(view)}{ending}"
        known = self._known.get((unquote(file[4]), file[3]))
        return known or self._listed(path, file)

    def learn(self, paths: Iterable[str]) -> None:
        """See where the index of this machine keeps what the lock knows already."""
        for path in paths:
            file = _FILE.fullmatch(path)
            old = self._known.get((unquote(file[4]), file[3])) if file else None
            if file is None or old is None or self._is_own(file[1]):
                continue
            here, there = _differing(self._upstream(path, file), old)
            if here:
                self._moved.setdefault(file[1], {})[here] = there

    def _is_own(self, view: str) -> bool:
        """Return whether the lock's index is one that this machine asks itself."""
        return view != ""

    def _listed(self, path: str, file: re.Match[str]) -> str:
        address = self._upstream(path, file)
        if not self._is_own(file[1]):
            for here, there in self._moved.get(file[1], {}).items():
                if address.startswith(here):
                    return there + address[len(here) :]
            address = ""
        if not address.startswith(("https://", "http://")):
            raise NotLockedError(
                self.addresses.path,
                f"its index is not the one of this machine, so where {file[4]} lies "
                "there is not known",
            )
        return address

    def _upstream(self, path: str, file: re.Match[str]) -> str:
        view, project = file[1], file[2]
        if (view, project) not in self._lists:
            number = int(view.rpartition("/")[2]) if view else None
            listed = self.addresses.index.addresses(project, number)
            self._lists[view, project] = listed
        return self._lists[view, project].get(path, "")


def _differing(here: str, there: str) -> tuple[str, str]:
    """Return the beginnings in which two addresses of one file differ.

    ("", "") where not even the last two parts are the same.
    """
    mine, theirs = here.split("/"), there.split("/")
    same = 0
    while same < min(len(mine), len(theirs)) and mine[-same - 1] == theirs[-same - 1]:
        same += 1
    if same < 2:  # noqa: PLR2004  # the file's name and what says which file it is
        return "", ""
    return (
        "/".join([*mine[: len(mine) - same], ""]),
        "/".join([*theirs[: len(theirs) - same], ""]),
    )


def _origin(address: str) -> str:
    """Return the scheme, host and port of an address, with the slash behind them."""
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}/"


def addresses_of(path: str, index: Index | None, lock: Lock) -> Addresses:
    """Return the indexes that a lock names, or this machine's where it names none.

    Raises `NotLockedError` where there is no index in the sandbox, or where
    the lock names more than one index that this machine does not ask: names
    that only a private index has must not be asked for elsewhere.
    """
    if index is None:
        raise NotLockedError(path, "the sandbox has no package index")
    numbers = {
        each.rstrip("/"): at for at, each in reversed([*enumerate(index.sources)])
    }
    if not lock.indexes:
        far = [each for each in index.sources if each.startswith("http")]
        number = numbers[far[0].rstrip("/")] if len(far) == 1 else None
        return Addresses(path, index, {(far or [NO_INDEX])[-1]: number})
    found = {each: numbers.get(each.rstrip("/")) for each in lock.indexes}
    unknown = [each for each, number in found.items() if number is None]
    if len(unknown) > 1 or (unknown and len(found) > 1):
        names = ", ".join(unknown)
        raise NotLockedError(path, f"this machine does not ask the index {names}")
    return Addresses(path, index, found)
