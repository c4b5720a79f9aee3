"""Which tests execute which lines: read, joined, asked."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from bot.verification.results import LONGEST_ID, clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

IMPORTED: Final = ""
"""The context of what ran outside of any test, such as imports."""
MOST_LINES: Final = 200_000


@dataclass(frozen=True, slots=True)
class CoverageMap:
    """For each file, relative to the target's root, the lines per test.

    Lines are a bit set: bit n says that line n was executed.
    """

    files: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    def executed(self, path: str, tests: Iterable[str] | None = None) -> int:
        """Return the lines of the file that these tests executed (None: anything)."""
        by_test = self.files.get(path, {})
        chosen = by_test if tests is None else (t for t in tests if t in by_test)
        lines = 0
        for test in chosen:
            lines |= by_test[test]
        return lines

    def tests_of(self, path: str, lines: int | None = None) -> frozenset[str]:
        """Return the tests that execute one of the lines (None: any of the file)."""
        return frozenset(
            test
            for test, executed in self.files.get(path, {}).items()
            if test != IMPORTED and (executed if lines is None else executed & lines)
        )

    def joined(self, other: CoverageMap) -> CoverageMap:
        """Return what both maps say together."""
        files = {path: dict(by_test) for path, by_test in self.files.items()}
        for path, by_test in other.files.items():
            known = files.setdefault(path, {})
            for test, lines in by_test.items():
                known[test] = known.get(test, 0) | lines
        return CoverageMap(files)


def read_coverage(content: bytes, root: str) -> tuple[CoverageMap, float | None]:
    """Return what `coverage.json` says of files below `root`, and the percentage.

    The file comes from hostile code: what is not as agreed is left out.
    """
    try:
        document = json.loads(content)
        tests = [clean(test, LONGEST_ID) for test in document["tests"]]
        items = document["files"].items()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return CoverageMap(), None
    prefix = f"{root}/" if root else ""
    files = {}
    for path, by_test in items:
        if path.startswith(prefix) and isinstance(by_test, dict):
            relative = path.removeprefix(prefix)
            files[relative] = dict(_lines(by_test, tests))
    percent = document.get("percent")
    if not isinstance(percent, (int, float)):
        return CoverageMap(files), None
    return CoverageMap(files), min(100.0, max(0.0, float(percent)))


def _lines(by_test: Mapping[str, Any], tests: list[str]) -> list[tuple[str, int]]:
    found = []
    for number, bits in by_test.items():
        try:
            lines = int(bits[: MOST_LINES // 4], 16)
            found.append((tests[int(number)], max(0, lines)))
        except (ValueError, TypeError, IndexError):
            continue
    return found


def lines_of(bits: int) -> list[int]:
    """Return the numbers of the lines of a bit set, ascending."""
    numbers = []
    while bits:
        lowest = bits & -bits
        numbers.append(lowest.bit_length() - 1)
        bits ^= lowest
    return numbers


def bits_of(lines: Iterable[int]) -> int:
    """Return the bit set of these lines."""
    bits = 0
    for line in lines:
        bits |= 1 << line
    return bits


def to_json(coverage: CoverageMap) -> dict[str, object]:
    """Return the map as plain values, which `read_coverage` reads."""
    tests: dict[str, int] = {}
    files = {
        path: {
            str(tests.setdefault(test, len(tests))): f"{bits:x}"
            for test, bits in by_test.items()
        }
        for path, by_test in coverage.files.items()
    }
    return {"tests": list(tests), "files": files}
