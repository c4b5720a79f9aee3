"""The page of a plan and the page of an assessment."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.model import Answer, Status
from bot.page.charts import bars
from codemods.model import Area

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.model import Assessed, Assessment, Facts, Plan

PLACES = 200
"""How many places of one action a page lists; the rest is counted."""

WORDS = {
    Answer.PULL_REQUEST: "pull request",
    Answer.REPORT: "report",
    Answer.ALREADY_SO: "already so",
    Answer.NOT_APPLICABLE: "not applicable",
    Answer.FOR_A_PERSON: "for a person",
}


def plan_page(plan: Plan, assessment: Assessment) -> str:
    """Return the plan as one HTML page with its pictures, ready to be kept."""
    done = Counter(item.answer for item in plan.items)
    return _page(
        "plan.html",
        title=f"Plan for {plan.repository}",
        plan=plan,
        assessment=assessment,
        answers=bars([(WORDS[a], done[a]) for a in Answer if done[a]]),
        words=WORDS,
        statuses=_statuses(action.status for action in plan.actions),
        **_pictures(assessment),
    )


def assessment_page(assessment: Assessment) -> str:
    """Return the assessment as one HTML page with its pictures."""
    return _page(
        "assessment.html",
        title=f"Assessment of {assessment.repository}",
        assessment=assessment,
        actions=sorted(assessment.actions.values(), key=_weight),
        statuses=_statuses(found.status for found in assessment.actions.values()),
        **_pictures(assessment),
    )


def _weight(found: Assessed) -> tuple[int, str]:
    return -len(found.findings), found.slug


def _statuses(statuses: Iterable[Status]) -> str:
    counted = Counter(statuses)
    return bars([(status.value, counted[status]) for status in Status])


def _pictures(assessment: Assessment) -> dict[str, object]:
    places = {slug: len(found.findings) for slug, found in assessment.actions.items()}
    folders: Counter[str] = Counter()
    for found in assessment.actions.values():
        for finding in found.findings:
            folders[finding.path.rpartition("/")[0] or "(top)"] += 1
    busy = sorted(places.items(), key=lambda row: (-row[1], row[0]))
    return {
        "facts": _facts(assessment.facts),
        "by_action": bars([(slug, count) for slug, count in busy if count]),
        "by_folder": bars(folders.most_common(12)),
        "places": PLACES,
        "areas": [area.value for area in Area],
    }


def _facts(facts: Facts) -> Mapping[str, str]:
    """Return the facts as label and text, only those that say something."""
    low = ".".join(map(str, facts.minimum_python))
    rows = {
        "Python files": f"{len(facts.python_files):,} ({facts.lines:,} lines)",
        "Test files": f"{len(facts.test_files):,}",
        "Packages": ", ".join(sorted(facts.packages)),
        "Entry points": ", ".join(facts.entry_points),
        "Lowest Python": f"{low} ({facts.requires_python or 'not declared'})",
        "Build backend": facts.backend,
        "Managed by": facts.manager,
        "Declared dependencies": str(len({need.name for need in facts.requirements})),
        "Manifests": ", ".join(manifest.path for manifest in facts.manifests),
        "Tools": ", ".join(sorted({tool.name for tool in facts.tools})),
        "Tests by": facts.test_framework,
        "CI": ", ".join(system.name for system in facts.ci),
        "Dockerfiles": ", ".join(facts.dockerfiles),
        "Compose files": ", ".join(facts.compose_files),
    }
    return {label: text for label, text in rows.items() if text}


def _page(template: str, **values: object) -> str:
    environment = Environment(
        loader=PackageLoader("bot.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(template).render(**values) + "\n"
