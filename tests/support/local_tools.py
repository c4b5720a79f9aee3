"""Our own tools run as they are, without a sandbox."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bot.protocols import Completed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.package_protocols import Advisories, Images, Packages
    from bot.protocols import Command


class NoSandbox:
    """Refuses every command: what it is given to must run none."""

    name = "none"
    index = None

    def run(self, command: Command) -> Completed:
        """Fail."""
        raise AssertionError(f"{command.argv} was to run in the sandbox")


class LocalTools:
    """Runs the tools beside this interpreter; satisfies `bot.protocols.Tools`."""

    sandbox = NoSandbox()

    def __init__(
        self,
        packages: Packages | None = None,
        advisories: Advisories | None = None,
        images: Images | None = None,
    ) -> None:
        """Take what knows releases, advisories, images; without it, asking fails."""
        self._packages = packages
        self._advisories = advisories
        self._images = images

    @property
    def packages(self) -> Packages:
        """The client that was given."""
        assert self._packages is not None, "no package index was to be asked"
        return self._packages

    @property
    def advisories(self) -> Advisories:
        """The source that was given."""
        assert self._advisories is not None, "no advisories were to be asked for"
        return self._advisories

    @property
    def images(self) -> Images:
        """The client of registries that was given."""
        assert self._images is not None, "no registry was to be asked"
        return self._images

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: bytes = b"",
        folder: Path | None = None,
        seconds: float = 120.0,
    ) -> Completed:
        """Run one of our own tools to its end."""
        programs = Path(sys.executable).parent
        start = time.monotonic()
        with tempfile.TemporaryDirectory() as home:
            done = subprocess.run(
                [str(programs / argv[0]), *argv[1:]],
                input=stdin,
                capture_output=True,
                check=False,
                cwd=folder,
                timeout=seconds,
                env={"PATH": f"{programs}:/usr/bin:/bin", "HOME": home, "LANG": "C"},
            )
        return Completed(
            done.returncode, done.stdout, done.stderr, time.monotonic() - start
        )

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """Give an empty folder that is removed at the end."""
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)
