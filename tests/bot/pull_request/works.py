"""The five cases whose whole texts are kept beside the tests."""

from __future__ import annotations

from dataclasses import replace

from bot.model import (
    Change,
    Check,
    Evidence,
    FileChange,
    Policy,
    TestCounts,
    Verdict,
    Verification,
)
from bot.pull_request.work import Work
from codemods.explanation import Explanation
from codemods.model import Finding, LeftAlone, Safety

BASE = "2fc835a3219150f9dbd495f96bc01f5ed687c9a4"

YAML = Explanation(
    title="Load YAML with the safe loader",
    why=(
        "An unsafe loader builds any Python object that a document names, so a\n"
        "document from outside can run code. The safe loader builds plain data."
    ),
    found="",
    before="yaml.load(stream, Loader=yaml.Loader)",
    after="yaml.safe_load(stream)",
    fix_safety="documents with Python tags, such as `!!python/tuple`, no\nlonger load.",
    left_alone="loaders of the project's own.",
    references=("https://cwe.mitre.org/data/definitions/502.html",),
    text="",
)

LOGGING = Explanation(
    title="Format log messages only when they are wanted",
    why=(
        "An f-string in a log call is built even if nobody sees the message.\n"
        "With arguments, it is built only where the level is on."
    ),
    found="",
    before='log.info(f"{name} is up")',
    after='log.info("%s is up", name)',
    fix_safety="an error in the formatting is reported by logging, not raised.",
    left_alone="messages with a format that `%` cannot write.",
    references=(),
    text="",
)

PERMISSIONS = Explanation(
    title="Give workflows only the permissions that they need",
    why="Without `permissions`, a job's token may write to the whole repository.",
    found="",
    before="",
    after="",
    fix_safety="a step that writes with the token and was not recognised fails.",
    left_alone="workflows that state their permissions.",
    references=(),
    text="",
)


def _check(
    name: str, before: str, after: str, command: str = "", *, passed: bool = True
) -> Check:
    return Check(name, passed, before, after, command)


COUNTS = TestCounts(collected=212, passed=209, failed=0, skipped=3, seconds=41.3)


def config() -> Work:
    """Return a change of configuration that its own tools prove."""
    path = ".github/workflows/ci.yml"
    change = Change(
        slug="ci-permissions",
        scope="",
        files=(FileChange(path, b"on: push\n", b"on: push\npermissions: {}\n"),),
        proof="configuration",
        checks=(
            _check("zizmor", "2 findings", "no finding", f"zizmor {path}"),
            _check("actionlint", "no finding", "no finding", f"actionlint {path}"),
        ),
        notes=("The job `lint` reads only; the job `release` writes `contents`.",),
        commands=("honebot apply ci-permissions . --write",),
    )
    found = Evidence(
        proof="configuration",
        checks=change.checks,
        not_run="the change touches no Python file.",
        environment=("zizmor 1.32.0", "actionlint 1.7.9"),
    )
    reason = "Only configuration changes, and its own checkers find nothing worse."
    return Work(
        change=change,
        verification=Verification(Verdict.PROVEN, reason, found),
        explanation=PERMISSIONS,
        safety=Safety.TESTED,
        policy=Policy(source=".honebot.toml"),
        base=BASE,
        version="0.1.0",
        is_code=False,
    )


def tested() -> Work:
    """Return a codemod's change that tests execute."""
    files = ("shop/api.py", "shop/cart.py", "shop/mail.py")
    change = Change(
        slug="lazy-logging",
        scope="",
        files=tuple(FileChange(path, b"a", b"b") for path in files),
        findings=(
            Finding("shop/api.py", 14, 'log.info(f"{name} is up")'),
            Finding("shop/api.py", 80, 'log.error(f"no {item!r} in {cart}")'),
            Finding("shop/cart.py", 7, 'logging.debug("total " + str(total))'),
            Finding("shop/mail.py", 31, 'log.warning("sent {}".format(count))'),
        ),
        left_alone=(
            LeftAlone("shop/cart.py", 19, "the message holds a `%` of its own"),
            LeftAlone("shop/mail.py", 4, "the message holds a `%` of its own"),
            LeftAlone("shop/old.py", 0, "cannot be parsed: invalid syntax, line 3"),
        ),
        commands=("honebot apply lazy-logging . --write",),
        checks=(_check("ruff E9,F401,F811,F821", "0 findings", "0 findings"),),
    )
    found = Evidence(
        tests_before=COUNTS,
        tests_after=replace(COUNTS, seconds=40.9),
        complete=True,
        affected=57,
        changed_lines=4,
        changed_lines_covered=3,
        environment=("CPython 3.11.7", "pytest 9.2.1"),
        commands=("python -m pytest -q",),
    )
    reason = "No test newly fails, and tests execute 3 of the 4 changed lines."
    return Work(
        change=change,
        verification=Verification(Verdict.TESTED, reason, found),
        explanation=LOGGING,
        safety=Safety.TESTED,
        policy=Policy(source="pyproject.toml"),
        base=BASE,
        version="0.1.0",
    )


