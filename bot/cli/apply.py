"""`honebot apply`: one action on a plain folder or file; no git, no tests."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.options import params_option, sandboxed
from bot.cli.terminal import say
from bot.errors import TargetError, UsageError
from bot.whole_files import write_whole
from bot.words import counted
from codemods.model import Outcome

if TYPE_CHECKING:
    from bot.actions.base import Action
    from bot.edges import Edges
    from bot.model import Change, FileChange
    from codemods.model import LeftAlone


@click.command("apply")
@click.argument("slug")
@click.argument("path", default=".", type=click.Path(path_type=Path))
@click.option("--param", "params", multiple=True, metavar="K=V", help="A parameter.")
@click.option("--diff/--write", "diff", default=True, help="Show, or write the files.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@sandboxed
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="HONEBOT_HOME",
    help="Where caches live (HONEBOT_HOME).",
)
def command(  # noqa: PLR0913  # one per option
    *,
    slug: str,
    path: Path,
    params: tuple[str, ...],
    diff: bool,
    as_json: bool,
    sandbox: str,
    trust_target: bool,
    home: Path | None,
) -> int:
    """Apply the action SLUG to a folder or file and show, or write, the result."""
    from bot.actions.catalogue import ACTIONS  # noqa: PLC0415  # slow to load
    from bot.app import build  # noqa: PLC0415  # the edges are slow to load

    action = ACTIONS.get_known(slug)
    given = params_option(params)
    unknown = sorted(set(given) - set(action.params))
    if unknown:
        known = ", ".join(action.params) or "none"
        raise UsageError(
            f"{slug} has no parameter {unknown[0]!r}; its parameters: {known}"
        )
    with build(
        home=home,
        quiet=True,
        sandbox=sandbox,
        trust_target=trust_target,
        patient=True,
    ) as edges:
        base, change = _change(action, path, given, edges)
    if not diff:
        for file in change.files:
            write(base, file)
    if as_json:
        click.echo(json.dumps(as_document(change), indent=2))
    elif diff:
        _show(change)
    else:
        _tell(change)
    return 1 if any(_is_failure(left) for left in change.left_alone) else 0


def _is_failure(left: LeftAlone) -> bool:
    """Return whether a whole file, not only a place in it, was left out."""
    return left.outcome is Outcome.UNREADABLE or left.line == 0


def _change(
    action: Action, path: Path, params: dict[str, str], edges: Edges
) -> tuple[Path, Change]:
    from bot.actions.base import Target  # noqa: PLC0415  # only here
    from bot.actions.catalogue import ACTIONS  # noqa: PLC0415  # only here
    from bot.assessment.facts import gather  # noqa: PLC0415  # only here
    from bot.assessment.program import index_of  # noqa: PLC0415  # only here
    from bot.change.make import make  # noqa: PLC0415  # only here
    from bot.plan.policy import read_policy  # noqa: PLC0415  # only here
    from bot.services.trees import FolderTree  # noqa: PLC0415  # only here

    if not path.exists():
        raise TargetError(f"there is no file or folder {path}")
    tree = FolderTree(path)
    policy = read_policy(tree, ACTIONS)
    given = {**policy.params.get(action.slug, {}), **params}
    facts = gather(tree, policy)
    program = index_of(tree, facts, edges.workers) if action.program_asked else None
    target = Target(tree, facts, policy, given, program=program)
    try:
        change = make(action, target, edges.tools)
    except ValueError as error:
        raise UsageError(f"{action.slug}: {error}") from error
    unread = [left for left in tree.left_out if left.outcome is Outcome.UNREADABLE]
    return tree.folder, replace(change, left_alone=(*change.left_alone, *unread))


def write(base: Path, file: FileChange) -> None:
    """Put the file in place whole, or not at all; its permissions stay."""
    path = base / file.path
    if file.after is None:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o7777 if path.exists() else file.mode & 0o777
    write_whole(path, file.after, mode)


def as_document(change: Change) -> dict[str, object]:
    """Return the values of `honebot apply --json`."""
    return {
        "slug": change.slug,
        "changed": [file.path for file in change.files],
        "findings": [
            {"path": found.path, "line": found.line, "message": found.message}
            for found in change.findings
        ],
        "left_alone": [
            {
                "path": left.path,
                "line": left.line,
                "reason": left.reason,
                "outcome": left.outcome.value,
            }
            for left in change.left_alone
        ],
    }


def _show(change: Change) -> None:
    from bot.change.lines import diff  # noqa: PLC0415  # only when shown

    for file in change.files:
        say(diff(file), nl=False)
    _tell_rest(change)


def _tell(change: Change) -> None:
    for file in change.files:
        say(f"changed {file.path}")
    _tell_rest(change)


def _tell_rest(change: Change) -> None:
    for left in change.left_alone:
        where = f"{left.path}:{left.line}" if left.line else left.path
        say(f"left alone {where}: {left.reason}", err=True)
    for note in change.notes:
        say(note, err=True)
    places, files = len(change.findings), len(change.files)
    say(f"{counted(places, 'place')}, {counted(files, 'file')}", err=True)
