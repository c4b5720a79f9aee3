"""One configuration for Ruff from what several linters have."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.actions.files.errors import BrokenFileError
from bot.actions.files.toml import read_toml
from bot.actions.formatting.linting.carried import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.actions.base import Target
    from bot.actions.formatting.linting.carried import Carried, Value
    from bot.actions.formatting.linting.rules import Rules

START = ("E4", "E7", "E9", "F")
"""The rules that find mistakes and leave layout alone: where to begin."""

RUFF_LINE_LENGTH = 88
LOWEST_TARGET = (3, 7)
"""The lowest Python that Ruff knows (https://docs.astral.sh/ruff/settings/#target-version)."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """Ruff's settings, as they are to be written.

    `ignore` and `per_file` map a code, or a pattern with codes, to the comment
    that says why it is there ("" for none).
    """

    select: tuple[str, ...]
    ignore: Mapping[str, str] = field(default_factory=dict)
    per_file: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    per_file_comments: Mapping[str, str] = field(default_factory=dict)
    exclude: Mapping[str, str] = field(default_factory=dict)
    line_length: int | None = None
    target_version: str = ""
    tables: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)


def combine(
    target: Target, carried: Sequence[Carried], rules: Rules, asked: Sequence[str] = ()
) -> tuple[Configuration, tuple[str, ...]]:
    """Return one configuration, and sentences about what it leaves behind.

    `asked` are rules to select instead of those that the settings do. Codes
    that Ruff does not have, or has only in preview, are left out.
    """
    wanted = [code for item in carried for code in item.select]
    if not any(code[:1] in {"E", "F"} for code in wanted):
        wanted = [*START, *wanted]
    select = _shortest(code for code in asked or wanted if rules.is_known(code))
    ignore = _unique(code for item in carried for code in item.ignore)
    per_file: dict[str, tuple[str, ...]] = {}
    for item in carried:
        for pattern, codes in item.per_file.items():
            known = [
                code
                for code in codes
                if rules.is_known(code) and _selects(select, code)
            ]
            if known:
                per_file[pattern] = _unique((*per_file.get(pattern, ()), *known))
    tables: dict[str, dict[str, Value]] = {}
    for item in carried:
        for name, table in item.tables.items():
            tables[name] = {**tables.get(name, {}), **table}
    configuration = Configuration(
        select=select,
        ignore={
            code: ""
            for code in ignore
            if rules.is_known(code) and _selects(select, code)
        },
        per_file=per_file,
        exclude={path: "" for item in carried for path in item.exclude},
        line_length=_line_length(target, carried),
        target_version=_target_version(target, carried),
        tables=tables,
    )
    return configuration, tuple(_left_behind(carried, rules))


def _unique(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))


def _shortest(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the codes without those that another one holds, sorted."""
    known = set(codes)
    return tuple(
        sorted(
            code
            for code in known
            if not any(
                other != code and code.startswith(other) and _one_family(other, code)
                for other in known
            )
        )
    )


def _one_family(shorter: str, longer: str) -> bool:
    rest = longer[len(shorter) :]
    return rest[:1].isdigit() or shorter == "PL"


def _selects(select: Sequence[str], code: str) -> bool:
    """Return whether ignoring the code changes what is selected."""
    return any(code.startswith(item) or item.startswith(code) for item in select)


def _line_length(target: Target, carried: Sequence[Carried]) -> int | None:
    """Return the formatter's line length, else the longest of the linters'."""
    if "pyproject.toml" in target.tree:
        try:
            toml = read_toml(target.tree, "pyproject.toml")
        except BrokenFileError:
            return None
        black = toml.table("tool", "black")
        if black is not None:
            named = black.get("line-length", black.get("line_length", ""))
            return number(named) or RUFF_LINE_LENGTH
    lengths = [item.line_length for item in carried if item.line_length is not None]
    return max(lengths, default=None)


def _target_version(target: Target, carried: Sequence[Carried]) -> str:
    """Return the lowest Python, "" where Ruff reads it from requires-python."""
    if "pyproject.toml" in target.tree:
        project = read_toml(target.tree, "pyproject.toml").table("project")
        if project and "requires-python" in project:
            return ""
    if target.facts.requires_python:
        major, minor = max(target.facts.lowest_python, LOWEST_TARGET)
        return f"py{major}{minor}"
    named = [item.target_version for item in carried if item.target_version]
    return max(named, key=lambda name: int(name[3:]), default="")


def _left_behind(carried: Sequence[Carried], rules: Rules) -> Iterable[str]:
    for item in carried:
        per_file = (code for codes in item.per_file.values() for code in codes)
        codes = _unique((*item.select, *item.ignore, *per_file))
        preview = [code for code in codes if rules.only_preview(code)]
        unknown = [code for code in codes if not rules.is_known(code)]
        unknown = [code for code in unknown if code not in preview]
        parts = [f"{', '.join(unknown)} (not in Ruff)"] if unknown else []
        parts += [f"{', '.join(preview)} (in preview only)"] if preview else []
        parts += item.not_carried
        if parts:
            yield f"Not carried over from {item.source}: {', '.join(parts)}."


def with_ratchet(
    configuration: Configuration,
    *,
    ignore: Mapping[str, str],
    per_file: Mapping[str, tuple[str, ...]],
    comments: Mapping[str, str],
    exclude: Mapping[str, str],
) -> Configuration:
    """Return the configuration with what has to be excepted to be green."""
    merged = dict(configuration.per_file)
    for pattern, codes in per_file.items():
        merged[pattern] = _unique((*merged.get(pattern, ()), *codes))
    return replace(
        configuration,
        ignore={**configuration.ignore, **ignore},
        per_file=merged,
        per_file_comments={**configuration.per_file_comments, **comments},
        exclude={**configuration.exclude, **exclude},
    )
