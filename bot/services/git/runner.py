"""Git, started in one way only: hardened against the repository it works on.

A repository that somebody else made may hold configuration that starts
programs (hooks, filters, external diffs, a file system monitor, an editor, a
pager, helpers for credentials, other transports). Three walls keep them off:
no configuration of the machine is read, what a repository's own configuration
could start is set to nothing on the command's environment (which git reads
last), and only plumbing is run that does not look at the rest. See
https://git-scm.com/docs/git-config and https://git-scm.com/docs/git, section
"Environment Variables".
"""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import TargetError
from bot.services.git.errors import GitCommandError, GitOutputError, GitTimeoutError
from bot.services.git.process import (
    Bounds,
    OutOfTimeError,
    TooMuchOutputError,
    run_process,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from bot.services.git.process import Ended

OLDEST = (2, 31)
"""The first git that reads settings from GIT_CONFIG_COUNT."""

SETTINGS: tuple[tuple[str, str], ...] = (
    ("core.hooksPath", os.devnull),
    ("core.fsmonitor", "false"),
    ("core.symlinks", "false"),
    ("core.autocrlf", "false"),
    ("core.safecrlf", "false"),
    ("core.attributesFile", os.devnull),
    ("core.excludesFile", os.devnull),
    ("core.pager", "cat"),
    ("core.editor", "false"),
    ("core.askPass", ""),
    ("core.splitIndex", "false"),
    ("core.fsync", "committed"),
    ("core.filesRefLockTimeout", "2000"),
    ("core.packedRefsTimeout", "5000"),
    ("core.protectHFS", "true"),
    ("core.protectNTFS", "true"),
    ("credential.helper", ""),
    ("commit.gpgSign", "false"),
    ("tag.gpgSign", "false"),
    ("log.showSignature", "false"),
    ("gpg.program", "false"),
    ("gc.auto", "0"),
    ("maintenance.auto", "false"),
    ("fetch.recurseSubmodules", "false"),
    ("submodule.recurse", "false"),
    ("transfer.bundleURI", "false"),
    ("protocol.allow", "never"),
    ("safe.bareRepository", "explicit"),
    ("i18n.commitEncoding", "utf-8"),
    ("i18n.logOutputEncoding", "utf-8"),
)
"""What no repository's configuration may say otherwise."""

_FIXED: Mapping[str, str] = {
    "LC_ALL": "C",
    "HOME": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ASKPASS": "false",
    "SSH_ASKPASS": "false",
    "GIT_EDITOR": "false",
    "GIT_SEQUENCE_EDITOR": "false",
    "GIT_PAGER": "cat",
    "GIT_SSH_COMMAND": "ssh -o BatchMode=yes",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_LFS_SKIP_SMUDGE": "1",
}

_FOR_THE_NETWORK = (
    "HOME",
    "SSH_AUTH_SOCK",
    "SSL_CERT_FILE",
    "SSL_CERT_DIR",
    "CURL_CA_BUNDLE",
    "GIT_SSL_CAINFO",
    "http_proxy",
    "https_proxy",
    "HTTPS_PROXY",
    "all_proxy",
    "ALL_PROXY",
    "no_proxy",
    "NO_PROXY",
)
"""What a command that reaches a server needs of this process's environment."""


@dataclass(frozen=True, slots=True)
class Git:
    """Git on one git directory.

    `variables` and `settings` are added to the environment and configuration
    of each command. `protocols` are the transports that it may use, as for
    GIT_ALLOW_PROTOCOL: none, unless given. Secrets belong in `settings`: they
    reach git through its environment, never its arguments.
    """

    directory: Path | None
    variables: Mapping[str, str] = field(default_factory=dict)
    settings: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    protocols: str = ""

    def run(
        self,
        *arguments: str,
        stdin: bytes = b"",
        bounds: Bounds | None = None,
        codes: Collection[int] = (0,),
        keep_open: Sequence[int] = (),
        watch: Callable[[bytes], None] | None = None,
    ) -> Ended:
        """Run one command and return how it ended.

        Raises `GitCommandError` for an exit code that is not in `codes`,
        `GitTimeoutError`, `GitOutputError`, and `TargetError` where there is
        no git.
        """
        bounds = bounds or Bounds()
        try:
            ended = run_process(
                (program(), *arguments),
                environment=self.environment(),
                folder=self.directory or Path("/"),
                stdin=stdin,
                bounds=bounds,
                keep_open=keep_open,
                watch=watch,
            )
        except OutOfTimeError:
            raise GitTimeoutError(arguments, bounds.seconds) from None
        except TooMuchOutputError:
            raise GitOutputError(arguments, bounds.output) from None
        except OSError as error:
            said = (error.strerror or str(error)).encode()
            raise GitCommandError(arguments, 128, said) from error
        if ended.exit_code not in codes:
            raise GitCommandError(arguments, ended.exit_code, ended.stderr)
        return ended

    def text(self, *arguments: str, stdin: bytes = b"") -> str:
        """Return what a command writes, without the last line's end."""
        stdout = self.run(*arguments, stdin=stdin).stdout
        return stdout.decode("utf-8", "surrogateescape").rstrip("\n")

    def environment(self) -> dict[str, str]:
        """Return the whole environment of a command."""
        made = {"PATH": os.environ.get("PATH", os.defpath), **_FIXED}
        if self.protocols:
            given = {name: os.environ.get(name) for name in _FOR_THE_NETWORK}
            made |= {name: value for name, value in given.items() if value}
        if self.directory is not None:
            made["GIT_DIR"] = str(self.directory)
        made["GIT_ALLOW_PROTOCOL"] = self.protocols
        made |= self.variables
        settings = (*SETTINGS, *self.settings)
        made["GIT_CONFIG_COUNT"] = str(len(settings))
        for number, (key, value) in enumerate(settings):
            made[f"GIT_CONFIG_KEY_{number}"] = key
            made[f"GIT_CONFIG_VALUE_{number}"] = value
        return made


@cache
def program() -> str:
    """Return the path of git.

    Raises `TargetError` where there is none, or one too old to be hardened.
    """
    path = shutil.which("git")
    if path is None:
        raise TargetError(
            "git is not installed, or not on the PATH: install git, "
            f"{OLDEST[0]}.{OLDEST[1]} or newer"
        )
    ended = run_process(
        (path, "version"),
        environment=dict(_FIXED),
        folder=Path("/"),
        stdin=b"",
        bounds=Bounds(10.0, 1 << 16),
    )
    text = ended.stdout.decode("utf-8", "replace").strip()
    if too_old(text):
        raise TargetError(
            f"{path} is too old ({text}): git {OLDEST[0]}.{OLDEST[1]} or newer is "
            "needed, since older ones cannot be protected from a repository's "
            "own configuration"
        )
    return path


def too_old(version: str) -> bool:
    """Return whether `git version` names a git older than `OLDEST`."""
    found = re.search(r"(\d+)\.(\d+)", version)
    return found is None or (int(found[1]), int(found[2])) < OLDEST
