"""Edit a file until a codemod has nothing more to say about it."""

from __future__ import annotations

import ast
from bisect import bisect_left, bisect_right, insort
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from codemods import checks
from codemods.base import EditRefusedError, Site, TextEdit
from codemods.editing import fragments, import_lines, unused_imports
from codemods.editing.fragments import Shift
from codemods.editing.imports import ImportRefusedError
from codemods.model import Finding, LeftAlone, Outcome, Rewrite
from codemods.reading import pragmas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from codemods.base import Codemod, Edit
    from codemods.editing.fragments import Splice
    from codemods.reading.module import Module

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
        first = module
        place = module.place_of(node)
        if place is None:
            return 0
        offset, _ = module.source.span(place)
        for earlier, shift in reversed(self.steps):
            offset, first = shift.old(offset), earlier
        return bisect_right(first.source.starts, offset)


def run(
    codemod: Codemod,
    base: Module,
    raw: bytes,
    look: Callable[[], None],
    *,
    survey: bool = False,
) -> Rewrite:
    """Return what a codemod makes of a file when it has come to rest.

    `raw` are the file's bytes; `look` is called between nodes and edits, and
    may raise to end a run that takes too long. With `survey`, what a linter
    proposes is found and not made, since nothing is known of what follows from
    it: `source` is the old one. Raises `CheckFailedError` where the
    result does not hold what an edit promises.
    """
    current = base
    history = _History()
    findings: list[Finding] = []
    left: tuple[LeftAlone, ...] = ()
    if survey and codemod.lint:
        return _surveyed(codemod, base, raw, look)
    for _ in range(ROUNDS):
        if codemod.waits_for(current):
            return _result(current, raw, findings, left)
        found = list(sites(codemod, current, look))
        made = _edit(codemod, current, found, history, look)
        if not made.applied:
            return _result(current, raw, findings, _left(current, made, history))
        left = _left(current, made, history)
        findings += [
            Finding(base.path, history.line(current, site.node), site.message)
            for site in made.applied
        ]
        current = _next(current, made, history)
    raise checks.CheckFailedError("the edits do not come to an end")


def _surveyed(
    codemod: Codemod, module: Module, raw: bytes, look: Callable[[], None]
) -> Rewrite:
    """Return the places of a file, those that would wait for others among them."""
    history = _History()
    made = _Round()
    for site in sites(codemod, module, look):
        alone = _edit(codemod, module, [site], history, look)
        made.applied += alone.applied
        made.left += alone.left
    findings = [
        Finding(module.path, history.line(module, site.node), site.message)
        for site in made.applied
    ]
    left = _left(module, made, history)
    return Rewrite(raw, tuple(sorted(findings)), left)


def sites(codemod: Codemod, module: Module, look: Callable[[], None]) -> Iterator[Site]:
    """Yield what a codemod says of each node that it visits."""
    for kind, visit in codemod.visitors:
        for node in module.tree.by_type.get(kind, ()):
            look()
            try:
                yield from visit(node, module)
            except (EditRefusedError, ImportRefusedError) as error:
                if codemod.whole:
                    raise checks.CheckFailedError(str(error)) from error
                yield Site(node, Outcome.REFUSED, str(error))


def _result(
    module: Module, raw: bytes, findings: list[Finding], left: tuple[LeftAlone, ...]
) -> Rewrite:
    if not findings:
        return Rewrite(raw, left_alone=left)
    try:
        encoded = module.source.encode(module.source.data)
    except UnicodeEncodeError as error:
        raise checks.CheckFailedError(str(error)) from error
    return Rewrite(encoded, tuple(sorted(findings)), left)


def _left(module: Module, made: _Round, history: _History) -> tuple[LeftAlone, ...]:
    places = {
        LeftAlone(module.path, history.line(module, site.node), reason, outcome)
        for site, reason, outcome in made.left
    }
    return tuple(sorted(places))


