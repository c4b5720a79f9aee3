"""The pull requests of an update: one for each package, or group of packages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.actions.base import Part
from bot.actions.dependencies.updating.editing import edited
from bot.actions.dependencies.updating.families import family_of
from bot.actions.dependencies.updating.meaning import Meaning, meaning_of
from bot.dependencies.choosing.answers import Why
from bot.dependencies.choosing.ignoring import Group
from bot.dependencies.choosing.results import NoUpdate
from bot.dependencies.choosing.rules import Step
from bot.dependencies.choosing.writing import follows
from bot.errors import ActionError
from bot.model import Change
from codemods.model import Finding, LeftAlone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.actions.base import Target
    from bot.actions.dependencies.updating.look import Look
    from bot.dependencies.choosing.results import Stay, Update
    from bot.protocols import Tools

_SHOWN = 3
_LONGEST = 120


@dataclass(slots=True)
class Parts:
    """The updates of a target, by scope; each is made when it is asked for."""

    slug: str
    target: Target
    tools: Tools
    look: Look
    listed: tuple[tuple[Part, tuple[Update, ...]], ...]

    def change(self, scope: str, members: Sequence[str] | None = None) -> Change:
        """Return the change of a scope, or of some of its packages.

        Raises `ActionError` as `edited` does.
        """
        for part, updates in self.listed:
            if part.scope == scope:
                chosen = [u for u in updates if members is None or u.name in members]
                return self._change(part.scope, chosen)
        raise ActionError(f"{scope} is up to date")

    def all(self) -> Change:
        """Return all updates in one change; one that cannot be made stays out."""
        updates = [update for _, group in self.listed for update in group]
        try:
            return self._change("", updates)
        except ActionError:
            return self._one_by_one(updates)

    def _one_by_one(self, updates: Sequence[Update]) -> Change:
        """Return those together that can be made alone."""
        good: list[Update] = []
        left: list[LeftAlone] = []
        for update in updates:
            try:
                edited(self.target, self.tools, self.look, [*good, update])
            except ActionError as error:
                places = [move.place for move in update.moves]
                path = places[0].path if places else update.locks[0]
                line = places[0].line if places else 1
                left.append(LeftAlone(path, line, f"{update.name}: {error}"))
            else:
                good.append(update)
        change = self._change("", good)
        return replace(change, left_alone=(*change.left_alone, *left))

    def smaller(self, change: Change, reason: str) -> Change | None:
        """Return a rejected update of one package by the next smaller step."""
        name, tried = next(iter(change.installs.items()), ("", ""))
        for _, updates in self.listed:
            for update in updates:
                if update.name == name:
                    steps = [update, *update.fallbacks]
                    versions = [str(each.version) for each in steps]
                    after = versions.index(tried) + 1 if tried in versions else 0
                    for step in steps[after:]:
                        made = self._change(change.scope, [step])
                        note = f"{name} {tried} was tried first. {reason}"
                        return replace(made, notes=(note, *made.notes))
        return None

    def _change(self, scope: str, updates: Sequence[Update]) -> Change:
        made = edited(self.target, self.tools, self.look, updates)
        meaning = Meaning()
        if scope or len(updates) == 1:
            meaning = meaning_of(self.target, self.tools, updates)
            code = meaning.files.values()
            made.files |= {f.path: f.after for f in code if f.after is not None}
        return Change(
            slug=self.slug,
            scope=scope,
            files=made.changes(self.target),
            findings=tuple(f for update in updates for f in findings_of(update)),
            left_alone=tuple(sorted(left_alone(updates))),
            checks=tuple(made.checks),
            notes=(
                *(note for update in updates for note in _notes(update)),
                _pythons(self.look),
                *made.notes,
            ),
            commands=(*_commands(self.slug, updates), *made.commands),
            title=title_of(scope, updates),
            edition=edition_of(updates),
            members=tuple(update.name for update in updates),
            installs={update.name: str(update.version) for update in updates},
            importers=tuple(sorted(meaning.importers)),
            sections=tuple(meaning.sections),
        )


def parts_of(slug: str, target: Target, tools: Tools, look: Look) -> Parts:
    """Return the parts of all updates: groups as their authors release them.

    A part whose edition people have declined comes by a smaller step, if there
    is one. Small steps come first, since they are the surest.
    """
    own = tuple(groups_of(target.params.get("groups", "")))
    groups: dict[str, list[Update]] = {}
    for update in look.updates:
        group = _group_of(update, (*own, *look.needs.imported.groups))
        chosen = _not_declined(update, target.declined.get(group, frozenset()))
        groups.setdefault(group, []).append(chosen)
    order = list(Step)[::-1]
    listed = [
        (Part(scope, edition_of(updates)), tuple(updates))
        for scope, updates in groups.items()
    ]
    listed.sort(
        key=lambda item: (max(order.index(u.step) for u in item[1]), item[0].scope)
    )
    return Parts(slug, target, tools, look, tuple(listed))


def groups_of(text: str) -> Iterator[Group]:
    """Yield the groups of a parameter: `web: flask*, jinja2; lint: ruff`.

    Raises `ActionError` where a group has no name or no packages.
    """
    for part in filter(str.strip, text.split(";")):
        name, colon, rest = part.partition(":")
        names = tuple(each.strip() for each in rest.split(",") if each.strip())
        if not colon or not names or not re.fullmatch(r"\s*[\w.-]+\s*", name):
            raise ActionError(
                f"`groups` has {part.strip()!r}, which is no `name: package, package`"
            )
        yield Group(name.strip(), "the policy's `groups`", names)


def _group_of(update: Update, groups: Sequence[Group]) -> str:
    """Return the scope of an update: a group of the owners', a family, or itself."""
    for group in groups:
        fits = not group.security and (not group.steps or update.step in group.steps)
        if fits and any(group.covers(move.place) for move in update.moves):
            return group.name
    return family_of(update.name) or update.name


