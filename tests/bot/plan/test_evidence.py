"""What the facts say to a bullet is true and short."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.model import CiSystem, Facts, Manifest, Requirement, Tool
from bot.plan.evidence import already, broken, jobs_like, tell
from bot.plan.matching import rows, topics
from bot.words import counted

EMPTY = Facts()
FULL = Facts(
    python_files=("src/shop/a.py", "src/shop/b.py", "setup.py"),
    test_files=("tests/unit/test_a.py", "tests/e2e/test_b.py", "test_c.py"),
    packages={"shop": "src/shop"},
    entry_points=("shop = shop.cli:main",),
    manifests=(
        Manifest("pyproject.toml", "pyproject"),
        Manifest("requirements.txt", "requirements"),
    ),
    requirements=(
        Requirement("fastapi", "fastapi>=1", "pyproject.toml", 3),
        Requirement("structlog", "structlog==1", "requirements.txt", 1, "r"),
        Requirement("prometheus-client", "prometheus-client", "r.txt", 1, "r"),
    ),
    requires_python=">=3.9",
    minimum_python=(3, 9),
    manager="pip",
    tools=(
        Tool("bandit", ".gitlab-ci.yml", "job sast"),
        Tool("black", "pyproject.toml", "[tool.black]"),
        Tool("coverage", "pyproject.toml", "[tool.coverage]"),
        Tool("mkdocs", "mkdocs.yml"),
        Tool("mypy", ".gitlab-ci.yml", "job types"),
        Tool("mypy", "mypy.ini"),
        Tool("pre-commit", ".pre-commit-config.yaml"),
    ),
    ci=(CiSystem("gitlab", (".gitlab-ci.yml",), ("types", "deploy-live")),),
    dockerfiles=("Dockerfile",),
    compose_files=("compose.yml",),
    test_framework="pytest",
    lines=1234,
    layout="src",
    documents=("CHANGES.md", "README.md"),
    readme_headings=("Shop", "Installation", "Usage"),
)


@pytest.mark.parametrize(
    ("topic", "facts", "said"),
    [
        pytest.param("readme", EMPTY, "There is no README.", id="no readme"),
        pytest.param(
            "readme",
            FULL,
            "README.md with 3 headings. No heading speaks of testing, contributing.",
            id="readme",
        ),
        pytest.param(
            "readme",
            replace(FULL, readme_headings=("Setup, usage, tests", "Develop")),
            "README.md with 2 headings.",
            id="whole readme",
        ),
        pytest.param(
            "dependencies",
            EMPTY,
            "No file declares dependencies.",
            id="no dependencies",
        ),
        pytest.param(
            "dependencies",
            FULL,
            (
                "3 requirements on 3 names in pyproject.toml (pyproject),"
                " requirements.txt (requirements); managed with pip. The package"
                " itself needs fastapi; 1 requirement pinned."
            ),
            id="dependencies",
        ),
        pytest.param(
            "dependencies",
            replace(FULL, manager="", requirements=()),
            (
                "0 requirements on 0 names in pyproject.toml (pyproject),"
                " requirements.txt (requirements). The package itself needs none; 0"
                " requirements pinned."
            ),
            id="manifests only",
        ),
        pytest.param(
            "structure",
            EMPTY,
            (
                "0 Python files with 0 lines, layout unknown; packages none; entry"
                " points none."
            ),
            id="no structure",
        ),
        pytest.param(
            "structure",
            FULL,
            (
                "3 Python files with 1,234 lines, layout src; packages shop"
                " (src/shop/); entry points shop = shop.cli:main. Most files lie in"
                " src/shop/ (2), the top folder (1)."
            ),
            id="structure",
        ),
        pytest.param("tests", EMPTY, "There are no tests.", id="no tests"),
        pytest.param(
            "tests",
            FULL,
            (
                "3 test files, run with pytest; by folder: e2e 1, unit 1. Coverage is"
                " configured: coverage (pyproject.toml)."
            ),
            id="tests",
        ),
        pytest.param(
            "tests",
            replace(EMPTY, test_files=("t.py",), test_framework="unittest"),
            "1 test file, run with unittest. No coverage tool is set up.",
            id="plain tests",
        ),
        pytest.param(
            "coverage",
            replace(
                EMPTY,
                requirements=(Requirement("pytest-cov", "pytest-cov", "r.txt", 1),),
            ),
            "A coverage tool is asked for, but not configured.",
            id="coverage asked for",
        ),
        pytest.param(
            "coverage",
            replace(FULL, tools=(Tool("coverage", ".github/actions/a/action.yml"),)),
            "Coverage is measured, but not configured: coverage"
            " (.github/actions/a/action.yml).",
            id="coverage in CI only",
        ),
        pytest.param("baseline", EMPTY, "There are no tests to run.", id="no baseline"),
        pytest.param(
            "baseline",
            FULL,
            (
                "A plan runs none of the 3 test files; `honebot run` runs them before"
                " and after each change, and each pull request shows both."
            ),
            id="baseline",
        ),
        pytest.param(
            "containers", EMPTY, "There are no container files.", id="no containers"
        ),
        pytest.param(
            "containers",
            FULL,
            "1 Dockerfile and 1 compose file: Dockerfile, compose.yml.",
            id="containers",
        ),
        pytest.param("ci", EMPTY, "There is no CI.", id="no ci"),
        pytest.param(
            "ci",
            FULL,
            (
                "gitlab (.gitlab-ci.yml; 2 jobs: types, deploy-live). They run"
                " bandit, mypy."
            ),
            id="ci",
        ),
        pytest.param(
            "ci",
            replace(FULL, tools=()),
            (
                "gitlab (.gitlab-ci.yml; 2 jobs: types, deploy-live). They run no"
                " known tool."
            ),
            id="ci without tools",
        ),
        pytest.param(
            "deployment", FULL, "CI has the jobs deploy-live (gitlab).", id="deployment"
        ),
        pytest.param(
            "deployment",
            EMPTY,
            "No job of CI deploys or publishes. There is no CI.",
            id="no deployment",
        ),
        pytest.param(
            "linters",
            EMPTY,
            "No linter, formatter or type checker is configured; no pre-commit.",
            id="no linters",
        ),
        pytest.param(
            "linters",
            FULL,
            (
                "Configured or run: bandit (.gitlab-ci.yml), black (pyproject.toml),"
                " mypy (.gitlab-ci.yml, mypy.ini); pre-commit is set up."
            ),
            id="linters",
        ),
        pytest.param(
            "formatters", EMPTY, "No formatter is configured.", id="no formatters"
        ),
        pytest.param(
            "formatters", FULL, "Formatters: black (pyproject.toml).", id="formatters"
        ),
        pytest.param("typing", EMPTY, "No type checker is configured.", id="no typing"),
        pytest.param(
            "typing",
            FULL,
            "Type checkers: mypy (.gitlab-ci.yml, mypy.ini).",
            id="typing",
        ),
        pytest.param(
            "python",
            EMPTY,
            "requires-python says nothing; the lowest Python is 3.8.",
            id="no python",
        ),
        pytest.param(
            "python",
            FULL,
            "requires-python says >=3.9; the lowest Python is 3.9.",
            id="python",
        ),
        pytest.param(
            "docs",
            EMPTY,
            "Documents: none. Documentation is built with no tool that Honebot knows.",
            id="no docs",
        ),
        pytest.param(
            "docs",
            FULL,
            (
                "Documents: CHANGES.md, README.md. Documentation is built with mkdocs"
                " (mkdocs.yml)."
            ),
            id="docs",
        ),
        pytest.param(
            "logging", EMPTY, "Logging libraries declared: none.", id="no logging"
        ),
        pytest.param(
            "logging", FULL, "Logging libraries declared: structlog.", id="logging"
        ),
        pytest.param(
            "monitoring",
            EMPTY,
            "Metrics libraries declared: none; frameworks: none.",
            id="no monitoring",
        ),
        pytest.param(
            "monitoring",
            FULL,
            "Metrics libraries declared: prometheus-client; frameworks: fastapi.",
            id="monitoring",
        ),
        pytest.param(
            "security", EMPTY, "No security tool is configured.", id="no security"
        ),
        pytest.param(
            "security", FULL, "Security tools: bandit (.gitlab-ci.yml).", id="security"
        ),
        pytest.param("", FULL, "", id="nothing to tell"),
    ],
)
def test_tell(topic: str, facts: Facts, said: str) -> None:
    """Numbers and names are those of the facts."""
    assert tell(topic, facts) == said


def test_every_topic_tells_something() -> None:
    """What `topics.toml` names as facts is there."""
    for topic in topics():
        assert bool(tell(topic.facts, EMPTY)) == bool(topic.facts)


def test_long_lists_are_cut() -> None:
    """Six are shown, the rest is counted; each is told once."""
    facts = replace(EMPTY, dockerfiles=tuple("abcabcdefgh"))

    assert tell("containers", facts) == (
        "11 Dockerfiles and 0 compose files: a, b, c, d, e, f and 2 more."
    )


@pytest.mark.parametrize(
    ("slug", "said"),
    [
        pytest.param(
            "adopt-formatter",
            "`adopt-formatter` has been done: black (pyproject.toml).",
            id="tool",
        ),
        pytest.param(
            "ci-sast", "`ci-sast` has been done: bandit (.gitlab-ci.yml).", id="in CI"
        ),
        pytest.param("lint-in-ci", "", id="not in CI"),
        pytest.param(
            "changelog",
            "`changelog` has been done: there is CHANGES.md.",
            id="document",
        ),
        pytest.param("contributing", "", id="no document"),
        pytest.param("utcnow", "", id="nothing tells"),
    ],
)
def test_already(slug: str, said: str) -> None:
    """Facts may show that an action is needless."""
    assert already(rows()[slug], FULL) == said


def test_nothing_is_broken() -> None:
    """Without problems there is nothing to tell."""
    assert broken(rows()["adopt-pre-commit"], FULL) == ""


def test_jobs_like() -> None:
    """Jobs are known by their names."""
    assert jobs_like("deploy", FULL) == "CI has the jobs deploy-live (gitlab)."
    assert jobs_like("publish", FULL) == ""


def test_count() -> None:
    """One is one, and all others are many."""
    assert [counted(number, "file") for number in (0, 1, 2000)] == [
        "0 files",
        "1 file",
        "2,000 files",
    ]
