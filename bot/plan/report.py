"""A plan as text, Markdown and JSON-able values. Pure."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from bot.model import Status
from bot.words import escaped, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model import Plan, PlanItem, PlannedAction

WIDTH = 80
"""Columns of the text for a terminal."""


def as_table(plan: Plan) -> str:
    """Return plain aligned text for a terminal, ending in a newline."""
    now = [action for action in plan.actions if action.status is Status.PROPOSED]
    later = [action for action in plan.actions if action.status is not Status.PROPOSED]
    lines = [f"{printable(plan.repository)} at {plan.commit[:12]}"]
    lines += _section("To do now", [_row(action) for action in now])
    lines += _section("Not now", [_row(action) for action in later])
    lines += _section("Answers to the plan", [_item_row(item) for item in plan.items])
    return "\n".join(lines) + "\n"


def _section(title: str, rows: Sequence[tuple[str, str, str]]) -> list[str]:
    """Return a title and rows of two aligned columns and a wrapped one."""
    if not rows:
        return ["", title, "  nothing"]
    first = max(len(row[0]) for row in rows)
    second = max(len(row[1]) for row in rows)
    lines = ["", title]
    for one, two, text in rows:
        head = f"  {one:<{first}}  {two:<{second}}  "
        lines += textwrap.wrap(
            printable(text),
            WIDTH,
            initial_indent=head,
            subsequent_indent=" " * len(head),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [head.rstrip()]
    return lines


def _row(action: PlannedAction) -> tuple[str, str, str]:
    if action.status is Status.PROPOSED:
        return _name(action), action.safety.value, action.reason
    return _name(action), action.status.value, action.reason


def _name(action: PlannedAction) -> str:
    return f"{action.slug}/{action.scope}" if action.scope else action.slug


def _item_row(item: PlanItem) -> tuple[str, str, str]:
    return item.id, item.answer.value, f"{item.text} -> {item.evidence}"


def as_markdown(plan: Plan) -> str:
    """Return a Markdown document, ending in a newline."""
    lines = [
        f"# Plan for {escaped(plan.repository)}",
        "",
        f"At commit `{plan.commit[:12]}`.",
        "",
        "## Actions",
        "",
        "| action | area | safety | status | places | reason |",
        "|---|---|---|---|--:|---|",
    ]
    for action in plan.actions:
        cells = (
            f"`{_name(action)}`",
            action.area.value,
            action.safety.value,
            action.status.value,
            f"{len(action.findings):,}",
            escaped(action.reason),
        )
        lines.append(f"| {' | '.join(cells)} |")
    if plan.items:
        lines += ["", "## Answers to the plan", ""]
        lines += [line for item in plan.items for line in _item_lines(item)]
    return "\n".join(lines) + "\n"


def _item_lines(item: PlanItem) -> list[str]:
    named = ", ".join(f"`{slug}`" for slug in item.actions)
    shown = f" ({named})" if named else ""
    return [
        f"- **{escaped(item.id)}** {escaped(item.text)}  ",
        f"  *{item.answer.value}*{shown}: {escaped(item.evidence)}",
    ]


def as_json(plan: Plan) -> dict[str, object]:
    """Return the values of `honebot plan --format json`."""
    return {
        "repository": plan.repository,
        "commit": plan.commit,
        "actions": [
            {
                "slug": action.slug,
                "area": action.area.value,
                "scope": action.scope,
                "status": action.status.value,
                "reason": action.reason,
                "findings": [
                    {
                        "path": finding.path,
                        "line": finding.line,
                        "message": finding.message,
                    }
                    for finding in action.findings
                ],
                "files": list(action.files),
                "safety": action.safety.value,
            }
            for action in plan.actions
        ],
        "plan_items": [
            {
                "id": item.id,
                "text": item.text,
                "answer": item.answer.value,
                "actions": list(item.actions),
                "evidence": item.evidence,
            }
            for item in plan.items
        ],
    }
