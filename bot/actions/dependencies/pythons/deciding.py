"""Which Pythons go and which come; pure: the day and the releases come in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from bot.actions.dependencies.pythons.table import (
    BY_VERSION,
    Minor,
    is_over,
    supported,
)
from bot.errors import ActionError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from bot.actions.dependencies.pythons.mentions import Named

NOTHING = Minor(0, 0)
_NONE = "none"


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to be done at all places.

    Each Python below `bound` goes; where one has to stand there, it is
    `instead`. `add` come into lists that reach up to `top`. `good` get fixes,
    `out` are the newest releases by series.
    """

    bound: Minor
    instead: Minor
    add: tuple[Minor, ...]
    top: Minor
    good: tuple[Minor, ...] = ()
    out: Mapping[Minor, str] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()
    """Why a Python that could come does not."""

    impossible: str = ""
    """Why none can be dropped, though all that the range allows are over."""

    def drops(self, version: Minor) -> bool:
        """Return whether a Python goes."""
        return version < self.bound

    def keeping(self) -> Decision:
        """Return the decision with every Python kept."""
        return replace(self, bound=NOTHING)


def decide(
    files: Sequence[Named],
    requires: str,
    params: Mapping[str, str],
    today: date,
    out: Mapping[Minor, str],
) -> Decision:
    """Return what is to be done; raises `ActionError` for parameters that are wrong.

    `requires` is the project's range of Pythons (PEP 440), "" for none.
    """
    allowed = _specifier(requires)
    good = supported(today, out)
    fitting = [each for each in good if _allows(allowed, each)]
    lowest = fitting[0] if fitting else NOTHING
    asked = _series(params.get("drop", ""), "drop")
    bound = NOTHING if asked == _NONE or not fitting else good[0]
    if isinstance(asked, list):
        for each in asked:
            if not is_over(each, today):
                ends = BY_VERSION[each].ends if each in BY_VERSION else "an unknown day"
                message = f"Python {each} gets fixes until {ends}: it is not dropped"
                raise ActionError(message)
        highest = max(asked)
        bound = min(bound, Minor(highest.major, highest.minor + 1))
        if highest.major < good[0].major:
            bound = min(good[0], Minor(3, 0))
    instead = max(lowest, *(f.version for file in files for f in file.floors), NOTHING)
    if NOTHING < bound < good[0]:
        instead = max(bound, *(f.version for file in files for f in file.floors))
    top = max(_listed(files), default=NOTHING)
    add, reasons = _added(params, good, allowed, top)
    impossible = ""
    if not fitting:
        impossible = f"No Python of the range `{allowed}` gets fixes on {today}"
    return Decision(bound, instead, add, top, good, out, reasons, impossible)


def _added(
    params: Mapping[str, str],
    good: Sequence[Minor],
    allowed: SpecifierSet,
    top: Minor,
) -> tuple[tuple[Minor, ...], tuple[str, ...]]:
    asked = _series(params.get("version", ""), "version")
    if asked == _NONE or top == NOTHING:
        return (), ()
    wanted = [each for each in good if each > top]
    if isinstance(asked, list):
        for each in asked:
            if each not in good:
                raise ActionError(f"Python {each} is not out, or gets no fixes")
        wanted = [each for each in wanted if each in asked]
    reasons = tuple(
        f"Python {each} is outside of the project's range `{allowed}`"
        for each in wanted
        if not _allows(allowed, each)
    )
    return tuple(each for each in wanted if _allows(allowed, each)), reasons


def _listed(files: Iterable[Named]) -> Iterable[Minor]:
    """Yield the Pythons of matrices; classifiers only say what is so."""
    for file in files:
        for group in file.groups:
            if group.grows and not group.what.startswith("the classifiers"):
                yield from (item.version for item in group.items if item.plain)
        for entries in file.entries:
            yield from (each.version for each in entries.members if not each.excluded)


def _series(text: str, name: str) -> list[Minor] | str:
    """Return the Pythons of a parameter, "none", or "" where it is not given."""
    if text.strip().lower() in {"", _NONE}:
        return text.strip().lower()
    found: list[Minor] = []
    for part in re.split(r"[,\s]+", text.strip()):
        match = re.fullmatch(r"([23])\.(\d{1,2})", part)
        if match is None:
            message = f"the parameter `{name}`: {part!r} is no Python, such as 3.14"
            raise ActionError(message)
        found.append(Minor(int(match[1]), int(match[2])))
    return found


def _specifier(requires: str) -> SpecifierSet:
    try:
        return SpecifierSet(requires)
    except InvalidSpecifier:
        return SpecifierSet()


def _allows(allowed: SpecifierSet, version: Minor) -> bool:
    return any(allowed.contains(f"{version}.{patch}") for patch in (0, 50))
