"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


def together(*decorators: Decorator) -> Decorator:
    """Return one decorator that applies these, the first outermost."""

    def apply(function: Callable[..., Any]) -> Callable[..., Any]:
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return apply


target = together(
    click.argument("repo", default="."),
    click.option("--root", default="", help="The target's folder in the repository."),
    click.option("--ref", default="", help="The branch to start from."),
    click.option(
        "--home",
        type=click.Path(path_type=Path, file_okay=False),
        envvar="HONEBOT_HOME",
        help="Where caches live (HONEBOT_HOME).",
    ),
    click.option("-q", "--quiet", is_flag=True, help="Show no progress."),
    click.option(
        "--workers",
        type=click.IntRange(1, 64),
        help="Processes for the assessment; the machine's cores unless given.",
    ),
)
"""REPO, where in it, and how to work on it."""

sandboxed = together(
    click.option(
        "--sandbox",
        type=click.Choice(["auto", "bubblewrap", "none"]),
        default="auto",
        envvar="HONEBOT_SANDBOX",
        show_default=True,
        help="Where code of the target runs.",
    ),
    click.option(
        "--trust-target",
        is_flag=True,
        help="Run the target's code without a sandbox where there is none.",
    ),
)
"""How code of the target is run."""

plan_file = click.option(
    "--plan",
    "plan_file",
    type=click.Path(path_type=Path),
    help="A Markdown plan; IMPROVEMENT_PLAN.md or the built-in one unless given.",
)


def params_option(values: Sequence[str]) -> dict[str, str]:
    """Return the values of `--param K=V`; raise `UsageError` for a wrong one."""
    given = {}
    for value in values:
        key, equals, text = value.partition("=")
        if not equals or not key:
            raise UsageError(f"--param takes NAME=VALUE, not {value!r}")
        given[key.replace("-", "_")] = text
    return given
