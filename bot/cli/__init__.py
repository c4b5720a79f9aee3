"""The command line; each command is a module, imported when it is called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from bot import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "plan": "bot.cli.plan",
    "run": "bot.cli.run",
    "apply": "bot.cli.apply",
    "assess": "bot.cli.assess",
    "actions": "bot.cli.catalogue:actions",
    "explain": "bot.cli.catalogue:explain",
    "catalogue": "bot.cli.catalogue:catalogue",
    "pr": "bot.cli.pr",
    "config": "bot.cli.config",
    "doctor": "bot.cli.doctor",
}


class Commands(click.Group):
    """A group whose commands are imported only when one is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names, in the order that people need them."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name, or None."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name].partition(":")
        command = getattr(import_module(module), attribute or "command")
        if not isinstance(command, click.Command):
            raise TypeError(f"{COMMANDS[cmd_name]} is no command")
        return command


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="honebot")
def honebot() -> None:
    """Improve a Python repository, one verified pull request at a time."""


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; usage errors give 2."""
    try:
        result = honebot.main(list(arguments), "honebot", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        raise KeyboardInterrupt from None
    except click.ClickException as error:
        error.show(sys.stderr)
        return 2
    return result if isinstance(result, int) else 0
