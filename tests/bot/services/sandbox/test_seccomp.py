"""The filter of system calls, as a program that a small machine runs."""

from __future__ import annotations

import errno
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.services.sandbox.seccomp import (
    ALLOW,
    AUDIT,
    CLONE,
    CLONE3,
    DENIED,
    ERRNO,
    IOCTL,
    KILL,
    SOCKET,
    UNSHARE,
    seccomp_program,
)

MACHINES = tuple(AUDIT)


def verdict(
    machine: str, number: int, *arguments: int, audit: int | None = None
) -> int:
    """Return what the filter says of a call, as the kernel would run it."""
    program = list(struct.iter_unpack("<HBBI", seccomp_program(machine)))
    padded = [*arguments, *[0] * 6][:6]
    arch = AUDIT[machine] if audit is None else audit
    data = struct.pack("<IIQ6Q", number, arch, 0, *padded)
    position = accumulator = 0
    while True:
        code, yes, no, value = program[position]
        position += 1
        if code == 0x06:
            return int(value)
        if code == 0x20:
            [accumulator] = struct.unpack_from("<I", data, value)
            continue
        holds = {
            0x15: accumulator == value,
            0x35: accumulator >= value,
            0x45: bool(accumulator & value),
        }[code]
        position += yes if holds else no


@pytest.mark.parametrize("machine", MACHINES)
def test_denied_calls_are_refused(machine: str) -> None:
    """Each call of the list fails with EPERM, whatever its arguments."""
    column = MACHINES.index(machine)

    verdicts = {
        verdict(machine, number, 1, 2, 3)
        for numbers in DENIED.values()
        if (number := numbers[column]) is not None
    }

    assert verdicts == {ERRNO | errno.EPERM}


@pytest.mark.parametrize("machine", MACHINES)
@pytest.mark.parametrize(
    ("call", "arguments", "expected"),
    [
        pytest.param(CLONE, (0x01200011,), ALLOW, id="fork"),
        pytest.param(CLONE, (0x003D0F00,), ALLOW, id="thread"),
        pytest.param(CLONE, (0x10000011,), ERRNO | errno.EPERM, id="clone-user"),
        pytest.param(CLONE3, (), ERRNO | errno.ENOSYS, id="clone3"),
        pytest.param(UNSHARE, (0x400,), ALLOW, id="unshare-files"),
        pytest.param(UNSHARE, (0x20000,), ERRNO | errno.EPERM, id="unshare-mounts"),
        pytest.param(IOCTL, (0, 0x5401), ALLOW, id="terminal-settings"),
        pytest.param(IOCTL, (0, 0x5412), ERRNO | errno.EPERM, id="type-into-terminal"),
        pytest.param(IOCTL, (0, 0x541C), ERRNO | errno.EPERM, id="paste-on-console"),
        pytest.param(SOCKET, (1,), ALLOW, id="unix"),
        pytest.param(SOCKET, (2,), ALLOW, id="inet"),
        pytest.param(SOCKET, (10,), ALLOW, id="inet6"),
        pytest.param(SOCKET, (16,), ALLOW, id="netlink"),
        pytest.param(SOCKET, (40,), ERRNO | errno.EAFNOSUPPORT, id="vsock"),
        pytest.param(SOCKET, (17,), ERRNO | errno.EAFNOSUPPORT, id="packet"),
    ],
)
def test_arguments_decide(
    machine: str, call: tuple[int, int], arguments: tuple[int, ...], expected: int
) -> None:
    """Calls that everybody needs are refused only for what nobody needs."""
    assert verdict(machine, call[MACHINES.index(machine)], *arguments) == expected


@given(number=st.integers(0, 460))
def test_all_other_calls_are_allowed(number: int) -> None:
    """The filter is a list of what is refused, and nothing more."""
    special = (CLONE, CLONE3, UNSHARE, IOCTL, SOCKET, *DENIED.values())
    for column, machine in enumerate(MACHINES):
        if number not in {numbers[column] for numbers in special}:
            assert verdict(machine, number) == ALLOW


def test_other_architectures_are_killed() -> None:
    """A 32-bit call has other numbers: it ends the process."""
    assert verdict("x86_64", 39, audit=0x40000003) == KILL
    assert verdict("aarch64", 20, audit=0x40000028) == KILL
    assert verdict("x86_64", 0x40000000 + 165) == ERRNO | errno.ENOSYS


def test_an_unknown_machine_has_no_filter() -> None:
    """The sandbox holds without it."""
    assert seccomp_program("riscv64") == b""
