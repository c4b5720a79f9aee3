"""What all codemods cost, beside codemodder and a bare LibCST parse, in one run.

    python benchmarks/codemods.py FOLDER [--codemodder PROGRAM] [--files 12]

Every command runs as a process of its own. Seconds are of the wall clock and of
all CPUs (children included), `MiB` is the largest sum of what a command's
processes hold at one time (proportional set size, read twenty times a second).
codemodder runs its default codemods without changing a file, over `--files`
files that are drawn with a fixed seed, since a whole package takes it hours;
Honebot runs over the same files, and over all of them. The last line is the
ratio of CPU seconds per line.
"""

from __future__ import annotations

import argparse
import ctypes
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SEED = 7
PR_SET_CHILD_SUBREAPER = 36

LIBCST = """
import pathlib, sys, libcst
for path in pathlib.Path(sys.argv[1]).rglob("*.py"):
    try:
        libcst.parse_module(path.read_bytes())
    except Exception:
        pass
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command took, and what it printed."""

    wall: float
    cpu: float
    mebibytes: float
    output: str


def measured(command: list[str], folder: Path) -> Cost:
    """Run a command in a folder; return what it took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    watch = _Watch(process.pid)
    watch.start()
    output, _ = process.communicate()
    _reap()
    watch.ended.set()
    watch.join()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, watch.largest / 1024, output.decode())


def _adopt() -> None:
    """Become the parent of what a command leaves, so that its CPU is counted.

    The server that starts Honebot's processes ends after Honebot (prctl(2)).
    """
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _reap() -> None:
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


class _Watch(threading.Thread):
    """Looks at the memory of a process and all below it until told to end."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.largest = 0
        self.ended = threading.Event()

    def run(self) -> None:
        """Note the largest sum seen, in KiB."""
        while not self.ended.wait(0.05):
            self.largest = max(self.largest, sum(map(_held, _family(self.pid))))


def _family(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text()
            except OSError:
                continue
            parent = int(stat.rpartition(")")[2].split()[1])
            parents.setdefault(parent, []).append(int(entry.name))
    found = [pid]
    for one in found:
        found += parents.get(one, [])
    return found


def _held(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line[:4] == "Pss:"), 0)


def examined(folder: Path, workers: int) -> dict[str, object]:
    """Run every codemod over a folder; return counts."""
    from bot.actions.catalogue import ACTIONS  # noqa: PLC0415  # only in the child
    from bot.app import build  # noqa: PLC0415  # as above
    from bot.assessment.assess import assess  # noqa: PLC0415  # as above
    from bot.model import Policy  # noqa: PLC0415  # as above
    from bot.services.progress import SilentProgress  # noqa: PLC0415  # as above
    from bot.services.trees import FolderTree  # noqa: PLC0415  # as above
    from codemods.catalogue import CATALOGUE  # noqa: PLC0415  # as above

    with (
        tempfile.TemporaryDirectory() as cache,
        build(home=Path(cache), quiet=True, sandbox="none", trust_target=True) as edges,
    ):
        assessment = assess(
            _Folder(FolderTree(folder)),  # type: ignore[arg-type]  # what is asked of it
            Policy(),
            {slug: ACTIONS[slug] for slug in CATALOGUE},
            tools=edges.tools,
            cache=Path(cache),
            workers=workers,
            progress=SilentProgress(),
        )
    actions = assessment.actions
    return {
        "files read": len(assessment.facts.python_files),
        "codemods": len(actions),
        "problems": len(assessment.facts.problems),
        "rewritten": len({f.path for a in actions.values() for f in a.findings}),
        "findings": {
            slug: [len(found.findings), len(found.left_alone)]
            for slug, found in sorted(actions.items())
            if found.findings or found.left_alone
        },
    }


class _Folder:
    """A plain folder as a checkout."""

    commit, root, name, branch = "0" * 40, "", "folder", "main"

    def __init__(self, tree: object) -> None:
        self.tree = tree


def _sample(folder: Path, number: int, into: Path) -> int:
    """Copy some files, always the same ones; return how many lines they have."""
    files = sorted(
        path
        for path in folder.rglob("*.py")
        if "test" not in path.name and ".git" not in path.parts
    )
    lines = 0
    draw = random.Random(SEED)  # noqa: S311  # the same files every time
    for path in draw.sample(files, min(number, len(files))):
        copy = into / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        lines += path.read_bytes().count(b"\n")
    return lines


def _row(name: str, lines: int, cost: Cost) -> None:
    each = cost.cpu / max(lines, 1) * 1e6
    print(
        f"{name:<34} {lines:>8,} {cost.wall:>8.1f} {cost.cpu:>8.1f}"
        f" {cost.mebibytes:>8.0f} {each:>12.1f}",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--codemodder", default=shutil.which("codemodder") or "")
    parser.add_argument("--files", type=int, default=12)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    folder: Path = options.folder.resolve()
    if options.child:
        print(json.dumps(examined(folder, options.workers)))
        return
    _adopt()
    root = Path(__file__).parents[1]
    ours = [sys.executable, "-P", str(Path(__file__).resolve()), "--child"]
    ours += ["--workers", str(options.workers)]
    lines = sum(
        path.read_bytes().count(b"\n")
        for path in folder.rglob("*.py")
        if ".git" not in path.parts
    )
    print(
        f"{'':<34} {'lines':>8} {'wall s':>8} {'CPU s':>8} {'MiB':>8} {'us/line':>12}"
    )
    whole = measured([*ours, str(folder)], root)
    _row("Honebot, every codemod", lines, whole)
    _row(
        "LibCST, parse alone",
        lines,
        measured([sys.executable, "-c", LIBCST, str(folder)], root),
    )
    with tempfile.TemporaryDirectory() as temporary:
        sample = Path(temporary)
        few = _sample(folder, options.files, sample)
        own = measured([*ours, str(sample)], root)
        _row("Honebot, some files", few, own)
        if options.codemodder:
            report = str(sample / "report.json")
            theirs = measured(
                [options.codemodder, str(sample), "--dry-run", "--output", report],
                sample,
            )
            _row("codemodder, default, some files", few, theirs)
            ratio = (theirs.cpu / few) / (whole.cpu / lines)
            print(f"CPU per line: codemodder {ratio:.0f} times Honebot's of the whole")
            print(f"on the same files: {theirs.cpu / own.cpu:.0f} times")
    print(json.dumps(json.loads(whole.output), indent=1))


if __name__ == "__main__":
    main()
