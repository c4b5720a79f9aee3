"""Keeps the entries of packages that did not change as they were spelt.

A tool writes some of what it learns of a release as its source spells it, and
sources spell the same specifier in more than one way.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.dependencies.locks.reading import read_lock

if TYPE_CHECKING:
    from bot.actions.dependencies.locking.job import Job
    from bot.dependencies.locks.model import LockedPackage

_ENTRY: Final = re.compile(rb"^\[\[package\]\]\n", re.MULTILINE)
_OF_THE_RELEASE: Final = frozenset({"other", "files", "hashes"})
"""Details that follow from the release, however they are spelt."""
_END: Final = re.compile(rb"^\[(?:extras|metadata)", re.MULTILINE)


def with_old_spelling(job: Job, content: bytes) -> bytes:
    """Return a lock whose entries are the old ones, where they mean the same.

    An entry means the same where version, source, markers, groups and needs
    are equal: of one release all else is equal, too. Files that came to a
    release later are left out, since the old hashes hold as they did.
    """
    after = read_lock(job.path, content, job.kind)
    old_texts, new_texts = _texts(job.content), _texts(content)
    if len(old_texts) != len(job.before.packages) or len(new_texts) != len(
        after.packages
    ):
        return content
    known = {
        _meaning(package): (package, text)
        for package, text in zip(job.before.packages, old_texts, strict=True)
    }
    kept = {}
    for package, text in zip(after.packages, new_texts, strict=True):
        before = known.get(_meaning(package))
        if before and before[1] != text and _hashes(before[0]) <= _hashes(package):
            kept[text] = before[1]
    for text, old in kept.items():
        content = content.replace(text, old, 1)
    return content


def _hashes(package: LockedPackage) -> set[str]:
    return {digest for file in package.files for digest in file.hashes}


def without_entries(job: Job) -> bytes:
    """Return the old lock without the packages that are to move."""
    content = job.content
    texts = _texts(content)
    if len(texts) == len(job.before.packages):
        for package, text in zip(job.before.packages, texts, strict=True):
            if package.name in (job.moves or {}):
                content = content.replace(text, b"", 1)
    return content


def _texts(content: bytes) -> list[bytes]:
    """Return the texts of all entries of a lock in TOML."""
    first = _ENTRY.search(content)
    end = _END.search(content, first.start()) if first else None
    body = content[: end.start()] if end else content
    starts = [match.start() for match in _ENTRY.finditer(body)]
    return [
        body[start:stop]
        for start, stop in zip(starts, [*starts[1:], len(body)], strict=False)
    ]


def _meaning(package: LockedPackage) -> tuple[object, ...]:
    details = tuple(pair for pair in package.details if pair[0] not in _OF_THE_RELEASE)
    return package.name, details
