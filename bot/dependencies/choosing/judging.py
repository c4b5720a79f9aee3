"""Whether one release may be offered for one place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from packaging.version import Version

from bot.dependencies.choosing.answers import Refusal, Why
from bot.dependencies.choosing.meaning import Meaning, is_pin, meaning
from bot.dependencies.choosing.pythons import ALL, PythonSet, of_marker, of_specifier
from bot.dependencies.choosing.remarks import asked_by
from bot.dependencies.choosing.rules import Request, minimum_age, refusing
from bot.dependencies.choosing.writing import follows

if TYPE_CHECKING:
    from bot.dependencies.choosing.answers import Limits
    from bot.dependencies.choosing.rules import Rule
    from bot.dependencies.places import Clause, Place
    from bot.dependencies.releases import Listing, Release


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a release for one place.

    `current` is what the place has now, `demanded` are the Pythons that a
    release must support: those of the line that the current one supports. A
    Python that has been without the package all along is no reason to wait.
    `dated` says that the index tells of any release when it came out.
    """

    place: Place
    limits: Limits
    allows: Meaning
    pinned: bool
    current: Version | None
    demanded: PythonSet
    rules: tuple[Rule, ...]
    remark: tuple[Rule, ...]
    dated: bool


def question(place: Place, listing: Listing, limits: Limits) -> Question:
    """Return what is asked of a release for a place.

    Raises `InvalidSpecifier` or `InvalidVersion` where its clauses cannot be
    compared.
    """
    allows, pinned = meaning(place.syntax, place.clauses), follows(place)
    marked = of_marker(place.marker) or ALL
    demanded = (limits.pythons & marked) or marked
    version, release = _current(place, listing, allows, demanded)
    remark = asked_by(place.remark, limits.now.date()).rule
    return Question(
        place,
        limits,
        allows,
        pinned,
        version,
        (demanded & supported(release) if release else demanded) or demanded,
        limits.about(place),
        (remark,) if remark else (),
        any(each.uploaded for each in listing.releases),
    )


def _current(
    place: Place, listing: Listing, allows: Meaning, demanded: PythonSet
) -> tuple[Version | None, Release | None]:
    """Return the version that a place has now, and its release if there is one."""
    if follows(place):
        pins = [each for each in place.clauses if is_pin(place.syntax, each)]
        version = max(Version(each.version) for each in pins)
        same = [each for each in listing.releases if each.version == version]
        return version, next(iter(same), None)
    held = [each for each in listing.releases if allows.contains(each.version)]
    good = [
        each
        for each in held
        if each.yanked is None
        and not each.version.is_prerelease
        and each.version.local is None
    ]
    fitting = [each for each in good if demanded <= supported(each)]
    best = next(iter(fitting or good or held), None)
    return (best.version if best else None), best


def supported(release: Release) -> PythonSet:
    """Return the Pythons that any file of a release is for.

    A requirement that cannot be read is taken for none, as pip does. A file
    that says nothing, beside others that do, is for the same Pythons: an index
    does not know it of each file.
    """
    texts = {file.requires_python for file in release.files} - {""}
    found = PythonSet() if texts else ALL
    for text in texts:
        known = of_specifier(text)
        found |= ALL if known is None else known
    return found


def judge(asked: Question, release: Release) -> Refusal | None:
    """Return why a release is not offered; None where it may be."""
    version = release.version
    if release.yanked is not None:
        return Refusal(Why.YANKED, yanked(release), version)
    if not release.files:
        return Refusal(Why.YANKED, f"{version} has no files.", version)
    if version.is_prerelease and not _wants_prerelease(asked, version):
        return Refusal(Why.PRERELEASE, f"{version} is a pre-release.", version)
    label = asked.current.local if asked.current and asked.pinned else None
    if version.local != label:
        text = f"is without the label +{label}" if label else "has a local label"
        return Refusal(Why.LABEL, f"{version} {text}.", version)
    return (
        _capped(asked, version)
        or _other_python(asked, release)
        or _young(asked, release)
    )


def yanked(release: Release) -> str:
    """Return the sentence that a release was yanked, with the reason if any."""
    reason = " ".join((release.yanked or "").split()).rstrip(".")
    return f"{release.version} was yanked{': ' if reason else ''}{reason}."


