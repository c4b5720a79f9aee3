"""What an action says of itself, from the fixed sections of its docstring.

The same text is the catalogue's page, the body of the pull request and, for a
codemod, a test: its example must be true.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from inspect import cleandoc

from codemods.base import Codemod

SECTIONS = ("Found", "Before", "After", "Fix safety", "Left alone")
"""The sections after the why, in their order."""

TITLE_LENGTH = 72
"""What a title may have at most, as it is a commit's first line."""

_HEADING = re.compile(rf"^({'|'.join(SECTIONS)}):[ ]*(.*)$")


class MalformedDocstringError(ValueError):
    """A class docstring does not have the sections that it must have."""

    def __init__(self, documented: type, reason: str) -> None:
        self.documented = documented
        self.reason = reason
        super().__init__(
            f"docstring of {documented.__module__}.{documented.__qualname__}: {reason}"
        )


@dataclass(frozen=True, slots=True)
class Explanation:
    """The sections of one action's docstring, each without its heading.

    `title` has no full stop. `found`, `before` and `after` are code ("" where
    an action has no such example; `found` is that of one that only reports).
    `text` is the whole docstring, its margin removed.
    """

    title: str
    why: str
    found: str
    before: str
    after: str
    fix_safety: str
    left_alone: str
    references: tuple[str, ...]
    text: str


def explain(documented: type) -> Explanation:
    """Return what the class of a codemod or repository action says of itself.

    Raises `MalformedDocstringError` that names the fault. A codemod must have
    all sections, with `Found` in place of `Before`, `After` and `Fix safety`
    where it only reports; another action may leave out the example, or show
    only what comes after, where nothing stood before.
    """
    own = documented.__dict__.get("__doc__")
    if not own:
        raise MalformedDocstringError(documented, "there is none")
    text = cleandoc(own)
    title, _, rest = text.partition("\n")
    _check_title(documented, title, rest)
    sections = _sections(documented, rest)
    needed = _needed(documented)
    missing = [name for name in ("why", *needed) if not sections.get(name)]
    if missing:
        raise MalformedDocstringError(documented, f"no text for {', '.join(missing)}")
    if sections.get("Before") and not sections.get("After"):
        raise MalformedDocstringError(documented, "half of an example")
    return Explanation(
        title=title.removesuffix("."),
        why=sections["why"],
        found=_code(documented, sections.get("Found", "")),
        before=_code(documented, sections.get("Before", "")),
        after=_code(documented, sections.get("After", "")),
        fix_safety=sections.get("Fix safety", ""),
        left_alone=sections["Left alone"],
        references=tuple(getattr(documented, "references", ())),
        text=text,
    )


def _needed(documented: type) -> tuple[str, ...]:
    """Return the sections that a docstring must have beside the why."""
    if not issubclass(documented, Codemod):
        return ("Fix safety", "Left alone")
    return ("Found", "Left alone") if documented.report else SECTIONS[1:]


def _check_title(documented: type, title: str, rest: str) -> None:
    if not title.endswith("."):
        reason = "the first line must be a title that ends with a full stop"
        raise MalformedDocstringError(documented, reason)
    if len(title) > TITLE_LENGTH + 1:
        reason = f"the title is longer than {TITLE_LENGTH} characters"
        raise MalformedDocstringError(documented, reason)
    if rest and not rest.startswith("\n"):
        reason = "an empty line must follow the title"
        raise MalformedDocstringError(documented, reason)


def _sections(documented: type, rest: str) -> dict[str, str]:
    """Return the text below each heading; what stands above all is the why."""
    found: dict[str, list[str]] = {"why": []}
    name = "why"
    for line in rest.split("\n"):
        heading = _HEADING.match(line)
        if heading is None:
            found[name].append(line)
            continue
        later = SECTIONS.index(heading[1]) > (
            -1 if name == "why" else SECTIONS.index(name)
        )
        if not later:
            reason = f"{heading[1]!r} must stand once, in the order {SECTIONS}"
            raise MalformedDocstringError(documented, reason)
        name = heading[1]
        found[name] = [heading[2]]
    return {name: "\n".join(lines).strip("\n") for name, lines in found.items()}


def _code(documented: type, section: str) -> str:
    lines = [line for line in section.split("\n") if line.strip()]
    if any(not line.startswith("    ") for line in lines):
        reason = "an example must stand below its heading, indented by four spaces"
        raise MalformedDocstringError(documented, reason)
    return textwrap.dedent(section).strip("\n")
