"""`honebot pr`: the pull requests of the local forge."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.terminal import say
from bot.errors import UsageError

if TYPE_CHECKING:
    from bot.forges.local import LocalForge
    from bot.model import PullRequest

where = click.option(
    "--repo", default=".", show_default=True, help="The repository, folder or URL."
)
homed = click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="HONEBOT_HOME",
    help="Where caches live (HONEBOT_HOME).",
)


@click.group("pr")
def command() -> None:
    """Read, decline or reopen the pull requests of the local forge."""


def _forge(repo: str, home: Path | None) -> LocalForge:
    from bot.app import local_forge  # noqa: PLC0415  # slow to load

    return local_forge(repo, home)


@command.command("list")
@where
@homed
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def list_(*, repo: str, home: Path | None, as_json: bool) -> int:
    """List the pull requests, oldest first."""
    pulls = _forge(repo, home).pull_requests()
    if as_json:
        rows = [as_document(pull) for pull in pulls]
        click.echo(json.dumps({"pull_requests": rows}, indent=2, default=str))
        return 0
    for pull in pulls:
        note = " draft" if pull.proposal.draft else ""
        note += " (branch changed by a person)" if pull.edited else ""
        say(f"#{pull.number:<4} {pull.state.value:<9} {pull.proposal.title}{note}")
    if not pulls:
        click.echo("No pull requests yet; `honebot run` opens them.")
    return 0


@command.command("show")
@click.argument("number", type=int)
@where
@homed
@click.option("--diff", "with_diff", is_flag=True, help="Show the change as well.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show(
    *, number: int, repo: str, home: Path | None, with_diff: bool, as_json: bool
) -> int:
    """Show one pull request."""
    forge = _forge(repo, home)
    pull = _find(forge, number)
    if as_json:
        document = as_document(pull)
        if with_diff:
            document["diff"] = forge.diff(number)
        click.echo(json.dumps(document, indent=2, default=str))
        return 0
    say(f"#{pull.number} {pull.proposal.title}  [{pull.state.value}]")
    click.echo(f"{pull.proposal.branch} -> {pull.proposal.base_branch}\n")
    say(pull.proposal.body)
    if with_diff:
        say(forge.diff(number), nl=False)
    return 0


@command.command("close")
@click.argument("number", type=int)
@where
@homed
def close(*, number: int, repo: str, home: Path | None) -> int:
    """Decline a pull request: it is not proposed again."""
    forge = _forge(repo, home)
    _find(forge, number)
    pull = forge.close(number, declined=True)
    click.echo(f"#{pull.number} is declined and will not be proposed again.")
    return 0


@command.command("reopen")
@click.argument("number", type=int)
@where
@homed
def reopen(*, number: int, repo: str, home: Path | None) -> int:
    """Forget that a pull request was declined: the next run proposes it."""
    forge = _forge(repo, home)
    _find(forge, number)
    forge.reopen(number)
    click.echo(f"#{number} will be proposed again by the next run.")
    return 0


def _find(forge: LocalForge, number: int) -> PullRequest:
    for pull in forge.pull_requests():
        if pull.number == number:
            return pull
    raise UsageError(f"there is no pull request {number} (`honebot pr list`)")


def as_document(pull: PullRequest) -> dict[str, object]:
    """Return one pull request as JSON-able values."""
    proposal = pull.proposal
    return {
        "number": pull.number,
        "state": pull.state.value,
        "slug": proposal.slug,
        "key": proposal.key,
        "title": proposal.title,
        "branch": proposal.branch,
        "base_branch": proposal.base_branch,
        "base": proposal.base,
        "head": proposal.head,
        "draft": proposal.draft,
        "edited": pull.edited,
        "url": pull.url,
        "body": proposal.body,
        **dict(proposal.facts),
    }
