"""Turns the coverage data of a run into one JSON file: lines by test.

It runs inside the target's environment, after the tests, with the folder of
the results as its one argument. `HONEBOT_TARGET` names the folder that was
measured; where the share is wanted, `count` in `plan.json` names the Python
files to be counted. It writes `coverage.json`:

    {"tests": [ids], "files": {path: {"<test>": "<bits>"}}, "percent": 81.25}

A test is its place in `tests`; "" is what ran outside of any test, such as
imports. Bit n of the hexadecimal number says that line n was executed.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import coverage


def lines_by_test(
    data: coverage.CoverageData, where: str
) -> tuple[list[str], dict[str, dict[str, str]]]:
    """Return the ids, and per path and test the lines as a bit set."""
    tests: dict[str, int] = {}
    files: dict[str, dict[str, str]] = {}
    for name in sorted(data.measured_files()):
        bits: dict[int, int] = {}
        for line, contexts in data.contexts_by_lineno(name).items():
            if line > 0:
                for context in contexts:
                    test = tests.setdefault(context, len(tests))
                    bits[test] = bits.get(test, 0) | 1 << line
        path = os.path.relpath(name, where)
        files[path] = {str(test): f"{value:x}" for test, value in sorted(bits.items())}
    return list(tests), files


def percent(data_file: str, where: str, count: list[str]) -> float | None:
    """Return the share of statements and branches executed in these files."""
    paths = [str(Path(where, path)) for path in count]
    measured = coverage.Coverage(data_file=data_file, branch=True, config_file=False)
    measured.load()
    measured.get_data().touch_files(paths)
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        try:
            return float(measured.report(morfs=paths, file=nowhere, ignore_errors=True))
        except coverage.CoverageException:
            return None


def main(folder: str) -> None:
    """Write `coverage.json` beside the data."""
    plan: dict[str, Any] = json.loads(Path(folder, "plan.json").read_text("utf-8"))
    where = os.environ["HONEBOT_TARGET"]
    data_file = str(Path(folder, "coverage.sqlite"))
    data = coverage.CoverageData(data_file)
    data.read()
    tests, files = lines_by_test(data, where)
    share = None
    if plan["count"]:
        share = percent(data_file, where, plan["count"])
    result = {"tests": tests, "files": files, "percent": share}
    Path(folder, "coverage.json").write_text(json.dumps(result), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
