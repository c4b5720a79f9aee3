"""What a project itself says of the releases between two versions.

Change logs are taken as people write them, in Markdown, reStructuredText or
plain text: a heading that starts with a version, and what stands below it.
The words are others': what is kept here is not quoted yet, see
`bot/pull_request/release_notes.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.parser import HeaderParser
from typing import TYPE_CHECKING, Final, TypeAlias

from packaging.version import InvalidVersion, Version

if TYPE_CHECKING:
    from bot.actions.dependencies.upgrading.unpacking import Unpacked

NotesOf: TypeAlias = Callable[[str, Sequence[str]], Sequence[tuple[str, str]]]
"""Gives pairs of version and text for a repository's address and some versions."""

LARGEST: Final = 2_000_000
"""Characters of a change log that are looked at."""

MOST_LINES: Final = 60
MOST_WIDE: Final = 400
"""Characters of a line that is kept."""

_HEADING = re.compile(
    r"(?!(?:after|before|from|in|python|requires|since|until)\b)"
    r"(?:[a-z][\w.-]*[ ]+)?(?:(?:release|version)[ ]+)?"  # the name comes first
    r"[\[(]?v?(?P<version>\d+(?:\.\d+)+[A-Za-z0-9.!+_-]*)[\])]?"
    r"(?P<rest>.{0,120})",
    re.IGNORECASE,
)
_LAST = re.compile(r"[^:]{1,30}: [\w.-]{1,40} v?(?P<version>\d+(?:\.\d+)+\w*)")
"""A heading with the date first: "12 May 2026: shop 12.2.3"."""

_PLAIN = re.compile(r"v?(?P<version>\d+(?:\.\d+)+\w*) \(\d{4}-\d\d-\d\d\):?")
"""A heading that nothing marks as one, in a file without others."""

_HASHES = re.compile(r"(#{1,4})[ \t]+(.+?)[ \t#]*")
_UNDERLINE = re.compile(r"([=\-~^*+`\"'#_.:])\1{2,}[ \t]*")
_DATE = re.compile(r"[\s:,(\[/*_-]|$")
"""What may follow a version in a heading: room, a date, a link, nothing."""

_LABEL = re.compile(r"[^a-z0-9]")
_LOGS = ("changelog", "changes", "releasenotes", "whatsnew", "history", "news")
_SOURCES = (
    "source",
    "sourcecode",
    "repository",
    "github",
    "gitlab",
    "code",
    "homepage",
)
_ADDRESS = re.compile(r"https?://[\w.-]+(?::\d+)?(?:/[\w./~%+#?=&@:-]*)?")


@dataclass(frozen=True, slots=True)
class Section:
    """What a change log says of one release."""

    version: Version
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReleaseNotes:
    """What was found of the releases of an upgrade, newest first.

    `source` is the file or page that they are taken from, "" for none;
    `address` the page that the project names for them; `sections` hold at most
    `MOST_LINES` lines in all, and `left_out` counts the others.
    """

    source: str = ""
    address: str = ""
    sections: tuple[Section, ...] = ()
    left_out: int = 0

    @property
    def sentence(self) -> str:
        """Where they come from, or that none were found; for a pull request."""
        if self.sections:
            return f"From `{self.source}`."
        if self.address:
            return f"No release notes were found; the project names `{self.address}`."
        return "No release notes were found in the release or its metadata."


def release_notes(
    release: Unpacked | None,
    metadata: str,
    before: Version,
    after: Version,
    notes_of: NotesOf | None = None,
) -> ReleaseNotes:
    """Return what the new release, its metadata or a forge say of an upgrade.

    `notes_of` is asked last, with the address of the repository. It never
    raises for what it reads.
    """
    fields = HeaderParser().parsestr(metadata)
    addresses = _addresses(fields.get_all("Project-URL", []))
    address = next(filter(None, map(addresses.get, _LOGS)), "")
    for path, text in _texts(release, fields):
        sections = sections_between(text[:LARGEST], before, after)
        if sections:
            return _kept(path, address, sections)
    home = next(filter(None, map(addresses.get, _SOURCES)), "")
    home = home or _address(str(fields.get("Home-page", "")))
    if notes_of is not None and home:
        given = notes_of(home, (str(before), str(after)))
        sections = tuple(_given(given, before, after))
        if sections:
            return _kept(home, address, sections)
    return ReleaseNotes(address=address)


