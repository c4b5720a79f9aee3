"""`honebot assess`: the assessment alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from bot.cli.options import target
from bot.cli.plan import FORMATS
from bot.cli.terminal import say

if TYPE_CHECKING:
    from pathlib import Path

    from bot.model import Assessment


@click.command("assess")
@target
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
    form: str,
    as_json: bool,
) -> int:
    """Say what REPO is and what each action finds in it."""
    from bot.app import build  # noqa: PLC0415  # the edges are slow to load
    from bot.edges import Request  # noqa: PLC0415  # as above
    from bot.pipeline import survey  # noqa: PLC0415  # as above

    with build(home=home, quiet=quiet, workers=workers) as edges:
        found = survey(edges, Request(where=repo, root=root, ref=ref))
    say(shown(found.assessment, "json" if as_json else form), nl=False)
    return 0


def shown(assessment: Assessment, form: str) -> str:
    """Return the assessment in one of the formats, ending in a line break."""
    from bot.assessment import report  # noqa: PLC0415  # only what is asked for

    if form == "json":
        return json.dumps(report.as_json(assessment), indent=2) + "\n"
    if form == "markdown":
        return report.as_markdown(assessment)
    if form == "html":
        from bot.page import assessment_page  # noqa: PLC0415  # only when asked for

        return assessment_page(assessment)
    return report.as_table(assessment)
