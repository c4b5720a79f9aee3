"""`honebot actions`, `explain` and `catalogue`: what Honebot can do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.actions.catalogue import ACTIONS
from bot.actions.codemod_action import CodemodAction
from codemods.explanation import explain as explanation_of

if TYPE_CHECKING:
    from bot.actions.base import Action


def kind_of(action: Action) -> str:
    """Return codemod or action, the two kinds that change something."""
    return "codemod" if isinstance(action, CodemodAction) else "action"


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def actions(*, as_json: bool) -> None:
    """List every action there is."""
    rows = [
        {
            "slug": slug,
            "area": ACTIONS.area(slug).value,
            "kind": kind_of(ACTIONS[slug]),
            "safety": ACTIONS[slug].safety.value,
            "title": explanation_of(ACTIONS[slug].documented).title,
            "params": list(ACTIONS[slug].params),
        }
        for slug in ACTIONS
    ]
    if as_json:
        click.echo(json.dumps({"actions": rows}, indent=2))
        return
    for row in rows:
        click.echo(
            f"{row['slug']:<20} {row['area']:<14} {row['safety']:<7} {row['title']}"
        )


@click.command()
@click.argument("slug")
def explain(slug: str) -> None:
    """Explain one action: why, what it does, what it leaves alone."""
    click.echo(page(ACTIONS.get_known(slug)))


@click.command(hidden=True)
@click.argument(
    "path", default="docs/catalogue.md", type=click.Path(path_type=Path, dir_okay=False)
)
def catalogue(path: Path) -> None:
    """Write the catalogue's page from the actions' own docstrings."""
    path.write_text(whole_catalogue(), encoding="utf-8")


def whole_catalogue() -> str:
    """Return the page with every action, in the plan's order."""
    head = (
        "# The catalogue of actions\n\n"
        "Written by `python -m bot catalogue` from the actions' docstrings.\n"
    )
    return head + "".join(f"\n{page(ACTIONS[slug])}" for slug in ACTIONS)


def page(action: Action) -> str:
    """Return one action as Markdown; it ends with a line break."""
    text = explanation_of(action.documented)
    area, safety = ACTIONS.area(action.slug).value, action.safety.value
    facts = f"area {area}, {kind_of(action)}, {safety}"
    parts = [f"## {action.slug}", f"{text.title}. ({facts})", text.why]
    fence = "```python" if kind_of(action) == "codemod" else "```text"
    for heading, example in (("Before", text.before), ("After", text.after)):
        if example:
            parts.append(f"{heading}:\n\n{fence}\n{example}\n```")
    if text.fix_safety:
        parts.append(f"Fix safety: {text.fix_safety}")
    if text.left_alone:
        parts.append(f"Left alone: {text.left_alone}")
    if action.params:
        parts.append(
            "\n".join(f"- `{name}`: {what}" for name, what in action.params.items())
        )
    if text.references:
        parts.append("\n".join(f"- <{link}>" for link in text.references))
    return "\n\n".join(part.strip() for part in parts if part) + "\n"
