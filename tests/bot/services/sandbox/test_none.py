"""Without a sandbox: refused, or run with the same limits if trusted."""

from __future__ import annotations

import sys
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.protocols import Command, Limits, Mount
from bot.services.sandbox.errors import MountError, NoIndexError, NoSandboxError
from bot.services.sandbox.none import RefusingSandbox, TrustingSandbox, translator
from tests.support.hostile import PROGRAMS, processes_with

if TYPE_CHECKING:
    from pathlib import Path

SHORT = Limits(seconds=20, idle_seconds=20, memory=512 << 20, processes=64)


def program(name: str, *arguments: str, limits: Limits = SHORT) -> Command:
    """Return the command that runs one of the hostile programs."""
    path = str(PROGRAMS / f"{name}.py")
    return Command((sys.executable, "-I", "-S", path, *arguments), limits=limits)


def test_nothing_runs_unless_trusted() -> None:
    """The refusal names the reason and both ways out."""
    sandbox = RefusingSandbox("bubblewrap is not installed")

    with pytest.raises(NoSandboxError, match=r"not installed.*doctor.*--trust-target"):
        sandbox.run(Command(("true",)))

    assert sandbox.name == "none"


def test_the_environment_is_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is passed on, home and temporary folder are private and go away."""
    monkeypatch.setenv("HONEBOT_GITHUB_TOKEN", "secret")
    script = 'env; echo x > ~/x; echo x > "$TMPDIR/x"; ls "$HOME" "$TMPDIR"'

    done = TrustingSandbox(tmp_path / "home").run(Command(("sh", "-c", script)))

    names = {line.split("=")[0] for line in done.stdout.decode().splitlines()}
    assert {"HOME", "LANG", "PATH", "TMPDIR"} <= names
    assert b"secret" not in done.stdout
    assert done.exit_code == 0
    assert list((tmp_path / "home").iterdir()) == []


def test_folders_stand_where_they_really_are(tmp_path: Path) -> None:
    """The names inside are put in words, folder and environment."""
    target = tmp_path / "my target"
    target.mkdir()
    command = Command(
        ("sh", "-c", 'pwd; echo "$WHERE"; cat > "$1"', "sh", "/target/file"),
        folder="/target",
        environment={"WHERE": "/target/src:/other/target"},
        mounts=(Mount(target, "/target", writable=True),),
        stdin=b"written",
    )

    done = TrustingSandbox(tmp_path / "home").run(command)

    assert done.stdout.decode() == f"{target}\n{target}/src:/other/target\n"
    assert (target / "file").read_bytes() == b"written"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("/target", "/w", id="whole"),
        pytest.param("/target/a.py", "/w/a.py", id="below"),
        pytest.param("--junit=/target/x", "--junit=/w/x", id="option"),
        pytest.param("/a:/target:/venv/lib", "/a:/w:/v/lib", id="list"),
        pytest.param("/targets /my/target /target.py", None, id="other-names"),
        pytest.param("/target-old ./target", None, id="more-other-names"),
        pytest.param("/venv/sub/x", "/s/x", id="longest-first"),
    ],
)
def test_only_whole_names_are_moved(text: str, expected: str | None) -> None:
    """A name within another one is not a folder of ours."""
    translate = translator({"/target": "/w", "/venv": "/v", "/venv/sub": "/s"})

    assert translate(text) == (text if expected is None else expected)
    assert translator({})(text) == text


@pytest.mark.parametrize(
    ("name", "limits", "killed"),
    [
        pytest.param("spin", replace(SHORT, seconds=1), "time", id="endless-loop"),
        pytest.param("sleep", replace(SHORT, idle_seconds=1), "idle", id="silence"),
        pytest.param("flood", replace(SHORT, output=1 << 16), "output", id="flood"),
    ],
)
def test_limits_hold_here_too(
    tmp_path: Path, name: str, limits: Limits, killed: str
) -> None:
    """Trust is no reason to wait for ever."""
    done = TrustingSandbox(tmp_path).run(program(name, limits=limits))

    assert done.killed == killed
    assert done.exit_code == -9
    assert len(done.stdout) <= limits.output


@pytest.mark.parametrize("stay", [(), ("stay",)], ids=["ended", "killed"])
def test_no_process_lives_on(tmp_path: Path, stay: tuple[str, ...]) -> None:
    """Orphans become the supervisor's, and it ends them all."""
    mark = uuid.uuid4().hex
    limits = replace(SHORT, seconds=2)

    done = TrustingSandbox(tmp_path).run(
        program("survivors", mark, *stay, limits=limits)
    )

    assert processes_with(mark) == set()
    assert done.stdout.startswith(b"DONE")
    assert done.killed == ("time" if stay else "")


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        pytest.param(("sh", "-c", "exit 7"), 7, id="exit"),
        pytest.param(("sh", "-c", "kill -TERM $$"), -15, id="signal"),
        pytest.param(("there-is-no-such-program",), 127, id="missing"),
    ],
)
def test_how_it_ended_is_told(tmp_path: Path, argv: tuple[str, ...], code: int) -> None:
    """Codes are handed on, signals are negative, 127 is a missing program."""
    assert TrustingSandbox(tmp_path).run(Command(argv)).exit_code == code


def test_without_a_gateway_there_is_no_index(tmp_path: Path) -> None:
    """A command that wants the index is not run without it."""
    with pytest.raises(NoIndexError):
        TrustingSandbox(tmp_path).run(Command(("true",), index=True))


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """A mount that is not there is an error with its name."""
    command = Command(("true",), mounts=(Mount(tmp_path / "nowhere", "/target"),))

    with pytest.raises(MountError, match="nowhere cannot be mounted"):
        TrustingSandbox(tmp_path).run(command)
