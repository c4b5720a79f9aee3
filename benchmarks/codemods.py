"""What all codemods cost, beside codemodder and a bare LibCST parse, in one run.

    python benchmarks/codemods.py FOLDER [--codemodder PROGRAM] [--files 12]

Every command runs as a process of its own. Seconds are of the wall clock and of
all CPUs (children included), `MiB` is the largest sum of what a command's
processes hold at one time (proportional set size, read twenty times a second).
codemodder runs its default codemods without changing a file, over `--files`
files that are drawn with a fixed seed, since a whole package takes it hours;
Honebot runs over the same files, and over all of them. The last line is the
ratio of CPU seconds per line. All find their modules compiled, as a package that
is installed does: Honebot's first run writes what is missing.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

from costs import Cost, measured

SEED = 7

LIBCST = """
import pathlib, sys, libcst
for path in pathlib.Path(sys.argv[1]).rglob("*.py"):
    try:
        libcst.parse_module(path.read_bytes())
    except Exception:
        pass
"""


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
    options = parser.parse_args()
    folder: Path = options.folder.resolve()
    root = Path(__file__).parents[1]
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    ours = [sys.executable, "-P", str(Path(__file__).with_name("examining.py"))]
    workers = str(options.workers)
    lines = sum(
        path.read_bytes().count(b"\n")
        for path in folder.rglob("*.py")
        if ".git" not in path.parts
    )
    print(
        f"{'':<34} {'lines':>8} {'wall s':>8} {'CPU s':>8} {'MiB':>8} {'us/line':>12}"
    )
    whole = measured([*ours, str(folder), workers], root)
    _row("Honebot, every codemod", lines, whole)
    _row(
        "LibCST, parse alone",
        lines,
        measured([sys.executable, "-c", LIBCST, str(folder)], root),
    )
    with tempfile.TemporaryDirectory() as temporary:
        sample = Path(temporary)
        few = _sample(folder, options.files, sample)
        own = measured([*ours, str(sample), workers], root)
        _row("Honebot, some files", few, own)
        if options.codemodder:
            report = sample / "report.json"
            beside = Path(options.codemodder).parent  # there it looks for Semgrep
            theirs = measured(
                [options.codemodder, sample, "--dry-run", "--output", report],
                sample,
                {**os.environ, "PATH": f"{beside}:{os.environ['PATH']}"},
            )
            if not report.exists():
                sys.exit("codemodder has failed: run it by hand to see why")
            _row("codemodder, default, some files", few, theirs)
            ratio = (theirs.cpu / few) / (whole.cpu / lines)
            print(f"CPU per line: codemodder {ratio:.0f} times Honebot's of the whole")
            print(f"on the same files: {theirs.cpu / own.cpu:.0f} times")
    print(json.dumps(json.loads(whole.output), indent=1))


if __name__ == "__main__":
    main()
