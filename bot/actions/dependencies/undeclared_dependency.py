"""What package code imports is asked for by the project itself."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from packaging.version import Version

from bot.actions.base import Action, Target
from bot.actions.dependencies.importing.contents import needed_by, newest
from bot.actions.dependencies.importing.undeclared import (
    Undeclared,
    like,
    main_places,
    missing,
    undeclared,
)
from bot.actions.dependencies.locking.following import follow, locks_of
from bot.actions.dependencies.updating.editing import Edited
from bot.actions.dependencies.updating.look import read_again, read_needs
from bot.actions.files.beside import Addition, with_addition
from bot.errors import ActionError
from bot.model import Assessed, Change, Requirement, Status
from bot.words import counted
from codemods.model import Finding, LeftAlone, Outcome, Safety

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.dependencies.places import Place
    from bot.protocols import Tools

_MEMO = "undeclared"


class UndeclaredDependency(Action):
    """Ask for the packages that the code imports itself.

    A package that only comes in because another one needs it goes when that
    one does without, and moves to a version that nobody here has asked for.
    Then the program does not start.

    Before:

        dependencies = ["flask>=3"]

        from werkzeug.exceptions import NotFound

    After:

        dependencies = ["flask>=3", "werkzeug>=3.1.3"]

        from werkzeug.exceptions import NotFound

    Fix safety: the version is the one of the lock, which goes on to name the
    same releases. Without a lock, and in a library, whose users a bound would
    bind, any version will do, as it does today.

    Left alone: what tests, scripts and documentation import; what is imported
    in a function, under a condition, or with its failure caught; what an extra
    or a group asks for; modules that several distributions share; what no
    package brings that the project needs in any case.
    """

    safety = Safety.TESTED
    online = True
    whole = True
    references = (
        "https://packaging.python.org/en/latest/discussions/install-requires-vs-requirements/",
    )

    def assess(self, target: Target) -> Assessed:
        """Return the imports of what only other packages ask for."""
        if not main_places(target):
            reason = "No file lists what the project needs to run."
            return Assessed(self.slug, Status.NOT_APPLICABLE, reason)
        open_ = {each.module for each in missing(target) if not each.locked}
        if open_:
            reason = (
                f"{counted(len(open_), 'module')} that no requirement is named "
                "after: the index is asked who brings them."
            )
            return Assessed(self.slug, Status.PROPOSED, reason)
        return self._assessed(undeclared(target, {}))

    def look_up(self, target: Target, tools: Tools, found: Assessed) -> Assessed:
        """Return those that packages bring which the project asks for."""
        del found
        return self._assessed(self._found(target, tools))

    def _assessed(self, every: Sequence[Undeclared]) -> Assessed:
        left = tuple(_left(each) for each in every if each.reason)
        good = [each for each in every if not each.reason]
        if good:
            names = ", ".join(each.name for each in good)
            number = counted(len(good), "package")
            reason = f"{number} imported and not asked for: {names}."
            findings = tuple(_finding(each) for each in good)
            return Assessed(self.slug, Status.PROPOSED, reason, findings, left)
        if every:
            reason = "What is imported and not asked for has no sure place."
            return Assessed(self.slug, Status.FOR_A_PERSON, reason, (), left)
        reason = "The project asks for all that its code imports, as far as is known."
        return Assessed(self.slug, Status.SATISFIED, reason)

    def change(self, target: Target, tools: Tools) -> Change:
        """Return the manifests with them; raises `ActionError` where a lock stays."""
        every = self._found(target, tools)
        left = tuple(_left(each) for each in every if each.reason)
        good = [each for each in every if not each.reason]
        if not good:
            return Change(self.slug, "", (), left_alone=left)
        made = Edited()
        for each in good:
            _add(target, each, made)
        names = [each.name for each in good]
        moves = {each.name: Version(each.version) for each in good if each.version}
        locks = locks_of(target, made.files.copy())
        follow(target, tools, made, dict.fromkeys(locks, moves))
        shown = ", ".join(names[:3])
        more = f" and {len(names) - 3} more" if names[3:] else ""
        return Change(
            slug=self.slug,
            scope="",
            files=made.changes(target),
            findings=tuple(_finding(each) for each in good),
            left_alone=left,
            checks=tuple(made.checks),
            notes=tuple(made.notes),
            commands=(f"honebot apply {self.slug} . --write", *made.commands),
            title=f"Ask for {shown}{more}, which the code imports",
            edition=", ".join(names)[:100],
        )

    def _found(self, target: Target, tools: Tools) -> tuple[Undeclared, ...]:
        known = target.memo.get(_MEMO)
        if known is None:
            open_ = any(not each.locked for each in missing(target))
            needed = _needed(target, tools) if open_ else {}
            known = target.memo[_MEMO] = undeclared(target, needed)
        return cast("tuple[Undeclared, ...]", known)


def _needed(target: Target, tools: Tools) -> dict[str, frozenset[str]]:
    """Return what each package that the project asks for needs in any case."""
    names = sorted({place.name for place in main_places(target)})
    listings = tools.packages.listings(names)
    versions = {name: newest(listings.get(name)) for name in names}
    return {
        name: needed_by(tools, name, version, always=True)
        for name, version in versions.items()
        if version is not None
    }


def _add(target: Target, each: Undeclared, made: Edited) -> None:
    """Put one more requirement into its manifest, read again as what it is to be."""
    beside = cast("Place", each.beside)
    content = made.files.get(beside.path, target.tree.read(beside.path))
    before = read_again(target, beside.path, content).places
    place = next(p for p in before if p.name == beside.name and not p.group)
    main = [p for p in before if not p.group]
    need = Requirement(place.name, place.text, place.path, place.line)
    library = read_needs(target).policy.library
    addition = Addition(each.name, partial(like, each, main, library=library))
    text = with_addition(content, need, addition)
    if text is None:
        raise ActionError(
            f"{place.path}:{place.line}: {each.name} is to be added by hand beside "
            f"{place.name}"
        )
    after = read_again(target, beside.path, text.encoded).places
    added = [p for p in after if p.name == each.name and not p.group]
    if len(after) != len(before) + 1 or len(added) != 1:
        raise ActionError(
            f"{place.path}:{place.line}: {each.name} cannot be added there"
        )
    made.files[beside.path] = text.encoded


def _finding(each: Undeclared) -> Finding:
    by = f" because of {', '.join(each.by[:3])}" if each.by else ""
    what = f"{each.name} {each.version}".rstrip()
    message = f"imports {each.module}; {what} only comes in{by}"
    return Finding(each.path, each.line, message)


def _left(each: Undeclared) -> LeftAlone:
    reason = f"imports {each.module} ({each.name}), but {each.reason}"
    return LeftAlone(each.path, each.line, reason, Outcome.UNSURE)
