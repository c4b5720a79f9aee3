"""A quick look at how far files are from Black's layout.

Black takes 0.13 s for a thousand lines, too long for a plan of a large
project, so there only the files that look least like its layout are tried.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.formatting.layout.black_configurations import is_excluded, mode_of
from codemods.model import LeftAlone
from codemods.reading.source import UnreadableSourceError, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from black.mode import Mode

    from bot.actions.base import Target
    from bot.actions.formatting.layout.black_configurations import Group

LINES = 2_500
"""How many lines are laid out at most: about a third of a second."""


class _UnreadableError(ValueError):
    """A file cannot be parsed."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        super().__init__(reason)


_UNLIKE = re.compile(
    rb"[ \t]$|\t|'[^'\"\\\n]+'|,[^\s)\]}'\"]|[\(\[] \w|\w [\)\]]"
    rb"|[^\s=!<>:*/+%&|^@-]=[^\s=]|\n\n\n\n|;$|^.{89,}$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Sample:
    """What was seen: the files tried, and those that Black would change.

    `differing` maps a path to the first line that would change, `unreadable`
    are files that cannot be parsed, which count as not tried. `share` is the
    part of the lines tried that would change, from 0 to 1, `complete` whether
    every other file was tried.
    """

    tried: tuple[str, ...]
    differing: dict[str, int]
    unreadable: tuple[LeftAlone, ...]
    share: float
    complete: bool


def sample(target: Target, groups: Sequence[Group]) -> Sample:
    """Return what Black would change in the files least like its layout."""
    modes: dict[str, Mode] = {}
    for group in groups:
        mode = mode_of(group.options, _versions(target), stub=False)
        modes |= dict.fromkeys(
            (path for path in group.files if not is_excluded(path, group)), mode
        )
    sources = dict(target.tree.read_many(sorted(modes)))
    chosen = _least_alike(sources)
    differing: dict[str, int] = {}
    lines = changed = 0
    unreadable: list[LeftAlone] = []
    for path in chosen:
        try:
            line, moved = _changes(sources[path], modes[path])
        except _UnreadableError as error:
            unreadable.append(LeftAlone(path, error.line, f"does not parse: {error}"))
            continue
        lines += sources[path].count(b"\n") + 1
        changed += moved
        if line:
            differing[path] = line
    bad = {item.path for item in unreadable}
    return Sample(
        tuple(path for path in chosen if path not in bad),
        differing,
        tuple(unreadable),
        changed / lines if lines else 0.0,
        len(chosen) == len(sources),
    )


def _versions(target: Target) -> tuple[str, ...]:
    if not target.facts.requires_python:
        return ()
    return tuple(f"py3{minor}" for minor in range(target.facts.lowest_python[1], 14))


def _least_alike(sources: dict[str, bytes]) -> list[str]:
    """Return files of `LINES` lines in all, the least alike first."""
    lines = {path: source.count(b"\n") + 1 for path, source in sources.items()}
    if sum(lines.values()) <= LINES:
        return sorted(sources)
    unlike = {
        path: sum(1 for _ in _UNLIKE.finditer(source)) / lines[path]
        for path, source in sources.items()
    }
    chosen: list[str] = []
    left = LINES
    for path in sorted(sources, key=lambda path: (-unlike[path], path)):
        if lines[path] <= left:
            chosen.append(path)
            left -= lines[path]
        if left < LINES // 50:
            break
    return sorted(chosen)


def _changes(source: bytes, mode: Mode) -> tuple[int, int]:
    """Return the first line that Black would change, and how many; 0, 0 if none.

    Raises `_UnreadableError` where it cannot be parsed.
    """
    # slow to load
    from black import format_file_contents  # noqa: PLC0415
    from black.parsing import InvalidInput  # noqa: PLC0415
    from black.report import NothingChanged  # noqa: PLC0415

    try:
        text = read(source).data.decode().replace("\r\n", "\n")
        new = format_file_contents(text, fast=True, mode=mode)
    except NothingChanged:
        return 0, 0
    except InvalidInput as error:
        found = re.search(r"(\d+):\d+", str(error))
        line = int(found[1]) if found else 0
        raise _UnreadableError(line, "Black cannot parse it") from error
    except RecursionError as error:
        raise _UnreadableError(0, "the code nests too deeply") from error
    except UnreadableSourceError as error:
        raise _UnreadableError(error.line, error.reason) from error
    before, after = text.splitlines(), new.splitlines()
    count = (Counter(before) - Counter(after)).total()
    for number, (old, fresh) in enumerate(zip(before, after, strict=False), 1):
        if old != fresh:
            return number, max(count, 1)
    return min(len(before), len(after)) + 1, max(count, 1)
