"""A vulnerable release is replaced by the lowest one that is free of the flaw."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from packaging.utils import canonicalize_name

from bot.actions.base import Action, Part, Target
from bot.actions.dependencies.updating.look import read_needs
from bot.actions.dependencies.updating.parts import Parts, edition_of, findings_of
from bot.actions.dependencies.updating.vulnerabilities import (
    used_versions,
    vulnerabilities,
)
from bot.errors import ActionError
from bot.model import Assessed, Change, Section, Status
from bot.words import counted
from codemods.model import LeftAlone, Outcome, Safety

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.actions.dependencies.updating.vulnerabilities import Mended
    from bot.dependencies.advisories.model import Advisory
    from bot.protocols import Tools

_MEMO = "vulnerabilities"


class SecurityUpdate(Action):
    """Replace a vulnerable release by the lowest one without the flaw.

    The flaw is public, and so is who uses the release. The fix is the lowest
    version that no known advisory is about, so that as little as possible
    changes beside it: also where the package came in only because another one
    needs it.

    Before:

        jinja2==3.1.2

    After:

        jinja2==3.1.6

    Fix safety: the tests of the repository run with the new release. It may be
    younger than three days.

    Left alone: ranges without a lock, of which nobody knows what is installed;
    advisories that were withdrawn; flaws without a fixed release, which are
    named here.
    """

    safety = Safety.TESTED
    online = True
    urgent = True
    references = (
        "https://ossf.github.io/osv-schema/",
        "https://cwe.mitre.org/data/definitions/1395.html",
    )
    params = {  # noqa: RUF012  # read only, as in the base class
        "package": "the packages to look at, with commas; all where it is left out",
        "python": "the Python that releases must support, such as 3.12",
    }

    def assess(self, target: Target) -> Assessed:
        """Return how many exact versions are used."""
        used = used_versions(read_needs(target))
        if not used:
            reason = (
                "Nothing says which versions are installed: there is no pin or lock."
            )
            return Assessed(self.slug, Status.NOT_APPLICABLE, reason)
        reason = (
            f"{counted(len(used), 'package')} in exact versions: advisories are asked."
        )
        return Assessed(self.slug, Status.PROPOSED, reason)

    def look_up(self, target: Target, tools: Tools, found: Assessed) -> Assessed:
        """Return which of them advisories are about."""
        del found
        number = len(used_versions(read_needs(target)))
        source = tools.advisories.source
        bad = self._bad(target, tools)
        left = tuple(_left_alone(bad))
        if not bad:
            reason = (
                f"No advisory of {source} is about the {counted(number, 'package')}"
                " in use."
            )
            return Assessed(self.slug, Status.SATISFIED, reason)
        mended = [each for each in bad if each.update]
        names = ", ".join(each.name for each in bad[:5])
        reason = (
            f"{counted(len(bad), 'vulnerable package')}, as {source} says: {names}."
        )
        if not mended:
            return Assessed(self.slug, Status.FOR_A_PERSON, reason, (), left)
        findings = tuple(
            replace(finding, message=f"{finding.message}: {_ids(each)}")
            for each in mended
            if each.update
            for finding in findings_of(each.update)
        )
        return Assessed(self.slug, Status.PROPOSED, reason, findings, left)

    def parts(self, target: Target, tools: Tools) -> Sequence[Part]:
        """Return a part for each vulnerable package that can be mended."""
        return [
            Part(each.name, edition_of([each.update]))
            for each in self._bad(target, tools)
            if each.update
        ]

    def part(self, target: Target, tools: Tools, part: Part) -> Change:
        """Return the update of one package."""
        for each in self._bad(target, tools):
            if each.name == part.scope:
                return self._change(target, tools, [each], part.scope)
        raise ActionError(f"no advisory is about {part.scope}")

    def change(self, target: Target, tools: Tools) -> Change:
        """Return all of them in one change."""
        bad = self._bad(target, tools)
        mended = [each for each in bad if each.update]
        left = tuple(_left_alone(bad))
        if not mended:
            return Change(self.slug, "", (), left_alone=left)
        change = self._change(target, tools, mended, "")
        return replace(change, left_alone=(*change.left_alone, *left))

    def _bad(self, target: Target, tools: Tools) -> tuple[Mended, ...]:
        known = target.memo.get(_MEMO)
        if known is None:
            known = target.memo[_MEMO] = vulnerabilities(target, tools)
        found = cast("tuple[Mended, ...]", known)
        given = target.params.get("package", "")
        names = {str(canonicalize_name(each.strip())) for each in given.split(",")}
        return tuple(each for each in found if not given or each.name in names)

    def _change(
        self, target: Target, tools: Tools, mended: Sequence[Mended], scope: str
    ) -> Change:
        updates = tuple(each.update for each in mended if each.update)
        looks = [each.look for each in mended if each.look]
        listings = {n: found for look in looks for n, found in look.listings.items()}
        look = replace(looks[0], listings=listings)
        parts = Parts(self.slug, target, tools, look, ((Part(scope), updates),))
        change = parts.change(scope)
        number = sum(len(each.advisories) for each in mended)
        flaws = "1 vulnerability" if number == 1 else f"{number:,} vulnerabilities"
        return replace(
            change,
            title=f"{change.title} to fix {flaws}",
            sections=(*_sections(mended), *change.sections),
            members=(),
        )


def _ids(mended: Mended) -> str:
    return ", ".join(advisory.id for advisory in mended.advisories)


def _left_alone(bad: Sequence[Mended]) -> Iterator[LeftAlone]:
    for each in bad:
        if each.update is None:
            place = each.places[0]
            reason = f"{_ids(each)}: {each.reason}"
            yield LeftAlone(place.path, max(place.line, 1), reason, Outcome.REFUSED)


def _sections(mended: Sequence[Mended]) -> Iterator[Section]:
    items = [
        _item(each.name, advisory) for each in mended for advisory in each.advisories
    ]
    yield Section("Advisories", items=tuple(items))
    ways = [f"`{way}`" for each in mended for way in each.ways]
    if ways:
        yield Section("How it came in", items=tuple(ways))


def _item(name: str, advisory: Advisory) -> str:
    others = [each for each in advisory.ids if each != advisory.id]
    also = f" (also {', '.join(others)})" if others else ""
    severity = f", {advisory.severity}" if advisory.severity else ""
    link = f" `{advisory.url}`" if advisory.url else ""
    return f"`{name}`: {advisory.id}{also}{severity}. {advisory.summary}{link}"
