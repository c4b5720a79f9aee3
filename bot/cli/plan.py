"""`honebot plan`: what would be done, and why not for the rest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from bot.cli.options import plan_file as plan_file_option
from bot.cli.options import target
from bot.cli.terminal import say

if TYPE_CHECKING:
    from pathlib import Path

    from bot.pipeline import Survey

FORMATS = click.Choice(["table", "json", "markdown", "html"])


@click.command("plan")
@target
@plan_file_option
@click.option("--format", "form", type=FORMATS, default="table", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="The same as --format json.")
def command(  # noqa: PLR0913  # one per option
    *,
    repo: str,
    root: str,
    ref: str,
    home: Path | None,
    quiet: bool,
    workers: int | None,
    plan_file: Path | None,
    form: str,
    as_json: bool,
) -> int:
    """Assess REPO and show what would be done; change nothing."""
    from bot.app import build  # noqa: PLC0415  # the edges are slow to load
    from bot.edges import Request  # noqa: PLC0415  # as above
    from bot.pipeline import survey  # noqa: PLC0415  # as above

    request = Request(where=repo, root=root, ref=ref, plan_file=plan_file)
    with build(home=home, quiet=quiet, workers=workers) as edges:
        found = survey(edges, request)
    say(shown(found, "json" if as_json else form), nl=False)
    return 0


def shown(survey: Survey, form: str) -> str:
    """Return the plan in one of the formats, ending in a line break."""
    from bot.plan import report  # noqa: PLC0415  # only what is asked for

    if form == "json":
        return json.dumps(report.as_json(survey.plan), indent=2) + "\n"
    if form == "markdown":
        return report.as_markdown(survey.plan)
    if form == "html":
        from bot.page import plan_page  # noqa: PLC0415  # only what is asked for

        return plan_page(survey.plan, survey.assessment)
    return report.as_table(survey.plan)