def _edit(
    codemod: Codemod,
    module: Module,
    found: list[Site],
    history: _History,
    look: Callable[[], None],
) -> _Round:
    """Return the splices of all sites that can be edited side by side.

    Raises `CheckFailedError` for an edit that cannot be made where the edits of
    several files belong together: the file is not right without it.
    """
    made = _Round()
    taken: list[tuple[int, int]] = []
    for spans, site in sorted(
        ((_spans(module, site), site) for site in found),
        key=lambda item: (item[0][0][0], -item[0][-1][1]),
    ):
        look()
        if site.outcome is not Outcome.APPLIED:
            if not (codemod.report and _kept(codemod, module, site)):
                made.left.append((site, site.message, site.outcome))
            continue
        if any(_is_taken(span, taken) for span in spans):
            continue  # the next round sees it again
        try:
            if codemod.covered_only:
                _check_covered(module, site, history)
            made.splices += _splices(codemod, module, site)
        except (EditRefusedError, ImportRefusedError) as error:
            if codemod.whole:
                line = history.line(module, site.node)
                raise checks.CheckFailedError(f"line {line}: {error}") from error
            made.left.append((site, str(error), Outcome.REFUSED))
            continue
        made.applied.append(site)
        for span in spans:
            insort(taken, span)
    return made


def _check_covered(module: Module, site: Site, history: _History) -> None:
    """Refuse a site with a statement that no passing test executes.

    Nothing is refused where it is not known what tests execute. The line of a
    definition itself does not count: an import executes it.
    """
    if module.project.covered is None:
        return
    lines = module.project.covered.get(module.path, 0)
    for edit in site.edits:
        for node in ast.walk(edit.node):
            if isinstance(node, ast.stmt) and not _is_definition_or_text(node):
                line = history.line(module, node)
                if not lines >> line & 1:
                    raise EditRefusedError(f"no passing test executes line {line}")


def _is_definition_or_text(node: ast.stmt) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Global() | ast.Nonlocal():
            return True
    return isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))


def _is_taken(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    """Return whether a span overlaps with one of some that do not overlap."""
    start, end = span
    index = bisect_left(taken, (start, end))
    if index < len(taken) and (taken[index][0] < end or taken[index][0] == start):
        return True
    return index > 0 and (taken[index - 1][1] > start or taken[index - 1][0] == start)


def _splices(codemod: Codemod, module: Module, site: Site) -> list[Splice]:
    """Return a site's edits; raise `EditRefusedError` where the owner says no."""
    if not site.edits or codemod.report:
        raise TypeError("a site is to be changed, but has no edit")
    pragma = _kept(codemod, module, site)
    if pragma:
        raise EditRefusedError(f"the line says `{pragma}`")
    return [fragments.splice(module, edit) for edit in site.edits]


def _kept(codemod: Codemod, module: Module, site: Site) -> str:
    """Return the comment by which the owners keep a place, "" for none.

    A codemod that only reports has nothing to say of such a place.
    """
    return pragmas.kept_by_owner(module, site.node, codemod.rules)


def _spans(module: Module, site: Site) -> list[tuple[int, int]]:
    """Return the offsets between which a site changes the file, in order."""
    return sorted(_span(module, edit) for edit in site.edits) or [(0, 0)]


def _span(module: Module, edit: Edit | TextEdit) -> tuple[int, int]:
    if isinstance(edit, TextEdit):
        return edit.start, edit.end
    return module.source.span(module.anchor(edit.node))


def _next(module: Module, made: _Round, history: _History) -> Module:
    """Return the file with the edits of one round in it, checked."""
    shift = Shift(made.splices)
    edited = module.changed(shift.apply(module.source.data))
    checks.same_outside(module, edited, made.splices, shift)
    history.steps.append((module, shift))
    edited = _with_imports(module, edited, made, history)
    checks.compiles(module, edited)
    return edited


def _with_imports(
    module: Module, edited: Module, made: _Round, history: _History
) -> Module:
    """Return the edited file with what it needs imported, and no more."""
    since = len(history.steps) - 1
    needed = {item for site in made.applied for item in site.imports}
    for plan in module.missing_imports(needed):
        if plan.name not in edited.names.loaded:
            continue
        beside = None
        if plan.beside:
            start, _ = module.source.span(plan.beside)
            for _, shift in history.steps[since:]:
                start = shift.new(start)
            beside = _import_at(edited, start)
        splice = import_lines.added(edited, plan.needed, beside)
        edited = _reimported(edited, splice, history)
    while gone := unused_imports.removed(module, edited):
        edited = _reimported(edited, gone, history)
    return edited


def _import_at(module: Module, start: int) -> ast.ImportFrom:
    statements = module.tree.all(ast.ImportFrom)
    return next(item for item in statements if module.source.span(item)[0] == start)


def _reimported(edited: Module, splice: Splice, history: _History) -> Module:
    shift = Shift([splice])
    moved = edited.changed(shift.apply(edited.source.data))
    checks.same_but_imports(edited, moved, splice, shift)
    history.steps.append((edited, shift))
    return moved
