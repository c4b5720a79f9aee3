"""The words of a bullet lead to the actions that it asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plan.bullets import Bullet
from bot.plan.matching import THRESHOLD, matches, rows, topics
from codemods.model import Area


def bullet(text: str, *headings: str) -> Bullet:
    """Return a bullet; what stands before a colon is in bold."""
    lead = text.partition(":")[0] if ":" in text else ""
    return Bullet("1.1", text, 1, headings, lead=lead)


def asked(text: str, *headings: str, **titles: str) -> list[str]:
    """Return the actions that a text asks for, [] below the threshold."""
    known = {slug.replace("_", "-"): title for slug, title in titles.items()}
    found = matches(bullet(text, *headings), known)
    if not found or found[0].score < THRESHOLD:
        return []
    return [slug for match in found for slug in match.topic.actions]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        pytest.param(
            "Read the README and learn what it is for", "readme-facts", id="readme"
        ),
        pytest.param(
            "Check the requirements for outdated libraries",
            "dependency-facts",
            id="dependencies",
        ),
        pytest.param(
            "Draw the module structure and its entry points",
            "structure-facts",
            id="structure",
        ),
        pytest.param("Examine tests: what is there?", "test-facts", id="tests"),
        pytest.param(
            "Check `Dockerfile` and `docker-compose.yml`",
            "container-facts",
            id="containers",
        ),
        pytest.param("Review CI/CD files: what do they run?", "ci-facts", id="ci"),
        pytest.param("Run the existing tests once", "test-baseline", id="baseline"),
        pytest.param(
            "Run existing linters: see what they say",
            "lint-baseline",
            id="lint baseline",
        ),
        pytest.param("Find hot spots with cProfile", "profile-tests", id="profile"),
        pytest.param(
            "Watch the memory usage of the worker", "memory-profile", id="memory"
        ),
        pytest.param("Adopt a linter", "adopt-linter", id="linter"),
        pytest.param("Adopt Black everywhere", "adopt-formatter", id="formatter"),
        pytest.param("Add pre-commit hooks", "adopt-pre-commit", id="pre-commit"),
        pytest.param(
            "Update the pre-commit revisions", "update-pre-commit", id="hooks"
        ),
        pytest.param("Check formatting in CI", "lint-in-ci", id="lint in CI"),
        pytest.param("Fix all lint warnings", "fix-lint", id="fix lint"),
        pytest.param("Raise test coverage", "adopt-coverage", id="coverage"),
        pytest.param(
            "Write unit tests for the parser", "characterise-functions", id="unit tests"
        ),
        pytest.param(
            "Add an integration test for checkout", "smoke-tests", id="integration"
        ),
        pytest.param(
            "Make hard to test code testable by dependency injection",
            "inject-clock",
            id="testability",
        ),
        pytest.param(
            "Parametrize tests that repeat themselves",
            "parametrize-tests",
            id="parametrize",
        ),
        pytest.param("Convert unittest to pytest", "unittest-to-pytest", id="unittest"),
        pytest.param("Hunt down flaky tests", "seed-random-tests", id="flaky"),
        pytest.param("Speed up the tests", "parallel-tests", id="slow"),
        pytest.param(
            "Split functions that are too long", "split-long-function", id="long"
        ),
        pytest.param("Follow PEP 8 names", "rename-locals", id="names"),
        pytest.param("Add type hints", "implicit-optional", id="types"),
        pytest.param("Pay back technical debt", "mutable-defaults", id="debt"),
        pytest.param(
            "Kill mutable default arguments", "mutable-defaults", id="mutable"
        ),
        pytest.param("Replace `datetime.utcnow()`", "utcnow", id="utcnow"),
        pytest.param("Delete dead code", "dead-code", id="dead code"),
        pytest.param("Write modern Python", "modern-syntax", id="modern"),
        pytest.param("Better error handling", "bare-except", id="errors"),
        pytest.param(
            "Update README.md: how to install", "readme-sections", id="write readme"
        ),
        pytest.param("Repair dead links", "readme-links", id="links"),
        pytest.param("Comment complex parts", "undocumented-logic", id="comments"),
        pytest.param(
            "Generate API documentation with Sphinx", "sphinx-docs", id="sphinx"
        ),
        pytest.param("Add usage examples", "usage-examples", id="examples"),
        pytest.param(
            "Correct the docstrings of the API", "docstring-params", id="docstrings"
        ),
        pytest.param("Write a contributing guide", "contributing", id="contributing"),
        pytest.param("Keep a changelog for users", "changelog", id="changelog"),
        pytest.param("Standardize logging", "lazy-logging", id="logging"),
        pytest.param(
            "No print statements in the library", "print-to-logging", id="print"
        ),
        pytest.param(
            "Log as JSON: structured logs", "structured-logging", id="structured"
        ),
        pytest.param(
            "Write meaningful log messages", "logging-exception", id="messages"
        ),
        pytest.param(
            "Export application metrics to Prometheus", "metrics-endpoint", id="metrics"
        ),
        pytest.param("Pin dependencies", "pin-dependencies", id="pin"),
        pytest.param("Update outdated packages", "update-dependency", id="update"),
        pytest.param(
            "Scan dependencies for known vulnerabilities",
            "security-update",
            id="vulnerabilities",
        ),
        pytest.param("Remove unused dependencies", "unused-dependency", id="unused"),
        pytest.param("Drop Python 3.8", "update-python", id="python"),
        pytest.param(
            "Replace abandoned packages", "replace-unmaintained", id="abandoned"
        ),
        pytest.param("Update base images", "update-image", id="images"),
        pytest.param("Optimize CI/CD jobs", "ci-cache", id="ci jobs"),
        pytest.param(
            "Give workflows the least privilege", "ci-permissions", id="permissions"
        ),
        pytest.param("Harden the CI", "ci-permissions", id="harden"),
        pytest.param("Add security scans to the pipeline", "ci-sast", id="sast"),
        pytest.param("Automate deployment to staging", "ci-deploy", id="deploy"),
        pytest.param("Publish wheels to PyPI", "ci-deploy", id="publish"),
        pytest.param("Make the Docker image smaller", "docker-no-cache", id="docker"),
        pytest.param("Run the container as non-root", "docker-non-root", id="non-root"),
        pytest.param(
            "Improve the docker-compose files", "compose-healthcheck", id="compose"
        ),
        pytest.param("Look for common vulnerabilities", "area:security", id="security"),
        pytest.param("No `yaml.load` any more", "yaml-safe-load", id="yaml"),
        pytest.param("All HTTP calls need timeouts", "request-timeout", id="timeouts"),
        pytest.param("Manage secrets well", "secrets-to-environment", id="secrets"),
        pytest.param("Write a security policy", "security-policy", id="policy"),
        pytest.param(
            "Review the algorithms for complexity", "set-membership", id="algorithms"
        ),
        pytest.param(
            "Implement caching where it pays", "cache-pure-function", id="caching"
        ),
        pytest.param("Asynchronous processing with asyncio", "async-sleep", id="async"),
        pytest.param("Shorten the startup time", "lazy-import", id="startup"),
    ],
)
def test_asks_for(text: str, first: str) -> None:
    """What people write leads to the action they mean."""
    assert asked(text)[:1] == [first]


@pytest.mark.parametrize(
    "text",
    [
        "Hire a new developer",
        "Talk to marketing about the launch",
        "Move from MySQL to Postgres",
        "Migrate to Kubernetes",
        "Decide on a name",
        "Celebrate",
        "Make it good",
        "The test of time and the coverage of the press",
    ],
)
def test_asks_for_nothing(text: str) -> None:
    """What no action does reaches no threshold."""
    assert asked(text) == []


def test_what_is_nearest_is_told_below_the_threshold() -> None:
    """Half of a phrase is near, and no more."""
    match, *_ = matches(bullet("Think about metrics"), {})

    assert 0 < match.score < THRESHOLD
    assert match.topic.actions == ("metrics-endpoint", "grafana-dashboard")


def test_words_side_by_side_count_for_more() -> None:
    """Of two phrases in a bullet, the one that stands together is meant."""
    assert asked("Add an integration test for checkout")[0] == "smoke-tests"


def test_a_heading_may_bring_one_word() -> None:
    """The section tells what its bullets speak of, but not alone."""
    assert asked("Adopt one: soon", "Linters") == ["adopt-linter", "fix-lint"]
    assert asked("Soon", "Adopt linters") == []


def test_words_must_stand_together() -> None:
    """Words far from each other are no phrase."""
    near = "Add a few more tests"
    far = "Add a page to the site of the company that tests"

    assert asked(near)[:1] == ["characterise-functions"]
    assert asked(far) == []


def test_several_things_at_once() -> None:
    """A bullet that asks for two things gets both."""
    found = asked("Adopt a linter and a formatter: any")

    assert {"adopt-linter", "adopt-formatter", "format-code"} <= set(found)


def test_an_action_that_no_topic_names() -> None:
    """It is found by the words of its slug and title: no list to extend."""
    titles = {"freeze_dried_soup": "Freeze the dried soup of the kitchen."}

    assert asked("Freezing dried soups in the kitchen", **titles) == [
        "freeze-dried-soup"
    ]
    assert asked("Freeze the soup", **titles) == []


def test_every_row_and_topic_is_sound() -> None:
    """Rows lie in areas, topics name rows, and every row can be asked for."""
    named = {slug for topic in topics() for slug in topic.actions}
    areas = {name.removeprefix("area:") for name in named if name.startswith("area:")}

    assert {row.area for row in rows().values()} == {area.value for area in Area}
    assert named - set(rows()) == {f"area:{area}" for area in areas}
    assert {
        row.slug
        for row in rows().values()
        if row.slug not in named and row.area not in areas
    } == set()
    assert {row.kind for row in rows().values()} == {"A", "C", "R"}
    assert all(topic.phrases for topic in topics())


@given(st.text(max_size=60), st.text(max_size=20))
def test_matching_is_steady(text: str, lead: str) -> None:
    """The same words give the same answer, best first."""
    one = Bullet("1.1", text, 1, (lead,), lead=lead)

    found = matches(one, {"x": "y"})

    assert found == matches(one, {"x": "y"})
    assert [match.score for match in found] == sorted(
        (match.score for match in found), reverse=True
    )
