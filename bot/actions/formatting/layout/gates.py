"""What keeps a layout: a check that runs where changes come in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.files.errors import BrokenFileError, UnusualFileError
from bot.actions.files.pre_commit import (
    PATH,
    add_hook,
    add_repo,
    move_rev,
    new_config,
    read_pre_commit,
)
from bot.actions.formatting.layout.pins import REPOSITORIES
from bot.actions.words import widest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.actions.base import Target
    from bot.actions.formatting.layout.formatters import Choice

REPOSITORY = {
    "black": "https://github.com/psf/black-pre-commit-mirror",
    "ruff": "https://github.com/astral-sh/ruff-pre-commit",
}
"""Where the tools' own documentation says that their hooks come from."""

HOOK = {"black": "black", "ruff": "ruff-format"}


@dataclass(frozen=True, slots=True)
class Gate:
    """The file that the gate needs, if any, and what to say of it."""

    path: str = ""
    content: bytes = b""
    notes: tuple[str, ...] = ()


def gate(target: Target, choice: Choice, version: str, kept: Sequence[str]) -> Gate:
    """Return what makes sure that the layout stays, as little as will do.

    What runs already is left as it is, but for the revision of a hook that
    would lay the code out in another way. Else the hook goes to the
    `.pre-commit-config.yaml` that is there, or to a new one where the target
    is the top of a git repository. The revision is the version used. `kept`
    are the Python files that the hook must not touch either.
    """
    wanted = target.params.get("gate", "")
    if wanted == "none":
        return Gate()
    if choice.gates:
        where = ", ".join(choice.gates)
        gate = _moved(target, choice, version)
        return gate or Gate(
            notes=(f"The layout is kept by what runs already: {where}.",)
        )
    try:
        return _hook(target, choice, version, kept)
    except (BrokenFileError, UnusualFileError) as error:
        note = f"Nothing keeps the layout yet: {error}. Add the hook by hand."
        return Gate(notes=(note,))


def _hook(target: Target, choice: Choice, version: str, kept: Sequence[str]) -> Gate:
    rev = version if choice.tool == "black" else f"v{version}"
    name = HOOK[choice.tool]
    lines = (f"id: {name}", *_exclude(target, kept))
    config = read_pre_commit(target.tree)
    if config is not None:
        beside = next(
            (
                hook
                for hook in config.hooks
                if REPOSITORIES[choice.tool].search(hook.repo)
            ),
            None,
        )
        if beside:
            text = add_hook(config, beside, lines)
        else:
            text = add_repo(config, REPOSITORY[choice.tool], rev, lines)
        note = f"The hook `{name}` in {PATH} keeps the layout from now on."
        return Gate(PATH, text.encoded, (note,))
    if not is_top_of_repository(target):
        note = (
            f"Nothing keeps the layout yet. In {PATH} at the top of the repository, "
            f"the hook is `{name}` of {REPOSITORY[choice.tool]} at {rev}."
        )
        return Gate(notes=(note,))
    note = (
        f"Nothing kept a layout so far, so a new {PATH} has one hook (in the last "
        "part, where the change is cut by folder): "
        "`pre-commit install` makes it run on each commit, and "
        "`pre-commit run --all-files` in CI."
    )
    content = new_config(REPOSITORY[choice.tool], rev, lines)
    return Gate(PATH, content, (note,))


def _exclude(target: Target, kept: Sequence[str]) -> tuple[str, ...]:
    """Return the lines that keep the hook away from files, or none.

    pre-commit gives a formatter files by name, and then its own excludes do
    not count (https://pre-commit.com/#hooks-exclude).
    """
    if not kept:
        return ()
    others = [
        path
        for path in target.tree.paths()
        if path.endswith((".py", ".pyi")) and path not in set(kept)
    ]
    parts = sorted({widest(path, others) for path in kept})
    patterns = [re.escape(part) + ("" if part.endswith("/") else "$") for part in parts]
    if len(patterns) == 1:
        quoted = patterns[0].replace("'", "''")
        return (f"exclude: '^{quoted}'",)
    first, *rest = patterns
    middle = [f"    {first}", *(f"    |{pattern}" for pattern in rest)]
    return ("exclude: |", "  (?x)^(", *middle, "  )")


def is_top_of_repository(target: Target) -> bool:
    """Return whether the target shows signs of being the top of a repository."""
    return any(path.startswith(".git") for path in target.tree.paths())


def _moved(target: Target, choice: Choice, version: str) -> Gate | None:
    """Return the hook at the version that was asked for by hand, else None."""
    if "version" not in target.params:
        return None
    try:
        config = read_pre_commit(target.tree)
        hook = config.find(HOOK[choice.tool]) if config else None
        rev = version if choice.tool == "black" else f"v{version}"
        if config is None or hook is None or hook.rev == rev:
            return None
        text = move_rev(config, hook, rev)
    except (BrokenFileError, UnusualFileError):
        return None
    return Gate(PATH, text.encoded, (f"The hook moves from {hook.rev} to {rev}.",))
