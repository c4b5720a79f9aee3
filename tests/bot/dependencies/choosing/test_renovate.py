"""Renovate's settings as rules of ours."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dependencies.choosing.answers import Limits, Refusal
from bot.dependencies.choosing.candidates import choose
from bot.dependencies.choosing.pythons import of_minors
from bot.dependencies.choosing.renovate import read_renovate
from bot.dependencies.choosing.rules import Request, Step
from codemods.model import Outcome
from tests.support.dependencies import NOW, listing, place

if TYPE_CHECKING:
    from bot.dependencies.choosing.ignoring import Imported

PLAIN = ["1.0.0", "1.0.1", "1.5.0", "2.0.0", "2.1.0", "3.0.0", "3.3.1"]


def _read(settings: object) -> Imported:
    return read_renovate("renovate.json", json.dumps(settings).encode())


def _offered(
    found: Imported,
    name: str = "spam",
    path: str = "requirements.txt",
    kind: str = "requirements",
    request: Request = Request.ROUTINE,
) -> str:
    """Return the version that is offered under the rules, "" for none."""
    limits = Limits(NOW, of_minors((3, 9), (3, 12)), request, rules=found.rules)
    where = place("==1.0.0", name=name, path=path, kind=kind)
    answer = choose(where, listing(PLAIN, name), limits)
    return "" if isinstance(answer, Refusal) else str(answer.version)


def _left(found: Imported) -> list[str]:
    return [each.reason for each in found.left_alone]


@pytest.mark.parametrize(
    ("settings", "offered"),
    [
        ({"ignoreDeps": ["spam"]}, ""),
        ({"ignoreDeps": ["eggs"]}, "3.3.1"),
        ({"ignorePaths": ["requirements.txt"]}, ""),
        ({"ignorePaths": ["**/*.txt"]}, ""),
        ({"ignorePaths": ["ments"]}, ""),
        ({"ignorePaths": ["docs/**"]}, "3.3.1"),
        ({"includePaths": ["docs/**"]}, ""),
        ({"includePaths": ["*.txt"]}, "3.3.1"),
        ({"major": {"enabled": False}}, "1.5.0"),
        ({"extends": [":disableMajorUpdates"]}, "1.5.0"),
        ({"extends": ["security:only-security-updates"]}, ""),
        ({"minimumReleaseAge": "200 days"}, ""),
        ({"minimumReleaseAge": "2 weeks"}, "3.3.1"),
        ({"stabilityDays": 200}, ""),
        ({"major": {"minimumReleaseAge": "1 year"}}, "3.3.1"),
        ({"major": {"minimumReleaseAge": "12 months"}}, "1.5.0"),
    ],
)
def test_the_whole_repository(settings: dict[str, object], offered: str) -> None:
    """What is ignored, turned off or held back everywhere."""
    assert _offered(_read(settings)) == offered


OFF = {"enabled": False}


@pytest.mark.parametrize(
    ("rule", "offered"),
    [
        ({"matchPackageNames": ["spam"], **OFF}, ""),
        ({"matchPackageNames": ["Spam"], **OFF}, ""),
        ({"matchPackageNames": ["sp*"], **OFF}, ""),
        ({"matchPackageNames": ["/^sp/"], **OFF}, ""),
        ({"matchPackageNames": ["/^SP/i"], **OFF}, ""),
        ({"matchPackageNames": ["!spam"], **OFF}, "3.3.1"),
        ({"matchPackageNames": ["*", "!spam"], **OFF}, "3.3.1"),
        ({"matchDepNames": ["spam"], **OFF}, ""),
        ({"matchPackagePatterns": ["^sp"], **OFF}, ""),
        ({"matchPackagePatterns": ["*"], **OFF}, ""),
        ({"matchPackagePrefixes": ["sp"], **OFF}, ""),
        (
            {"matchPackagePatterns": ["*"], "excludePackageNames": ["spam"], **OFF},
            "3.3.1",
        ),
        ({"excludePackagePatterns": ["^sp"], **OFF}, "3.3.1"),
        ({"matchUpdateTypes": ["major"], **OFF}, "1.5.0"),
        ({"matchUpdateTypes": "major", **OFF}, "1.5.0"),
        ({"matchUpdateTypes": ["major", "minor"], **OFF}, "1.0.1"),
        ({"matchUpdateTypes": ["digest", "pin"], **OFF}, "3.3.1"),
        ({"matchFileNames": ["*.txt"], **OFF}, ""),
        ({"matchPaths": ["docs/**"], **OFF}, "3.3.1"),
        ({"matchManagers": ["pip_requirements"], **OFF}, ""),
        ({"matchManagers": ["poetry", "npm"], **OFF}, "3.3.1"),
        ({"matchManagers": ["npm"], **OFF}, "3.3.1"),
        ({"matchDatasources": ["pypi", "docker"], **OFF}, ""),
        ({"matchDatasources": ["docker"], **OFF}, "3.3.1"),
        ({"matchCategories": ["python"], **OFF}, ""),
        ({"matchLanguages": ["js"], **OFF}, "3.3.1"),
        ({"matchPackageNames": ["spam"], "allowedVersions": "<3"}, "2.1.0"),
        ({"matchPackageNames": ["spam"], "allowedVersions": "/^[12]\\./"}, "2.1.0"),
        ({"matchPackageNames": ["spam"], "allowedVersions": "!/^3\\./"}, "2.1.0"),
        ({"matchPackageNames": ["spam"], "minimumReleaseAge": "200 days"}, ""),
        ({"matchPackageNames": ["spam"], "major": OFF}, "1.5.0"),
        ({"matchUpdateTypes": ["minor"], "major": OFF}, "3.3.1"),
    ],
)
def test_package_rules(rule: dict[str, object], offered: str) -> None:
    """Each condition and each effect."""
    found = _read({"packageRules": [rule]})

    assert _offered(found) == offered
    assert not found.left_alone


def test_later_rules_win() -> None:
    """As Renovate merges them, one after the other."""
    all_off = {"matchPackageNames": ["*"], "enabled": False}
    on = {"matchPackageNames": ["spam"], "enabled": True}
    low = {"matchPackageNames": ["*"], "allowedVersions": "<2"}
    high = {"matchPackageNames": ["spam"], "allowedVersions": "<3"}

    assert _offered(_read({"packageRules": [all_off, on]})) == "3.3.1"
    assert _offered(_read({"packageRules": [all_off, on]}), "eggs") == ""
    assert _offered(_read({"packageRules": [on, all_off]})) == ""
    assert _offered(_read({"packageRules": [low, high]})) == "2.1.0"


def test_security_fixes_pass_what_is_turned_off() -> None:
    """`enabled` is for routine updates; `ignoreDeps` and versions are for all."""
    rule = {"matchPackageNames": ["spam"], "enabled": False}
    quiet = _read({"packageRules": [rule]})
    versions = _read({"packageRules": [{**rule, "allowedVersions": "<3"}]})
    ignored = _read({"ignoreDeps": ["spam"]})

    assert _offered(quiet, request=Request.SECURITY) == "3.3.1"
    assert _offered(versions, request=Request.SECURITY) == "2.1.0"
    assert _offered(ignored, request=Request.SECURITY) == ""


@pytest.mark.parametrize(
    ("settings", "left"),
    [
        (
            {"enabled": False},
            "`enabled` turns Renovate itself off; that is not imported.",
        ),
        ({"labels": ["a"], "schedule": []}, "`labels`, `schedule` are not imported."),
        (
            {"extends": ["config:base", "github>a/b", "github>a/b"]},
            "The preset `github>a/b` is not imported.",
        ),
        ({"ignoreDeps": [1]}, "`ignoreDeps` is no list of texts."),
        ({"packageRules": {}}, "`packageRules` is no list."),
        ({"minimumReleaseAge": "soon"}, "The age `soon` is not understood."),
        ({"minimumReleaseAge": 3}, "The age `3` is not understood."),
        ({"major": {"automerge": True}}, "`automerge` in `major` is not imported."),
        (
            {"minor": {"enabled": "no"}},
            "`enabled` in `minor` is neither true nor false.",
        ),
    ],
)
def test_what_is_not_understood_is_listed(
    settings: dict[str, object], left: str
) -> None:
    """One sentence for each, and nothing is guessed."""
    found = _read(settings)

    assert _left(found) == [left]
    assert _offered(found) == "3.3.1"


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        (
            {"matchDepTypes": ["dev"]},
            "`matchDepTypes`{} is not understood, so the rule",
        ),
        ({"matchPackageNames": 3}, "`matchPackageNames`{} is not understood, so the"),
        (
            {"extends": ["packages:linters"]},
            "`extends`{} is not understood, so the rule",
        ),
        ({"packageNames": ["spam"]}, "`packageNames`{} is not understood, so the rule"),
        ({}, "The conditions{} are not understood, so it is left out."),
        (
            {"matchDepNames": ["spam"], "matchPackageNames": ["spam"]},
            "The conditions{} are not understood, so it is left out.",
        ),
        (
            {"matchPackageNames": ["/(a+)+/"]},
            "The expression `/(a+)+/`{} cannot be used",
        ),
        ({"matchPackageNames": ["/(/"]}, "The expression `/(/`{} cannot be used"),
        ({"matchFileNames": ["/a/"]}, "An expression for paths{} cannot be used."),
        (
            {"matchPackageNames": ["*"], "automerge": True, "enabled": True},
            "`automerge`{} is not imported.",
        ),
        (
            {"matchPackageNames": ["*"], "allowedVersions": "^3", "enabled": True},
            "The versions `^3`{} are not understood.",
        ),
        (
            {"matchPackageNames": ["*"], "allowedVersions": "/(a+)+/", "enabled": True},
            "The versions `/(a+)+/`{} are not understood.",
        ),
        (
            {"matchPackageNames": ["*"], "allowedVersions": 3, "enabled": True},
            "The versions `3`{} are not understood.",
        ),
    ],
)
def test_a_rule_that_is_not_understood_is_left_out(
    rule: dict[str, object], left: str
) -> None:
    """A rule without one of its conditions would be another rule."""
    found = _read({"packageRules": [{"enabled": False, **rule}]})

    assert len(found.left_alone) == 1
    assert found.left_alone[0].reason.startswith(
        left.format(" in rule 1 of `packageRules`")
    )
    assert _offered(found) == "3.3.1"


def test_groups() -> None:
    """Members by pattern and size."""
    rules = [
        {
            "matchPackageNames": ["spam*"],
            "matchUpdateTypes": ["minor", "patch"],
            "matchFileNames": ["docs/**"],
            "matchManagers": ["pip_requirements"],
            "groupName": "meals",
        }
    ]

    found = _read({"extends": ["group:all"], "packageRules": rules})
    small = _read({"extends": ["group:allNonMajor"]})

    assert [group.name for group in found.groups] == ["all dependencies", "meals"]
    meals = found.groups[1]
    assert meals.steps == {Step.MINOR, Step.PATCH}
    assert meals.source == "rule 1 of `packageRules` (renovate.json)"
    assert meals.covers(place("", name="spam-x", path="docs/r.txt"))
    assert not meals.covers(place("", name="eggs", path="docs/r.txt"))
    assert not meals.covers(place("", name="spam-x"))
    assert not meals.covers(
        place("", name="spam", path="docs/p.toml", kind="pyproject")
    )
    assert small.groups[0].steps == {Step.MINOR, Step.PATCH}


def test_json5_is_read() -> None:
    """With a mark at the start, comments, single quotes and commas at the end."""
    content = "\ufeff{ // ours\n ignoreDeps: ['spam',], /* all */ }".encode()

    assert _offered(read_renovate("renovate.json5", content)) == ""


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "Unclosed"),
        (b"[]", "it is no object"),
        (b"\xff\xfe", "codec can't decode"),
        (b"[" * 500, "nesting level"),
        (b" " * 1_000_001, "it is too long"),
    ],
)
def test_a_file_that_cannot_be_read(content: bytes, words: str) -> None:
    """It is named, and nothing of it counts."""
    found = read_renovate("renovate.json", content)

    (left,) = found.left_alone
    assert left.outcome is Outcome.UNREADABLE
    assert left.reason.startswith("The file cannot be read: ")
    assert words in left.reason
    assert not found.rules


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            [
                *("enabled", "matchPackageNames", "packageRules", "major", "extends"),
                *("matchUpdateTypes", "allowedVersions", "ignoreDeps", "ignorePaths"),
            ]
        ),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)


@given(VALUES)
def test_any_settings_give_rules_that_can_be_used(settings: object) -> None:
    """Whatever stands there, reading and asking end well."""
    found = _read(settings)

    assert _offered(found) in {"", *PLAIN}
    assert all(each.path == "renovate.json" for each in found.left_alone)
    assert _read(settings) == found
