"""Conda's match specifications.

https://docs.conda.io/projects/conda-build/en/stable/resources/package-spec.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from bot.dependencies.finding.addresses import quoted
from bot.dependencies.finding.collecting import Asked
from bot.dependencies.finding.specifiers import clauses_of
from bot.dependencies.places import Clause, Origin, Syntax

if TYPE_CHECKING:
    from bot.dependencies.finding.collecting import Collector
    from bot.reading.joined import Joined

_SPEC = re.compile(
    r"(?:(?P<channel>[\w./:-]+)::)?(?P<name>[A-Za-z0-9_][\w.-]*)"
    r"(?:\s*\[(?P<keys>[^\]]*)\])?\s*(?P<version>.*)"
)
_VERSION_KEY = re.compile(r"\bversion\s*=\s*(['\"]?)([^'\",\]]+(?:,[^'\",\]]+)*)\1")
_EXACT_WITH_BUILD = re.compile(r"(={1,2})?([^=,|\s<>!~]+)(?:=|\s+)[\w.*]+")


def collect_spec(collector: Collector, said: Joined, group: str) -> None:
    """Keep one specification; `python` says which Pythons there are."""
    said = said.stripped()
    found = _SPEC.fullmatch(said.text)
    if found is None:
        reason = f"`{quoted(said.text)}` is no specification of conda"
        collector.problem(said.offsets[0] if said.offsets else 0, reason)
        return
    clauses = _clauses(said.text, found)
    if clauses is None:
        reason = f"`{quoted(said.text)}`: its version cannot be read"
        collector.problem(said.offsets[0], reason)
        return
    if canonicalize_name(found["name"]) == "python":
        if clauses:
            collector.requires_python(said, clauses, Syntax.CONDA)
        return
    asked = Asked(found["name"], clauses, syntax=Syntax.CONDA, origin=Origin.CONDA)
    collector.place(asked, said, group)


def _clauses(text: str, found: re.Match[str]) -> tuple[Clause, ...] | None:
    start, version = found.start("version"), found["version"]
    if found["keys"] is not None:
        key = _VERSION_KEY.search(text, found.start("keys"), found.end("keys"))
        if key is None:
            return ()
        start, version = key.start(2), key[2]
    built = _EXACT_WITH_BUILD.fullmatch(version)
    if built:
        begin = start + built.start(2)
        return (Clause(built[1] or "==", built[2], begin, begin + len(built[2])),)
    clauses = clauses_of(version, Syntax.CONDA)
    if clauses is None:
        return None
    return tuple(
        Clause(
            each.operator,
            each.version,
            each.start + start,
            each.end + start,
            each.alternative,
        )
        for each in clauses
    )
