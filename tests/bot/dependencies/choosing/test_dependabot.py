"""Dependabot's settings as rules of ours."""

from __future__ import annotations

import json

import pytest

from bot.dependencies.choosing.answers import Limits, Refusal
from bot.dependencies.choosing.candidates import choose
from bot.dependencies.choosing.dependabot import read_dependabot
from bot.dependencies.choosing.ignoring import Imported
from bot.dependencies.choosing.others import FILES, import_others
from bot.dependencies.choosing.pythons import of_minors
from bot.dependencies.choosing.rules import Request, Step
from codemods.model import Outcome
from tests.support.dependencies import NOW, listing, place

PATH = ".github/dependabot.yml"
PLAIN = ["1.0.0", "1.0.1", "1.5.0", "2.0.0", "2.1.0", "3.0.0", "3.3.1"]


def _read(*entries: dict[str, object]) -> Imported:
    """Return what entries say; JSON is YAML."""
    updates = [
        {"package-ecosystem": "pip", "directory": "/", **each} for each in entries
    ]
    return read_dependabot(
        PATH, json.dumps({"version": 2, "updates": updates}).encode()
    )


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


def _ignore(**keys: object) -> dict[str, object]:
    return {"ignore": [{key.replace("_", "-"): each for key, each in keys.items()}]}


@pytest.mark.parametrize(
    ("entry", "offered"),
    [
        ({}, "3.3.1"),
        (_ignore(dependency_name="spam"), ""),
        (_ignore(dependency_name="SPAM"), ""),
        (_ignore(dependency_name="s*"), ""),
        (_ignore(dependency_name="eggs*"), "3.3.1"),
        (_ignore(dependency_name="spam", versions=["3.x"]), "2.1.0"),
        (_ignore(dependency_name="spam", versions=["3.x.x", "2.1.0"]), "2.0.0"),
        (_ignore(dependency_name="spam", versions="> 1.0, < 4"), ""),
        (_ignore(dependency_name="spam", versions=[">=2.a"]), "1.5.0"),
        (_ignore(dependency_name="spam", versions=["~> 3"]), "2.1.0"),
        (_ignore(dependency_name="spam", versions=["~> 3.3.0"]), "3.0.0"),
        (_ignore(dependency_name="spam", versions=["= 3.3.1"]), "3.0.0"),
        (
            _ignore(update_types=["version-update:semver-major"]),
            "1.5.0",
        ),
        (
            _ignore(
                dependency_name="*",
                update_types=[
                    "version-update:semver-major",
                    "version-update:semver-minor",
                ],
            ),
            "1.0.1",
        ),
        ({"allow": [{"dependency-name": "spam"}]}, "3.3.1"),
        ({"allow": [{"dependency-name": "eggs"}]}, ""),
        ({"allow": [{"dependency-type": "direct"}]}, "3.3.1"),
        ({"exclude-paths": ["requirements.txt"]}, ""),
        ({"exclude-paths": ["docs"]}, "3.3.1"),
        ({"cooldown": {"default-days": 200}}, ""),
        ({"cooldown": {"default-days": 0}}, "3.3.1"),
        ({"cooldown": {"default-days": 5, "semver-major-days": 200}}, "1.5.0"),
        ({"cooldown": {"default-days": 200, "exclude": ["spam"]}}, "3.3.1"),
        ({"cooldown": {"default-days": 200, "include": ["eggs"]}}, "3.3.1"),
        ({"directory": "/docs", **_ignore(dependency_name="spam")}, "3.3.1"),
        ({"directories": ["/docs", "/"], **_ignore(dependency_name="spam")}, ""),
        ({"package-ecosystem": "uv", **_ignore(dependency_name="spam")}, ""),
        ({"package-ecosystem": "conda", **_ignore(dependency_name="spam")}, "3.3.1"),
        ({"package-ecosystem": "npm", **_ignore(dependency_name="spam")}, "3.3.1"),
    ],
)
def test_entries(entry: dict[str, object], offered: str) -> None:
    """Each key that limits what is offered."""
    found = _read(entry)

    assert _offered(found) == offered
    assert not found.left_alone


def test_folders_of_other_entries_have_their_own_rules() -> None:
    """The root's rules end where another entry begins."""
    root = _ignore(dependency_name="spam")
    docs = {"directory": "/docs", **_ignore(dependency_name="eggs")}

    found = _read(root, docs)

    assert _offered(found, path="src/r.txt") == ""
    assert _offered(found, path="docs/r.txt") == "3.3.1"
    assert _offered(found, "eggs", "docs/en/r.txt") == ""
    assert _offered(found, "eggs", "r.txt") == "3.3.1"


