"""One requirement (PEP 508) in its parts, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

_EXTRAS = re.compile(r"\s*(?:\[[^\]]*\])?\s*")
_CLAUSE = re.compile(r"(?:(===)\s*([^\s,;)]+)|(~=|==|!=|<=|>=|<|>)\s*([^\s,;()<>=~]+))")


@dataclass(frozen=True, slots=True)
class Part:
    """One clause of a specifier; `start` and `end` are its version's place."""

    operator: str
    version: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RequirementText:
    """The parts of a requirement.

    `name` is normalised (PEP 503), `written` as it is spelt, `extras` as they
    are spelt, sorted. `marker` is what is behind the semicolon. `address` is
    that of a direct reference, "" for none, and `address_start` its place.
    """

    name: str
    written: str
    extras: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    marker: str = ""
    address: str = ""
    address_start: int = 0

    @property
    def is_pinned(self) -> bool:
        """Whether one exact version is asked for, whatever else is."""
        exact = [part for part in self.parts if part.operator in {"==", "==="}]
        return len(exact) == 1 and not exact[0].version.endswith("*")


def read_requirement(text: str) -> RequirementText | None:
    """Return the parts of a requirement, None where it is none (PEP 508).

    https://packaging.python.org/en/latest/specifications/dependency-specifiers/
    """
    try:
        need = Requirement(text)
    except (InvalidRequirement, RecursionError):
        return None
    name = canonicalize_name(need.name)
    extras = tuple(sorted(need.extras))
    begin = text.index(need.name) + len(need.name)
    head = _EXTRAS.match(text, begin)
    rest = head.end() if head else begin
    if need.url is not None:
        start = text.index(need.url, rest)
        end = start + len(need.url)
        marker = text[end:].strip().removeprefix(";").strip()
        return RequirementText(
            name, need.name, extras, (), marker, text[start:end], start
        )
    specifier, _, marker = text[rest:].partition(";")
    parts = tuple(
        Part(
            found[1] or found[3],
            found[2] or found[4],
            rest + max(found.start(2), found.start(4)),
            rest + found.end(),
        )
        for found in _CLAUSE.finditer(specifier)
    )
    wanted = {(each.operator, each.version.strip()) for each in need.specifier}
    is_sure = {(part.operator, part.version) for part in parts} == wanted
    made = RequirementText(name, need.name, extras, parts, marker.strip())
    return made if is_sure else None
