"""Limits that the kernel keeps for each process."""

from __future__ import annotations

import contextlib
import os
import resource
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bot.protocols import Limits

OPEN_FILES: Final = 65536


def set_limits(
    process: int, limits: Limits, *, memory: bool, processes: int | None
) -> None:
    """Set the limits of a process that has not begun yet; children inherit them.

    With `memory` its address space is limited too; that is for machines
    without control groups, since it counts what is only reserved. `processes`
    limits how many the user of the process may have in its namespace.
    Processor time is the wall clock times the processors. No core is dumped.
    """
    cores = os.cpu_count() or 1
    wanted = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: int(limits.seconds * cores) + 1,
        resource.RLIMIT_FSIZE: limits.disk,
        resource.RLIMIT_NOFILE: OPEN_FILES,
    }
    if memory:
        wanted[resource.RLIMIT_AS] = limits.memory
    if processes is not None:
        wanted[resource.RLIMIT_NPROC] = processes
    for kind, value in wanted.items():
        soft, hard = resource.prlimit(process, kind)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        least = most
        if kind == resource.RLIMIT_NOFILE and soft != resource.RLIM_INFINITY:
            least = min(soft, most)
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(process, kind, (least, most))
