"""Files laid out anew by a formatter, in a folder of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.formatting.layout.trees import same_tree, unreadable
from bot.errors import ActionError
from codemods.model import LeftAlone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from bot.actions.formatting.layout.programs import Program
    from bot.protocols import Completed, Tools, Tree

SECONDS = 60.0
SECONDS_PER_MEGABYTE = 240.0
"""Time for a formatter: Black took 5 s for a megabyte on two idle cores."""

_BLACK_DONE = re.compile(
    r"^(?:(?:would reformat|reformatted) (?P<changed>.+)"
    r"|(?P<kept>.+) already well formatted, good job\."
    r"|error: cannot (?:format|parse):? (?P<failed>.+?): (?P<reason>.+))$",
    re.MULTILINE,
)
_RUFF_FAILED = re.compile(
    r"^error: (?:Failed to|Could not) \w+ (?P<failed>.+?)"
    r"(?::(?P<line>\d+):\d+)?: (?P<reason>.+)$",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """What a formatter made of files.

    `files` maps the path of every file that it looked at to its new content.
    """

    files: Mapping[str, bytes]
    left_alone: tuple[LeftAlone, ...] = ()


def readable(
    files: Iterable[tuple[str, bytes]],
) -> tuple[dict[str, bytes], list[LeftAlone]]:
    """Return the files that Python can parse, and why the others cannot be."""
    good: dict[str, bytes] = {}
    left_alone: list[LeftAlone] = []
    for path, source in files:
        error = unreadable(source)
        if error is None:
            good[path] = source
        else:
            left_alone.append(
                LeftAlone(path, error.line, f"does not parse: {error.reason}")
            )
    return good, left_alone


def ignore_files(tree: Tree) -> dict[str, bytes]:
    """Return the `.gitignore` files, which formatters honour."""
    paths = [path for path in tree.paths() if path.rpartition("/")[2] == ".gitignore"]
    return dict(tree.read_many(paths))


def black(  # noqa: PLR0913  # each is a fact of its own
    files: Mapping[str, bytes],
    around: Mapping[str, bytes],
    program: Program,
    tools: Tools,
    *,
    config: str = "",
    top: str = "",
    options: tuple[str, ...] = (),
) -> Layout:
    """Return the files as Black lays them out, checked by Black itself.

    `config` is the path of the settings to use, which `around` holds, with
    the other files to lie beside; `top` is the folder to run in. Black
    compares the syntax trees, and formats each file that it changed a second
    time; a file that fails this is left alone. Raises `ActionError` where
    Black cannot work at all.
    """
    with tools.scratch() as folder:
        _fill(folder, {**files, **around})
        inside = folder / top
        (inside / ".git").mkdir(exist_ok=True)  # the root that excludes refer to
        named = config or ".honebot-no-configuration.toml"
        if not config:
            (folder / named).write_bytes(b"")
        argv = ("black", "-v", "--config", str(folder / named), *options, ".")
        done = program.run(argv, inside, _seconds(files))
        # 0: done; 123: some files could not be formatted
        if done.exit_code not in {0, 123} or done.killed:
            raise ActionError(f"Black could not run: {_said(done, folder)}")
        return _read_black(done, files, folder, inside)


def _read_black(
    done: Completed, files: Mapping[str, bytes], folder: Path, top: Path
) -> Layout:
    """Return what Black wrote; a file that it says nothing of was excluded."""
    said = done.stderr.decode(errors="replace")
    looked_at: set[str] = set()
    left_alone: list[LeftAlone] = []
    for found in _BLACK_DONE.finditer(said):
        raw = found["changed"] or found["kept"] or found["failed"]
        path = _relative(raw, folder, top)
        if found["failed"]:
            reason = f"Black left it alone: {_shown(found['reason'], folder)}"
            left_alone.append(LeftAlone(path, 0, reason))
        looked_at.add(path)
    skipped = sorted(set(files) - looked_at)
    reason = "excluded by Black's configuration or .gitignore"
    left_alone += [LeftAlone(path, 0, reason) for path in skipped]
    failed = {item.path for item in left_alone}
    new = {
        path: (folder / path).read_bytes()
        for path in sorted(looked_at - failed)
        if path in files
    }
    return Layout(new, tuple(sorted(left_alone)))


def ruff(
    files: Mapping[str, bytes],
    around: Mapping[str, bytes],
    program: Program,
    tools: Tools,
    *,
    options: tuple[str, ...] = (),
) -> Layout:
    """Return the files as `ruff format` lays them out; raises as `black` does.

    `around` holds Ruff's configuration files. Ruff runs until nothing moves,
    at most twice; a file that still moves then is left alone.
    """
    with tools.scratch() as folder:
        _fill(folder, {**around, **files})
        (folder / ".git").mkdir(exist_ok=True)
        argv = ("ruff", "format", "--no-cache", *options, ".")
        failed: dict[str, LeftAlone] = {}
        states: list[dict[str, bytes]] = [dict(files)]
        for _ in range(3):
            done = program.run(argv, folder, _seconds(files))
            if done.killed or (done.exit_code and not _RUFF_FAILED.search(_text(done))):
                raise ActionError(f"Ruff could not run: {_said(done, folder)}")
            for found in _RUFF_FAILED.finditer(_text(done)):
                reason = f"Ruff left it alone: {found['reason']}"
                line = int(found["line"] or 0)
                failed[found["failed"]] = LeftAlone(found["failed"], line, reason)
            states.append({path: (folder / path).read_bytes() for path in files})
            if states[-1] == states[-2]:
                break
    moving = [path for path in files if states[-1][path] != states[-2][path]]
    for path in moving:
        failed[path] = LeftAlone(path, 0, "Ruff lays it out differently each time")
    new = {path: new for path, new in states[-1].items() if path not in failed}
    return Layout(new, tuple(sorted(failed.values())))


def proven(layout: Layout, before: Mapping[str, bytes]) -> Layout:
    """Return the layout without the files whose syntax tree it changes."""
    wrong = [
        path
        for path, new in layout.files.items()
        if new != before[path] and not same_tree(before[path], new)
    ]
    kept = {path: new for path, new in layout.files.items() if path not in wrong}
    reason = "the syntax tree would not be the same"
    left = [*layout.left_alone, *(LeftAlone(path, 0, reason) for path in wrong)]
    return Layout(kept, tuple(sorted(left)))


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def _relative(path: str, folder: Path, top: Path) -> str:
    """Return the path that a formatter, which ran in `top`, names."""
    shown = _shown(path, folder)
    if shown != path:
        return shown
    return (top.relative_to(folder) / path).as_posix()


def _shown(text: str, folder: Path) -> str:
    for root in (folder.resolve(), folder):
        text = text.replace(f"{root}/", "")
    return text


def _seconds(files: Mapping[str, bytes]) -> float:
    size = sum(map(len, files.values()))
    return SECONDS + SECONDS_PER_MEGABYTE * size / 1e6


def _text(done: Completed) -> str:
    return done.stderr.decode(errors="replace")


def _said(done: Completed, folder: Path) -> str:
    if done.killed:
        return f"it was stopped by its limit of {done.killed}"
    text = _text(done).strip() or done.stdout.decode(errors="replace").strip()
    return " ".join(_shown(text, folder).split()) or f"exit code {done.exit_code}"
