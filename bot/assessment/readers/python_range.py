"""Which Pythons the project supports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from bot.assessment.readers.documents import as_strings, table
from bot.assessment.readers.manifests import of_kind
from bot.reading.setup_script import read_setup_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.assessment.readers.ci import CiText
    from bot.assessment.readers.documents import Documents
    from bot.model import Manifest

KNOWN = ((2, 7), *((3, minor) for minor in range(30)))
"""The Pythons that a range is tried against, lowest first."""

_LAST_PATCH = 30
_MOST_FORMS = 1000
_BRACES = re.compile(r"\{([^{}]*)\}")
_CLASSIFIER = re.compile(r"Programming Language :: Python :: (\d)\.(\d+)$")
_TARGET = re.compile(r"py(\d)(\d+)$")
_TOX_FACTOR = re.compile(r"(?<![a-z0-9])py(\d)\.?(\d{1,2})(?![\d.])")
_VERSION = re.compile(r"(?<![\d.])(2\.7|3\.\d{1,2})(?![\d])")
_IMAGE = re.compile(r"(?:^|/)(?:python|pypy):(\d)\.(\d+)")
_CI_KEY = re.compile(
    r"^(python([-_. ]?versions?)?|py([-_]?versions?)?|versionspec)$", re.IGNORECASE
)


def lower_bound(requires: str) -> tuple[int, int] | None:
    """Return the lowest (major, minor) of which some release is in the range.

    None where the range is empty or not valid (PEP 440).
    """
    try:
        specifiers = SpecifierSet(requires)
    except InvalidSpecifier:
        return None
    if not requires.strip():
        return None
    for major, minor in KNOWN:
        if any(
            specifiers.contains(f"{major}.{minor}.{patch}")
            for patch in range(_LAST_PATCH)
        ):
            return (major, minor)
    return None


def from_caret(constraint: str) -> str:
    """Return a Poetry constraint (`^3.8`, `~3.8`, `3.8.*`) as PEP 440.

    https://python-poetry.org/docs/dependency-specification/; alternatives
    (`||`) keep the whole span from the lowest to no upper end.
    """
    first = sorted(
        (part.strip() for part in re.split(r"\|\|?", constraint)),
        key=lambda part: [int(number) for number in re.findall(r"\d+", part)],
    )
    if len(first) > 1:
        found = re.search(r"\d+(\.\d+)*", first[0])
        return f">={found.group()}" if found else ""
    parts = [
        _caret(part.strip()) for part in re.split(r"[,\s]+(?=[\^~<>=!*\d])", first[0])
    ]
    return ",".join(part for part in parts if part)


def _caret(part: str) -> str:
    found = re.fullmatch(r"(\^|~)\s*(\d+)(?:\.(\d+))?(?:\.\d+)*", part)
    if not found:
        if part in {"", "*"}:
            return ""
        return part if part[0] in "<>=!~" else f"=={part}"
    written = part[1:].strip()
    major, minor = int(found[2]), int(found[3] or 0)
    if found[1] == "^" or found[3] is None:
        return f">={written},<{major + 1}.0"
    return f">={written},<{major}.{minor + 1}"


def requires_python(documents: Documents, path: str, kind: str) -> str:
    """Return the range that a manifest declares, as PEP 440, "" where none."""
    if kind == "pyproject":
        document = documents.toml(path)
        declared = table(document, "project").get("requires-python")
        if isinstance(declared, str):
            return declared.strip()
        poetry = table(document, "tool", "poetry", "dependencies").get("python")
        return from_caret(poetry) if isinstance(poetry, str) else ""
    if kind == "setup.cfg":
        value = documents.ini(path).get("options", "python_requires", fallback="")
        return (value or "").strip()
    if kind == "setup.py":
        return read_setup_script(documents.python(path)).one("python_requires").strip()
    return ""


def declared_ranges(documents: Documents, found: Sequence[Manifest]) -> dict[str, str]:
    """Return the declared range of each manifest that has one, by path."""
    ranges = {
        manifest.path: requires_python(documents, manifest.path, manifest.kind)
        for manifest in found
    }
    return {path: declared for path, declared in ranges.items() if declared}


def hinted_pythons(
    documents: Documents, found: Sequence[Manifest], texts: Iterable[CiText]
) -> set[tuple[int, int]]:
    """Return the Pythons that classifiers, tox, linters and CI name."""
    named = set(_classified(documents, found))
    for path in of_kind(found, "tox"):
        named |= _factors(documents.text(path) or "")
    for path in of_kind(found, "pyproject"):
        named |= set(_targets(documents, path))
    for text in texts:
        if _CI_KEY.match(text.key):
            named |= {_minor(version) for version in _VERSION.findall(text.text)}
        named |= {(int(a), int(b)) for a, b in _IMAGE.findall(text.text)}
    return {version for version in named if version in KNOWN}


def _classified(
    documents: Documents, found: Sequence[Manifest]
) -> Iterator[tuple[int, int]]:
    for manifest in found:
        classifiers: Sequence[str] = ()
        if manifest.kind == "pyproject":
            document = documents.toml(manifest.path)
            classifiers = as_strings(table(document, "project").get("classifiers"))
            poetry = table(document, "tool", "poetry")
            classifiers += as_strings(poetry.get("classifiers"))
        elif manifest.kind == "setup.cfg":
            parser = documents.ini(manifest.path)
            value = parser.get("metadata", "classifiers", fallback="")
            classifiers = (value or "").splitlines()
        elif manifest.kind == "setup.py":
            script = read_setup_script(documents.python(manifest.path))
            classifiers = [text.value for text in script.lists.get("classifiers", ())]
        for classifier in classifiers:
            match = _CLASSIFIER.search(classifier.strip())
            if match:
                yield int(match[1]), int(match[2])


def _factors(text: str) -> set[tuple[int, int]]:
    """Return the Pythons of a tox file's environment names, braces expanded."""
    found: set[tuple[int, int]] = set()
    for line in text.splitlines():
        for word in _expanded(line.partition("#")[0]):
            found |= {(int(a), int(b)) for a, b in _TOX_FACTOR.findall(word)}
    return found


def _expanded(line: str) -> list[str]:
    """Expand `py{38,39}-{a,b}`; a line with very many forms stays as it is."""
    lines = [line]
    while match := _BRACES.search(lines[0]):
        choices = match[1].split(",")
        if len(lines) * len(choices) > _MOST_FORMS:
            break
        # All lines have the same braces left, so the first one tells for all.
        lines = [
            _BRACES.sub(choice.strip().replace("\\", "/"), one, count=1)
            for one in lines
            for choice in choices
        ]
    return lines


def _targets(documents: Documents, path: str) -> Iterator[tuple[int, int]]:
    tools = table(documents.toml(path), "tool")
    for tool in ("black", "ruff"):
        for target in as_strings(table(tools, tool).get("target-version")):
            match = _TARGET.match(target)
            if match:
                yield int(match[1]), int(match[2])
    version = table(tools, "mypy").get("python_version")
    if isinstance(version, str) and _VERSION.fullmatch(version):
        yield _minor(version)


def _minor(version: str) -> tuple[int, int]:
    major, _, minor = version.partition(".")
    return int(major), int(minor)
