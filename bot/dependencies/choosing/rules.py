"""What the owners allow: rules by name, path, version and size of the step."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from packaging.specifiers import InvalidSpecifier, SpecifierSet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from packaging.version import Version

    from bot.dependencies.places import Place

_FIRST_YEAR = 1990
_LONGEST = 200
_REPEATS = 3


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
    """What may be offered, for some packages at some places.

    `names` and `paths` are patterns (see `matches_name` and `matches_path`),
    `kinds` those of manifests, `steps` sizes by the numbers alone; none mean
    all. `off` turns updates off (True) or on again (False). Only versions of
    `allowed` are offered, none of `kept_out`: specifiers, `allowed` also an
    expression between slashes. `minimum_age` is in days. `routine_only` lets
    security fixes pass. `source` says where the rule is written.
    """

    source: str
    names: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    steps: frozenset[Step] = frozenset()
    off: bool | None = None
    allowed: str = ""
    kept_out: tuple[str, ...] = ()
    minimum_age: float | None = None
    routine_only: bool = False

    def covers(self, place: Place) -> bool:
        """Return whether the rule is about what stands at a place."""
        return (
            matches_name(self.names, place.name)
            and matches_path(self.paths, place.path)
            and (not self.kinds or place.kind in self.kinds)
        )

    def about(self, old: Version | None, new: Version) -> bool:
        """Return whether the rule is about a step; one from nowhere is none."""
        if not self.steps:
            return True
        return old is not None and plain_step(old, new) in self.steps


def refusing(rules: Iterable[Rule], old: Version | None, new: Version) -> Rule | None:
    """Return the rule that keeps a version out, None where none does.

    Of rules that turn updates off and on, and of those that allow versions,
    the last one counts; versions that any rule keeps out stay out.
    """
    off: Rule | None = None
    allowed: Rule | None = None
    for rule in rules:
        if not rule.about(old, new):
            continue
        if rule.off is not None:
            off = rule if rule.off else None
        if rule.allowed:
            allowed = rule
        if any(_within(text, new) for text in rule.kept_out):
            return rule
    if allowed and not off and not _within(allowed.allowed, new):
        return allowed
    return off


def turned_off(rules: Iterable[Rule]) -> Rule | None:
    """Return the rule that turns all updates off, None where any may be on."""
    off: Rule | None = None
    for rule in rules:
        if rule.off is False:
            off = None
        elif rule.off and not rule.steps:
            off = rule
    return off


def minimum_age(
    rules: Iterable[Rule], old: Version | None, new: Version, usual: float
) -> float:
    """Return the age in days that a version must have: the last rule's or the usual."""
    ages = [
        rule.minimum_age
        for rule in rules
        if rule.minimum_age is not None and rule.about(old, new)
    ]
    return ages[-1] if ages else usual


def _within(text: str, version: Version) -> bool:
    """Return whether a version is in a specifier, or matches an expression."""
    negated = text.startswith("!/")
    if negated or text.startswith("/"):
        found = re.search(text.removeprefix("!")[1:-1], str(version))
        return bool(found) != negated
    return SpecifierSet(text).contains(version, prereleases=True)


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
    """Return whether a path is meant, as a whole.

    `*` stays within a folder, `**` does not; `!` takes paths out; `contains:`
    stands before a part of a path.
    """
    return _matches(patterns, path, _path_expression)


def _matches(
    patterns: Iterable[str], text: str, expression: Callable[[str], re.Pattern[str]]
) -> bool:
    """Return whether any pattern matches, and none with `!` before it."""
    texts = list(patterns)
    wanted = [each for each in texts if not each.startswith("!")]
    unwanted = [each[1:] for each in texts if each.startswith("!")]
    if any(expression(each).search(text) for each in unwanted):
        return False
    return not wanted or any(expression(each).search(text) for each in wanted)


def _name_expression(pattern: str) -> re.Pattern[str]:
    if is_expression(pattern):
        return re.compile(pattern[1:-1], re.IGNORECASE)
    return _glob(re.sub(r"[-_.]+", "-", pattern).lower(), {"*": ".*", "?": "."})


def _path_expression(pattern: str) -> re.Pattern[str]:
    part = pattern.removeprefix("contains:")
    if part != pattern:
        return re.compile(re.escape(part))
    known = {"**/": "(?:.*/)?", "/**": "/.*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return _glob(pattern.removeprefix("./").removeprefix("/"), known)


def _glob(pattern: str, known: dict[str, str]) -> re.Pattern[str]:
    """Return a pattern as an expression for the whole text."""
    parts = re.split(r"(\*\*/|/\*\*|\*\*|\*|\?)", pattern)
    return re.compile(rf"\A{''.join(known.get(p, re.escape(p)) for p in parts)}\Z")


def is_expression(pattern: str) -> bool:
    """Return whether a pattern is an expression between slashes."""
    return len(pattern) > len("//") and pattern[0] == "/" == pattern[-1]


def is_harmless(expression: str) -> bool:
    """Return whether an expression can be used: Python's, and never slow.

    It may repeat single characters a few times, and no groups, so that no
    name or version can keep it busy.
    """
    repeats = re.findall(r"(?<!\\)[*+{]", expression)
    of_groups = re.search(r"\)[*+{]|\\[1-9]|\(\?[^:]", expression)
    if len(expression) > _LONGEST or len(repeats) > _REPEATS or of_groups:
        return False
    try:
        re.compile(expression)
    except (re.error, OverflowError):
        return False
    return True
