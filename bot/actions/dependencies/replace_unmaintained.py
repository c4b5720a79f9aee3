"""Packages that were renamed, abandoned or made part of Python are replaced."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

from packaging.specifiers import SpecifierSet

from bot.actions.base import Action, Part, Target
from bot.actions.dependencies.locking.following import follow, locks_of
from bot.actions.dependencies.replacing.modules import NotRenamedError
from bot.actions.dependencies.replacing.order import in_order
from bot.actions.dependencies.replacing.project import edited, replacements
from bot.actions.dependencies.replacing.requirements import NotReplacedError
from bot.actions.dependencies.updating.editing import Edited
from bot.actions.dependencies.updating.look import minimum_age, read_needs
from bot.dependencies.removing import NotRemovedError
from bot.errors import ActionError
from bot.model import Assessed, Change, Status
from bot.words import counted
from codemods.model import Safety

if TYPE_CHECKING:
    from collections.abc import Sequence

    from packaging.version import Version

    from bot.actions.dependencies.replacing.project import Replacement
    from bot.actions.dependencies.replacing.table import Row
    from bot.protocols import Tools

_MEMO = "replacements"


class ReplaceUnmaintained(Action):
    """Replace packages that nobody keeps any more.

    A package that was renamed or given up gets no fixes, not even for
    security, and stops working with a later Python. Where it lives on under
    another name, or has become a part of Python, the requirement and the
    imports follow.

    Before:

        PyPDF2>=3.0

        from PyPDF2 import PdfReader

    After:

        pypdf>=3.1.0

        from pypdf import PdfReader

    Fix safety: another package is installed. It has the same interface as far
    as its owners say so, and the names that are known to be gone are looked
    for; what else behaves in another way is in the notes.

    Left alone: packages that were abandoned without a successor of the same
    interface, which are named here with their alternatives; code that imports
    a module under a condition, by a string, or from a file that may not be
    changed; projects that support a Python without the module.
    """

    safety = Safety.REVIEW
    whole = True
    references = (
        "https://cwe.mitre.org/data/definitions/1104.html",
        "https://peps.python.org/pep-0594/",
    )
    params = {  # noqa: RUF012  # read only, as in the base class
        "package": "the old packages to look at, with commas; all where it is left out",
    }

    def assess(self, target: Target) -> Assessed:
        """Return which packages of the table the project asks for."""
        cases = self._cases(target)
        good = [case for case in cases if not case.reason]
        left = tuple(case.left_alone for case in cases if case.reason)
        if good:
            names = ", ".join(f"{c.row.name} by {c.row.title}" for c in good[:5])
            reason = f"{counted(len(good), 'package')} to replace: {names}."
            findings = tuple(f for case in good for f in case.findings())
            return Assessed(self.slug, Status.PROPOSED, reason, findings, left)
        if cases:
            names = ", ".join(case.row.name for case in cases[:5])
            reason = f"No safe replacement for {names}: the reasons are at its places."
            return Assessed(self.slug, Status.FOR_A_PERSON, reason, (), left)
        if not read_needs(target).asked():
            reason = "Nothing asks for packages of an index."
            return Assessed(self.slug, Status.NOT_APPLICABLE, reason)
        reason = "No package is known to be renamed, abandoned or a part of Python."
        return Assessed(self.slug, Status.SATISFIED, reason)

    def parts(self, target: Target, tools: Tools) -> Sequence[Part]:
        """Return a part for each package."""
        del tools
        good = [case for case in self._cases(target) if not case.reason]
        return [Part(case.row.name, case.row.title) for case in good]

    def part(self, target: Target, tools: Tools, part: Part) -> Change:
        """Return the replacement of one package."""
        for case in self._cases(target):
            if case.row.name == part.scope and not case.reason:
                return self._change(target, tools, [case], part.scope)
        raise ActionError(f"{part.scope} is not to be replaced")

    def change(self, target: Target, tools: Tools) -> Change:
        """Return all replacements in one change."""
        cases = self._cases(target)
        good = [case for case in cases if not case.reason]
        left = tuple(case.left_alone for case in cases if case.reason)
        if not good:
            return Change(self.slug, "", (), left_alone=left)
        change = self._change(target, tools, good, "")
        return replace(change, left_alone=(*change.left_alone, *left))

    def _cases(self, target: Target) -> tuple[Replacement, ...]:
        known = target.memo.get(_MEMO)
        if known is None:
            known = target.memo[_MEMO] = replacements(target)
        found = cast("tuple[Replacement, ...]", known)
        given = target.params.get("package", "")
        names = {each.strip().lower() for each in given.split(",")}
        return tuple(case for case in found if not given or case.row.name in names)

    def _change(
        self, target: Target, tools: Tools, cases: Sequence[Replacement], scope: str
    ) -> Change:
        made = Edited()
        moves: dict[str, Version] = {}
        for case in cases:
            version = _version(target, tools, case)
            if version is not None:
                moves[case.row.new] = version
            try:
                edited(target, case, version, made.files)
            except (NotRenamedError, NotReplacedError, NotRemovedError) as error:
                raise ActionError(f"{case.row.name}: {error}") from error
        code = [path for case in cases for path, _ in case.code]
        made.files |= in_order(target, tools, {path: made.files[path] for path in code})
        follow(
            target,
            tools,
            made,
            dict.fromkeys(locks_of(target, made.files.copy()), moves),
            drops=frozenset(case.row.name for case in cases),
        )
        names = ", ".join(case.row.name for case in cases)
        title = f"Replace {names}"
        if len(cases) == 1:
            (row,) = (case.row for case in cases)
            title = f"Replace {row.name} by {row.title}"
        return Change(
            slug=self.slug,
            scope=scope,
            files=made.changes(target),
            findings=tuple(f for case in cases for f in case.findings()),
            checks=tuple(made.checks),
            notes=(*(_note(case.row) for case in cases), *made.notes),
            commands=(f"honebot apply {self.slug} . --write", *made.commands),
            title=title,
            edition=", ".join(case.row.title for case in cases)[:100],
            installs={name: str(version) for name, version in moves.items()},
        )


def _note(row: Row) -> str:
    when = f" since {row.since}" if row.since else ""
    return f"`{row.name}` ({row.kind.value}{when}): {row.note} `{row.source}`"


def _version(target: Target, tools: Tools, case: Replacement) -> Version | None:
    """Return the release to pin, or to lock: the newest that suits; None for none.

    Raises `ActionError` where one is needed and the index has none.
    """
    row = case.row
    pins = [place for place in case.places if place.pinned]
    if not row.new or not (case.locks or pins):
        return None
    listing = tools.packages.listings([row.new]).get(row.new)
    releases = listing.releases if listing else ()
    pythons = read_needs(target).pythons
    youngest = datetime.now(UTC) - timedelta(days=minimum_age(target))
    lowest = SpecifierSet(f">={row.first}" if row.first else "")
    kept = pins[0].pinned if pins and row.same else ""
    for release in releases:
        version = release.version
        if kept and str(version) != kept:
            continue
        old = release.uploaded is None or release.uploaded <= youngest
        texts = {file.requires_python for file in release.files}
        runs = all(_runs(text, target) for text in texts) if pythons else True
        if (
            lowest.contains(version, prereleases=False)
            and release.yanked is None
            and old
            and runs
        ):
            return version
    raise ActionError(
        f"{row.name}: the index has no release of {row.new} for this project"
    )


def _runs(requires_python: str, target: Target) -> bool:
    from bot.dependencies.choosing.pythons import (  # noqa: PLC0415  # seldom needed
        of_specifier,
    )

    allowed = of_specifier(requires_python)
    pythons = read_needs(target).pythons
    return allowed is None or pythons <= allowed
