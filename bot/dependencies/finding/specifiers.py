"""Specifiers of versions in each syntax, with the place of each version."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dependencies.finding.requirement_text import read_requirement
from bot.dependencies.places import Clause, Syntax

if TYPE_CHECKING:
    from collections.abc import Sequence

_ANY = frozenset({"", "*"})
_BEFORE = "x "
_POETRY = re.compile(
    r"[\s,]*(\^|~=|~|===|==|!=|<>|>=|<=|>|<|=)?\s*(v?\d[\w.!+-]*(?:\.\*)?)(?=[\s,|]|$)"
)
# https://docs.conda.io/projects/conda-build/en/stable/resources/package-spec.html
_CONDA = re.compile(r",?(~=|===|==|!=|>=|<=|>|<|=)?\s*(\d[\w.!+*-]*)(?=[,|]|$)")


def clauses_of(text: str, syntax: Syntax) -> tuple[Clause, ...] | None:
    """Return the clauses of a specifier; None where it is none of that syntax.

    Their places are positions in the text. "*" and "" are no clause.
    """
    if text.strip() in _ANY:
        return ()
    if syntax is Syntax.PEP440:
        return _pep440(text)
    pattern = _POETRY if syntax is Syntax.POETRY else _CONDA
    found: list[Clause] = []
    position = 0
    for number, part in enumerate(re.split(r"\|\|?", text)):
        start = text.index(part, position)
        parts = list(_each(pattern, text, start, start + len(part.rstrip())))
        if not parts or parts[-1].end != start + len(part.rstrip()):
            return None
        found += [
            Clause(each.operator, each.version, each.start, each.end, number)
            for each in parts
        ]
        position = start + len(part)
    return tuple(found)


def _each(pattern: re.Pattern[str], text: str, start: int, end: int) -> list[Clause]:
    found: list[Clause] = []
    start += len(text[start:end]) - len(text[start:end].lstrip())
    while start < end and (match := pattern.match(text, start, end)):
        found.append(Clause(match[1] or "", match[2], match.start(2), match.end(2)))
        start = match.end()
    return found


def _pep440(text: str) -> tuple[Clause, ...] | None:
    need = read_requirement(_BEFORE + text)
    if need is None or need.address or need.marker or need.extras:
        return None
    cut = len(_BEFORE)
    return tuple(
        Clause(part.operator, part.version, part.start - cut, part.end - cut)
        for part in need.parts
    )


def python_marker(clauses: Sequence[Clause]) -> str | None:
    """Return the marker (PEP 508) that a limit on Python amounts to.

    "" for no limit; None where it cannot be said.
    """
    sides: dict[int, list[str]] = {}
    for clause in clauses:
        said = _marker(clause.operator, clause.version)
        if not said:
            return None
        sides.setdefault(clause.alternative, []).append(said)
    if len(sides) <= 1:
        return " and ".join(next(iter(sides.values()), []))
    return " or ".join(f"({' and '.join(parts)})" for parts in sides.values())


def _marker(operator: str, version: str) -> str:
    """Return the marker of one clause; "" where it cannot be said."""
    release = version.removesuffix(".*")
    if not re.fullmatch(r"\d+(?:\.\d+)*", release):
        return ""
    numbers = [int(number) for number in release.split(".")]
    if operator in {"^", "~"}:
        return _from_to(operator, release, numbers)
    operator = "==" if operator in {"", "="} else operator
    if version.endswith(".*"):
        is_sayable = operator in {"==", "!="} and len(numbers) == len(
            ("major", "minor")
        )
        return f'python_version {operator} "{release}"' if is_sayable else ""
    if operator in {">=", "<"}:
        return f'{_name(numbers)} {operator} "{release}"'
    if operator in {"==", "!=", "<=", ">"}:
        return f'python_full_version {operator} "{release}"'
    return ""


def _from_to(operator: str, release: str, numbers: Sequence[int]) -> str:
    """Return the marker of Poetry's `^3.9` or `~3.9`."""
    if not numbers[0]:
        return ""
    upper = f"{numbers[0] + 1}.0"
    if operator == "~" and len(numbers) > 1:
        upper = f"{numbers[0]}.{numbers[1] + 1}"
    return f'{_name(numbers)} >= "{release}" and python_version < "{upper}"'


def _name(numbers: Sequence[int]) -> str:
    is_short = len(numbers) <= len(("major", "minor"))
    return "python_version" if is_short else "python_full_version"
