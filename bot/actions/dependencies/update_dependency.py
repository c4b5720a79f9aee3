"""Each dependency moves to the newest release that fits, everywhere at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from bot.actions.base import Action, Part, Target
from bot.actions.dependencies.updating.look import look, read_needs
from bot.actions.dependencies.updating.parts import (
    Parts,
    findings_of,
    left_alone,
    parts_of,
)
from bot.dependencies.choosing.answers import Why
from bot.dependencies.choosing.results import NoUpdate
from bot.dependencies.choosing.rules import Request, Rule
from bot.errors import ActionError
from bot.model import Assessed, Change, Status
from bot.words import counted
from codemods.model import LeftAlone, Outcome, Safety

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.actions.dependencies.updating.look import Look, Needs
    from bot.dependencies.choosing.results import Update
    from bot.protocols import Tools

_MEMO = "updates"
_ORPHAN = "Nothing in the repository says what a tool wrote it from."


class UpdateDependency(Action):
    """Update a dependency to the newest release that fits.

    Old releases get no fixes, and the longer one waits, the more changes at
    once. Each package moves alone, so that a test that fails names it, and at
    every place that names it: requirements, constraints, tables of
    `pyproject.toml`, locks, tox, pre-commit, images and jobs.

    Before:

        requests==2.31.0

    After:

        requests==2.32.5

    Fix safety: the tests of the repository run with the new release. What
    they do not execute may behave in another way; the release notes say what
    its authors think of it.

    Left alone: releases younger than three days, yanked ones, pre-releases,
    and those that need another Python than the project supports; ranges that
    hold the new release already; the lower bounds of ranges; what comes from
    no index; what a comment, the policy, Renovate's or Dependabot's own
    configuration excludes.
    """

    safety = Safety.TESTED
    online = True
    references = (
        "https://packaging.python.org/en/latest/specifications/version-specifiers/",
    )
    params = {  # noqa: RUF012  # read only, as in the base class
        "package": "the packages to update, with commas; all where it is left out",
        "version": "the version to take, for one package; the newest that fits",
        "ignore": "packages that are never updated, with commas",
        "groups": "packages that move together: `web: flask*, jinja2; lint: ruff`",
        "minimum_age": "days that a release must be old to count; 3, or 0 for none",
        "project": "library or application: whether ranges are widened or replaced",
        "python": "the Python that releases must support, such as 3.12",
    }

    def assess(self, target: Target) -> Assessed:
        """Return how many packages there are to look up."""
        needs = read_needs(target)
        if not needs.asked():
            reason = "Nothing asks for a package of an index."
            if orphans := needs.orphans():
                reason = (
                    f"Packages are named in {' and '.join(orphans)} only. {_ORPHAN}"
                )
            return Assessed(self.slug, Status.NOT_APPLICABLE, reason)
        names = needs.names()
        if not names:
            number = counted(len(needs.asked()), "package")
            reason = f"No line keeps a later release of {number} out, and no lock."
            return Assessed(self.slug, Status.SATISFIED, reason)
        files = sum(bool(reading.places) for reading in needs.readings.values())
        reason = (
            f"{counted(len(names), 'package')} in {counted(files, 'file')}: which are"
            " out of date, the index has to be asked."
        )
        return Assessed(self.slug, Status.PROPOSED, reason)

    def look_up(self, target: Target, tools: Tools, found: Assessed) -> Assessed:
        """Return which packages are out of date, and why the others are not."""
        del found
        seen = self._look(target, tools)
        left = tuple(sorted(_left_alone(seen)))
        total = len(seen.needs.asked())
        if not seen.updates:
            if all(_is_unknown(each) for each in seen.answers):
                reason = next(iter(left)).reason if left else "No index answers."
                return Assessed(self.slug, Status.BLOCKED, reason, (), left)
            reason = (
                f"None of {counted(total, 'package')} has a newer release that fits."
            )
            return Assessed(self.slug, Status.SATISFIED, reason, (), left)
        number = len(seen.updates)
        reason = (
            f"{number:,} of {counted(total, 'package')} can move to a newer release."
        )
        findings = tuple(f for update in seen.updates for f in findings_of(update))
        return Assessed(self.slug, Status.PROPOSED, reason, findings, left)

    def parts(self, target: Target, tools: Tools) -> Sequence[Part]:
        """Return a part for each package, or group of packages."""
        return [part for part, _ in self._parts(target, tools).listed]

    def part(self, target: Target, tools: Tools, part: Part) -> Change:
        """Return the update of one package, or group."""
        return self._parts(target, tools).change(part.scope)

    def some_of(
        self, target: Target, tools: Tools, change: Change, members: Sequence[str]
    ) -> Change:
        """Return the update of some packages of a group."""
        return self._parts(target, tools).change(change.scope, members)

    def instead(
        self, target: Target, tools: Tools, change: Change, reason: str
    ) -> Change | None:
        """Return the update by a smaller step, where there is one."""
        return self._parts(target, tools).smaller(change, reason)

    def change(self, target: Target, tools: Tools) -> Change:
        """Return all updates, or those of `package`, in one change."""
        parts = self._parts(target, tools)
        seen = parts.look
        if target.params.get("package") and not seen.updates:
            raise ActionError(_why_not(seen, target.params["package"]))
        change = parts.all() if seen.updates else Change(self.slug, "", ())
        left = tuple(sorted({*change.left_alone, *_left_alone(seen)}))
        return replace(change, left_alone=left)

    def _parts(self, target: Target, tools: Tools) -> Parts:
        known = target.memo.get(_MEMO)
        if not isinstance(known, Parts):
            seen = self._look(target, tools)
            known = parts_of(self.slug, target, tools, seen)
            target.memo[_MEMO] = known
        return known

    def _look(self, target: Target, tools: Tools) -> Look:
        given = target.params.get("package", "")
        names = [str(canonicalize_name(each.strip())) for each in given.split(",")]
        request = Request.MANUAL if given else Request.ROUTINE
        seen = look(
            target,
            tools,
            request,
            names=names if given else None,
            rules=_rules(target),
        )
        if given:
            _check(names, seen.needs)
        return seen


def _check(names: Iterable[str], needs: Needs) -> None:
    """Raise `ActionError` for a name that cannot be updated, whatever there is."""
    asked, bound = needs.asked(), needs.names()
    unknown = sorted(name for name in names if name not in asked)
    if unknown:
        for place, reason in needs.never():
            if place.name in unknown:
                raise ActionError(f"{place.name}: {reason}")
        raise ActionError(f"nothing here asks for {', '.join(unknown)}")
    free = sorted(name for name in names if name not in bound)
    if free:
        text = "no line keeps a later release out, and no lock holds it"
        raise ActionError(f"{', '.join(free)}: {text}")


def _rules(target: Target) -> Iterator[Rule]:
    """Yield what the parameters allow."""
    ignored = target.params.get("ignore", "")
    if ignored:
        names = tuple(each.strip() for each in ignored.split(","))
        yield Rule("the policy's `ignore`", names=names, off=True)
    version = target.params.get("version", "")
    if version:
        try:
            wanted = Version(version)
        except InvalidVersion as error:
            raise ActionError(f"{version!r} is no version (PEP 440)") from error
        yield Rule("the parameter `version`", allowed=f"=={wanted}")


def _is_unknown(answer: Update | NoUpdate) -> bool:
    return isinstance(answer, NoUpdate) and answer.refusal.why is Why.NO_PROJECT


def _why_not(seen: Look, names: str) -> str:
    reasons = [
        f"{answer.name}: {answer.refusal.sentence}"
        for answer in seen.answers
        if isinstance(answer, NoUpdate)
    ]
    return " ".join(reasons) or f"nothing here asks for {names}"


def _left_alone(seen: Look) -> Iterator[LeftAlone]:
    """Yield an answer for every place that stays."""
    yield from left_alone(seen.answers)
    yield from seen.needs.imported.left_alone
    for place, reason in seen.needs.never():
        yield LeftAlone(place.path, max(place.line, 1), f"{place.name}: {reason}")
    for path in seen.needs.orphans():
        yield LeftAlone(path, 1, _ORPHAN, Outcome.UNSURE)
    for path, reason in seen.needs.broken.items():
        yield LeftAlone(path, 0, reason, Outcome.UNREADABLE)
    for reading in seen.needs.readings.values():
        yield from reading.problems