def untested() -> Work:
    """Return a change of a project without tests: a draft."""
    change = Change(
        slug="yaml-safe-load",
        scope="",
        files=(FileChange("shop/config.py", b"a", b"b"),),
        findings=(
            Finding("shop/config.py", 14, "yaml.load(stream, Loader=yaml.Loader)"),
        ),
        commands=("honebot apply yaml-safe-load . --write",),
    )
    found = Evidence(not_run="the project has no tests that could be found.")
    reason = "There are no tests, so nothing executes the changed line."
    return Work(
        change=change,
        verification=Verification(Verdict.UNTESTED, reason, found),
        explanation=YAML,
        safety=Safety.REVIEW,
        policy=Policy(),
        base=BASE,
        version="0.1.0",
    )


def red() -> Work:
    """Return a large part of a change in a project whose suite is red already."""
    paths = [f"src/detect/engine_{number:02}.py" for number in range(60)]
    findings = tuple(
        Finding(path, 3 * place + 1, f"log.info(f'{{x{place}}}')")
        for number, path in enumerate(paths)
        for place in range(1 + number % 12)
    )
    change = Change(
        slug="lazy-logging",
        scope="src.detect",
        files=(
            *(FileChange(path, b"a", b"b") for path in paths),
            FileChange("src/detect/__init__.py", None, b""),
        ),
        findings=findings,
        left_alone=tuple(
            LeftAlone(path, place, f"reason {place % 9} for it")
            for path in paths[:30]
            for place in range(1, 9)
        ),
    )
    before = TestCounts(1664, 762, 668, 172, 66, 140, 1021.7)
    found = Evidence(
        tests_before=before,
        tests_after=replace(before, collected=421, passed=320, seconds=212.0),
        newly_passing=("tests/test_a.py::test_one",),
        flaky=tuple(f"tests/test_flaky.py::test_{number}" for number in range(50)),
        affected=421,
        changed_lines=380,
        changed_lines_covered=121,
    )
    reason = "No test newly fails, and tests execute 121 of the 380 changed lines."
    return replace(
        tested(),
        change=change,
        verification=Verification(Verdict.TESTED, reason, found),
    )


EVIL = (
    "@octocat fixes #1 `code` <img src=x onerror=alert(1)> | a | b |\n/close\n"
    "\x1b[31mred\x1b[0m \u202egpj.exe ``` [x](https://evil.invalid) --> "
)


def hostile() -> Work:
    """Return a change whose every text from the target is an attack."""
    change = Change(
        slug="lazy-logging",
        scope=f"a.b{EVIL}",
        files=(
            FileChange(f"a/{EVIL}.py", b"a", b"b"),
            FileChange(f"b/{EVIL}.py", None, b"b"),
        ),
        findings=(Finding(f"a/{EVIL}.py", 1, EVIL),),
        left_alone=(LeftAlone(f"a/{EVIL}.py", 2, EVIL),),
        checks=(_check(EVIL, EVIL, EVIL, EVIL, passed=False),),
        notes=(EVIL, f"/close {EVIL}"),
        commands=(f"honebot apply lazy-logging '{EVIL}'",),
    )
    found = Evidence(
        tests_before=TestCounts(collected=2, passed=2, seconds=0.1),
        tests_after=TestCounts(collected=2, passed=1, failed=1, seconds=0.1),
        newly_failing=(EVIL, f"tests/test_a.py::test[{'x' * 5000}]"),
        flaky=("`" * 50, "``", " "),
        not_run=EVIL,
        proof=EVIL,
        environment=(EVIL,),
        commands=(EVIL,),
        changed_lines=1,
        changed_lines_covered=0,
    )
    return replace(
        tested(),
        change=change,
        verification=Verification(Verdict.REJECTED, EVIL, found),
    )
