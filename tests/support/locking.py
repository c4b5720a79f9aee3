"""A sandbox with an index of our own, and locks written by real tools."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.services.gateway.gateway import PackageGateway
from bot.services.index import IndexSettings, Location
from bot.services.sandbox import open_sandbox
from bot.services.tools import OwnTools
from tests.support.loopback_index import Package, wheel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.protocols import Tools


@contextmanager
def sandboxed(*indexes: str, home: Path) -> Iterator[Tools]:
    """Give tools whose sandbox reaches these indexes and nothing else."""
    settings = IndexSettings(tuple(map(Location, indexes)))
    with PackageGateway(settings, home / "home") as gateway:
        sandbox = open_sandbox("bubblewrap", home=home, gateway=gateway)
        yield OwnTools(sandbox, home / "scratch")


def release(
    name: str,
    version: str = "1.0",
    *,
    requires: tuple[str, ...] = (),
    uploaded: str = "2024-01-01T00:00:00Z",
) -> Package:
    """Return a wheel with its metadata beside it (PEP 658)."""
    made = wheel(name, version, requires=requires)
    with zipfile.ZipFile(io.BytesIO(made.content)) as archive:
        [entry] = [each for each in archive.namelist() if each.endswith("/METADATA")]
        metadata = archive.read(entry)
    return replace(made, metadata=metadata, uploaded=uploaded)


def run_uv(folder: Path, index: str, *words: str) -> None:
    """Run the uv beside this interpreter in a folder, with an index."""
    subprocess.run(
        [str(Path(sys.executable).with_name("uv")), *words],
        cwd=folder,
        check=True,
        capture_output=True,
        env={
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "UV_CACHE_DIR": str(folder / ".cache"),
            "UV_DEFAULT_INDEX": index,
            "UV_PYTHON": sys.executable,
        },
    )