def _not_declined(update: Update, declined: frozenset[str]) -> Update:
    for each in (update, *update.fallbacks):
        if edition_of([each]) not in declined:
            return each
    return update


def edition_of(updates: Sequence[Update]) -> str:
    """Return what declining these updates is about.

    That is the version, for a major step the whole major version, so that a
    no to it is not asked again with each of its releases.
    """
    return ", ".join(_edition(update) for update in updates)[:_LONGEST]


def _edition(update: Update) -> str:
    if update.step is not Step.MAJOR:
        return f"{update.name} {update.version}"
    release = update.version.release
    first = next((index for index, number in enumerate(release) if number), 0)
    series = ".".join(map(str, release[: first + 1]))
    return f"{update.name} {series}.x"


def title_of(scope: str, updates: Sequence[Update]) -> str:
    """Return the title of the pull request, in the imperative."""
    if len(updates) == 1:
        (update,) = updates
        if update.moves and not any(follows(move.place) for move in update.moves):
            return f"Allow {update.name} {update.version}"
        source = f" from {update.old}" if update.old else ""
        return f"Update {update.name}{source} to {update.version}"
    names = [update.name for update in updates]
    shown = ", ".join(names[:_SHOWN])
    more = f" and {len(names) - _SHOWN} more" if names[_SHOWN:] else ""
    return f"Update {scope}: {shown}{more}" if scope else f"Update {shown}{more}"


def left_alone(answers: Iterable[Update | NoUpdate]) -> Iterator[LeftAlone]:
    """Yield the places that stay though there is something newer, and why."""
    for answer in answers:
        told = {id(stay): stay.refusal for stay in answer.stays}
        if isinstance(answer, NoUpdate) and answer.stays:
            in_the_way = _in_the_way(answer)
            if in_the_way.refusal.why is Why.UP_TO_DATE:
                told[id(in_the_way)] = answer.refusal
        for stay in answer.stays:
            refusal = told[id(stay)]
            if refusal.why is not Why.UP_TO_DATE:
                where = f"{stay.place.path}:{stay.place.line} keeps "
                said = refusal.sentence
                if said.startswith(where):
                    said = said.removeprefix(where).partition(": ")[2]
                sentence = f"{answer.name}: {said}"
                yield LeftAlone(stay.place.path, max(stay.place.line, 1), sentence)


def _in_the_way(answer: NoUpdate) -> Stay:
    """Return the place that keeps a later release out, else the first one."""
    for stay in answer.stays:
        where = f"{stay.place.path}:{stay.place.line} keeps "
        if answer.refusal.sentence.startswith(where):
            return stay
    return answer.stays[0]


def findings_of(update: Update) -> Iterator[Finding]:
    """Yield the places that an update changes."""
    for move in update.moves:
        message = f"{update.name} `{move.before}` becomes `{move.after}`"
        yield Finding(move.place.path, move.place.line, message)
    if not update.moves:
        for path in update.locks:
            yield Finding(
                path, 0, f"{update.name} {update.old} becomes {update.version}"
            )


def _notes(update: Update) -> Iterator[str]:
    for note in update.notes:
        yield f"{update.name}: {note}"
    if update.step is Step.MAJOR and update.old is not None:
        yield (
            f"{update.name} {update.old} to {update.version} is a major step: it may"
            " break what uses it."
        )
    passed = [each for each in update.passed if each.why is not Why.PRERELEASE]
    if passed:
        more = f" (and {len(passed) - 1:,} more)" if passed[1:] else ""
        yield f"A later {update.name} is passed over: {passed[0].sentence}{more}"


def _pythons(look: Look) -> str:
    """Return for which Pythons the releases were chosen, and why."""
    needs = look.needs
    return (
        f"Releases have to support Python {needs.pythons}; seen:"
        f" {needs.pythons_reason}."
    )


def _commands(slug: str, updates: Sequence[Update]) -> Iterator[str]:
    names = ",".join(update.name for update in updates)
    aims = slug == "update-dependency" and len(updates) == 1
    version = f" --param version={updates[0].version}" if aims else ""
    yield f"honebot apply {slug} . --param package={names}{version} --write"
