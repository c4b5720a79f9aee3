"""Renovate's settings as rules of ours.

https://docs.renovatebot.com/configuration-options/
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pyjson5

from bot.dependencies.choosing.ignoring import (
    LONGEST_FILE,
    Group,
    Import,
    Imported,
    strings,
    table,
)
from bot.dependencies.choosing.rules import (
    Rule,
    Step,
    is_expression,
    is_harmless,
    is_specifier,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

FILES = (
    *("renovate.json", "renovate.jsonc", "renovate.json5"),
    *(".github/renovate.json", ".github/renovate.jsonc", ".github/renovate.json5"),
    *(".gitlab/renovate.json", ".gitlab/renovate.jsonc", ".gitlab/renovate.json5"),
    *(".renovaterc", ".renovaterc.json", ".renovaterc.jsonc", ".renovaterc.json5"),
)
"""Where the settings may be; the first that is there counts."""

_DEEPEST = 60
_STEPS = {step.value: step for step in Step}
_KINDS = {
    "pip_requirements": {"requirements", "constraints"},
    "pip-compile": {"requirements-in", "compiled"},
    "pip_setup": {"setup.py"},
    "setup-cfg": {"setup.cfg"},
    "pep621": {"pyproject", "hatch", "uv.lock", "pdm.lock"},
    "poetry": {"pyproject", "poetry.lock"},
    "pipenv": {"pipfile", "pipfile.lock"},
    "pep723": {"script"},
    "pre-commit": {"pre-commit"},
}
_UNITS = {"minute": 1 / 1440, "hour": 1 / 24, "day": 1, "week": 7, "month": 30}
_AGE = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(minute|hour|day|week|month)s?\s*")

_NO_MAJOR = frozenset({":disableMajorUpdates", "default:disableMajorUpdates"})
_ONLY_SECURITY = "security:only-security-updates"
_ALL = "group:all"
_NON_MAJOR = "group:allNonMajor"
_SILENT = re.compile(
    r"config:(?:base|recommended|best-practices)|schedule:.*|security:.*|docker:.*"
    r"|npm:.*|helpers:.*|mergeConfidence:.*|workarounds:.*|replacements:.*"
    r"|group:(?:recommended|monorepos)"
)
"""Presets that hold nothing that is imported."""

_MATCHERS = {
    "matchPackageNames": "{}",
    "matchDepNames": "{}",
    "matchPackagePatterns": "/{}/",
    "matchDepPatterns": "/{}/",
    "matchPackagePrefixes": "{}*",
    "matchDepPrefixes": "{}*",
    "excludePackageNames": "!{}",
    "excludeDepNames": "!{}",
    "excludePackagePatterns": "!/{}/",
    "excludeDepPatterns": "!/{}/",
    "excludePackagePrefixes": "!{}*",
    "excludeDepPrefixes": "!{}*",
}
_CONDITION = re.compile(
    r"match|exclude|extends\Z|package(?:Names|Patterns)\Z|depTypeList\Z|updateTypes\Z"
    r"|managers\Z|languages\Z|datasources\Z|paths\Z|baseBranchList\Z|sourceUrlPrefixes\Z"
)
"""Keys that say what a rule is about, those of older versions included."""

_EFFECTS = ("enabled", "allowedVersions", "minimumReleaseAge", "stabilityDays")
_READ = {
    *("$schema", "description", "extends", "ignoreDeps", "ignorePaths"),
    *("includePaths", "packageRules", *_STEPS, *_EFFECTS),
}


def read_renovate(path: str, content: bytes) -> Imported:
    """Return what a file of Renovate's says; JSON5 is read in all of them."""
    work = Import(path)
    if len(content) > LONGEST_FILE:
        return work.unreadable("it is too long")
    try:
        text = content.decode("utf-8-sig")
        settings: object = pyjson5.decode(text, maxdepth=_DEEPEST)
    except UnicodeDecodeError as error:
        return work.unreadable(error)
    except pyjson5.Json5Exception as error:
        return work.unreadable(error.args[0])
    if not isinstance(settings, dict):
        return work.unreadable("it is no object")
    found = table(settings)
    _presets(work, found)
    if found.pop("enabled", True) is not True:
        work.leave("`enabled` turns Renovate itself off; that is not imported.")
    _effects(work, found, Rule(path), "")
    _top(work, found)
    rules = found.get("packageRules", [])
    if not isinstance(rules, list):
        work.leave("`packageRules` is no list.")
        rules = []
    for number, rule in enumerate(rules, 1):
        _package_rule(work, table(rule), f" in rule {number} of `packageRules`")
    work.leave_keys(found, _READ, "")
    return work.done()


