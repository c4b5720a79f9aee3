"""Files written for people: README, CONTRIBUTING, CHANGELOG and their kind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.assessment.readers.documents import as_mapping, table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.assessment.readers.documents import Documents

_PEOPLE = re.compile(
    r"^(?:docs?/|\.github/|\.gitlab/)?"
    r"(?:readme|contributing|changelog|changes|history|news|security|licen[cs]e|copying"
    r"|code_of_conduct|improvement_plan)(?:\.(?:md|rst|txt|adoc))?$",
    re.IGNORECASE,
)
_FENCE = re.compile(r"^ {0,3}(```|~~~)")
_HEADING = re.compile(r"^ {0,3}#{1,6}\s+(.+?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^([=\-~^\"*+#])\1{2,}\s*$")


def people_files(documents: Documents, paths: Sequence[str]) -> tuple[str, ...]:
    """Return the files for people, sorted; the README that is packaged too."""
    found = {path for path in paths if _PEOPLE.match(path)}
    declared = table(documents.toml("pyproject.toml"), "project").get("readme")
    readme = as_mapping(declared).get("file", declared)
    if isinstance(readme, str) and readme in documents.tree:
        found.add(readme)
    return tuple(sorted(found))


def readme_headings(documents: Documents, people: Sequence[str]) -> tuple[str, ...]:
    """Return the headings of the README nearest to the root, in order."""
    readmes = [path for path in people if "readme" in path.rpartition("/")[2].lower()]
    for path in sorted(readmes, key=lambda name: (name.count("/"), name)):
        return headings(documents.text(path) or "")
    return ()


def headings(text: str) -> tuple[str, ...]:
    """Return the headings of a Markdown or reStructuredText file, in order."""
    found: list[str] = []
    fenced, above = False, ""
    for line in text.splitlines():
        if _FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            heading = _HEADING.match(line)
            underline = _UNDERLINE.match(line)
            if heading:
                found.append(heading[1])
            elif underline and above and len(line.rstrip()) >= len(above):
                found.append(above)
        above = "" if fenced else line.strip()
    return tuple(found)
