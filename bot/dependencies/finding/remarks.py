"""What comments behind a requirement ask of a bot.

Renovate's `renovate: ignore`, pyup's `pyup: ignore`, `pyup: ignore until
2027-01-01`, `pyup: <2.0` and `pyup: update minor` (also as `rq.filter:`), and
the same words behind `honebot:`.
https://docs.renovatebot.com/modules/manager/pip_requirements/
https://github.com/pyupio/pyup/blob/master/docs/config.md
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from packaging.specifiers import InvalidSpecifier, SpecifierSet

_REMARK = re.compile(
    r"(?:^|[\s#,;])(renovate|pyup|rq\.filter|honebot)\s*:\s*([^#]*)", re.IGNORECASE
)
_UNTIL = re.compile(r"\buntil\b\s*(.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Remark:
    """What one comment asks for.

    `by` is the bot that it is meant for. `until` ends what it asks, None for
    never. `allowed` are the versions to propose (PEP 440), "" for all; `step`
    is the greatest step to propose, "minor" or "major", "" for any. `unknown`
    is what of it is not understood.
    """

    by: str
    ignore: bool = False
    until: date | None = None
    allowed: str = ""
    step: str = ""
    unknown: str = ""

    def holds(self, today: date) -> bool:
        """Return whether its time is not over."""
        return self.until is None or today < self.until


def read_remark(comment: str) -> Remark | None:
    """Return what a comment asks of a bot, None where it asks nothing."""
    found = _REMARK.search(comment)
    if found is None:
        return None
    by, words = found[1].lower(), found[2].strip()
    if by == "renovate":
        asks = words.split()[:1] == ["ignore"]
        return Remark(by, ignore=asks, unknown="" if asks else words)
    return _of_pyup(by, words)


def _of_pyup(by: str, words: str) -> Remark:
    """Read the words that pyup knows."""
    until: date | None = None
    limit = _UNTIL.search(words)
    if limit:
        words = words[: limit.start()].strip()
        until = _date(limit[1])
        if until is None:
            return Remark(by, ignore=True, unknown=f"until {limit[1].strip()}")
    if re.match(r"ignore\b", words):
        return Remark(by, ignore=True, until=until)
    step = re.fullmatch(r"update\s+(minor|major)", words)
    if step:
        return Remark(by, until=until, step=step[1])
    try:
        return Remark(by, until=until, allowed=str(SpecifierSet(words)))
    except InvalidSpecifier:
        return Remark(by, unknown=words)


def why_ignored(comment: str, today: date) -> str:
    """Return why a comment asks to propose nothing today, "" where it does not."""
    remark = read_remark(comment)
    if remark is None or not remark.ignore or not remark.holds(today):
        return ""
    end = f" until {remark.until.isoformat()}" if remark.until else ""
    return f"a comment says `{remark.by}: ignore`{end}"


def always_ignored(comment: str) -> str:
    """Return why a comment asks to propose nothing ever, "" where it does not.

    What ends on some day is left to `why_ignored`, for a reader has no clock.
    """
    return why_ignored(comment, date.max)


def ignores_file(text: str) -> bool:
    """Return whether a comment asks to leave the whole file alone.

    pyup's `# pyup: ignore file` in the first lines of a file, and the same
    for Honebot.
    """
    top = text[:2000].splitlines()[:5]
    return any(re.match(r"#\s*(pyup|honebot)\s*:\s*ignore file\b", row) for row in top)


def _date(text: str) -> date | None:
    found = re.match(r"(\d{4})-(\d{1,2})-(\d{1,2})\b", text.strip())
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None
