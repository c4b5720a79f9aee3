"""Lines of requirements files, as pip reads them.

https://pip.pypa.io/en/stable/reference/requirements-file-format/
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from packaging.requirements import InvalidRequirement
from packaging.requirements import Requirement as Pep508
from packaging.utils import canonicalize_name

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMENT = re.compile(r"(^|\s)#.*$")
_OPTION = re.compile(r"\s+--?[A-Za-z][\w-]*([ =]|$)")
_FILE = re.compile(r"(?:-r|--requirement|-c|--constraint)(?:\s+|=|(?=[^\s-]))(.+)$")
_EGG = re.compile(r"#(?:.*&)?egg=([A-Za-z0-9][\w.-]*)")
_WHEEL = re.compile(r"([A-Za-z0-9][\w.]*)-[^/-]+(?:-[^/]+)?-[^/-]+-[^/-]+-[^/-]+\.whl")
_LOOSE = re.compile(r"^[A-Za-z0-9][\w.-]*(\[[\w.,\s-]*\])?\s*([~=!<>]=?|===|;|@|$)")


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line of a requirements file.

    `kind` is requirement, file (`-r`), constraint (`-c`), option or invalid.
    `name` is normalised; `text` is the requirement without comment, hashes
    and options, the file's name, or the line itself.
    """

    kind: str
    number: int
    text: str
    name: str = ""


def read_lines(text: str) -> Iterator[Line]:
    """Yield the logical lines of a requirements file that say something."""
    for number, written in _logical(text):
        stripped = _COMMENT.sub("", written).strip()
        if stripped:
            yield _line(number, stripped)


def _logical(text: str) -> Iterator[tuple[int, str]]:
    """Join lines that end in a backslash; a comment line joins nothing."""
    start, parts = 0, []
    for number, line in enumerate(text.split("\n"), 1):
        if line.endswith("\\") and not line.lstrip().startswith("#"):
            start = start or number
            parts.append(line[:-1])
            continue
        yield start or number, " ".join([*parts, line])
        start, parts = 0, []
    if parts:
        yield start, " ".join(parts)


def _line(number: int, text: str) -> Line:
    asked = _FILE.match(text)
    if asked:
        kind = "constraint" if text.startswith(("-c", "--constraint")) else "file"
        return Line(kind, number, asked[1].strip().strip("\"'"))
    if text.startswith(("-e", "--editable")):
        return _location(number, re.sub(r"^(-e|--editable)[\s=]*", "", text))
    if text.startswith("-"):
        return Line("option", number, text)
    option = _OPTION.search(text)
    bare = text[: option.start()].strip() if option else text
    name = requirement_name(bare)
    if name:
        return Line("requirement", number, bare, name)
    if (
        "/" in bare
        or bare.startswith(".")
        or bare.endswith((".whl", ".zip", ".tar.gz"))
    ):
        return _location(number, bare)
    return Line("invalid", number, bare)


def _location(number: int, text: str) -> Line:
    """Return a requirement given by address or path, named where it says so."""
    found = _EGG.search(text) or _WHEEL.search(text)
    name = canonicalize_name(found[1]) if found else requirement_name(text)
    return Line("requirement", number, text, name)


def requirement_name(text: str) -> str:
    """Return the normalised name of a PEP 508 requirement, "" where it is none."""
    try:
        return canonicalize_name(Pep508(text).name)
    except InvalidRequirement:
        return ""


def is_requirements_text(text: str, *, hinted: bool) -> bool:
    """Return whether the text is a requirements file.

    Where its name or folder hints at it, most lines must be requirements or
    options; otherwise all must be, and one must name a version.
    """
    lines = list(read_lines(text))
    good = [line for line in lines if line.kind != "invalid"]
    if hinted:
        return bool(good) and len(good) * 2 > len(lines)
    return (
        len(good) == len(lines)
        and any(line.name and re.search(r"[=~<>]=", line.text) for line in good)
        and all(line.kind != "requirement" or _LOOSE.match(line.text) for line in good)
    )
