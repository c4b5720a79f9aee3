"""Files are looked at in processes that they may bring down."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from textwrap import dedent

import pytest

from bot.assessment.jobs import ABNORMAL, Examining, FileTask, Summarising
from bot.assessment.pool import PoolLimits, run_files
from codemods.model import LeftAlone, Outcome, Project, Rewrite
from tests.support.assessment import Refuses

LIMITS = PoolLimits(cpu_seconds=1.0, wall_seconds=300.0)
JOB = Examining((Refuses(),), Project())


def problems(
    files: dict[str, str], workers: int = 2, limits: PoolLimits = LIMITS
) -> dict[str, str]:
    """Return the problem of each file, "" where it has none."""
    sources = [FileTask(path, source.encode()) for path, source in files.items()]
    found = run_files(sources, JOB, workers=workers, limits=limits)
    return {one.path: one.problem.reason if one.problem else "" for one in found}


def test_every_file_comes_back() -> None:
    """Each file comes back once, without its new source."""
    files = [FileTask(f"{number}.py", b"a = spam\n") for number in range(20)]

    found = list(run_files(files, JOB, workers=3))

    assert sorted(one.path for one in found) == sorted(path for path, *_ in files)
    assert {one.path: one.rewrites for one in found}["7.py"] == {
        "refuses": Rewrite(b"", (), (LeftAlone("7.py", 1, "is spam", Outcome.REFUSED),))
    }
    assert multiprocessing.active_children() == []


def test_no_files_need_no_process() -> None:
    """Nothing comes back of nothing."""
    assert list(run_files([], JOB, workers=0)) == []


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        pytest.param("crash", f"{ABNORMAL}: signal SIGSEGV", id="crash"),
        pytest.param("leave", f"{ABNORMAL}: exit code 7", id="exit"),
        pytest.param(
            "spin", f"{ABNORMAL}: it took more than 1 s of CPU time", id="spin"
        ),
    ],
)
def test_a_file_that_brings_its_process_down(name: str, reason: str) -> None:
    """It is named, and all others come back."""
    files = {"a.py": "x = spam\n", "b.py": f"x = {name}\n", "c.py": "y = spam\n"}

    assert problems(files) == {"a.py": "", "b.py": reason, "c.py": ""}
    assert multiprocessing.active_children() == []


@pytest.mark.slow
def test_a_file_that_waits_for_ever() -> None:
    """Its process is ended, and all others come back."""
    files = {"a.py": "x = spam\n", "b.py": "sleep\n", "c.py": "y = spam\n"}
    limits = PoolLimits(wall_seconds=10.0)

    assert problems(files, limits=limits) == {
        "a.py": "",
        "b.py": f"{ABNORMAL}: it did not end within 10 s",
        "c.py": "",
    }
    assert multiprocessing.active_children() == []


def test_every_file_brings_its_process_down() -> None:
    """The pool goes on to the end."""
    files = {f"{number}.py": "crash\n" for number in range(5)}

    assert set(problems(files).values()) == {f"{ABNORMAL}: signal SIGSEGV"}


def test_too_much_memory_costs_one_file() -> None:
    """A file that needs more than the limit is named or examined, no more."""
    large = f"x = [{'spam, ' * 400_000}]\n"
    limits = PoolLimits(cpu_seconds=60.0, wall_seconds=60.0, memory=300 << 20)

    found = problems({"a.py": large, "b.py": "y = spam\n"}, limits=limits)

    assert found["b.py"] == ""
    assert found["a.py"] != ""


def test_closing_early_leaves_no_process() -> None:
    """Who stops asking need not wait."""
    files = [FileTask(f"{number}.py", b"a = spam\n") for number in range(20)]
    found = run_files(files, JOB, workers=2)
    next(found)

    found.close()  # type: ignore[attr-defined]  # a generator

    assert multiprocessing.active_children() == []


def test_codemods_that_cannot_be_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that does not start is our defect, and said at once."""
    monkeypatch.setattr(Refuses, "__reduce__", lambda _: (os._exit, (3,)))

    with pytest.raises(RuntimeError, match="did not start"):
        list(run_files([FileTask("a.py", b"x")], JOB, workers=1))
    assert multiprocessing.active_children() == []


def test_interrupt_leaves_no_process(tmp_path: Path) -> None:
    """Ctrl-C, as the commands take it, ends all processes, busy ones too."""
    script = tmp_path / "run.py"
    script.write_text(dedent("""\
            from bot.assessment.jobs import Examining, FileTask
            from bot.assessment.pool import run_files
            from bot.services.leaving import leaving_at_once
            from codemods.model import Project
            from tests.support.assessment import Refuses

            if __name__ == "__main__":
                files = [FileTask(f"{n}.py", b"x = spam\\n") for n in range(3)]
                files += [FileTask(f"s{n}.py", b"sleep\\n") for n in range(3)]
                job = Examining((Refuses(),), Project())
                with leaving_at_once():
                    for found in run_files(files, job, workers=2):
                        print(found.path, flush=True)
            """))
    root = Path(__file__).parents[3]
    run = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(root)},
        start_new_session=True,
    )
    assert run.stdout is not None
    for _ in range(3):
        assert run.stdout.readline()

    os.killpg(run.pid, signal.SIGINT)
    run.wait(timeout=20)
    run.stdout.close()

    for _ in range(100):
        if not _members(run.pid):
            break
        time.sleep(0.05)
    assert _members(run.pid) == []
    assert run.returncode != 0


def test_what_runs_the_pool_is_not_run_again(tmp_path: Path) -> None:
    """No process loads the program that asks for it, which may be a large one."""
    script = tmp_path / "run.py"
    script.write_text(dedent("""\
            print("loaded", flush=True)
            from bot.assessment.jobs import FileTask, Summarising
            from bot.assessment.pool import run_files
            from codemods.model import Project

            if __name__ == "__main__":
                files = [FileTask(f"{n}.py", b"x = 1\\n") for n in range(6)]
                for found in run_files(files, Summarising(Project()), workers=2):
                    print(found.path, flush=True)
            """))
    root = Path(__file__).parents[3]

    run = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )

    lines = run.stdout.decode().splitlines()
    assert lines[0] == "loaded"
    assert sorted(lines[1:]) == [f"{number}.py" for number in range(6)]


def _members(group: int) -> list[str]:
    """Return the processes of a process group that are still running."""
    found = []
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append((folder / "comm").read_text())
    return found


def test_names_are_noted_even_beside_a_file_that_breaks_off() -> None:
    """A file that cannot be read has no summary; all others have theirs."""
    files = [FileTask("a.py", b"def spam(): pass\n"), FileTask("b.py", b"def\n")]

    found = dict(run_files(files, Summarising(Project()), workers=2))

    assert found["b.py"] is None
    assert found["a.py"] is not None
    assert "spam" in found["a.py"].tops
