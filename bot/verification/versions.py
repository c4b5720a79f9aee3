"""Requirements of every tool, as PEP 508 text that pip and uv understand."""

from __future__ import annotations

import re

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

_ITEM = re.compile(r"^(\^|~|===?|~=|!=|>=|<=|>|<)?\s*v?([0-9][\w.*+!-]*)$")
_NAME = re.compile(r"^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(\[[^\]]*\])?\s*(.*)$")


def pep508(text: str) -> str:
    """Return the requirement as PEP 508 text, "" where it cannot be said so.

    Caret and tilde ranges of Poetry become comparisons; a bare version means
    "at least", since a lock says what exactly. Addresses and paths give "".
    """
    text = re.sub(r"^(-e|--editable)[\s=]+", "", text.strip())
    if "://" in text or "@" in text or text.startswith((".", "/")):
        return ""
    try:
        return str(Requirement(text))
    except InvalidRequirement:
        pass
    requirement, _, marker = text.partition(";")
    found = _NAME.match(requirement.strip())
    if not found:
        return ""
    name, extras, version = found[1], found[2] or "", found[3].strip()
    ranges = _ranges(version)
    if ranges is None:
        return ""
    written = f"{name}{extras}{ranges}" + (f"; {marker.strip()}" if marker else "")
    try:
        return str(Requirement(written))
    except InvalidRequirement:
        return f"{name}{extras}"


def _ranges(version: str) -> str | None:
    """Return Poetry's constraint as specifiers, "" for anything goes.

    None is for what is no version, such as a path.

    https://python-poetry.org/docs/dependency-specification/
    """
    if version in {"", "*"} or "|" in version:
        return ""
    items = []
    for item in re.split(r"\s*,\s*|\s+(?=[\^~=!<>])", version):
        found = _ITEM.match(item.strip())
        if found is None:
            return None
        items += _item(found[1] or "", found[2])
    return ",".join(items)


def _item(operator: str, version: str) -> list[str]:
    if operator == "^":
        return [f">={version}", f"<{_next(version)}"]
    if operator == "~":
        parts = version.split(".")
        return [f">={version}", f"<{_bump(parts, min(1, len(parts) - 1))}"]
    if operator:
        return [f"{operator}{version}"]
    return [f"=={version}" if "*" in version else f">={version}"]


def _next(version: str) -> str:
    """Return the first version that a caret range leaves out."""
    parts = version.split(".")
    first = next((n for n, part in enumerate(parts) if part != "0"), len(parts) - 1)
    return _bump(parts, first)


def _bump(parts: list[str], place: int) -> str:
    number = re.match(r"\d+", parts[place])
    return ".".join([*parts[:place], str(int(number[0]) + 1 if number else 1)])


def name_of(text: str) -> str:
    """Return the normalised name of a PEP 508 requirement, "" where it is none."""
    try:
        return canonicalize_name(Requirement(text).name)
    except InvalidRequirement:
        return ""
