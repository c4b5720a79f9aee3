"""Text of other people on a terminal: it may not speak to the terminal."""

from __future__ import annotations

import sys

import click


def say(text: str, *, nl: bool = True, err: bool = False) -> None:
    """Print text; on a terminal, control characters as backslash escapes.

    What is piped or written to a file stays as it is, byte for byte.
    """
    stream = sys.stderr if err else sys.stdout
    click.echo(harmless(text) if stream.isatty() else text, nl=nl, err=err)


def harmless(text: str) -> str:
    """Return the text with all but line breaks and tabs made visible.

    Escape sequences could rename the window, move the cursor over what was
    printed, or turn the reading direction round.
    """
    return "".join(
        (
            character
            if character in "\n\t" or character.isprintable()
            else character.encode("unicode_escape").decode("ascii")
        )
        for character in text
    )
