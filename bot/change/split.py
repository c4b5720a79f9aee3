"""A large change as several: one pull request per folder, in order."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from bot.change.lines import changed_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.model import Change, FileChange


def split(change: Change, limit: int) -> tuple[Change, ...]:
    """Return the change in parts of about `limit` changed lines.

    A line that is replaced by another counts once.
    Each part is one folder with all below it; a folder that is too large is
    cut into its sub-folders, and what lies in it directly is a part of its
    own, however large. Files that are not Python (the gate of a formatter,
    say) come last, together. A change within the limit is returned as it is.
    The parts are ordered by folder, so a second run gives the same ones. A
    scope is the folder with dots for slashes, since a branch cannot be named
    like the folder of another branch.
    """
    sizes = {file.path: max(changed_lines(file)) for file in change.files}
    if sum(sizes.values()) <= limit:
        return (change,)
    python = [file for file in change.files if file.path.endswith((".py", ".pyi"))]
    other = [file for file in change.files if file not in python]
    parts = [
        _part(change, folder, files)
        for folder, files in _folders("", python, sizes, limit)
    ]
    if other:
        parts.append(_part(change, "configuration", other))
    if len(parts) == 1:
        return (change,)
    return tuple(_apart(parts))


def _apart(parts: Sequence[Change]) -> Iterator[Change]:
    """Yield the parts with scopes unlike each other: `a.b/` and `a/b/` clash."""
    seen: Counter[str] = Counter()
    for part in parts:
        seen[part.scope] += 1
        times = seen[part.scope]
        yield part if times == 1 else replace(part, scope=f"{part.scope}-{times}")


def _folders(
    folder: str, files: Sequence[FileChange], sizes: Mapping[str, int], limit: int
) -> list[tuple[str, list[FileChange]]]:
    if not files:
        return []
    if sum(sizes[file.path] for file in files) <= limit:
        return [(folder, list(files))]
    direct: list[FileChange] = []
    below: dict[str, list[FileChange]] = {}
    depth = len(PurePosixPath(folder).parts) if folder else 0
    for file in files:
        parts = PurePosixPath(file.path).parts
        if len(parts) == depth + 1:
            direct.append(file)
        else:
            below.setdefault("/".join(parts[: depth + 1]), []).append(file)
    found = [(folder, direct)] if direct else []
    for name in sorted(below):
        found += _folders(name, below[name], sizes, limit)
    return found


def _part(change: Change, scope: str, files: Sequence[FileChange]) -> Change:
    paths = {file.path for file in files}
    return replace(
        change,
        scope=scope.replace("/", ".") or "top",
        files=tuple(files),
        findings=tuple(f for f in change.findings if f.path in paths),
        left_alone=tuple(f for f in change.left_alone if f.path in paths),
    )
