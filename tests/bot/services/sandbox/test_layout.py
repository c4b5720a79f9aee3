"""The world that bubblewrap is told to build."""

from __future__ import annotations

from pathlib import Path

from bot.protocols import Command, Limits, Mount
from bot.services.sandbox.layout import Identity, arguments, environment, own_files

COMMAND = Command(
    ("pytest",),
    folder="/target",
    environment={"PATH": "/venv/bin:/usr/bin", "COLOUR": "blue"},
    mounts=(
        Mount(Path("/srv/work"), "/target", writable=True),
        Mount(Path("/srv/deep/venv"), "/opt/deep/venv"),
    ),
    limits=Limits(memory=4000),
)


def machine(folder: Path) -> Path:
    """Return a root folder of a machine whose /bin is a link and /lib is not."""
    (folder / "usr").mkdir()
    (folder / "lib").mkdir()
    (folder / "bin").symlink_to("usr/bin")
    return folder


def test_the_environment_is_all_there_is() -> None:
    """Home, language, path and temporary folder, and what the command sets."""
    assert environment(COMMAND) == {
        "COLOUR": "blue",
        "HOME": "/home/sandbox",
        "LANG": "C.UTF-8",
        "PATH": "/venv/bin:/usr/bin",
        "TMPDIR": "/tmp",  # noqa: S108  # the sandbox's own
    }


def test_system_folders_are_read_only(tmp_path: Path) -> None:
    """Links stay links, folders are bound so that nobody can write."""
    words = " ".join(arguments(COMMAND, Identity.OWN, {}, machine(tmp_path)))

    assert f"--ro-bind {tmp_path}/usr /usr" in words
    assert "--symlink usr/bin /bin" in words
    assert f"--ro-bind {tmp_path}/lib /lib" in words
    assert "/sbin" not in words
    assert words.count("--bind ") == 1


def test_mounts_come_last_but_for_the_seal(tmp_path: Path) -> None:
    """A mount lies on top of everything, and the root is closed after it."""
    words = arguments(COMMAND, Identity.OWN, {"/etc/hosts": 9}, machine(tmp_path))

    seal = words.index("--remount-ro", words.index("--bind"))
    assert words[seal : seal + 4] == ["--remount-ro", "/", "--chdir", "/target"]
    assert words.index("/opt/deep") < words.index("/opt/deep/venv") < seal
    assert words[words.index("--bind") + 1 :][:2] == ["/srv/work", "/target"]
    assert words[words.index("/etc/hosts") - 4 :][:4] == [
        *("--perms", "644", "--ro-bind-data", "9")
    ]


def test_root_becomes_somebody_else(tmp_path: Path) -> None:
    """Root needs no user namespace, and changes its user inside."""
    other = arguments(COMMAND, Identity.OTHER, {}, machine(tmp_path))

    assert "--unshare-user" not in other
    assert Identity.OTHER.prefix[:3] == ("setpriv", "--reuid", "65432")
    assert Identity.OWN.prefix == ()


def test_the_user_has_a_name() -> None:
    """Programs that ask who they are get an answer."""
    for identity in Identity:
        files = own_files(identity)

        assert f"sandbox:x:{identity.value}:".encode() in files["/etc/passwd"]
        assert b"files" in files["/etc/nsswitch.conf"]
        assert files["/etc/resolv.conf"] == b""
