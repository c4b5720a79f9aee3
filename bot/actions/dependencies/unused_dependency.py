"""A requirement that nothing uses is taken out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from bot.actions.base import Action, Target
from bot.actions.dependencies.importing.unused import Index, Unused, named, unused
from bot.actions.dependencies.locking.following import follow, locks_of
from bot.actions.dependencies.updating.editing import Edited
from bot.actions.dependencies.updating.look import read_again, read_needs
from bot.dependencies.removing import NotRemovedError, removed
from bot.errors import ActionError
from bot.model import Assessed, Change, Status
from bot.words import counted
from codemods.model import Finding, LeftAlone, Outcome, Safety

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.protocols import Tools

_MEMO = "unused"
_OFFLINE = "unused, as far as the files tell"


class UnusedDependency(Action):
    """Take out requirements that nothing uses.

    Everybody who installs the project downloads them and what they need, and
    each is one more package that can be attacked, can break an installation,
    and wants updates.

    Before:

        dependencies = ["requests", "xmltodict"]

        import requests

    After:

        dependencies = ["requests"]

        import requests

    Fix safety: no file imports a module of it, as the wheel names them; no
    file names it, its modules or its commands; no other requirement needs it
    or can use it. Code that builds the name of a module from parts is not
    seen: the tests tell.

    Left alone: extras and groups for development, whose tools are run by
    their commands; plugins, drivers, and what other packages look for; lists
    of all that is installed; what is declared twice, for some environments,
    with extras or with a comment; what a wheel does not tell of.
    """

    safety = Safety.TESTED
    online = True
    whole = True
    references = (
        "https://cwe.mitre.org/data/definitions/1395.html",
        "https://packaging.python.org/en/latest/specifications/core-metadata/",
    )

    def assess(self, target: Target) -> Assessed:
        """Return how many requirements nothing seems to use."""
        found = self._offline(target)
        left = tuple(_left(each) for each in found if each.reason)
        idle = [each for each in found if not each.reason]
        if idle:
            reason = (
                f"{counted(len(idle), 'requirement')} that no file imports: "
                "the index is asked what they bring."
            )
            return Assessed(self.slug, Status.PROPOSED, reason, (), left)
        if not read_needs(target).asked():
            reason = "Nothing asks for packages of an index."
            return Assessed(self.slug, Status.NOT_APPLICABLE, reason)
        reason = "Every requirement is imported or named, or may be used without."
        return Assessed(self.slug, Status.SATISFIED, reason, (), left)

    def look_up(self, target: Target, tools: Tools, found: Assessed) -> Assessed:
        """Return those of which the index does not say otherwise."""
        del found
        every = self._online(target, tools)
        left = tuple(_left(each) for each in every if each.reason)
        findings = tuple(_finding(each) for each in every if not each.reason)
        if not findings:
            reason = "Every requirement is imported or named, or may be used without."
            return Assessed(self.slug, Status.SATISFIED, reason, (), left)
        names = ", ".join(each.place.name for each in every if not each.reason)
        reason = f"Nothing uses {names}."
        return Assessed(self.slug, Status.PROPOSED, reason, findings, left)

    def change(self, target: Target, tools: Tools) -> Change:
        """Return the files without them; raises `ActionError` where a lock stays."""
        every = self._online(target, tools)
        left = tuple(_left(each) for each in every if each.reason)
        idle = [each for each in every if not each.reason]
        if not idle:
            return Change(self.slug, "", (), left_alone=left)
        made = Edited()
        for each in sorted(idle, key=lambda item: -item.place.start):
            path = each.place.path
            content = made.files.get(path, target.tree.read(path))
            try:
                made.files[path] = removed(
                    content, each.place, partial(read_again, target)
                )
            except NotRemovedError as error:
                raise ActionError(f"{path}:{each.place.line}: {error}") from error
        names = [each.place.name for each in idle]
        locks = locks_of(target, made.files.copy())
        lost = frozenset(names)
        follow(target, tools, made, {path: {} for path in locks}, drops=lost)
        return Change(
            slug=self.slug,
            scope="",
            files=made.changes(target),
            findings=tuple(_finding(each) for each in idle),
            left_alone=left,
            checks=tuple(made.checks),
            notes=tuple(made.notes),
            commands=(f"honebot apply {self.slug} . --write", *made.commands),
            title=_title(names),
            edition=", ".join(names)[:100],
        )

    def _offline(self, target: Target) -> tuple[Unused, ...]:
        known = target.memo.get(_OFFLINE)
        if known is None:
            known = target.memo[_OFFLINE] = unused(target)
        return cast("tuple[Unused, ...]", known)

    def _online(self, target: Target, tools: Tools) -> tuple[Unused, ...]:
        """Return what the files and the index say together."""
        known = target.memo.get(_MEMO)
        if known is None:
            found = named(target, self._offline(target))
            if all(each.reason for each in found):
                known = found
            else:
                known = Index(target, tools).judged(found)
            target.memo[_MEMO] = known
        return cast("tuple[Unused, ...]", known)


def _title(names: Sequence[str]) -> str:
    shown = ", ".join(names[:3])
    more = f" and {len(names) - 3} more" if names[3:] else ""
    return f"Take out {shown}{more}, which nothing uses"


def _finding(each: Unused) -> Finding:
    place = each.place
    return Finding(place.path, place.line, f"nothing uses `{place.text}`")


def _left(each: Unused) -> LeftAlone:
    place = each.place
    reason = f"nothing imports {place.name}, but {each.reason}"
    return LeftAlone(place.path, place.line, reason, Outcome.REFUSED)
