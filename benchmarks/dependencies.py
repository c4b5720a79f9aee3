"""What it takes to find the requirements of a folder and ask for all releases.

    python benchmarks/dependencies.py FOLDER [--index DATA.json] [--runs 5]

The index is one of this benchmark's own, on loopback (`release_index.py`),
with made-up releases or those of a JSON file. Every run is a process of its
own; its CPU is that of all its threads and children. `cold` has an empty home,
`warm` the pages of the run before, `stale` as well, but asks whether they are
as they were. The median of the runs is printed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from costs import Cost, measured
from release_index import ReleaseIndex, invented

SCRIPT = Path(__file__).with_name("look_up.py")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--latency-ms", type=float, default=0.0)
    options = parser.parse_args()
    data = json.loads(options.index.read_text()) if options.index else None
    if data is None:
        extracted = run(options.folder, Path(), "", "extract")
        data = invented(json.loads(extracted.output)["names"])
    index = ReleaseIndex(data, options.latency_ms / 1000)
    rows: dict[str, list[tuple[Cost, int]]] = {}
    with index.serve() as url:
        for _ in range(options.runs):
            home = Path(tempfile.mkdtemp())
            for kind in ("extract", "cold", "warm", "stale"):
                if kind == "stale":
                    make_stale(home)
                index.asked.clear()
                cost = run(options.folder, home, url, *["extract"][: kind == "extract"])
                rows.setdefault(kind, []).append((cost, len(index.asked)))
            shutil.rmtree(home)
    show(rows)


def run(folder: Path, home: Path, url: str, *more: str) -> Cost:
    """Run the script once."""
    environment = {**os.environ, "PYTHONPATH": str(SCRIPT.parent.parent)}
    # -P: `codemods` is our package there, not the benchmark of that name.
    words = [sys.executable, "-P", str(SCRIPT), str(folder), str(home), url, *more]
    cost = measured(words, env=environment)
    if not cost.output:
        sys.exit(f"it failed: {' '.join(words)}")
    return cost


def make_stale(home: Path) -> None:
    """Let the time of all pages run out."""
    for path in home.rglob("pages/*/*.json"):
        kept = json.loads(path.read_bytes())
        path.write_text(json.dumps({**kept, "until": 0}))


def show(rows: dict[str, list[tuple[Cost, int]]]) -> None:
    """Print the medians as a table, and what was found."""
    print(f"{'':10}{'CPU s':>8}{'wall s':>8}{'MiB':>8}{'requests':>10}")
    for kind, costs in rows.items():
        cpu = statistics.median(cost.cpu for cost, _ in costs)
        wall = statistics.median(cost.wall for cost, _ in costs)
        mebibytes = max(cost.mebibytes for cost, _ in costs)
        asked = max(count for _, count in costs)
        print(f"{kind:10}{cpu:8.2f}{wall:8.2f}{mebibytes:8.0f}{asked:10}")
    result = json.loads(rows["cold"][-1][0].output)
    print(
        f"{result['places']} places, {len(result['names'])} names,"
        f" {result['updates']} updates, {result['problems']} problems"
    )


if __name__ == "__main__":
    main()
