"""Which release of pytest-cov to ask for, written as pytest's is."""

from __future__ import annotations

import re

RELEASES = (
    ((3, 9), 7, "7.0.0"),
    ((3, 8), 0, "5.0.0"),
    ((3, 7), 0, "4.1.0"),
    ((2, 7), 0, "2.12.1"),
)
"""Releases of pytest-cov: the lowest Python, the lowest pytest, the release.

https://pytest-cov.readthedocs.io/en/latest/changelog.html
"""

LONG_KNOWN = (4, 1)
"""A lower bound that all but old Pythons can have."""

_PYTEST = re.compile(
    r"pytest(?:\[[^\]]*\])?\s*(?P<sign>[\^~=<>!]*)\s*(?P<version>[\d.]*)", re.IGNORECASE
)


def like_pytest(need: str, minimum_python: tuple[int, int]) -> str:
    """Return the requirement of pytest-cov that goes with this one of pytest.

    `need` is pytest's, with its version; what has none gives none.
    """
    found = _PYTEST.match(need)
    sign, pytest = (found["sign"], found["version"]) if found else ("", "")
    release = _release(pytest, minimum_python)
    number = ".".join(release.split(".")[:2])
    if sign == ">=":
        parts = min(tuple(map(int, number.split("."))), LONG_KNOWN)
        return f"pytest-cov>={'.'.join(map(str, parts))}"
    if sign == "==":
        return f"pytest-cov=={release}"
    if sign in {"^", "~", "~="}:
        return f"pytest-cov{sign}{number}"
    return "pytest-cov"


def _release(pytest: str, minimum_python: tuple[int, int]) -> str:
    """Return the newest release known to fit Python and pytest."""
    first = pytest.split(".", maxsplit=1)[0]
    major = int(first) if first.isdigit() else 0
    for python, lowest, release in RELEASES:
        if minimum_python >= python and major >= lowest:
            return release
    return RELEASES[-1][2]
