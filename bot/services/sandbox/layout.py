"""What a command sees of this machine: the arguments for bubblewrap.

The command's world is built from nothing: system folders read-only, five
small files of our own in `/etc`, empty folders of limited size for `/tmp` and
the home, and what the caller mounts. See bwrap(1).
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.protocols import Command, Limits

HOME: Final = "/home/sandbox"
TEMPORARY: Final = "/tmp"  # noqa: S108  # the sandbox's own
SHARED_MEMORY: Final = "/dev/shm"  # noqa: S108  # as above
PATH: Final = "/usr/local/bin:/usr/bin:/bin"

SYSTEM_FOLDERS: Final = ("bin", "sbin", "lib", "lib32", "lib64", "libx32")
SYSTEM_FILES: Final = (
    "/etc/alternatives",
    "/etc/ld.so.cache",
    "/etc/mime.types",
    "/etc/os-release",
    "/etc/pki/tls/certs",
    "/etc/ssl/certs",
    "/etc/ssl/openssl.cnf",
    "/nix/store",
)
KERNEL_SETTINGS: Final = (
    *("/proc/sys", "/proc/sysrq-trigger", "/proc/irq", "/proc/bus"),
    *("/proc/acpi", "/proc/fs", "/proc/mtrr", "/proc/pressure", "/proc/scsi"),
)
ISOLATION: Final = (
    *("--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"),
    *("--unshare-cgroup-try", "--die-with-parent", "--new-session", "--clearenv"),
    *("--hostname", "sandbox"),
    *("--cap-drop", "ALL"),
)


class Identity(Enum):
    """Whom the machine takes the command for.

    OTHER is a user that owns nothing, and that only root can change to. OWN is
    the user who runs Honebot, within a user namespace; nobody needs to be root
    for it. The kernel lets its own root change settings without any
    capability, so OTHER comes first where it can be had.
    """

    OTHER = 65432
    OWN = 1000

    @property
    def options(self) -> tuple[str, ...]:
        """The arguments that bring the identity about."""
        number = str(self.value)
        if self is Identity.OTHER:
            # The last: bubblewrap enters a folder that only the other user may.
            names = ("CAP_SETUID", "CAP_SETGID", "CAP_SETPCAP", "CAP_DAC_READ_SEARCH")
            return tuple(word for name in names for word in ("--cap-add", name))
        return ("--unshare-user", "--disable-userns", "--uid", number, "--gid", number)

    @property
    def prefix(self) -> tuple[str, ...]:
        """What stands before the command inside."""
        if self is Identity.OWN:
            return ()
        number = str(self.value)
        user = ("--reuid", number, "--regid", number, "--clear-groups")
        none = ("--inh-caps=-all", "--ambient-caps=-all", "--bounding-set=-all")
        return ("setpriv", *user, *none, "--no-new-privs", "--")


def own_files(identity: Identity) -> dict[str, bytes]:
    """Return the content of the files in `/etc` that are not the machine's."""
    number = identity.value
    return {
        "/etc/group": f"root:x:0:\nsandbox:x:{number}:\nnogroup:x:65534:\n".encode(),
        "/etc/hosts": b"127.0.0.1 localhost sandbox\n::1 localhost sandbox\n",
        "/etc/nsswitch.conf": b"passwd: files\ngroup: files\nhosts: files\n",
        "/etc/passwd": (
            "root:x:0:0:root:/root:/usr/sbin/nologin\n"
            f"sandbox:x:{number}:{number}:sandbox:{HOME}:/bin/sh\n"
            "nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin\n"
        ).encode(),
        "/etc/resolv.conf": b"",
    }


def environment(command: Command) -> dict[str, str]:
    """Return the whole environment of the command."""
    return {
        "HOME": HOME,
        "LANG": "C.UTF-8",
        "PATH": PATH,
        "TMPDIR": TEMPORARY,
        **command.environment,
    }


def arguments(
    command: Command,
    identity: Identity,
    files: Mapping[str, int],
    root: Path = Path("/"),
) -> list[str]:
    """Return bubblewrap's arguments for the command's world.

    `files` gives, for each path of `own_files`, an open file with its content.
    `root` is where the system folders are looked up.
    """
    result = [*ISOLATION, *identity.options, *_system(root)]
    result += _devices(command.limits)
    result += _folders_above(mount.target for mount in command.mounts)
    for path, descriptor in files.items():
        result += ["--perms", "644", "--ro-bind-data", str(descriptor), path]
    for mount in command.mounts:
        option = "--bind" if mount.writable else "--ro-bind"
        result += [option, str(mount.source), mount.target]
    for name, value in environment(command).items():
        result += ["--setenv", name, value]
    return [*result, "--remount-ro", "/", "--chdir", command.folder]


def _system(root: Path) -> Iterator[str]:
    """Yield the arguments that show the system's programs, read-only."""
    yield from ("--ro-bind", str(root / "usr"), "/usr")
    for name in SYSTEM_FOLDERS:
        folder = root / name
        if folder.is_symlink():
            yield from ("--symlink", str(folder.readlink()), f"/{name}")
        elif folder.is_dir():
            yield from ("--ro-bind", str(folder), f"/{name}")
    yield from _folders_above(SYSTEM_FILES)
    for path in SYSTEM_FILES:
        yield from ("--ro-bind-try", str(root / path.lstrip("/")), path)


def _folders_above(paths: Iterable[str]) -> Iterator[str]:
    """Yield the arguments for the folders above the paths, open to the command.

    Left to itself, bubblewrap makes them for the user who started it alone.
    """
    folders = [str(each) for path in paths for each in PurePosixPath(path).parents]
    for folder in sorted(set(folders) - {"/"}):
        yield from ("--perms", "755", "--dir", folder)


def _devices(limits: Limits) -> list[str]:
    """Return the arguments for /proc, /dev and the folders in memory."""
    half, quarter = str(limits.memory // 2), str(limits.memory // 4)
    result = ["--proc", "/proc"]
    for path in KERNEL_SETTINGS:
        result += ["--ro-bind-try", path, path]
    return [
        *result,
        *("--dev", "/dev"),
        *("--perms", "1777", "--size", quarter, "--tmpfs", SHARED_MEMORY),
        *("--remount-ro", "/dev"),
        *("--perms", "1777", "--size", half, "--tmpfs", TEMPORARY),
        *("--perms", "755", "--dir", "/run"),
        *("--perms", "755", "--dir", "/var"),
        *("--symlink", f"..{TEMPORARY}", f"/var{TEMPORARY}"),
        *("--perms", "777", "--size", quarter, "--tmpfs", HOME),
    ]
