"""Which sandbox this machine offers, found out by a real run."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from bot.errors import SandboxError
from bot.protocols import Command, Limits
from bot.services.sandbox.bubblewrap import BubblewrapSandbox
from bot.services.sandbox.layout import Identity
from bot.services.sandbox.none import RefusingSandbox, TrustingSandbox

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.protocols import Sandbox
    from bot.services.gateway.lazy import Gateway

NOT_LINUX: Final = (
    "the sandbox needs Linux: run Honebot in a container or a virtual machine"
)
NOT_INSTALLED: Final = (
    "bubblewrap is not installed: `apt-get install bubblewrap`, "
    "`dnf install bubblewrap` or `apk add bubblewrap util-linux`"
)
TRUSTED_UNASKED: Final = "no sandbox was asked for, and the target is not trusted"


def open_sandbox(
    kind: str = "auto",
    *,
    home: Path,
    trust_target: bool = False,
    gateway: Gateway | None = None,
) -> Sandbox:
    """Return the sandbox for commands of the target.

    `kind` is auto, bubblewrap or none. `home` is where folders for single runs
    are made. Without bubblewrap, auto gives a sandbox that runs commands as
    they are if the target is trusted, and else one that refuses each. Raises
    `SandboxError` where bubblewrap is asked for and does not work.
    """
    problem = TRUSTED_UNASKED
    if kind != "none":
        found = _working(gateway)
        if isinstance(found, BubblewrapSandbox):
            return found
        if kind == "bubblewrap":
            raise SandboxError(found)
        problem = found
    if trust_target:
        return TrustingSandbox(home, gateway)
    return RefusingSandbox(problem)


def probe() -> str | None:
    """Return what keeps the sandbox from working here and how to mend it.

    None says that a command ran in it just now.
    """
    found = _working(None)
    return found if isinstance(found, str) else None


def _working(gateway: Gateway | None) -> BubblewrapSandbox | str:
    """Return a sandbox that ran a command, or the problem."""
    if sys.platform != "linux":
        return NOT_LINUX
    program = shutil.which("bwrap")
    if program is None:
        return NOT_INSTALLED
    said = ""
    for identity in identities():
        sandbox = BubblewrapSandbox(Path(program), identity, gateway)
        try:
            done = sandbox.run(Command(("true",), limits=Limits(seconds=30)))
        except SandboxError as error:
            said = str(error)
            continue
        if done.exit_code == 0:
            return sandbox
        said = done.stderr.decode(errors="replace").strip() or "`true` failed in it"
    return explain(said)


def identities() -> tuple[Identity, ...]:
    """Return whom commands can run as, best first."""
    if os.geteuid() == 0 and shutil.which("setpriv"):
        return (Identity.OTHER, Identity.OWN)
    return (Identity.OWN,)


def explain(said: str) -> str:
    """Return bubblewrap's complaint and what to do about it."""
    for sign, remedy in REMEDIES.items():
        if sign in said:
            return f"{said}. {remedy}"
    return said


REMEDIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "mount proc": (
            "In a container, the masks on /proc are in the way: start it with "
            "`--security-opt systempaths=unconfined "
            "--security-opt seccomp=unconfined --security-opt apparmor=unconfined`"
        ),
        "Unknown option": "This bubblewrap is too old: 0.8 or newer is needed",
        "uid map": (
            "This system keeps user namespaces from programs it does not know: "
            "`sysctl kernel.apparmor_restrict_unprivileged_userns=0`, or install "
            "the AppArmor profile `bwrap-userns-restrict`"
        ),
        "namespace": (
            "User namespaces are turned off: "
            "`sysctl kernel.unprivileged_userns_clone=1 "
            "user.max_user_namespaces=15000`; in a container, start it with "
            "`--security-opt seccomp=unconfined --security-opt apparmor=unconfined`"
        ),
        "Operation not permitted": (
            "In a container, start it with `--security-opt seccomp=unconfined "
            "--security-opt apparmor=unconfined`"
        ),
    }
)
"""What bubblewrap says (a part of it), and what mends it."""
