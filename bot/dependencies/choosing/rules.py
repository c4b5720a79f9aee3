"""What the owners allow: rules by name, path, version and size of the step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from packaging.specifiers import InvalidSpecifier, SpecifierSet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from packaging.version import Version

_FIRST_YEAR = 1990


class Step(StrEnum):
    """How far one version is from another."""

    MAJOR = "major"
    MINOR = "minor"
    PATCH = "patch"


class Request(StrEnum):
    """Who asks for an update."""

    ROUTINE = "routine"
    MANUAL = "manual"
    SECURITY = "security"


@dataclass(frozen=True, slots=True)
class Rule:
    """What is not to be offered, for some names at some paths.

    `names` and `paths` are patterns (see `matches_name` and `matches_path`);
    none mean all. `off` turns everything off. Else only versions of `allowed`
    are offered, none of `kept_out`, and no step of `steps`, by the numbers
    alone. `minimum_age` in days replaces the usual one, and that of rules
    before; where `age_steps` are named, for these steps only. `source` says
    where the rule is written.
    """

    source: str
    names: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    off: bool = False
    allowed: str = ""
    kept_out: tuple[str, ...] = ()
    steps: frozenset[Step] = frozenset()
    minimum_age: float | None = None
    age_steps: frozenset[Step] = frozenset()

    def covers(self, name: str, path: str) -> bool:
        """Return whether the rule is about this package in this file."""
        return matches_name(self.names, name) and matches_path(self.paths, path)

    def refuses(self, old: Version | None, new: Version) -> bool:
        """Return whether a version is not to be offered."""
        if self.off or any(_within(text, new) for text in self.kept_out):
            return True
        if self.allowed and not _within(self.allowed, new):
            return True
        return old is not None and plain_step(old, new) in self.steps

    def age(self, old: Version | None, new: Version) -> float | None:
        """Return the age in days that a version must have; None: as usual."""
        if self.age_steps and (
            old is None or plain_step(old, new) not in self.age_steps
        ):
            return None
        return self.minimum_age


def _within(specifier: str, version: Version) -> bool:
    return SpecifierSet(specifier).contains(version, prereleases=True)


def is_specifier(text: str) -> bool:
    """Return whether a text can stand in a rule as versions."""
    try:
        SpecifierSet(text)
    except InvalidSpecifier:
        return False
    return bool(text.strip())


def plain_step(old: Version, new: Version) -> Step:
    """Return the step by the numbers alone, as Renovate and Dependabot count."""
    before, after = (*old.release, 0, 0), (*new.release, 0, 0)
    if (old.epoch, before[0]) != (new.epoch, after[0]):
        return Step.MAJOR
    return Step.MINOR if before[1] != after[1] else Step.PATCH


def step(old: Version, new: Version) -> Step:
    """Return what a step means.

    Before 1.0, the second number is what the first is later
    (https://semver.org/#spec-item-4). A year as the first number says nothing
    of compatibility.
    """
    plain = plain_step(old, new)
    first = {old.release[0], new.release[0]}
    if plain is Step.MINOR and first == {0}:
        return Step.MAJOR
    if plain is Step.MAJOR and old.epoch == new.epoch and min(first) >= _FIRST_YEAR:
        return Step.MINOR
    return plain


def matches_name(patterns: Iterable[str], name: str) -> bool:
    """Return whether a normalised name is meant by the patterns.

    A pattern is a name, one with `*` and `?`, or an expression between
    slashes; `!` before it takes names out. No patterns mean every name.
    """
    return _matches(patterns, name, _name_expression)


def matches_path(patterns: Iterable[str], path: str) -> bool:
    """Return whether a path is meant; `*` stays within a folder, `**` does not."""
    return _matches(patterns, path, _path_expression)


def _matches(patterns: Iterable[str], text: str, expression: _Expression) -> bool:
    """Return whether any pattern matches, and none with `!` before it."""
    texts = list(patterns)
    wanted = [each for each in texts if not each.startswith("!")]
    unwanted = [each[1:] for each in texts if each.startswith("!")]
    if any(expression(each).search(text) for each in unwanted):
        return False
    return not wanted or any(expression(each).search(text) for each in wanted)


if TYPE_CHECKING:
    from collections.abc import Callable

    _Expression = Callable[[str], re.Pattern[str]]


def _name_expression(pattern: str) -> re.Pattern[str]:
    if pattern[:1] == "/" == pattern[-1:] and pattern[2:]:
        return re.compile(pattern[1:-1])
    parts = re.split(r"([*?])", re.sub(r"[-_.]+", "-", pattern).lower())
    known = {"*": ".*", "?": "."}
    return re.compile(rf"\A{''.join(known.get(p) or re.escape(p) for p in parts)}\Z")


def _path_expression(pattern: str) -> re.Pattern[str]:
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.strip("/"))
    known = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile(rf"\A{''.join(known.get(p) or re.escape(p) for p in parts)}\Z")


def is_harmless(expression: str) -> bool:
    """Return whether an expression can be used: Python's, and never slow.

    An expression of the target may repeat single characters a few times, and
    no groups, so that no name can keep it busy.
    """
    repeats = re.findall(r"(?<!\\)[*+{]", expression)
    of_groups = re.search(r"\)[*+{]|\\[1-9]|\(\?[^:]", expression)
    if len(expression) > 200 or len(repeats) > 3 or of_groups:  # noqa: PLR2004
        return False
    try:
        re.compile(expression)
    except (re.error, OverflowError):
        return False
    return True
