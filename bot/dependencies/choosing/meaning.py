"""What the clauses of a place allow, whatever the syntax.

Poetry's operators: https://python-poetry.org/docs/dependency-specification/;
conda's: https://docs.conda.io/projects/conda-build/en/stable/resources/package-spec.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from bot.dependencies.places import Syntax

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.dependencies.places import Clause

_PREFIX = re.compile(r"v?(?:\d+!)?\d+(?:\.\d+)*\.\*", re.IGNORECASE)
_TWO_COMPONENTS = 2


@dataclass(frozen=True, slots=True)
class Meaning:
    """The versions that a place allows: those of any alternative."""

    alternatives: tuple[SpecifierSet, ...]

    def contains(self, version: Version) -> bool:
        """Return whether a version is allowed, pre-releases like others."""
        return any(
            each.contains(version, prereleases=True) for each in self.alternatives
        )

    @property
    def prereleases(self) -> bool:
        """Whether a clause names a pre-release, which allows them (PEP 440).

        `<2a0` asks for none: it only keeps those of 2 out.
        """
        return any(
            clause.prereleases
            for each in self.alternatives
            for clause in each
            if clause.operator not in {"<", "!="}
        )


def meaning(syntax: Syntax, clauses: Iterable[Clause]) -> Meaning:
    """Return what the clauses of one place allow; no clauses allow everything.

    Raises `InvalidSpecifier` where a clause is not of the syntax.
    """
    parts: dict[int, list[str]] = {}
    for clause in clauses:
        parts.setdefault(clause.alternative, []).extend(in_pep440(syntax, clause))
    texts = [",".join(filter(None, parts[key])) for key in sorted(parts)] or [""]
    return Meaning(tuple(_parsed(text) for text in texts))


@lru_cache(maxsize=4096)
def _parsed(text: str) -> SpecifierSet:
    return SpecifierSet(text)


def in_pep440(syntax: Syntax, clause: Clause) -> tuple[str, ...]:
    """Return one clause as specifiers of PEP 440; "" where it allows everything.

    Raises `InvalidSpecifier` where the clause is not of the syntax.
    """
    operator, version = clause.operator, clause.version
    if version == "*" and operator in {"", "==", "="}:
        return ("",)
    if syntax is Syntax.CONDA and operator == "=":
        return (f"=={version.removesuffix('.*')}.*",)
    if operator in {"", "="} or (operator, syntax) == ("<>", Syntax.POETRY):
        return (("!=" if operator == "<>" else "==") + version,)
    if syntax is Syntax.POETRY and operator in {"^", "~"}:
        return _compatible(operator, version)
    if syntax is Syntax.CONDA and is_prefix(version) and operator in {">=", "<"}:
        return (operator + version.removesuffix(".*"),)
    return (operator + version,)


def _compatible(operator: str, version: str) -> tuple[str, ...]:
    """Return what `^` or `~` mean: a floor, and a cap."""
    try:
        floor = Version(version.removesuffix(".*"))
    except InvalidVersion as error:
        raise InvalidSpecifier(f"Invalid specifier: {operator}{version}") from error
    kept = fixed(operator, floor.release, version)
    cap = (*floor.release[: kept - 1], floor.release[kept - 1] + 1)
    epoch = f"{floor.epoch}!" if floor.epoch else ""
    return (f">={floor}", f"<{epoch}{'.'.join(map(str, cap))}")


def fixed(operator: str, release: tuple[int, ...], version: str) -> int:
    """Return how many components of the release an operator holds fast.

    `^` holds up to the first that is not zero, `~` two (one where one is
    written), `~=` all but the last, a prefix all.
    """
    if operator == "^":
        first = (index for index, part in enumerate(release, 1) if part)
        return next(first, len(release))
    if operator == "~":
        return min(_TWO_COMPONENTS, len(release))
    if operator == "~=" and not is_prefix(version):
        return max(len(release) - 1, 1)
    return len(release)


def is_prefix(version: str) -> bool:
    """Return whether a version is written as a prefix: `1.2.*`."""
    return _PREFIX.fullmatch(version) is not None


def shown(clauses: Iterable[Clause]) -> str:
    """Return the clauses as people write them: `>=1.0,<2 || ^3.0`."""
    parts: dict[int, list[str]] = {}
    for clause in clauses:
        parts.setdefault(clause.alternative, []).append(
            clause.operator + clause.version
        )
    return " || ".join(",".join(parts[key]) for key in sorted(parts))


def is_pin(syntax: Syntax, clause: Clause) -> bool:
    """Return whether a clause names one version, which follows each release."""
    exact = {"==", "===", ""} | (set() if syntax is Syntax.CONDA else {"="})
    return clause.operator in exact and not clause.version.endswith("*")


def lowest(text: str) -> Version:
    """Return the version of a clause, the lowest of a prefix."""
    return Version(text.removesuffix("*").removesuffix(".") or "0")


def meant(release: tuple[int, ...]) -> int:
    """Return how many components are left without the zeros at the end."""
    return max((index for index, part in enumerate(release, 1) if part), default=0)


def padded(release: tuple[int, ...], length: int) -> tuple[int, ...]:
    """Return the first components, zeros where there are no more."""
    return (*release, *([0] * length))[:length]
