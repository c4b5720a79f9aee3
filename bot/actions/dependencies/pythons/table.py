"""When each Python came out, and until when it gets fixes."""

from __future__ import annotations

import calendar
import json
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.protocols import Tools


class Minor(NamedTuple):
    """A series of Python, such as 3.12."""

    major: int
    minor: int

    def __str__(self) -> str:
        """Return it as people write it."""
        return f"{self.major}.{self.minor}"


@dataclass(frozen=True, slots=True)
class Python:
    """One series: its PEP, the day of its first release, its last day.

    Where only the month of the end is fixed, it is that month's last day.
    """

    version: Minor
    pep: int
    released: date
    ends: date


def _row(minor: int, pep: int, released: str, ends: str) -> Python:
    year, month, *day = (int(part) for part in ends.split("-"))
    last = day[0] if day else calendar.monthrange(year, month)[1]
    return Python(
        Minor(3, minor), pep, date.fromisoformat(released), date(year, month, last)
    )


# https://devguide.python.org/versions/ and the release schedule of each, which
# is the PEP named: https://peps.python.org/pep-0569/ and so on. 3.15 and later
# are as planned; `releases` tells whether they are there.
PYTHONS: tuple[Python, ...] = (
    Python(Minor(2, 7), 373, date(2010, 7, 3), date(2020, 1, 1)),
    _row(3, 398, "2012-09-29", "2017-09-29"),
    _row(4, 429, "2014-03-16", "2019-03-18"),
    _row(5, 478, "2015-09-13", "2020-09-30"),
    _row(6, 494, "2016-12-23", "2021-12-23"),
    _row(7, 537, "2018-06-27", "2023-06-27"),
    _row(8, 569, "2019-10-14", "2024-10-07"),
    _row(9, 596, "2020-10-05", "2025-10-31"),
    _row(10, 619, "2021-10-04", "2026-10"),
    _row(11, 664, "2022-10-24", "2027-10"),
    _row(12, 693, "2023-10-02", "2028-10"),
    _row(13, 719, "2024-10-07", "2029-10"),
    _row(14, 745, "2025-10-07", "2030-10"),
    _row(15, 790, "2026-10-01", "2031-10"),
    _row(16, 826, "2027-10-06", "2032-10"),
)
BY_VERSION: Mapping[Minor, Python] = {each.version: each for each in PYTHONS}
NEWEST_PYPY = Minor(3, 11)
"""The newest Python that PyPy has a stable release for (https://pypy.org)."""

_KNOWN_TO_BE_OUT = Minor(3, 14)
_FINAL = re.compile(r"(\d+)\.(\d+)\.(\d+)")


def is_over(version: Minor, today: date) -> bool:
    """Return whether a Python gets no fixes any more; never for an unknown one."""
    if (
        version < PYTHONS[0].version
        or PYTHONS[0].version < version < PYTHONS[1].version
    ):
        return True
    return version in BY_VERSION and BY_VERSION[version].ends < today


def supported(today: date, out: Mapping[Minor, str]) -> tuple[Minor, ...]:
    """Return the Pythons that are out and get fixes, lowest first.

    `out` is what `releases` gives; a planned date alone proves no release.
    """
    return tuple(
        each.version
        for each in PYTHONS
        if each.released <= today <= each.ends
        and (each.version <= _KNOWN_TO_BE_OUT or each.version in out)
    )


def releases(tools: Tools) -> Mapping[Minor, str]:
    """Return the newest release of each Python that the installed uv knows.

    uv has a list of them built in, and nothing is downloaded
    (https://docs.astral.sh/uv/reference/cli/#uv-python-list). Pre-releases do
    not count. Empty where uv gives no answer.
    """
    with tools.scratch() as folder:
        done = tools.run(
            (
                *("uv", "python", "list", "--offline", "--no-config"),
                *("--only-downloads", "--all-versions", "--output-format", "json"),
            ),
            folder=folder,
        )
    try:
        listed = json.loads(done.stdout) if done.exit_code == 0 else []
    except ValueError:
        return {}
    newest: dict[Minor, tuple[int, str]] = {}
    for each in listed:
        match = _FINAL.fullmatch(str(each.get("version", "")))
        if match and each.get("implementation") == "cpython":
            minor, patch = Minor(int(match[1]), int(match[2])), int(match[3])
            newest[minor] = max(newest.get(minor, (-1, "")), (patch, match[0]))
    return {minor: text for minor, (_, text) in newest.items()}
