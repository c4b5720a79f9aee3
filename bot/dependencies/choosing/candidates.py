"""Which versions may be offered for one place, and why no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.specifiers import InvalidSpecifier
from packaging.version import InvalidVersion

from bot.dependencies.choosing.answers import Candidate, Prospects, Refusal, Why
from bot.dependencies.choosing.judging import age_note, judge, question, yanked
from bot.dependencies.choosing.meaning import shown
from bot.dependencies.choosing.pythons import of_marker
from bot.dependencies.choosing.remarks import asked_by
from bot.dependencies.choosing.rules import Request, Step, step, turned_off
from bot.dependencies.places import Origin

if TYPE_CHECKING:
    from packaging.version import Version

    from bot.dependencies.choosing.answers import Limits
    from bot.dependencies.choosing.judging import Question
    from bot.dependencies.places import Place
    from bot.dependencies.releases import Listing, Release

_ORIGINS = {
    Origin.URL: "It comes from an address, not from an index.",
    Origin.REPOSITORY: "It comes from a repository, not from an index.",
    Origin.FOLDER: "It comes from a folder, not from an index.",
}


def choose(place: Place, listing: Listing, limits: Limits) -> Candidate | Refusal:
    """Return the latest version that may be offered, or why there is none."""
    found = prospects(place, listing, limits)
    latest = found.versions[0] if found.versions else None
    if found.refusal or latest is None or latest == found.current:
        return why_it_stays(found)
    notes = (found.yanked, *found.notes) if found.yanked else found.notes
    return Candidate(latest, step_from(found.current, latest), found.passed, notes)


def unasked(place: Place) -> str:
    """Return the sentence why no index is asked for a place; "" where one is."""
    return _sentence(place.ignored) if place.ignored else _ORIGINS.get(place.origin, "")


def step_from(old: Version | None, new: Version) -> Step:
    """Return the step; one from no version at all counts as the largest."""
    return step(old, new) if old is not None else Step.MAJOR


def why_it_stays(found: Prospects) -> Refusal:
    """Return the answer for a place that stays: the weightiest thing in its way."""
    if found.refusal:
        return found.refusal
    told = [
        each
        for each in found.passed
        if each.why is not Why.PRERELEASE and not _is_held(found, each.version)
    ]
    early = f" but for pre-releases ({found.passed[0].version})" if found.passed else ""
    if told:
        sentence = f"{found.yanked} {told[0].sentence}".strip()
        return Refusal(told[0].why, sentence, told[0].version)
    if found.reached is not None and found.reached != found.current:
        sentence = f"What is written allows {found.reached} already."
        return Refusal(Why.UP_TO_DATE, sentence, found.reached)
    if found.yanked:
        sentence = f"{found.yanked} There is no later release{early}."
        return Refusal(Why.YANKED, sentence, found.current)
    if found.current is None:
        return Refusal(Why.CAPPED, "No release fits what is written.")
    sentence = f"{found.current} is the latest release{early}."
    return Refusal(Why.UP_TO_DATE, sentence, found.current)


def _is_held(found: Prospects, version: Version | None) -> bool:
    """Return whether the range holds a version, so that nothing keeps it out."""
    return (
        found.reached is not None and version is not None and version <= found.reached
    )


def prospects(place: Place, listing: Listing, limits: Limits) -> Prospects:
    """Return which versions a place may have, whatever is written there now."""
    refusal = _ignored(place, limits) or _dead(place, limits)
    if refusal is None and not listing.releases:
        problem = listing.problem or f"The index has no release of {place.name}"
        refusal = Refusal(Why.NO_PROJECT, f"{problem.rstrip('.')}.")
    if refusal:
        return Prospects(refusal=refusal)
    try:
        asked = question(place, listing, limits)
    except (InvalidSpecifier, InvalidVersion):
        sentence = f"`{shown(place.clauses)}` cannot be compared with releases."
        return Prospects(refusal=Refusal(Why.UNREADABLE, sentence))
    return _prospects(asked, listing)


def _ignored(place: Place, limits: Limits) -> Refusal | None:
    """Return whether the owners want nothing there, or it comes from elsewhere."""
    remark = asked_by(place.remark, limits.now.date())
    if place.ignored:
        return Refusal(Why.IGNORED, _sentence(place.ignored))
    if remark.only_insecure and limits.request is Request.ROUTINE:
        return Refusal(Why.IGNORED, "A remark asks for security fixes only.")
    if place.origin in _ORIGINS:
        return Refusal(Why.ORIGIN, _ORIGINS[place.origin])
    own = (remark.rule,) if remark.rule else ()
    rule = turned_off(limits.about(place)) or turned_off(own)
    if rule:
        return Refusal(Why.IGNORED, f"It is turned off by {rule.source}.")
    return None


def _sentence(text: str) -> str:
    """Return a phrase of another part as a sentence."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _dead(place: Place, limits: Limits) -> Refusal | None:
    """Return whether no Python of the project is meant by the line.

    One for later Pythons than the project names is not dead: it waits for them.
    """
    marked = of_marker(place.marker)
    if marked is None:
        sentence = f"The marker `{place.marker}` cannot be read."
        return Refusal(Why.UNREADABLE, sentence)
    if marked & limits.pythons or marked.minors[-1:] > limits.pythons.minors[-1:]:
        return None
    sentence = (
        f"The line is dead: no Python of the project ({limits.pythons}) satisfies"
        f" `{place.marker}`."
    )
    return Refusal(Why.MARKER, sentence)


def _prospects(asked: Question, listing: Listing) -> Prospects:
    """Return the versions that may be there, and why not the later ones."""
    passed: list[Refusal] = []
    fitting: list[Release] = []
    now: Release | None = None
    for release in listing.releases:
        version = release.version
        if version == asked.current:
            now = release
            fitting.append(release)
        elif asked.current is not None and version < asked.current:
            if not asked.pinned and asked.allows.contains(version):
                fitting.append(release)
        elif (refusal := judge(asked, release)) is None:
            fitting.append(release)
        elif not fitting:
            passed.append(refusal)
    versions = [each.version for each in fitting]
    if asked.pinned and asked.current and now is None:
        versions = sorted([*versions, asked.current], reverse=True)
    new = fitting[0] if versions and versions[0] != asked.current else None
    note = age_note(asked, new) if new else ""
    return Prospects(
        asked.current,
        tuple(versions),
        tuple(passed),
        None if asked.pinned else _reached(asked, listing),
        yanked(now) if now and asked.pinned and now.yanked is not None else "",
        (note,) if note else (),
    )


def _reached(asked: Question, listing: Listing) -> Version | None:
    """Return the latest release but pre-releases that a range holds."""
    held = (
        each.version
        for each in listing.releases
        if not each.version.is_prerelease and asked.allows.contains(each.version)
    )
    return next(held, None)
