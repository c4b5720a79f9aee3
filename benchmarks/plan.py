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
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from costs import measured

PARSE = """
import ast, pathlib, sys
for path in pathlib.Path(sys.argv[1]).rglob("*.py"):
    try:
        ast.parse(path.read_bytes())
    except (SyntaxError, ValueError):
        pass
"""


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
            cost = measured(command, env={**os.environ, "HONEBOT_HOME": str(home)})
            rows.setdefault(name, []).append((cost.wall, cost.cpu))
        shutil.rmtree(home)
    base = statistics.median(cpu for _, cpu in rows["ast.parse"])
    print(f"{'command':<18}{'wall s':>8}{'CPU s':>8}{'CPU / ast.parse':>18}")
    for name, pairs in rows.items():
        wall = statistics.median(pair[0] for pair in pairs)
        cpu = statistics.median(pair[1] for pair in pairs)
        print(f"{name:<18}{wall:>8.2f}{cpu:>8.2f}{cpu / base:>18.1f}")


if __name__ == "__main__":
    main()
