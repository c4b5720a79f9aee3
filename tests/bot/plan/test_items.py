"""Every bullet gets exactly one answer, with evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import (
    Answer,
    Assessed,
    Assessment,
    CiSystem,
    Facts,
    PlanItem,
    Policy,
    Status,
    Tool,
)
from bot.plan.decide import plan
from bot.plan.items import Bullet, answer, default_plan, read_plan
from codemods.model import Area, Finding, LeftAlone
from tests.support.assessment import StubAction

if TYPE_CHECKING:
    from bot.actions.base import Action

FOUND = (Finding("a.py", 1, "m"),)


def item(
    text: str,
    found: dict[str, Assessed] | None = None,
    facts: Facts | None = None,
    policy: Policy | None = None,
    *,
    marked: tuple[str, ...] = (),
) -> PlanItem:
    """Return the answer to a bullet; each action lies in the area it should."""
    areas = {"docker-no-cache": Area.CI, "lazy-logging": Area.OBSERVABILITY}
    assessed = found or {}
    actions: dict[str, Action] = {
        slug: StubAction(slug, areas.get(slug, Area.SECURITY)) for slug in assessed
    }
    assessment = Assessment("shop", "c1", "", facts or Facts(), assessed)
    decided = plan(assessment, policy or Policy(), (), actions=actions)
    bullet = Bullet("1.1", text, 1, marked=marked)
    (only,) = answer([bullet], decided, assessment, actions=actions)
    assert (only.id, only.text) == ("1.1", text)
    return only


def assessed(slug: str, status: Status, reason: str) -> dict[str, Assessed]:
    """Return what one action found."""
    places = FOUND if status is Status.PROPOSED else ()
    return {slug: Assessed(slug, status, reason, places)}


def test_something_to_change() -> None:
    """The answer is a pull request, of the actions that have places."""
    found = item(
        "No `yaml.load` any more",
        assessed("yaml-safe-load", Status.PROPOSED, "2 places."),
    )

    assert found.answer is Answer.PULL_REQUEST
    assert found.actions == ("yaml-safe-load",)
    assert found.evidence == "`yaml-safe-load`: 2 places."


def test_something_to_change_later() -> None:
    """What waits for its turn is a pull request all the same."""
    found = item(
        "No `yaml.load` any more",
        assessed("yaml-safe-load", Status.PROPOSED, "2 places.")
        | assessed("request-timeout", Status.PROPOSED, "1 place."),
        policy=Policy(open_at_most=1),
    )

    assert found.answer is Answer.PULL_REQUEST
    assert "Waits for its turn" in found.evidence


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        pytest.param(Status.SATISFIED, Answer.ALREADY_SO, id="satisfied"),
        pytest.param(Status.NOT_APPLICABLE, Answer.NOT_APPLICABLE, id="not applicable"),
        pytest.param(Status.FOR_A_PERSON, Answer.FOR_A_PERSON, id="for a person"),
        pytest.param(Status.BLOCKED, Answer.FOR_A_PERSON, id="blocked"),
    ],
)
def test_nothing_to_change(status: Status, expected: Answer) -> None:
    """The answer is that of the action, with its reason."""
    found = item("No `yaml.load`", assessed("yaml-safe-load", status, "Because."))

    assert found.answer is expected
    assert found.actions == ("yaml-safe-load",)
    assert found.evidence == "`yaml-safe-load`: Because."


def test_turned_off() -> None:
    """What the owners turned off is for them."""
    found = item(
        "No `yaml.load`",
        assessed("yaml-safe-load", Status.PROPOSED, "2 places."),
        policy=Policy(disable=("yaml-safe-load",)),
    )

    assert found.answer is Answer.FOR_A_PERSON
    assert found.evidence.startswith("`yaml-safe-load`: Turned off: ")


def test_some_of_several_actions() -> None:
    """What is not made yet is named, and is no reason to say that all is well."""
    found = item(
        "Look for common vulnerabilities",
        assessed("yaml-safe-load", Status.SATISFIED, "None."),
    )

    assert found.answer is Answer.FOR_A_PERSON
    assert found.actions == ("yaml-safe-load",)
    assert found.evidence.startswith(
        "`yaml-safe-load`: None. Honebot has no action yet for subprocess-shell, "
    )
    assert "request-timeout" in found.evidence
    assert " more." in found.evidence


def test_a_bullet_that_asks_to_look() -> None:
    """The answer is a report of the facts."""
    found = item("Check the Dockerfile", facts=Facts(dockerfiles=("Dockerfile",)))

    assert found.answer is Answer.REPORT
    assert found.actions == ()
    assert found.evidence == "1 Dockerfile and 0 compose files: Dockerfile."


def test_no_action_yet() -> None:
    """The answer is for a person, with what it takes and the facts."""
    found = item("Write unit tests for the parser")

    assert found.answer is Answer.FOR_A_PERSON
    assert found.evidence == (
        "Honebot has no action yet for characterise-functions, coverage-gaps. It takes"
        " someone who knows what each function should return. There are no tests."
    )


def test_done_already_without_an_action() -> None:
    """Facts may show that nothing is left to do."""
    facts = Facts(
        tools=(
            Tool("black", "pyproject.toml"),
            Tool("ruff", ".github/workflows/a.yml", "job lint"),
        ),
        ci=(CiSystem("github", (".github/workflows/a.yml",), ("lint",)),),
    )

    assert item("Check formatting in CI", facts=facts).answer is Answer.ALREADY_SO
    assert item("Check formatting in CI").answer is Answer.FOR_A_PERSON


def test_jobs_that_show_it() -> None:
    """A job named so is evidence for a deployment, not for a publication."""
    facts = Facts(ci=(CiSystem("gitlab", ("ci.yml",), ("deploy-live",)),))

    assert item("Automate deployment", facts=facts).answer is Answer.ALREADY_SO
    assert item("Publish wheels to PyPI", facts=facts).answer is Answer.FOR_A_PERSON


def test_a_document_that_shows_it() -> None:
    """A changelog that is there need not be begun."""
    facts = Facts(documents=("CHANGES.rst",))

    found = item("Keep a changelog for users", facts=facts)

    assert found.answer is Answer.ALREADY_SO
    assert found.evidence.startswith("`changelog` has been done: there is CHANGES.rst.")


def test_a_tool_whose_file_is_broken() -> None:
    """What is there and broken is not done; the place is told."""
    facts = Facts(
        tools=(Tool("pre-commit", ".pre-commit-config.yaml"),),
        problems=(LeftAlone(".pre-commit-config.yaml", 7, "is not valid YAML"),),
    )

    found = item("Add pre-commit hooks", facts=facts)

    assert found.answer is Answer.FOR_A_PERSON
    assert found.evidence.startswith(".pre-commit-config.yaml:7 is not valid YAML. ")


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        pytest.param(
            "Celebrate", "No action of Honebot fits these words.", id="nothing near"
        ),
        pytest.param(
            "Think about metrics",
            "No action of Honebot fits these words. The nearest: metrics-endpoint,"
            " grafana-dashboard.",
            id="something near",
        ),
    ],
)
def test_words_that_fit_nothing(text: str, evidence: str) -> None:
    """The answer is for a person, with the nearest actions."""
    found = item(text)

    assert (found.answer, found.evidence) == (Answer.FOR_A_PERSON, evidence)


# ------------------------------------------------------------------ markers


def test_a_marker_is_stronger_than_words() -> None:
    """Whatever the words say."""
    found = item(
        "Celebrate",
        assessed("yaml-safe-load", Status.PROPOSED, "2 places."),
        marked=("yaml-safe-load",),
    )

    assert (found.answer, found.actions) == (Answer.PULL_REQUEST, ("yaml-safe-load",))


def test_a_marker_of_an_action_to_come() -> None:
    """It is known, and not made yet."""
    found = item("x", marked=("sphinx-docs",))

    assert found.evidence.startswith(
        "Honebot has no action yet for sphinx-docs. It takes a documentation tool"
    )


def test_a_marker_of_an_area() -> None:
    """All actions of the area, those to come too."""
    found = item(
        "x",
        assessed("docker-no-cache", Status.PROPOSED, "1 place."),
        marked=("ci",),
    )

    assert found.actions == ("docker-no-cache",)
    assert "ci-deploy" in item("x", marked=("ci",)).evidence or (
        "more" in item("x", marked=("ci",)).evidence
    )


def test_a_marker_of_a_family() -> None:
    """An action that exists in parts stands for all of them."""
    found = item(
        "x",
        assessed("fix-lint-imports", Status.PROPOSED, "1 place."),
        marked=("fix-lint",),
    )

    assert found.actions == ("fix-lint-imports",)


@pytest.mark.parametrize(
    ("slug", "hint"),
    [
        pytest.param("lasy-logging", " Did you mean 'lazy-logging'?", id="near"),
        pytest.param("zzz", "", id="nothing near"),
    ],
)
def test_a_marker_of_nothing(slug: str, hint: str) -> None:
    """The mistake is told, and costs only its bullet."""
    found = item("x", marked=(slug,))

    assert found.answer is Answer.FOR_A_PERSON
    assert found.evidence == (
        f"Its marker names {slug!r}, and there is no such action.{hint}"
    )


# -------------------------------------------------------------------- plans


def test_default_plan_is_answered() -> None:
    """Every bullet of the built-in plan names actions that are known."""
    assessment = Assessment("shop", "c1", "", Facts(), {})
    decided = plan(assessment, Policy(), (), actions={})

    found = answer(default_plan(), decided, assessment, actions={})

    assert not [one for one in found if "no such action" in one.evidence]
    assert len({one.id for one in found}) == len(found)


def test_a_report_in_the_default_plan() -> None:
    """A marked bullet that only asks to look reports the facts as well."""
    assessment = Assessment("shop", "c1", "", Facts(), {})
    decided = plan(assessment, Policy(), (), actions={})

    found = answer(default_plan(), decided, assessment, actions={})

    assert found[0].answer is Answer.REPORT
    assert "No file declares dependencies." in found[0].evidence
    assert "There is no CI." in found[0].evidence


def test_an_action_within_another() -> None:
    """What another action does as well needs none of its own."""
    found = item(
        "Adopt Black everywhere", assessed("format-code", Status.SATISFIED, "It is.")
    )

    assert found.answer is Answer.ALREADY_SO
    assert "`adopt-formatter` comes with `format-code`." in found.evidence


@given(
    st.lists(
        st.text(st.characters(codec="ascii", categories=["L", "N", "Zs"]), max_size=40),
        min_size=1,
        max_size=8,
    )
)
def test_one_answer_each(texts: list[str]) -> None:
    """Whatever the bullets say, each has exactly one answer, in order."""
    content = "# Plan\n\n" + "".join(f"- x{text}\n" for text in texts)
    bullets = read_plan(content.encode(), "p.md")
    assessment = Assessment("shop", "c1", "", Facts(), {})
    decided = plan(assessment, Policy(), (), actions={})

    found = answer(bullets, decided, assessment, actions={})

    assert [(one.id, one.text) for one in found] == [(b.id, b.text) for b in bullets]
    assert all(one.evidence for one in found)
