"""How long a plan takes, beside Ruff and a bare parse of the same files.

    python benchmarks/plan.py REPOSITORY [--runs 3]

Every command runs as a process of its own, in turn, so that the ratios hold
on a machine whose speed drifts. Seconds are of the wall clock and of all CPUs
(children included); the median of the runs is printed. `cold` has an empty
home, `warm` is the same commit again.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PARSE = """
import ast, pathlib, sys
for path in pathlib.Path(sys.argv[1]).rglob("*.py"):
    try:
        ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        pass
"""


def measured(command: list[str], home: Path) -> tuple[float, float]:
    """Run a command; return its seconds of wall clock and of CPU."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    subprocess.run(
        command,
        env={**os.environ, "HONEBOT_HOME": str(home)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
    )
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, cpu


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("repository", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    target = str(options.repository)
    ruff = str(Path(sys.executable).with_name("ruff"))
    plan = [sys.executable, "-m", "bot", "plan", target, "--json", "--quiet"]
    rows: dict[str, list[tuple[float, float]]] = {}
    for _ in range(options.runs):
        home = Path(tempfile.mkdtemp())
        commands = {
            "ast.parse": [sys.executable, "-c", PARSE, target],
            "ruff, all rules": [
                ruff,
                "check",
                "--isolated",
                "--select",
                "ALL",
                "--no-cache",
                "--exit-zero",
                "--quiet",
                target,
            ],
            "plan, cold": plan,
            "plan, warm": plan,
        }
        for name, command in commands.items():
            rows.setdefault(name, []).append(measured(command, home))
        shutil.rmtree(home)
    base = statistics.median(cpu for _, cpu in rows["ast.parse"])
    print(f"{'command':<18}{'wall s':>8}{'CPU s':>8}{'CPU / ast.parse':>18}")
    for name, pairs in rows.items():
        wall = statistics.median(pair[0] for pair in pairs)
        cpu = statistics.median(pair[1] for pair in pairs)
        print(f"{name:<18}{wall:>8.2f}{cpu:>8.2f}{cpu / base:>18.1f}")


if __name__ == "__main__":
    main()
