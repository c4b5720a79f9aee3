"""How much a change changes, and how it reads as a diff."""

from __future__ import annotations

from difflib import SequenceMatcher, unified_diff
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.model import FileChange


def changed_lines(file: FileChange) -> tuple[int, int]:
    """Return how many lines the change adds to the file and removes from it."""
    before = (file.before or b"").splitlines(keepends=True)
    after = (file.after or b"").splitlines(keepends=True)
    added = removed = 0
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, first, last, start, end in matcher.get_opcodes():
        if tag != "equal":
            removed += last - first
            added += end - start
    return added, removed


def diff(file: FileChange) -> str:
    """Return the change to the file as a unified diff.

    Bytes that are not UTF-8 are shown as backslash escapes; a binary file is
    one line that says so.
    """
    before, after = file.before or b"", file.after or b""
    if b"\0" in before or b"\0" in after:
        return f"Binary file {file.path} differs\n"
    old = "/dev/null" if file.before is None else f"a/{file.path}"
    new = "/dev/null" if file.after is None else f"b/{file.path}"
    lines = unified_diff(_text(before), _text(after), old, new)
    return "".join(_marked(lines))


def _text(source: bytes) -> list[str]:
    text = source.decode("utf-8", "backslashreplace")
    lines = text.split("\n")
    ended = [line + "\n" for line in lines[:-1]]
    return [*ended, lines[-1]] if lines[-1] else ended


def _marked(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if line.endswith("\n"):
            yield line
        else:
            yield f"{line}\n\\ No newline at end of file\n"
