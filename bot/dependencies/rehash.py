"""The hashes of a requirement, written anew as the file writes them.

What moves are the digests. The layout (one line, or a line each behind a
backslash), the indentation, the quotes, other options and comments stay as
they are. https://pip.pypa.io/en/stable/topics/secure-installs/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dependencies.places import Splice
from bot.errors import ActionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.dependencies.places import Place, WrittenHash
    from bot.dependencies.releases import Release

_BETWEEN = b" \t\r\n\f\v\\"
_Key = tuple[str, str]


class MissingHashError(ActionError):
    """The index gives no hash that a file of a release could be checked by."""

    def __init__(self, release: str, algorithm: str, filename: str) -> None:
        self.release = release
        self.algorithm = algorithm
        self.filename = filename
        what = f"no {algorithm} hash of {filename}" if filename else "no files"
        super().__init__(f"the index has {what} for {release}")


def repinned(
    content: bytes, place: Place, version: str, release: Release
) -> tuple[Splice, ...]:
    """Return what changes where a pinned place moves to a version of a release.

    The one exact version is written as given, and the hashes, if there are
    any, are those of the release. Raises `ValueError` where the place is not
    pinned, and `MissingHashError` where the index lacks a hash.
    """
    if not place.pinned:
        raise ValueError(f"{place.path}:{place.line}: {place.text} is not pinned")
    (clause,) = place.clauses
    moved = Splice(clause.start, clause.end, version.encode("ascii"))
    return (moved, *rehashed(content, place, release))


def rehashed(content: bytes, place: Place, release: Release) -> tuple[Splice, ...]:
    """Return what changes in the hashes of a place for another release.

    There is one hash for each file of the release and each algorithm that the
    place uses, in the order that the place keeps: ascending as pip-compile, uv
    and hashin write them, descending, or as the index has the files. A place
    without hashes changes nothing. Raises `MissingHashError` where a file has
    no hash of an algorithm that the place uses.
    """
    old = place.hashes
    if not old:
        return ()
    new = _in_order(old, _wanted(place, release))
    kept = list(_replaced(content, old, new))
    if len(new) < len(old):
        kept += _dropped(content, old[len(new) :])
    if len(new) > len(old):
        kept.append(_added(content, old, new[len(old) :]))
    return tuple(kept)


def _wanted(place: Place, release: Release) -> list[_Key]:
    algorithms = list(dict.fromkeys(each.algorithm for each in place.hashes))
    title = f"{place.written} {release.version}"
    found: dict[_Key, None] = {}
    for file in release.files:
        hashes = {name.lower(): digest.lower() for name, digest in file.hashes}
        for algorithm in algorithms:
            if algorithm not in hashes:
                raise MissingHashError(title, algorithm, file.filename)
            found[algorithm, hashes[algorithm]] = None
    if not found:
        raise MissingHashError(title, algorithms[0], "")
    return list(found)


def _in_order(old: Sequence[WrittenHash], new: list[_Key]) -> list[_Key]:
    """Sort the new hashes as the old ones are."""
    keys = [(each.algorithm, each.digest.lower()) for each in old]
    if keys == sorted(keys):
        return sorted(new)
    if keys == sorted(keys, reverse=True):
        return sorted(new, reverse=True)
    return new


def _replaced(
    content: bytes, old: Sequence[WrittenHash], new: Sequence[_Key]
) -> Iterator[Splice]:
    for written, (algorithm, digest) in zip(old, new, strict=False):
        if written.algorithm != algorithm:
            option = _option(content, old, algorithm, digest)
            yield Splice(written.option_start, written.option_end, option)
        elif written.digest != digest:
            yield Splice(written.start, written.end, digest.encode("ascii"))


def _dropped(content: bytes, surplus: Sequence[WrittenHash]) -> Iterator[Splice]:
    """Take hashes away, each with what is between it and the word before."""
    for written in surplus:
        start = _gap(content, written.option_start)
        yield Splice(start, written.option_end, b"")


def _added(content: bytes, old: Sequence[WrittenHash], more: Sequence[_Key]) -> Splice:
    """Add hashes behind the last, parted as the last one is from what is before."""
    last = old[-1]
    gap = content[_gap(content, last.option_start) : last.option_start]
    options = [_option(content, old, *key) for key in more]
    added = b"".join(gap + option for option in options)
    return Splice(last.option_end, last.option_end, added)


def _option(
    content: bytes, old: Sequence[WrittenHash], algorithm: str, digest: str
) -> bytes:
    """Write a hash as the file writes those of the same algorithm."""
    model = next(each for each in old if each.algorithm == algorithm)
    before = content[model.option_start : model.start]
    return before + digest.encode("ascii") + content[model.end : model.option_end]


def _gap(content: bytes, end: int) -> int:
    """Return where the space and the line breaks before a place begin."""
    return len(content[:end].rstrip(_BETWEEN))
