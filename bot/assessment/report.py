"""An assessment as text, Markdown and JSON-able values."""

from __future__ import annotations

import textwrap
from dataclasses import asdict, fields, is_dataclass
from typing import TYPE_CHECKING

from bot.model import Facts
from bot.words import escaped, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.model import Assessed, Assessment
    from codemods.model import LeftAlone

WIDTH = 80
"""Columns of the text for a terminal."""

_MOST = 7


def as_table(assessment: Assessment) -> str:
    """Return plain aligned text for a terminal, ending in a newline."""
    lines = [printable(_title(assessment)), "", "Facts"]
    lines += _aligned(_facts(assessment.facts))
    lines += ["", "Actions"]
    width = max((len(slug) for slug in assessment.actions), default=0)
    lines += _aligned(
        [
            (f"{one.slug:<{width}}  {one.status.value}", one.reason)
            for one in _sorted(assessment)
        ]
    )
    problems = assessment.facts.problems
    if problems:
        lines += ["", "Could not be read"]
        lines += _aligned([(printable(_place(one)), one.reason) for one in problems])
    return "\n".join(lines) + "\n"


def _title(assessment: Assessment) -> str:
    root = f", folder {assessment.root}" if assessment.root else ""
    return f"{assessment.repository} at {assessment.commit[:12]}{root}"


def _sorted(assessment: Assessment) -> list[Assessed]:
    return sorted(assessment.actions.values(), key=lambda one: (one.status, one.slug))


def _place(left: LeftAlone) -> str:
    return f"{left.path}:{left.line}" if left.line else left.path


def _aligned(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    width = min(40, max((len(name) for name, _ in rows), default=0))
    for name, text in rows:
        head = f"  {name:<{width}}  "
        yield from textwrap.wrap(
            printable(text),
            WIDTH,
            initial_indent=head,
            subsequent_indent=" " * (width + 4),
            break_long_words=False,
            break_on_hyphens=False,
        ) or [head.rstrip()]


def _facts(facts: Facts) -> list[tuple[str, str]]:
    """Return what the facts say, a name and a text each."""
    major, minor = facts.minimum_python
    tools = dict.fromkeys(tool.name for tool in facts.tools)
    systems = [f"{one.name} (jobs: {len(one.jobs)})" for one in facts.ci]
    rows = [
        ("Python files", f"{len(facts.python_files):,} with {facts.lines:,} lines"),
        ("left alone", f"{len(facts.left_alone):,} Python files"),
        ("layout", facts.layout),
        ("packages", _some(f"{name} in {at}" for name, at in facts.packages.items())),
        ("entry points", _some(facts.entry_points)),
        ("lowest Python", f"{major}.{minor}"),
        ("requires-python", facts.requires_python),
        ("built with", facts.backend),
        ("managed with", facts.manager),
        ("manifests", _some(f"{one.path} ({one.kind})" for one in facts.manifests)),
        ("requirements", f"{len(facts.requirements):,}"),
        ("tests", f"{len(facts.test_files):,} files, {facts.test_framework or 'none'}"),
        ("tools", _some(tools)),
        ("CI", _some(systems)),
        ("Dockerfiles", _some(facts.dockerfiles)),
        ("compose files", _some(facts.compose_files)),
        ("documents", _some(facts.documents)),
    ]
    return [(name, text or "none") for name, text in rows]


def _some(items: Iterable[str]) -> str:
    """Return the first items with commas; the rest only counted."""
    every = list(items)
    shown = ", ".join(every[:_MOST])
    more = len(every) - _MOST
    return f"{shown} and {more} more" if more > 0 else shown


def as_markdown(assessment: Assessment) -> str:
    """Return a Markdown document, ending in a newline."""
    lines = [f"# {escaped(_title(assessment))}", "", "## Facts", ""]
    lines += ["| fact | value |", "|---|---|"]
    lines += [
        f"| {name} | {escaped(text)} |" for name, text in _facts(assessment.facts)
    ]
    lines += ["", "## Actions", ""]
    lines += [
        "| action | status | places | left alone | reason |",
        "|---|---|--:|--:|---|",
    ]
    lines += [
        f"| `{one.slug}` | {one.status.value} | {len(one.findings):,} |"
        f" {len(one.left_alone):,} | {escaped(one.reason)} |"
        for one in _sorted(assessment)
    ]
    problems = assessment.facts.problems
    if problems:
        lines += ["", "## Could not be read", ""]
        lines += [
            f"- {escaped(_place(one))}: {escaped(one.reason)}" for one in problems
        ]
    return "\n".join(lines) + "\n"


def as_json(assessment: Assessment) -> dict[str, object]:
    """Return the values of `honebot assess --format json`."""
    facts = assessment.facts
    values: dict[str, object] = {}
    for field in fields(Facts):
        value = getattr(facts, field.name)
        values[field.name] = _plain(value)
    return {
        "repository": assessment.repository,
        "commit": assessment.commit,
        "root": assessment.root,
        "seconds": round(assessment.seconds, 3),
        "facts": values,
        "actions": [_assessed(one) for one in _sorted(assessment)],
    }


def _assessed(one: Assessed) -> dict[str, object]:
    return {
        "slug": one.slug,
        "status": one.status.value,
        "reason": one.reason,
        "findings": _plain(one.findings),
        "left_alone": _plain(one.left_alone),
    }


def _plain(value: object) -> object:
    """Return a field's value as JSON has it."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(part) for name, part in asdict(value).items()}
    if isinstance(value, dict):
        return dict(value)
    return value