def _presets(work: Import, found: dict[str, object]) -> None:
    """Take over the presets that are known."""
    for preset in strings(found.get("extends", [])) or []:
        source = f"`{preset}` ({work.path})"
        about = Rule(source, off=True, routine_only=True)
        if preset in _NO_MAJOR:
            work.rules.append(replace(about, steps=frozenset({Step.MAJOR})))
        elif preset == _ONLY_SECURITY:
            work.rules.append(about)
        elif preset == _ALL:
            work.groups.append(Group("all dependencies", source))
        elif preset == _NON_MAJOR:
            small = frozenset({Step.MINOR, Step.PATCH})
            work.groups.append(Group("all non-major dependencies", source, steps=small))
        elif not _SILENT.fullmatch(preset):
            work.leave(f"The preset `{preset}` is not imported.")


def _top(work: Import, found: dict[str, object]) -> None:
    """Take over what is ignored for the whole repository."""
    names = strings(found.get("ignoreDeps", []))
    paths = strings(found.get("ignorePaths", []))
    only = strings(found.get("includePaths", []))
    for key, values in [
        ("ignoreDeps", names),
        ("ignorePaths", paths),
        ("includePaths", only),
    ]:
        if values is None:
            work.leave(f"`{key}` is no list of texts.")
    if names:
        source = f"`ignoreDeps` ({work.path})"
        work.rules.append(Rule(source, names=tuple(names), off=True))
    if paths:
        both = [text for each in paths for text in (each, f"contains:{each}")]
        source = f"`ignorePaths` ({work.path})"
        work.rules.append(Rule(source, paths=tuple(both), off=True))
    if only:
        others = tuple(f"!{each}" for each in only)
        source = f"`includePaths` ({work.path})"
        work.rules.append(Rule(source, paths=others, off=True))


# --------------------------------------------------------------- package rules


def _package_rule(work: Import, found: dict[str, object], where: str) -> None:
    """Take over one rule, if all of its conditions are understood."""
    about = _about(work, found, where)
    if about is None:
        return
    known = {*_MATCHERS, *_EFFECTS, *_STEPS, "description", "groupName", "groupSlug"}
    known |= {"matchUpdateTypes", "matchFileNames", "matchPaths", "matchManagers"}
    known |= {"matchDatasources", "matchCategories", "matchLanguages"}
    work.leave_keys(found, known, where)
    _effects(work, found, about, where)
    name = found.get("groupName")
    if isinstance(name, str) and name:
        group = Group(
            name, about.source, about.names, about.paths, about.kinds, about.steps
        )
        work.groups.append(group)


def _about(work: Import, found: dict[str, object], where: str) -> Rule | None:
    """Return an empty rule with the conditions, None where it is not for us."""
    lists: dict[str, list[str]] = {}
    for key, value in found.items():
        if not _CONDITION.match(key):
            continue
        values = strings(value)
        if values is None or key not in {*_MATCHERS, *_OTHER_MATCHERS}:
            work.leave(f"`{key}`{where} is not understood, so the rule is left out.")
            return None
        lists[key] = values
    by_both = any("Package" in key for key in lists) and any("Dep" in k for k in lists)
    if by_both or not lists:
        work.leave(f"The conditions{where} are not understood, so it is left out.")
        return None
    if not _is_python(lists):
        return None
    names = work.patterns(list(_names(lists)), where)
    steps = _update_types(lists.get("matchUpdateTypes"))
    if names is None or steps is None:
        return None
    paths = [*lists.get("matchFileNames", []), *lists.get("matchPaths", [])]
    if any(is_expression(each.removeprefix("!")) for each in paths):
        work.leave(f"An expression for paths{where} cannot be used.")
        return None
    kinds = {kind for each in lists.get("matchManagers", []) for kind in _kinds(each)}
    source = f"{where.removeprefix(' in ')} ({work.path})"
    return Rule(source, names, tuple(paths), frozenset(kinds), steps)


