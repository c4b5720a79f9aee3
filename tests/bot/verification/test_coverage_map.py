"""Which tests execute which lines, read and asked."""

from __future__ import annotations

import json

import pytest

from bot.verification.coverage_map import (
    CoverageMap,
    bits_of,
    lines_of,
    read_coverage,
    to_json,
)

DOCUMENT = {
    "tests": ["", "t::a", "t::b"],
    "files": {
        "pkg/m.py": {"0": "2", "1": "30", "2": "10"},
        "pkg/n.py": {"2": "2"},
        "other/m.py": {"1": "2"},
    },
    "percent": 81.25,
}
MAP = CoverageMap(
    {
        "m.py": {"": bits_of([1]), "t::a": bits_of([4, 5]), "t::b": bits_of([4])},
        "n.py": {"t::b": bits_of([1])},
    }
)


def test_read_coverage() -> None:
    """Files below the root, relative to it, with lines by test."""
    assert read_coverage(json.dumps(DOCUMENT).encode(), "pkg") == (MAP, 81.25)


def test_there_and_back() -> None:
    """What is kept is read back as it was."""
    assert read_coverage(json.dumps(to_json(MAP)).encode(), "") == (MAP, None)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"[]", id="list"),
        pytest.param(b'{"tests": 3, "files": {}}', id="tests"),
        pytest.param(b'{"tests": [], "files": []}', id="files"),
        pytest.param(b"[" * 100_000, id="deep"),
    ],
)
def test_anything_else_says_nothing(content: bytes) -> None:
    """A file that is not as agreed is no coverage."""
    assert read_coverage(content, "") == (CoverageMap(), None)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([], id="no-table"),
        pytest.param({"0": "xyz"}, id="no-number"),
        pytest.param({"0": 3}, id="no-text"),
        pytest.param({"7": "1"}, id="no-such-test"),
        pytest.param({"a": "1"}, id="no-index"),
    ],
)
def test_odd_lines_are_left_out(lines: object) -> None:
    """What is not as agreed within a file is left out."""
    content = json.dumps({"tests": ["t"], "files": {"m.py": lines}}).encode()

    found, _ = read_coverage(content, "")

    assert found.files.get("m.py", {}) == {}


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        pytest.param(1000, 100.0, id="too-much"),
        pytest.param(-1, 0.0, id="too-little"),
        pytest.param("x", None, id="no-number"),
    ],
)
def test_percentages(percent: object, expected: float | None) -> None:
    """A percentage is one, or is not there."""
    content = json.dumps({**DOCUMENT, "percent": percent}).encode()

    assert read_coverage(content, "")[1] == expected


def test_questions() -> None:
    """Lines of tests, tests of lines."""
    assert lines_of(MAP.executed("m.py")) == [1, 4, 5]
    assert lines_of(MAP.executed("m.py", ["t::b", "gone"])) == [4]
    assert MAP.executed("gone.py") == 0
    assert MAP.tests_of("m.py") == {"t::a", "t::b"}
    assert MAP.tests_of("m.py", bits_of([5, 6])) == {"t::a"}
    assert MAP.tests_of("gone.py") == frozenset()


def test_joined() -> None:
    """Two runs together say what both say."""
    other = CoverageMap({"m.py": {"t::b": bits_of([5])}, "x.py": {"": 2}})

    both = MAP.joined(other)

    assert both.tests_of("m.py", bits_of([5])) == {"t::a", "t::b"}
    assert both.executed("x.py") == 2
    assert MAP.tests_of("m.py", bits_of([5])) == {"t::a"}
