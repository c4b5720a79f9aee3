"""`honebot doctor`: what is missing on this machine, and how to mend it."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOM = 2 << 30
"""Bytes that environments and mirrors should find in the home."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing looked at: whether it is well, what was seen, how to mend it."""

    name: str
    well: bool
    seen: str
    mend: str = ""


@click.command("doctor")
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    envvar="HONEBOT_HOME",
    help="Where caches live (HONEBOT_HOME).",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def command(*, home: Path | None, as_json: bool) -> int:
    """Say what is missing on this machine, and the command that mends it."""
    points = list(examine(home))
    if as_json:
        rows = [asdict(point) for point in points]
        click.echo(json.dumps({"points": rows}, indent=2))
    else:
        for point in points:
            click.echo(
                f"{'good' if point.well else 'BAD '}  {point.name}: {point.seen}"
            )
            if point.mend and not point.well:
                click.echo(f"      mend it: {point.mend}")
    return 0 if all(point.well for point in points) else 1


def examine(home: Path | None) -> Iterator[Point]:
    """Yield one point after the other, each looked at for real."""
    from bot.app import home_folder  # noqa: PLC0415  # slow to load

    yield _git()
    yield _sandbox()
    yield _pythons()
    yield from _tools()
    yield _index()
    yield _home(home_folder(home))


def _git() -> Point:
    from bot.services.git.version import git_version  # noqa: PLC0415  # slow to load

    seen = git_version()
    mend = "apt-get install git, or your system's way"
    return Point("git", well=bool(seen), seen=seen or "not found", mend=mend)


def _sandbox() -> Point:
    from bot.services.sandbox import probe  # noqa: PLC0415  # slow to load

    problem = probe()
    if problem is None:
        return Point("sandbox", well=True, seen="bubblewrap runs")
    mend = "do that, or use --sandbox none --trust-target for code that you trust"
    return Point("sandbox", well=False, seen=problem, mend=mend)


def _pythons() -> Point:
    from bot.services.interpreters import (  # noqa: PLC0415  # slow to load
        find_interpreters,
    )

    versions = [".".join(map(str, each.version)) for each in find_interpreters()]
    return Point(
        "Pythons for targets",
        well=bool(versions),
        seen=", ".join(versions) or "none",
        mend="install the Python that your repositories need",
    )


def _tools() -> Iterator[Point]:
    from bot.services.tools import (  # noqa: PLC0415  # slow to load
        NoToolError,
        command_of,
    )

    mend = "install Honebot again: pip install --force-reinstall honebot"
    for name in ("ruff", "black", "uv", "pip-compile", "zizmor", "hadolint"):
        try:
            seen = command_of(name)[0]
        except NoToolError as error:
            yield Point(name, well=False, seen=str(error), mend=mend)
        else:
            yield Point(name, well=True, seen=seen)


def _index() -> Point:
    from bot.services.index import discover  # noqa: PLC0415  # slow to load

    settings = discover(os.environ)
    return Point(
        "package index",
        well=True,
        seen=f"{len(settings.indexes)} configured (from {settings.source})",
    )


def _home(home: Path) -> Point:
    mend = "name another folder with HONEBOT_HOME"
    try:
        home.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=home):
            free = shutil.disk_usage(home).free
    except OSError as error:
        return Point("home", well=False, seen=f"{home}: {error.strerror}", mend=mend)
    seen = f"{home}, {free / (1 << 30):.1f} GiB free"
    return Point("home", well=free >= ROOM, seen=seen, mend=mend)