_OTHER_MATCHERS = frozenset(
    {"matchUpdateTypes", "matchFileNames", "matchPaths", "matchManagers"}
    | {"matchDatasources", "matchCategories", "matchLanguages"}
)


def _kinds(manager: str) -> set[str]:
    return _KINDS.get(manager, set())


def _is_python(lists: dict[str, list[str]]) -> bool:
    """Return whether a rule may be about packages of Python at all."""
    managers = lists.get("matchManagers")
    if managers is not None and not any(_kinds(each) for each in managers):
        return False
    sources = lists.get("matchDatasources")
    if sources is not None and "pypi" not in sources:
        return False
    for key in ("matchCategories", "matchLanguages"):
        if key in lists and "python" not in lists[key]:
            return False
    return True


def _names(lists: dict[str, list[str]]) -> Iterator[str]:
    """Yield the patterns of names, as ours are written."""
    for key, form in _MATCHERS.items():
        for value in lists.get(key, []):
            if "Patterns" in key and value == "*":
                yield form.replace("/{}/", "*")
            else:
                yield form.format(value)


def _update_types(values: list[str] | None) -> frozenset[Step] | None:
    """Return the sizes, none for all; None where only other updates are meant."""
    if values is None:
        return frozenset()
    steps = frozenset(_STEPS[each] for each in values if each in _STEPS)
    return steps or None


# --------------------------------------------------------------------- effects


def _effects(work: Import, found: dict[str, object], about: Rule, where: str) -> None:
    """Take over what a table does to the updates that it is about."""
    enabled = found.get("enabled")
    if isinstance(enabled, bool):
        work.rules.append(replace(about, off=not enabled, routine_only=True))
    elif "enabled" in found:
        work.leave(f"`enabled`{where} is neither true nor false.")
    if "allowedVersions" in found:
        _allowed(work, found["allowedVersions"], about, where)
    _age(work, found, about, where)
    for name, size in _STEPS.items():
        part = table(found.get(name))
        if part and (not about.steps or size in about.steps):
            inner = f" in `{name}`{where}"
            source = f"`{name}`{where} ({work.path})"
            steps = frozenset({size})
            _effects(work, part, replace(about, source=source, steps=steps), inner)
            work.leave_keys(part, _EFFECTS, inner)


def _allowed(work: Import, value: object, about: Rule, where: str) -> None:
    """Take over the versions that are allowed."""
    text = value if isinstance(value, str) else ""
    expression = text.removeprefix("!")
    usable = (
        is_harmless(expression[1:-1])
        if is_expression(expression)
        else is_specifier(text)
    )
    if usable:
        work.rules.append(replace(about, allowed=text))
    else:
        work.leave(f"The versions `{value}`{where} are not understood.")


def _age(work: Import, found: dict[str, object], about: Rule, where: str) -> None:
    """Take over the minimum age."""
    key = "minimumReleaseAge" if "minimumReleaseAge" in found else "stabilityDays"
    if key not in found:
        return
    value = found[key]
    match = _AGE.fullmatch(value) if isinstance(value, str) else None
    if match:
        days = float(match[1]) * _UNITS[match[2]]
    elif value is None or (isinstance(value, int | float) and key == "stabilityDays"):
        days = float(value or 0)
    else:
        work.leave(f"The age `{value}`{where} is not understood.")
        return
    source = about.source if where else f"`{key}` ({work.path})"
    work.rules.append(replace(about, source=source, minimum_age=days))