def test_paths_below_a_folder() -> None:
    """Excluded paths are relative to the folder; folders may be patterns."""
    excluded = _read({"directory": "/docs", "exclude-paths": ["old"]})
    pattern = _read({"directories": ["/apps/*"], **_ignore(dependency_name="spam")})
    deep = _read({"directory": "/apps/**", **_ignore(dependency_name="spam")})

    assert _offered(excluded, path="docs/old/r.txt") == ""
    assert _offered(excluded, path="old/r.txt") == "3.3.1"
    assert _offered(pattern, path="apps/a/r.txt") == ""
    assert _offered(pattern, path="r.txt") == "3.3.1"
    assert _offered(deep, path="apps/a/b/r.txt") == ""


def test_security_fixes() -> None:
    """Only versions are kept from them, as Dependabot does it."""
    off = _read(_ignore(dependency_name="spam"))
    sizes = _read(_ignore(update_types=["version-update:semver-major"]))
    versions = _read(_ignore(dependency_name="spam", versions=["3.x"]))

    assert _offered(off, request=Request.SECURITY) == "3.3.1"
    assert _offered(sizes, request=Request.SECURITY) == "3.3.1"
    assert _offered(versions, request=Request.SECURITY) == "2.1.0"


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        (
            {"schedule": {}, "open-pull-requests-limit": 0},
            "`schedule`, `open-pull-requests-limit` of {} are not imported.",
        ),
        ({"ignore": "spam"}, "`ignore` of {} is no list."),
        (_ignore(dependency_name=3), "`ignore` 3 of {} is not understood."),
        (
            _ignore(dependency_name="a", source="x"),
            "`ignore` a of {} is not understood.",
        ),
        (
            _ignore(dependency_name="a", versions=["later"]),
            "`ignore` a of {} names versions or sizes that are not understood.",
        ),
        (
            _ignore(update_types=["semver-major"]),
            "`ignore` * of {} names versions or sizes that are not understood.",
        ),
        (
            {"allow": [{"dependency-type": "development"}]},
            "`allow` of {} is not understood, so all of it is left out.",
        ),
        ({"exclude-paths": 3}, "`exclude-paths` of {} is no list of texts."),
        (
            {"cooldown": {"default-days": "3"}},
            "`default-days` of `cooldown` of {} is no number of days.",
        ),
        ({"cooldown": {"include": 3}}, "`cooldown` of {} is not understood."),
        ({"cooldown": {"x": 3}}, "`x` of `cooldown` of {} is not imported."),
        (
            {"groups": {"g": {"dependency-type": "production"}}},
            "The group `g` of {} is not understood.",
        ),
    ],
)
def test_what_is_not_understood_is_listed(entry: dict[str, object], left: str) -> None:
    """One sentence for each, and nothing is guessed."""
    found = _read(entry)

    assert [each.reason for each in found.left_alone] == [
        left.format(f"entry 1 of {PATH}")
    ]
    assert _offered(found) == "3.3.1"


def test_groups() -> None:
    """Members by pattern and size, for routine updates or for fixes."""
    groups = {
        "meals": {
            "patterns": ["spam*"],
            "exclude-patterns": ["spam-x"],
            "update-types": ["minor", "patch"],
        },
        "fixes": {"applies-to": "security-updates", "patterns": ["*"]},
    }

    meals, fixes = _read({"groups": groups}).groups

    assert meals.covers(place("", name="spam-y"))
    assert not meals.covers(place("", name="spam-x"))
    assert not meals.covers(place("", name="eggs"))
    assert meals.steps == {Step.MINOR, Step.PATCH}
    assert (meals.security, fixes.security) == (False, True)
    assert meals.source == f"entry 1 of {PATH}"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a: [", "expected the node content"),
        (b"\xff", "codec can't decode"),
        (b"version: 2", "it has no list of `updates`"),
        (b"- 1", "it has no list of `updates`"),
        (b"a: 1\na: 2", "duplicate key"),
        (b" " * 1_000_001, "it is too long"),
        (b"[" * 5000, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read(content: bytes, words: str) -> None:
    """It is named, and nothing of it counts."""
    (left,) = read_dependabot(PATH, content).left_alone

    assert left.outcome is Outcome.UNREADABLE
    assert words in left.reason


def test_odd_entries() -> None:
    """What is no table is no rule for everything."""
    content = b"updates: [1, {package-ecosystem: pip, ignore: [spam, {}]}]"

    found = read_dependabot(PATH, content)

    assert not found.rules
    assert [each.reason for each in found.left_alone] == [
        f"`spam` in `ignore` of entry 2 of {PATH} is no table.",
        f"`{{}}` in `ignore` of entry 2 of {PATH} is no table.",
    ]


def test_all_bots_together() -> None:
    """Of each bot the first file counts; both are honoured."""
    renovate = b'{"ignoreDeps": ["spam"]}'
    contents = {
        "renovate.json": renovate,
        ".renovaterc": b"{",
        PATH: b"updates: [{package-ecosystem: pip, ignore: [{dependency-name: eggs}]}]",
    }

    found = import_others(contents)

    assert set(contents) <= set(FILES)
    assert not found.left_alone
    assert [_offered(found, name) for name in ("spam", "eggs", "ham")] == [
        "",
        "",
        "3.3.1",
    ]
    assert import_others({}) == Imported()
