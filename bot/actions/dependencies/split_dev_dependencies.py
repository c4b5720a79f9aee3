"""Tools for development leave the list of what a project needs to run."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bot.actions.base import Action, Target
from bot.actions.dependencies.importing.development import Tool, tools_at_run_time
from bot.actions.dependencies.locking.following import follow, locks_of
from bot.actions.dependencies.updating.editing import Edited
from bot.actions.dependencies.updating.look import read_again, read_needs
from bot.actions.files.beside import Addition, with_addition
from bot.dependencies.removing import NotRemovedError, removed
from bot.errors import ActionError
from bot.model import Assessed, Change, Requirement, Status
from bot.words import counted
from codemods.model import Finding, LeftAlone, Outcome, Safety

if TYPE_CHECKING:
    from bot.dependencies.places import Place
    from bot.protocols import Tools


class SplitDevDependencies(Action):
    """Keep tools for development out of what the project needs to run.

    Test runners, linters and formatters make images larger and installations
    slower, and bring packages to production that nobody there needs and that
    can be attacked.

    Before:

        # requirements.txt
        flask
        pytest

    After:

        # requirements.txt
        flask

        # requirements-dev.txt
        pytest

    Fix safety: no code of the project names the tool, and what runs it here
    installs the list that it moves to. A machine that is set up by hand has
    to install that list, too.

    Left alone: projects without such a list, lists that nothing installs,
    tools that something runs without them, and lists of all that is installed.
    """

    safety = Safety.REVIEW
    whole = True
    references = ("https://peps.python.org/pep-0735/",)

    def assess(self, target: Target) -> Assessed:
        """Return the tools among what the project needs to run."""
        found = tools_at_run_time(target)
        left = tuple(_left(each) for each in found if not each.beside)
        good = [each for each in found if each.beside]
        if good:
            reason = (
                f"{counted(len(good), 'tool')} among what the project needs to run."
            )
            findings = tuple(_finding(each) for each in good)
            return Assessed(self.slug, Status.PROPOSED, reason, findings, left)
        if found:
            names = ", ".join(each.place.name for each in found[:5])
            reason = f"{names}: the reasons are at their places."
            return Assessed(self.slug, Status.FOR_A_PERSON, reason, (), left)
        if not read_needs(target).asked():
            reason = "Nothing asks for packages of an index."
            return Assessed(self.slug, Status.NOT_APPLICABLE, reason)
        reason = "No tool for development is among what the project needs to run."
        return Assessed(self.slug, Status.SATISFIED, reason)

    def change(self, target: Target, tools: Tools) -> Change:
        """Return both lists; raises `ActionError` where one cannot be edited."""
        found = tools_at_run_time(target)
        left = tuple(_left(each) for each in found if not each.beside)
        good = [each for each in found if each.beside]
        if not good:
            return Change(self.slug, "", (), left_alone=left)
        made = Edited()
        for each in good:
            if each.beside:
                _move(target, each.place, each.beside, made)
        names = frozenset(each.place.name for each in good)
        follow(
            target,
            tools,
            made,
            {path: {} for path in locks_of(target, made.files.copy())},
            drops=names,
        )
        return Change(
            slug=self.slug,
            scope="",
            files=made.changes(target),
            findings=tuple(_finding(each) for each in good),
            left_alone=left,
            checks=tuple(made.checks),
            notes=tuple(made.notes),
            commands=(f"honebot apply {self.slug} . --write", *made.commands),
            edition=", ".join(sorted(names))[:100],
        )


def _move(target: Target, moved: Place, to: Place, made: Edited) -> None:
    """Take a requirement out of one list and put it into the other."""
    path, tree = moved.path, target.tree
    content = made.files.get(path, tree.read(path))
    place = next(
        each
        for each in read_again(target, path, content).places
        if each.name == moved.name and not each.group
    )
    try:
        made.files[path] = removed(content, place, partial(read_again, target))
    except NotRemovedError as error:
        raise ActionError(f"{path}:{place.line}: {error}") from error
    where, group = to.path, to.group
    content = made.files.get(where, tree.read(where))
    before = read_again(target, where, content).places
    if any(each.name == place.name and each.group == group for each in before):
        return
    beside = next(e for e in before if e.name == to.name and e.group == group)
    need = Requirement(beside.name, beside.text, where, beside.line)
    addition = Addition(place.written, lambda _: place.text)
    text = with_addition(content, need, addition)
    after = read_again(target, where, text.encoded).places if text else ()
    if text is None or len(after) != len(before) + 1:
        raise ActionError(
            f"{where}:{beside.line}: {place.name} is to be added by hand there"
        )
    made.files[where] = text.encoded


def _finding(tool: Tool) -> Finding:
    place = tool.place
    beside = tool.beside
    where = "" if beside is None else beside.group or beside.path
    return Finding(place.path, place.line, f"`{place.text}` moves to {where}")


def _left(tool: Tool) -> LeftAlone:
    reason = f"{tool.place.name} is a tool for development, but {tool.reason}"
    return LeftAlone(tool.place.path, tool.place.line, reason, Outcome.REFUSED)
