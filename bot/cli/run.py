"""`honebot run`: changes, verifications, pull requests."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from bot.cli.options import params_option, sandboxed, target
from bot.cli.options import plan_file as plan_file_option
from bot.cli.terminal import say
from bot.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from bot.pipeline import Attempt, Outcome


@click.command("run")
@target
@plan_file_option
@sandboxed
@click.option("--only", default="", metavar="SLUG,…", help="Only these actions.")
@click.option(
    "--forge",
    type=click.Choice(["local"]),
    default="local",
    show_default=True,
    help="Where the pull requests live.",
)
@click.option("--dry-run", is_flag=True, help="Verify, but open no pull request.")
@click.option("--limit", type=click.IntRange(0), help="The most pull requests to open.")
@click.option("--param", "params", multiple=True, metavar="K=V", help="With --only.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(  # noqa: PLR0913  # one per option
    *,
    repo: str,
    root: str,
    ref: str,
    home: Path | None,
    quiet: bool,
    workers: int | None,
    plan_file: Path | None,
    sandbox: str,
    trust_target: bool,
    only: str,
    forge: str,
    dry_run: bool,
    limit: int | None,
    params: tuple[str, ...],
    as_json: bool,
) -> int:
    """Carry out the plan for REPO: change, verify, open pull requests."""
    from bot.app import build  # noqa: PLC0415  # the edges are slow to load
    from bot.edges import Request  # noqa: PLC0415  # as above
    from bot.pipeline import run  # noqa: PLC0415  # as above

    del forge
    slugs = tuple(slug.strip() for slug in only.split(",") if slug.strip())
    given = params_option(params)
    if given and len(slugs) != 1:
        raise UsageError("--param goes with --only and one action")
    request = Request(
        where=repo,
        root=root,
        ref=ref,
        only=slugs,
        limit=limit,
        plan_file=plan_file,
        dry_run=dry_run,
        params={slugs[0]: given} if given else {},
    )
    with build(
        home=home,
        quiet=quiet,
        workers=workers,
        sandbox=sandbox,
        trust_target=trust_target,
    ) as edges:
        outcome = run(edges, request)
    if as_json:
        click.echo(json.dumps(as_document(outcome), indent=2, default=str))
    else:
        say(as_table(outcome), nl=False)
    return 1 if any(attempt.failed for attempt in outcome.attempts) else 0


def as_document(outcome: Outcome) -> dict[str, object]:
    """Return the values of `honebot run --json`."""
    from bot.plan import report  # noqa: PLC0415  # only what is asked for

    return {
        **report.as_json(outcome.survey.plan),
        "pull_requests": [
            _pull_request(attempt)
            for attempt in outcome.attempts
            if attempt.pull_request is not None
        ],
        "attempts": [
            {
                "slug": attempt.slug,
                "scope": attempt.scope,
                "ending": attempt.ending.value,
                "reason": attempt.reason,
            }
            for attempt in outcome.attempts
        ],
    }


def _pull_request(attempt: Attempt) -> dict[str, object]:
    from bot.change.lines import changed_lines  # noqa: PLC0415  # only when asked for

    pull = attempt.pull_request
    if pull is None:
        raise TypeError("an attempt without a pull request has no row")
    files = attempt.change.files if attempt.change else ()
    sizes = [changed_lines(file) for file in files]
    return {
        "number": pull.number,
        "slug": attempt.slug,
        "scope": attempt.scope,
        "state": pull.state.value,
        "title": pull.proposal.title,
        "branch": pull.proposal.branch,
        "url": pull.url,
        "base": pull.proposal.base,
        "head": pull.proposal.head,
        "draft": pull.proposal.draft,
        "ending": attempt.ending.value,
        "files_changed": len(files),
        "lines_added": sum(added for added, _ in sizes),
        "lines_removed": sum(removed for _, removed in sizes),
        "verdict": attempt.verification.verdict.value if attempt.verification else None,
        "evidence": _evidence(attempt),
    }


def _evidence(attempt: Attempt) -> dict[str, object] | None:
    if attempt.verification is None:
        return None
    facts = asdict(attempt.verification.evidence)
    return {
        "tests": {
            "before": facts.pop("tests_before"),
            "after": facts.pop("tests_after"),
            "newly_failing": facts.pop("newly_failing"),
            "newly_passing": facts.pop("newly_passing"),
            "flaky": facts.pop("flaky"),
        },
        **facts,
    }


def as_table(outcome: Outcome) -> str:
    """Return what became of each action, a line each, and what to do next."""
    if not outcome.attempts:
        return "Nothing to do; `honebot plan` says why.\n"
    rows = [_row(attempt) for attempt in outcome.attempts]
    pulls = [a for a in outcome.attempts if a.pull_request is not None]
    if pulls:
        rows.append("")
        rows.append("Read them: honebot pr list, honebot pr show NUMBER --diff")
    return "\n".join(rows) + "\n"


def _row(attempt: Attempt) -> str:
    pull = attempt.pull_request
    number = f"#{pull.number}" if pull else "-"
    verdict = attempt.verification.verdict.value if attempt.verification else "-"
    name = f"{attempt.slug}/{attempt.scope}" if attempt.scope else attempt.slug
    return (
        f"{number:>4}  {attempt.ending.value:<18} {verdict:<9} {name:<32}"
        f" {attempt.reason}"
    )