def _texts(release: Unpacked | None, fields: object) -> Iterator[tuple[str, str]]:
    if release is not None:
        for path in release.histories[:8]:
            yield path, release.read(path)
    words = getattr(fields, "get_payload", str)()
    if isinstance(words, str) and words:
        yield "the description of the release", words


def _given(
    given: Sequence[tuple[str, str]], before: Version, after: Version
) -> Iterator[Section]:
    for name, text in given:
        version = _version(name.removeprefix("v"))
        if version is not None and before < version <= after:
            yield Section(version, _trimmed(text[:LARGEST].splitlines()))


def _addresses(urls: Sequence[object]) -> dict[str, str]:
    """Return the addresses that metadata names, by label as PEP 753 compares it."""
    found: dict[str, str] = {}
    for url in urls:
        label, _, address = str(url).partition(",")
        good = _address(address)
        if good:
            found.setdefault(_LABEL.sub("", label.lower()), good)
    return found


def _address(text: str) -> str:
    match = _ADDRESS.fullmatch(text.strip())
    return match.group() if match and len(match.group()) <= MOST_WIDE else ""


def sections_between(text: str, before: Version, after: Version) -> tuple[Section, ...]:
    """Return the sections of a change log above one version, up to another.

    The newest comes first, whatever the order of the file.
    """
    lines = text.splitlines()
    marks = list(_headings(lines)) or list(_plain_headings(lines))
    found = []
    for number, (_, end, version, level) in enumerate(marks):
        if not before < version <= after:
            continue
        later = (mark[0] for mark in marks[number + 1 :] if mark[3] <= level)
        stop = next(later, len(lines))
        body = _trimmed(_until_history(lines[end:stop]))
        if body:
            found.append(Section(version, body))
    unique = {section.version: section for section in reversed(found)}
    return tuple(unique[version] for version in sorted(unique, reverse=True))


def _headings(lines: Sequence[str]) -> Iterator[tuple[int, int, Version, int]]:
    """Yield the headings that start with a version: lines, version, level.

    The level is that of Markdown; all underlined ones have one level.
    """
    fenced = False
    for number, line in enumerate(lines):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        if fenced or not line or line[0].isspace():
            continue
        hashes = _HASHES.fullmatch(line)
        below = lines[number + 1] if number + 1 < len(lines) else ""
        version = None
        if hashes:
            version = _headed(hashes[2])
            if version is not None:
                yield number, number + 1, version, len(hashes[1])
        elif _UNDERLINE.fullmatch(below):
            version = _headed(line)
            if version is not None:
                over = number > 0 and _UNDERLINE.fullmatch(lines[number - 1])
                yield number - (1 if over else 0), number + 2, version, 1


def _plain_headings(lines: Sequence[str]) -> Iterator[tuple[int, int, Version, int]]:
    for number, line in enumerate(lines):
        match = _PLAIN.fullmatch(line.rstrip())
        version = _version(match["version"]) if match else None
        if version is not None:
            yield number, number + 1, version, 1


def _headed(text: str) -> Version | None:
    """Return the version that a heading starts with, None for another heading."""
    plain = text.strip().strip("*`:").strip()
    match = _HEADING.fullmatch(plain)
    if match is not None and _DATE.match(match["rest"]):
        return _version(match["version"].rstrip(".-_"))
    last = _LAST.fullmatch(plain)
    return _version(last["version"]) if last else None


def _version(text: str) -> Version | None:
    try:
        return Version(text)
    except InvalidVersion:
        return None


def _until_history(lines: Sequence[str]) -> Sequence[str]:
    """Cut off link targets and other things that end a section of a file."""
    end = len(lines)
    while end and (
        not lines[end - 1].strip()
        or lines[end - 1].startswith((".. _", "[", "<a "))
        or _UNDERLINE.fullmatch(lines[end - 1])
    ):
        end -= 1
    return lines[:end]


def _trimmed(lines: Sequence[str]) -> tuple[str, ...]:
    """Return lines without empty ones at the ends, or two in a row."""
    made: list[str] = []
    for line in lines:
        text = line.rstrip()[:MOST_WIDE]
        if text or (made and made[-1]):
            made.append(text)
    while made and not made[-1]:
        made.pop()
    return tuple(made)


def _kept(source: str, address: str, sections: Sequence[Section]) -> ReleaseNotes:
    room = MOST_LINES
    kept = []
    left_out = 0
    for section in sections:
        lines = section.lines[: max(room, 0)]
        left_out += len(section.lines) - len(lines)
        room -= len(lines) + 1
        if lines:
            kept.append(Section(section.version, lines))
    return ReleaseNotes(source, address, tuple(kept), left_out)
