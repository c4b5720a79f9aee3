"""A filter of system calls, written without a compiler.

The filter is a program of the classic Berkeley Packet Filter, which
bubblewrap loads before the command starts (`bwrap --seccomp`). It takes away
what no build and no test suite needs and what most ways out of a container
have used: mounting, tracing, keyrings, performance counters, io_uring, kernel
modules, new namespaces, and socket families that know no network namespace
(a virtual machine's vsock would reach its host).

Sources: Linux `include/uapi/linux/{seccomp,audit,bpf_common}.h`, the call
numbers in `arch/x86/entry/syscalls/syscall_64.tbl` and
`include/uapi/asm-generic/unistd.h`, seccomp(2).
"""

from __future__ import annotations

import errno
import struct
import sys
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ALLOW: Final = 0x7FFF0000
KILL: Final = 0x80000000
ERRNO: Final = 0x00050000

LOAD: Final = 0x20  # BPF_LD | BPF_W | BPF_ABS
EQUAL: Final = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
AT_LEAST: Final = 0x35  # BPF_JMP | BPF_JGE | BPF_K
ANY_BIT: Final = 0x45  # BPF_JMP | BPF_JSET | BPF_K
RETURN: Final = 0x06  # BPF_RET | BPF_K

NUMBER: Final = 0  # offsets in struct seccomp_data
ARCHITECTURE: Final = 4
FIRST_ARGUMENT: Final = 16  # the low half, on little-endian machines
SECOND_ARGUMENT: Final = 24

X32: Final = 0x40000000  # call numbers of the x32 ABI begin here
NEW_NAMESPACES: Final = 0x7E020080
"""CLONE_NEWNS, CGROUP, UTS, IPC, USER, PID, NET, and TIME."""
FAMILIES: Final = (1, 2, 10, 16)
"""AF_UNIX, AF_INET, AF_INET6, AF_NETLINK."""
TERMINAL_REQUESTS: Final = (0x5412, 0x541C)
"""TIOCSTI and TIOCLINUX put characters into a terminal's input."""

AUDIT: Final[Mapping[str, int]] = MappingProxyType(
    {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
)

# name: (number on x86_64, number on aarch64); None where there is none.
DENIED: Final[Mapping[str, tuple[int | None, int | None]]] = MappingProxyType(
    {
        "acct": (163, 89),
        "add_key": (248, 217),
        "bpf": (321, 280),
        "chroot": (161, 51),
        "clock_settime": (227, 112),
        "delete_module": (176, 106),
        "fanotify_init": (300, 262),
        "finit_module": (313, 273),
        "fsconfig": (431, 431),
        "fsmount": (432, 432),
        "fsopen": (430, 430),
        "fspick": (433, 433),
        "init_module": (175, 105),
        "io_uring_enter": (426, 426),
        "io_uring_register": (427, 427),
        "io_uring_setup": (425, 425),
        "ioperm": (173, None),
        "iopl": (172, None),
        "kcmp": (312, 272),
        "kexec_file_load": (320, 294),
        "kexec_load": (246, 104),
        "keyctl": (250, 219),
        "lookup_dcookie": (212, 18),
        "mount": (165, 40),
        "mount_setattr": (442, 442),
        "move_mount": (429, 429),
        "nfsservctl": (180, 42),
        "open_by_handle_at": (304, 265),
        "open_tree": (428, 428),
        "perf_event_open": (298, 241),
        "pidfd_getfd": (438, 438),
        "pivot_root": (155, 41),
        "process_vm_readv": (310, 270),
        "process_vm_writev": (311, 271),
        "ptrace": (101, 117),
        "quotactl": (179, 60),
        "quotactl_fd": (443, 443),
        "reboot": (169, 142),
        "request_key": (249, 218),
        "setns": (308, 268),
        "settimeofday": (164, 170),
        "swapoff": (168, 225),
        "swapon": (167, 224),
        "syslog": (103, 116),
        "umount2": (166, 39),
        "userfaultfd": (323, 282),
        "vhangup": (153, 58),
    }
)
# clone3 keeps its flags in memory, where a filter cannot look; told that there
# is no such call, every C library falls back to clone.
CLONE3: Final = (435, 435)
CLONE: Final = (56, 220)
UNSHARE: Final = (272, 97)
SOCKET: Final = (41, 198)
IOCTL: Final = (16, 29)

Instruction = tuple[int, int, int, int]


def seccomp_program(machine: str) -> bytes:
    """Return the filter for this machine, as bubblewrap wants it.

    `machine` is what `platform.machine()` says. The result is empty where no
    filter is known: the sandbox then holds by its namespaces alone.
    """
    if machine not in AUDIT or sys.byteorder != "little":
        return b""
    column = list(AUDIT).index(machine)
    program: list[Instruction] = [
        (LOAD, 0, 0, ARCHITECTURE),
        (EQUAL, 1, 0, AUDIT[machine]),
        (RETURN, 0, 0, KILL),
        (LOAD, 0, 0, NUMBER),
    ]
    if machine == "x86_64":
        program += [(AT_LEAST, 0, 1, X32), refuse(errno.ENOSYS)]
    program += [*equal(CLONE3[column]), refuse(errno.ENOSYS)]
    for numbers in DENIED.values():
        number = numbers[column]
        if number is not None:
            program += [*equal(number), refuse(errno.EPERM)]
    program += when(CLONE[column], FIRST_ARGUMENT, has_bit(NEW_NAMESPACES))
    program += when(UNSHARE[column], FIRST_ARGUMENT, has_bit(NEW_NAMESPACES))
    program += when(IOCTL[column], SECOND_ARGUMENT, is_one_of(TERMINAL_REQUESTS))
    program += when(SOCKET[column], FIRST_ARGUMENT, is_none_of(FAMILIES))
    program.append((RETURN, 0, 0, ALLOW))
    return b"".join(struct.pack("<HBBI", *instruction) for instruction in program)


def refuse(number: int) -> Instruction:
    """Return the instruction that lets the call fail with this errno."""
    return (RETURN, 0, 0, ERRNO | number)


def equal(value: int) -> tuple[Instruction]:
    """Return the test that runs the next instruction only for this value."""
    return ((EQUAL, 0, 1, value),)


def has_bit(mask: int) -> list[Instruction]:
    """Return a block that refuses an argument with one of these bits."""
    return [(ANY_BIT, 0, 1, mask), refuse(errno.EPERM), (RETURN, 0, 0, ALLOW)]


def is_one_of(values: Iterable[int]) -> list[Instruction]:
    """Return a block that refuses these arguments."""
    block: list[Instruction] = []
    for value in values:
        block += [*equal(value), refuse(errno.EPERM)]
    return [*block, (RETURN, 0, 0, ALLOW)]


def is_none_of(values: Iterable[int]) -> list[Instruction]:
    """Return a block that refuses every argument but these."""
    block: list[Instruction] = []
    for value in values:
        block += [*equal(value), (RETURN, 0, 0, ALLOW)]
    return [*block, refuse(errno.EAFNOSUPPORT)]


def when(number: int, argument: int, block: list[Instruction]) -> list[Instruction]:
    """Return the instructions that ask the block about one call's argument.

    Every block ends in a return, so that what follows it still has the call's
    number loaded.
    """
    body: list[Instruction] = [(LOAD, 0, 0, argument), *block]
    return [(EQUAL, 0, len(body), number), *body]
