"""One action applied to the base: its change, checked as any change must be."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pathspec import GitIgnoreSpec

from bot.errors import ActionError
from bot.model import Check
from codemods.model import LeftAlone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from bot.actions.base import Action, Target
    from bot.model import Change, FileChange
    from bot.protocols import Tools

NAMES = "E9,F401,F811,F821"
"""Ruff's rules for syntax errors and for unused, redefined, undefined names."""


def make(action: Action, target: Target, tools: Tools) -> Change:
    """Return the one change that the action makes of the target, checked.

    Raises as `checked`.
    """
    return checked(action, action.change(target, tools), target, tools)


def checked(action: Action, change: Change, target: Target, tools: Tools) -> Change:
    """Return a change of an action as it may be proposed.

    A Python file that no longer compiles, or in which Ruff sees an undefined,
    unused or redefined name that was not there before, is taken out of the
    change and listed with its reason. Raises `ActionError` where the action
    fails, or answers with files that are not the target's.
    """
    for file in change.files:
        _belongs(file, target, action.slug)
    change = replace(
        change, files=tuple(file for file in change.files if file.before != file.after)
    )
    made = _without_worse_names(_without_excluded(change, target), tools)
    if action.whole and change.files:
        _check_together(made)
    return made


def _check_together(change: Change) -> None:
    """Refuse a change whose files belong together where one had to be left out."""
    out = next((left for left in change.left_alone if left.line == 0), None)
    if out is not None:
        raise ActionError(
            f"{change.slug} changes files together or not at all, and {out.path} had"
            f" to be left as it is: {out.reason}"
        )


def _without_excluded(change: Change, target: Target) -> Change:
    """Take out the files that the owners have excluded, whatever the action."""
    if not target.policy.exclude:
        return change
    excluded = GitIgnoreSpec.from_lines(target.policy.exclude)
    out = {file.path for file in change.files if excluded.match_file(file.path)}
    return without(change, dict.fromkeys(out, "the policy's `exclude` names it"))


def without(change: Change, reasons: Mapping[str, str]) -> Change:
    """Return the change without some files, each left alone for its reason."""
    if not reasons:
        return change
    left = tuple(LeftAlone(path, 0, reasons[path]) for path in sorted(reasons))
    return replace(
        change,
        files=tuple(file for file in change.files if file.path not in reasons),
        findings=tuple(f for f in change.findings if f.path not in reasons),
        left_alone=change.left_alone + left,
    )


def _belongs(file: FileChange, target: Target, slug: str) -> None:
    parts = file.path.split("/")
    if file.path.startswith("/") or ".." in parts or ".git" in parts or "" in parts:
        raise ActionError(
            f"{slug} wanted to write {file.path!r}, outside of the target"
        )
    there = target.tree.read(file.path) if file.path in target.tree else None
    if there != file.before:
        raise ActionError(f"{slug} did not work from the base commit's {file.path!r}")


def _without_worse_names(change: Change, tools: Tools) -> Change:
    python = [
        file
        for file in change.files
        if file.path.endswith((".py", ".pyi")) and file.after is not None
    ]
    if not python:
        return change
    with tools.scratch() as folder:
        before = _problems([(f.path, f.before) for f in python], folder, tools)
    with tools.scratch() as folder:
        after = _problems([(f.path, f.after) for f in python], folder, tools)
    worse = {
        file.path: new
        for file in python
        if (new := _new(before.get(file.path, []), after.get(file.path, [])))
    }
    kept = without(
        change,
        {
            path: f"the change would bring Ruff's {', '.join(new)}"
            for path, new in worse.items()
        },
    )
    check = Check(
        name=f"ruff {NAMES}",
        passed=True,
        before=_places(sum(len(v) for v in before.values())),
        after=_places(sum(len(v) for k, v in after.items() if k not in worse)),
        command=f"ruff check --isolated --select {NAMES} {_paths(kept.files)}",
    )
    return replace(kept, checks=(check, *change.checks))


def _problems(
    files: Sequence[tuple[str, bytes | None]], folder: Path, tools: Tools
) -> dict[str, list[str]]:
    """Return Ruff's messages per path; they hold no line, since lines move."""
    for path, source in files:
        if source is not None:
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(source)
    argv = ("ruff", "check", "--isolated", "--no-cache", "--exit-zero")
    options = ("--select", NAMES, "--output-format", "json", "--no-respect-gitignore")
    done = tools.run((*argv, *options, "."), folder=folder)
    if done.exit_code != 0:
        message = done.stderr.decode(errors="replace").strip()
        raise ActionError(f"ruff could not check the change: {message}")
    found: dict[str, list[str]] = {}
    for item in json.loads(done.stdout):
        path = item["filename"].removeprefix(f"{folder.resolve()}/")
        message = re.sub(r" from line \d+", "", item["message"])
        found.setdefault(path, []).append(f"{item['code']} ({message})")
    return found


def _new(before: Sequence[str], after: Sequence[str]) -> list[str]:
    rest = list(before)
    new = []
    for message in after:
        if message in rest:
            rest.remove(message)
        else:
            new.append(message)
    return new


def _places(number: int) -> str:
    return f"{number} finding" + ("" if number == 1 else "s")


def _paths(files: Sequence[FileChange]) -> str:
    paths = [file.path for file in files if file.path.endswith((".py", ".pyi"))]
    return " ".join(paths) if len(paths) <= 3 else "."  # noqa: PLR2004  # for reading
