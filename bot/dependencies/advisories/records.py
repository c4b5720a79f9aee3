"""One record in the format of OSV, made into advisories.

Source: https://ossf.github.io/osv-schema/, sections "affected[] fields" and
"Evaluation".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from bot.dependencies.advisories.model import Advisory, Span
from bot.dependencies.advisories.severity import rated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

ECOSYSTEM: Final = "PyPI"
EVENTS: Final = ("introduced", "fixed", "last_affected")
FIRST: Final = "0"
SUMMARY: Final = 300
"""Characters of a summary, or of the details that stand for it."""


def advisories_of(record: Mapping[str, Any]) -> tuple[Advisory, ...]:
    """Return what the record says of packages of PyPI, one for each package.

    There is none for a record that was withdrawn, or is about others. Raises
    `ValueError` where it is not in the format of OSV.
    """
    try:
        identity = str(record["id"])
        return () if record.get("withdrawn") else _advisories(identity, record)
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("it is not in the format of OSV") from error


def _advisories(identity: str, record: Mapping[str, Any]) -> tuple[Advisory, ...]:
    affected: dict[str, list[Mapping[str, Any]]] = {}
    for each in record.get("affected") or ():
        package = each.get("package") or {}
        if package.get("ecosystem") == ECOSYSTEM:
            name = str(canonicalize_name(package["name"]))
            affected.setdefault(name, []).append(each)
    ids = ordered_ids([identity, *(record.get("aliases") or ())])
    summary = short(record.get("summary"), record.get("details"))
    url = _url(record)
    result = []
    for name, entries in affected.items():
        severity, score = rated(_scores(record, entries), _words(record, entries))
        result.append(
            Advisory(
                id=ids[0],
                ids=ids,
                name=name,
                summary=summary,
                spans=tuple(dict.fromkeys(_spans(entries))),
                versions=_versions(entries),
                severity=severity,
                score=score,
                url=url,
                published=str(record.get("published") or ""),
            )
        )
    return tuple(result)


# ----------------------------------------------------------------------- names


def ordered_ids(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the ids, each once, the best known first: CVE, GHSA, PYSEC, others."""
    return tuple(sorted(dict.fromkeys(ids), key=_rank))


def _rank(identity: str) -> tuple[int, str]:
    known = ("CVE-", "GHSA-", "PYSEC-")
    places = [place for place, start in enumerate(known) if identity.startswith(start)]
    return places[0] if places else len(known), identity


def short(summary: object, details: object) -> str:
    """Return the summary on one line; without one, how the details begin."""
    text = " ".join(str(summary or details or "").split())
    if len(text) <= SUMMARY:
        return text
    return f"{text[:SUMMARY].rpartition(' ')[0]} ..."


def _url(record: Mapping[str, Any]) -> str:
    """Return the address of the advisory itself, else of the first that it names."""
    references = [
        (str(each.get("type")), str(each.get("url")))
        for each in record.get("references") or ()
        if str(each.get("url")).startswith("https://")
    ]
    for wanted in ("ADVISORY", "WEB"):
        for kind, url in references:
            if kind == wanted:
                return url
    return references[0][1] if references else ""


# -------------------------------------------------------------------- versions


def _versions(entries: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    listed = (str(text) for each in entries for text in each.get("versions") or ())
    return tuple(dict.fromkeys(listed))


def _spans(entries: Iterable[Mapping[str, Any]]) -> Iterator[Span]:
    for entry in entries:
        for each in entry.get("ranges") or ():
            if each["type"] == "ECOSYSTEM":
                yield from spans_of(each["events"])


def spans_of(events: Iterable[Mapping[str, Any]]) -> Iterator[Span]:
    """Yield the spans that events make up, in the order of versions.

    Events with one version stay in the order that they have in the record.
    Nothing is yielded where a version is not one of PEP 440.
    """
    found = [
        (key, str(event[key])) for event in events for key in EVENTS if key in event
    ]
    try:
        timeline = sorted(found, key=lambda each: Version(each[1]))
    except InvalidVersion:
        return
    begin = ""
    for key, text in timeline:
        if key == "introduced":
            begin = begin or text
        elif begin and key == "fixed":
            if Version(begin) < Version(text):
                yield Span(begin, fixed=text)
            begin = ""
        elif begin:
            yield Span(begin, last_affected=text)
            begin = ""
    if begin:
        yield Span(begin)


# -------------------------------------------------------------------- severity


def _scores(
    record: Mapping[str, Any], entries: Iterable[Mapping[str, Any]]
) -> Iterator[str]:
    for each in (record, *entries):
        for severity in each.get("severity") or ():
            yield str(severity.get("score") or "")


def _words(
    record: Mapping[str, Any], entries: Iterable[Mapping[str, Any]]
) -> Iterator[str]:
    for each in (record, *entries):
        for key in ("database_specific", "ecosystem_specific"):
            given = (each.get(key) or {}).get("severity")
            if isinstance(given, str):
                yield given
