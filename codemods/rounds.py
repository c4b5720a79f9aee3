"""Edit a file until a codemod has nothing more to say about it."""

from __future__ import annotations

import ast
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from codemods import checks, fragments, imports, source
from codemods.base import EditRefusedError
from codemods.fragments import Shift
from codemods.imports import ImportRefusedError
from codemods.model import Finding, LeftAlone, Outcome, Rewrite
from codemods.module import Module

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from codemods.base import Codemod, Site
    from codemods.fragments import Splice

ROUNDS = 8
"""How often edits may follow from edits before a file is given up."""


@dataclass(slots=True)
class _Round:
    """What becomes of the sites of one round.

    A site whose edits overlap with those of another waits for the next round.
    """

    applied: list[Site] = field(default_factory=list)
    left: list[tuple[Site, str, Outcome]] = field(default_factory=list)
    splices: list[Splice] = field(default_factory=list)


@dataclass(slots=True)
class _History:
    """The files that led to the present one, to find old lines again."""

    steps: list[tuple[Module, Shift]] = field(default_factory=list)

    def line(self, module: Module, node: ast.AST) -> int:
        """Return the line of a node in the first file; 0 for all of the file."""
        if not isinstance(node, (ast.expr, ast.stmt)):
            return int(getattr(node, "lineno", 0))
        offset, _ = module.source.span(node)
        first = module
        for earlier, shift in reversed(self.steps):
            offset, first = shift.old(offset), earlier
        return bisect_right(first.source.starts, offset)


def run(
    codemod: Codemod, base: Module, raw: bytes, look: Callable[[], None]
) -> Rewrite:
    """Return what a codemod makes of a file when it has come to rest.

    `raw` are the file's bytes; `look` is called between nodes, and may raise
    to end a run that takes too long. Raises `CheckFailedError` where the
    result does not hold what an edit promises.
    """
    current = base
    history = _History()
    findings: list[Finding] = []
    for _ in range(ROUNDS):
        made = _edit(current, list(sites(codemod, current, look)))
        if not made.applied:
            return _result(current, raw, findings, _left(current, made, history))
        findings += [
            Finding(base.path, history.line(current, site.node), site.message)
            for site in made.applied
        ]
        current = _next(current, made, history)
    raise checks.CheckFailedError("the edits do not come to an end")


def sites(codemod: Codemod, module: Module, look: Callable[[], None]) -> Iterator[Site]:
    """Yield what a codemod says of each node that it visits."""
    for kind, visit in codemod.visitors:
        for node in module.tree.by_type.get(kind, ()):
            look()
            yield from visit(node, module)


def _result(
    module: Module, raw: bytes, findings: list[Finding], left: tuple[LeftAlone, ...]
) -> Rewrite:
    if not findings:
        return Rewrite(raw, left_alone=left)
    encoded = module.source.encode(module.source.data)
    return Rewrite(encoded, tuple(sorted(findings)), left)


def _left(module: Module, made: _Round, history: _History) -> tuple[LeftAlone, ...]:
    places = {
        LeftAlone(module.path, history.line(module, site.node), reason, outcome)
        for site, reason, outcome in made.left
    }
    return tuple(sorted(places))


def _edit(module: Module, found: list[Site]) -> _Round:
    """Return the splices of all sites that can be edited side by side."""
    made = _Round()
    taken: list[tuple[int, int]] = []
    for start, end, site in sorted(
        ((*_extent(module, site), site) for site in found),
        key=lambda item: (item[0], -item[1]),
    ):
        if site.outcome is not Outcome.APPLIED:
            made.left.append((site, site.message, site.outcome))
        elif not any(start < stop and begin < end for begin, stop in taken):
            try:
                splices = [fragments.splice(module, edit) for edit in site.edits]
                for needed in site.imports:
                    module.imported(needed)
            except (EditRefusedError, ImportRefusedError) as error:
                made.left.append((site, str(error), Outcome.REFUSED))
                continue
            taken.append((start, end))
            made.applied.append(site)
            made.splices += splices
    return made


def _extent(module: Module, site: Site) -> tuple[int, int]:
    """Return the offsets between which a site changes the file."""
    spans = [module.source.span(edit.node) for edit in site.edits]
    if not spans:
        return (0, 0)
    return min(start for start, _ in spans), max(end for _, end in spans)


def _next(module: Module, made: _Round, history: _History) -> Module:
    """Return the file with the edits of one round in it, checked."""
    shift = Shift(made.splices)
    edited = _moved(module, shift)
    checks.same_outside(module, edited, made.splices, shift)
    history.steps.append((module, shift))
    needed = {item for site in made.applied for item in site.imports}
    plans = sorted(module.planned_import(item) for item in needed)
    splices = imports.changes(module, edited, plans)
    if splices:
        shift = Shift(splices)
        imported = _moved(edited, shift)
        history.steps.append((edited, shift))
        edited = imported
    checks.compiles(module, edited)
    return edited


def _moved(module: Module, shift: Shift) -> Module:
    text = source.with_data(module.source, shift.apply(module.source.data))
    return Module(module.path, text, source.parse(text), module.project)
