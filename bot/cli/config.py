"""`honebot config check` and `config schema`: the policy of a repository."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.errors import PolicyError


@click.group("config")
def command() -> None:
    """Check a policy, or print its JSON Schema."""


@command.command("check")
@click.argument("path", default=".", type=click.Path(path_type=Path))
def check(path: Path) -> int:
    """Check the policy in PATH: a folder, a pyproject.toml or a .honebot.toml."""
    from bot.actions.catalogue import ACTIONS  # noqa: PLC0415  # slow to load
    from bot.plan.policy import parse_policy, read_policy  # noqa: PLC0415  # as above
    from bot.services.trees import FolderTree  # noqa: PLC0415  # as above

    if path.is_dir():
        policy = read_policy(FolderTree(path), ACTIONS)
    else:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise PolicyError(f"cannot read {path}: {error.strerror}") from error
        policy = parse_policy(content, str(path), ACTIONS)
    click.echo(f"{policy.source or 'no policy, so the default'}: good")
    return 0


@command.command("schema")
def schema() -> int:
    """Print the JSON Schema of .honebot.toml and [tool.honebot]."""
    from bot.actions.catalogue import ACTIONS  # noqa: PLC0415  # slow to load
    from bot.plan.policy import schema as policy_schema  # noqa: PLC0415  # as above

    click.echo(json.dumps(policy_schema(ACTIONS), indent=2))
    return 0