def _wants_prerelease(asked: Question, version: Version) -> bool:
    """Return whether a pre-release is wanted: of the same release, or as written."""
    if not asked.pinned:
        return asked.allows.prereleases
    current = asked.current
    return (
        current is not None
        and current.is_prerelease
        and Version(version.base_version) == Version(current.base_version)
    )


def _capped(asked: Question, version: Version) -> Refusal | None:
    """Return whether a ceiling, a rule, a floor or an exclusion keeps it out."""
    ceiling = asked.limits.ceiling
    if ceiling is not None and version > ceiling:
        return Refusal(Why.CAPPED, f"{version} is later than {ceiling}.", version)
    for rules in (asked.rules, asked.remark):
        rule = refusing(rules, asked.current, version)
        if rule:
            sentence = f"{version} is kept out by {rule.source}."
            return Refusal(Why.CAPPED, sentence, version)
    for clause in asked.place.clauses:
        if _excludes(asked, clause, version):
            text = f"`{clause.operator}{clause.version}`"
            return Refusal(Why.CAPPED, f"{version} is excluded by {text}.", version)
    return None


def _excludes(asked: Question, clause: Clause, version: Version) -> bool:
    """Return whether a clause that is never changed keeps a version out."""
    if asked.allows.alternatives[1:] or asked.allows.contains(version):
        return False
    if clause.operator in {">=", ">", "!=", "<>"}:
        return not meaning(asked.place.syntax, [clause]).contains(version)
    if clause.operator in {"~=", "^", "~"}:
        return version < Version(clause.version.removesuffix(".*"))
    return False


def _other_python(asked: Question, release: Release) -> Refusal | None:
    """Return whether a Python of the line is not supported."""
    missing = asked.demanded - supported(release)
    if not missing:
        return None
    texts = sorted({file.requires_python for file in release.files} - {""})
    sentence = (
        f"{release.version} needs Python {' or '.join(texts)}, and the line is for"
        f" Python {missing} as well."
    )
    return Refusal(Why.PYTHON, sentence, release.version)


# ------------------------------------------------------------------------ age


def _young(asked: Question, release: Release) -> Refusal | None:
    """Return whether a release is too young for a request that can wait."""
    if asked.limits.request is not Request.ROUTINE or not asked.dated:
        return None
    return _younger(asked, release)


def _younger(asked: Question, release: Release) -> Refusal | None:
    """Return whether a release is younger than it should be."""
    version, days = release.version, _days(asked, release.version)
    if days <= 0:
        return None
    if release.uploaded is None:
        sentence = (
            f"The index does not say when {version} came out, so it counts as too"
            " young."
        )
        return Refusal(Why.TOO_YOUNG, sentence, version)
    uploaded = _aware(release.uploaded)
    ready = uploaded + timedelta(days=days)
    if ready <= _aware(asked.limits.now):
        return None
    sentence = (
        f"{version} came out on {uploaded:%Y-%m-%d} and is offered when it is"
        f" {days:g} days old, on {ready:%Y-%m-%d}."
    )
    return Refusal(Why.TOO_YOUNG, sentence, version)


def _days(asked: Question, version: Version) -> float:
    """Return the minimum age in days."""
    usual = asked.limits.minimum_age
    return minimum_age(asked.rules, asked.current, version, usual)


def age_note(asked: Question, release: Release) -> str:
    """Return what the owners should know of the age of a release, "" for nothing."""
    if _days(asked, release.version) <= 0:
        return ""
    if not asked.dated:
        return "The index does not say when releases came out; no age was checked."
    reason = {
        Request.ROUTINE: "",
        Request.MANUAL: "a person asked for it",
        Request.SECURITY: "it is a security fix",
    }[asked.limits.request]
    if not reason or not _younger(asked, release):
        return ""
    days = _days(asked, release.version)
    return (
        f"{release.version} is younger than {days:g} days; it is offered because"
        f" {reason}."
    )


def _aware(time: datetime) -> datetime:
    """Return a time with its zone: UTC where it has none."""
    return time if time.tzinfo is not None else time.replace(tzinfo=UTC)
