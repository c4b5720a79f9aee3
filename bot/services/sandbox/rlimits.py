"""Limits that the kernel keeps for each process."""

from __future__ import annotations

import contextlib
import os
import resource
from typing import TYPE_CHECKING, Final

from bot.services.sandbox.cgroups import OWN_PROCESSES

if TYPE_CHECKING:
    from bot.protocols import Limits

OPEN_FILES: Final = 65536


def set_limits(process: int, limits: Limits, *, memory: bool, processes: bool) -> None:
    """Set the limits of a process that has not begun yet; children inherit them.

    `memory` and `processes` are for machines without control groups: the
    first limits the address space of each process, which counts what is only
    reserved, the second all processes of the user in its namespace. Processor
    time is the wall clock times the processors. No core is dumped.
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
    if processes:
        wanted[resource.RLIMIT_NPROC] = limits.processes + OWN_PROCESSES
    for kind, value in wanted.items():
        soft, hard = resource.prlimit(process, kind)
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        least = most
        if kind == resource.RLIMIT_NOFILE and soft != resource.RLIM_INFINITY:
            least = min(soft, most)
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(process, kind, (least, most))
