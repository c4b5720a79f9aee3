"""Assessments and examinations as JSON-able values, and back.

Only what the cache needs: the values of one version of Honebot. A value that
does not fit raises `ValueError`, `TypeError`, `KeyError` or `AttributeError`.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from bot.model import (
    Assessed,
    Assessment,
    CiSystem,
    Facts,
    Manifest,
    Requirement,
    Status,
    Tool,
)
from codemods.model import Examination, Finding, LeftAlone, Outcome, Rewrite

if TYPE_CHECKING:
    from collections.abc import Callable


def encode(value: object) -> object:
    """Return dataclasses as lists of their fields, sets sorted, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return [encode(getattr(value, field.name)) for field in fields(value)]
    if isinstance(value, dict):
        return {key: encode(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, frozenset):
        return sorted(value)
    return value


def decode_assessment(value: Any, repository: str) -> Assessment:
    """Return the assessment of an encoded one, under the repository's name."""
    _, commit, root, facts, actions, seconds = value
    return Assessment(
        repository=repository,
        commit=commit,
        root=root,
        facts=_facts(facts),
        actions={slug: decode_assessed(row) for slug, row in actions.items()},
        seconds=seconds,
    )


def encode_examination(examination: Examination) -> object:
    """Return an examination without its path and the new sources."""
    said = [
        [
            slug,
            [[found.line, found.message] for found in rewrite.findings],
            [[left.line, left.reason, left.outcome] for left in rewrite.left_alone],
        ]
        for slug, rewrite in sorted(examination.rewrites.items())
    ]
    problem = examination.problem
    if problem is None:
        return [said, None]
    return [said, [problem.line, problem.reason, problem.outcome]]


def decode_examination(value: Any, path: str) -> Examination:
    """Return the examination of the file at the path."""
    said, problem = value
    rewrites = {
        slug: Rewrite(
            b"",
            tuple(Finding(path, line, message) for line, message in found),
            tuple(
                LeftAlone(path, line, reason, Outcome(outcome))
                for line, reason, outcome in left
            ),
        )
        for slug, found, left in said
    }
    if problem is None:
        return Examination(path, rewrites)
    line, reason, outcome = problem
    return Examination(path, rewrites, LeftAlone(path, line, reason, Outcome(outcome)))


def _facts(row: list[Any]) -> Facts:
    names = [field.name for field in fields(Facts)]
    values = dict(zip(names, row, strict=True))
    return Facts(**{name: _FIELDS.get(name, _plain)(values[name]) for name in names})


def _plain(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def decode_assessed(row: Any) -> Assessed:
    """Return what one action found."""
    slug, status, reason, findings, left_alone = row
    return Assessed(
        slug,
        Status(status),
        reason,
        tuple(Finding(*found) for found in findings),
        _lefts(left_alone),
    )


def _lefts(rows: list[Any]) -> tuple[LeftAlone, ...]:
    return tuple(
        LeftAlone(path, line, reason, Outcome(outcome))
        for path, line, reason, outcome in rows
    )


_FIELDS: dict[str, Callable[[Any], Any]] = {
    "ci": lambda rows: tuple(
        CiSystem(name, tuple(paths), tuple(jobs)) for name, paths, jobs in rows
    ),
    "left_alone": _lefts,
    "manifests": lambda rows: tuple(Manifest(*row) for row in rows),
    "modules": frozenset,
    "part_pythons": lambda rows: {
        folder: (major, minor) for folder, (major, minor) in rows.items()
    },
    "problems": _lefts,
    "requirements": lambda rows: tuple(Requirement(*row) for row in rows),
    "tools": lambda rows: tuple(Tool(*row) for row in rows),
}
