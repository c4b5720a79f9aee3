"""What the target's own linter says of the changed files, before and after.

Ruff reads the target's configuration; it runs nothing of the target.
"""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Final

from bot.errors import BotError
from bot.model import Check
from bot.verification.results import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from bot.model import Facts, FileChange
    from bot.protocols import Tools, Tree

CONFIGURATION: Final = ("ruff.toml", ".ruff.toml", "pyproject.toml")
MOST_NAMED: Final = 5


def lint(
    files: Iterable[FileChange], tree: Tree, facts: Facts, tools: Tools
) -> Check | None:
    """Return Ruff's findings in the changed files by the target's configuration.

    Where the target uses flake8, Pyflakes' and the syntax rules stand for it.
    None where it uses neither, or its configuration is not for this Ruff.
    """
    python = [
        file
        for file in files
        if file.path.endswith((".py", ".pyi")) and file.after is not None
    ]
    options: tuple[str, ...]
    if facts.uses("ruff"):
        options = ()
    elif facts.uses("flake8"):
        options = ("--isolated", "--select", "E9,F")
    else:
        return None
    if not python:
        return None
    before = _findings([(f.path, f.before) for f in python], options, tree, tools)
    after = _findings([(f.path, f.after) for f in python], options, tree, tools)
    if before is None or after is None:
        return None
    new = sorted(_new(before, after))
    shown = ", ".join(new[:MOST_NAMED])
    paths = " ".join(shlex.quote(file.path) for file in python[:MOST_NAMED])
    said = f" ({shown})" if new else ""
    return Check(
        name="ruff check" if not options else f"ruff check {shlex.join(options[1:])}",
        passed=not new,
        before=_number(before),
        after=_number(after) + said,
        command=shlex.join(("ruff", "check", *options)) + f" {paths}",
    )


def _findings(
    files: Sequence[tuple[str, bytes | None]],
    options: Sequence[str],
    tree: Tree,
    tools: Tools,
) -> list[str] | None:
    """Return rule and file of each finding, None where Ruff cannot say."""
    with tools.scratch() as folder:
        for path in tree.paths():
            if path.rpartition("/")[2] in CONFIGURATION:
                _write(folder / path, tree.read(path))
        for path, source in files:
            if source is not None:
                _write(folder / path, source)
        names = [path for path, source in files if source is not None]
        argv = ["ruff", "check", "--no-cache", "--no-fix", "--exit-zero"]
        argv += ["--output-format", "json", "--no-respect-gitignore", *options]
        try:
            done = tools.run((*argv, "--", *names), folder=folder)
            found = json.loads(done.stdout) if done.exit_code == 0 else None
        except (BotError, ValueError):
            return None
        if not isinstance(found, list):
            return None
        prefix = f"{folder.resolve()}/"
        return [
            clean(f"{item['code']} in {item['filename'].removeprefix(prefix)}")
            for item in found
        ]


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _new(before: Sequence[str], after: Sequence[str]) -> list[str]:
    left = list(before)
    new = []
    for finding in after:
        if finding in left:
            left.remove(finding)
        else:
            new.append(finding)
    return new


def _number(findings: Sequence[str]) -> str:
    return f"{len(findings)} finding" + ("" if len(findings) == 1 else "s")
