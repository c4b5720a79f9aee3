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
    """Return codemod or action, which change something, or report."""
    if not isinstance(action, CodemodAction):
        return "action"
    return "report" if action.codemod.report else "codemod"


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
    "folder", default="docs/catalogue", type=click.Path(path_type=Path, file_okay=False)
)
def catalogue(folder: Path) -> None:
    """Write the catalogue's pages from the actions' own docstrings."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = catalogue_pages()
    for old in folder.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


def catalogue_pages() -> dict[str, str]:
    """Return the text of each page by file name: an index, and one per action."""
    head = (
        "# The catalogue of actions\n\n"
        "Written by `python -m bot catalogue` from the actions' docstrings, as are\n"
        "the pages that it leads to.\n"
    )
    lines = [head]
    areas: dict[str, list[str]] = {}
    for slug in ACTIONS:
        areas.setdefault(ACTIONS.area(slug).value, []).append(slug)
    for area, slugs in areas.items():
        lines.append(
            f"\n## {area}\n\n| action | kind | what it does |\n|---|---|---|\n"
        )
        lines += [_row(ACTIONS[slug]) for slug in slugs]
    pages = {"README.md": "".join(lines)}
    return pages | {f"{slug}.md": page(ACTIONS[slug]) for slug in ACTIONS}


def _row(action: Action) -> str:
    title = explanation_of(action.documented).title
    link = f"[{action.slug}]({action.slug}.md)"
    return f"| {link} | {_claims(action)} | {title} |\n"


def _claims(action: Action) -> str:
    """Return the kind of an action and, where it changes something, its safety."""
    kind = kind_of(action)
    return kind if kind == "report" else f"{kind}, {action.safety.value}"


def page(action: Action) -> str:
    """Return one action as Markdown; it ends with a line break."""
    text = explanation_of(action.documented)
    facts = f"area {ACTIONS.area(action.slug).value}, {_claims(action)}"
    parts = [f"# {action.slug}", f"{text.title}. ({facts})", text.why]
    fence = "```text" if kind_of(action) == "action" else "```python"
    examples = {"Found": text.found, "Before": text.before, "After": text.after}
    for heading, example in examples.items():
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
