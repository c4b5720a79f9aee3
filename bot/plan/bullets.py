"""The bullets of a plan file, as people write them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from bot.plan.errors import UnreadablePlanError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.tree import SyntaxTreeNode

PLAN_FILE = "IMPROVEMENT_PLAN.md"
"""The plan that is read where none is named."""

LARGEST = 1_000_000
"""Bytes above which a plan file was not written for people."""

MOST_BULLETS = 2_000
"""Bullets above which a plan file was not written for people."""

_NO_MARKDOWN = re.compile(
    r"\.(docx?|html?|ini|ipynb|json|odt|pdf|py|rst|toml|xml|ya?ml)$", re.IGNORECASE
)
_MARKER = re.compile(r"<!--\s*honebot:\s*([\w\s,-]+?)\s*-->")
_BOX = re.compile(r"^\[[ xX]\]\s+")
_NUMBER = re.compile(r"^(\d+)(?:[.):]|(?:\.\d+)+[.):]?)\s+")
# What a bullet with such a lead says is about the work, and none itself.
_NO_ACTION = re.compile(
    r"^(objectives?|goals?|aims?|purpose|rationale|why|benefits?|background|context"
    r"|notes?|(expected )?outcomes?|success (criteria|metrics)|owners?|priority|effort"
    r"|estimates?|timeline|due date|definition of done|deliverables?|risks?)\s*:",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Bullet:
    """One thing that a plan file asks for.

    `id` is lasting: the numbers of the section and of the bullet in it, such
    as "3.2". `headings` lead to it, outermost first; `lead` is what stands in
    bold at its start. `marked` holds the slugs of an explicit
    `<!-- honebot: slug, slug -->`.
    """

    id: str
    text: str
    line: int
    headings: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    lead: str = ""


def read_plan(content: bytes, path: str) -> tuple[Bullet, ...]:
    """Return the bullets of a Markdown plan file, in order.

    A bullet is a list item with no list in it. One that begins with
    "Objective:" and the like asks for nothing and is left out. Raises
    `PlanFileError`, with the way out, where the content is no Markdown text
    or has no bullet.
    """
    text = _text(content, path)
    from markdown_it import MarkdownIt  # noqa: PLC0415  # slow; there may be no plan
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415  # as above

    reader = _Reader()
    reader.read(SyntaxTreeNode(MarkdownIt("commonmark").parse(text)))
    if not reader.bullets:
        raise UnreadablePlanError(path, "has no bullet")
    if len(reader.bullets) > MOST_BULLETS:
        raise UnreadablePlanError(path, f"has more than {MOST_BULLETS:,} bullets")
    return tuple(reader.bullets)


def _text(content: bytes, path: str) -> str:
    if len(content) > LARGEST:
        raise UnreadablePlanError(path, f"has more than {LARGEST:,} bytes")
    if not content.strip():
        raise UnreadablePlanError(path, "is empty")
    suffix = _NO_MARKDOWN.search(path)
    if suffix:
        raise UnreadablePlanError(path, f"is no Markdown but {suffix.group().lower()}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadablePlanError(path, "is not UTF-8 text") from None
    if "\0" in text:
        raise UnreadablePlanError(path, "is no text but binary data")
    return text


def default_plan() -> tuple[Bullet, ...]:
    """Return the built-in plan of eleven areas."""
    path = Path(__file__).with_name("default_plan.md")
    return read_plan(path.read_bytes(), path.name)


@dataclass(frozen=True, slots=True)
class _Said:
    """The text of a heading or list item: whole, its bold lead, its marker."""

    text: str
    lead: str = ""
    marked: tuple[str, ...] = ()


@dataclass(slots=True)
class _Reader:
    """Walks the document; `path` holds the headings (with their levels) so far."""

    bullets: list[Bullet] = field(default_factory=list)
    path: list[tuple[int, _Said]] = field(default_factory=list)
    sections: dict[tuple[str, ...], str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    def read(self, root: SyntaxTreeNode) -> None:
        for node in root.children:
            if node.type == "heading":
                self._open(int(node.tag[1:]), _said(node))
            elif node.type == "paragraph" and _is_bold(node):
                self._open(_BOLD_LEVEL, _said(node))
            elif node.type in {"bullet_list", "ordered_list"}:
                self._list(node, _BOLD_LEVEL + 1)

    def _open(self, level: int, said: _Said) -> None:
        while self.path and self.path[-1][0] >= level:
            self.path.pop()
        self.path.append((level, said))

    def _list(self, node: SyntaxTreeNode, level: int) -> None:
        number = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else 0
        for item in node.children:
            said = _said(item)
            inner = [
                child
                for child in item.children
                if child.type in {"bullet_list", "ordered_list"}
            ]
            if inner:
                numbered = f"{number}. {said.text}" if number else said.text
                self._open(level, _Said(numbered, said.lead, said.marked))
                for child in inner:
                    self._list(child, level + 1)
                self._open(level, said)
                self.path.pop()
            elif said.text and not _NO_ACTION.match(said.text):
                self._bullet(item, said)
            number += 1 if number else 0

    def _bullet(self, item: SyntaxTreeNode, said: _Said) -> None:
        headings = tuple(
            heading.text
            for _, heading in self.path
            if not _CONTAINER.match(heading.text)
        )
        marked = said.marked or next(
            (heading.marked for _, heading in reversed(self.path) if heading.marked), ()
        )
        section = self._section(headings)
        self.counts[section] = self.counts.get(section, 0) + 1
        self.bullets.append(
            Bullet(
                id=f"{section}.{self.counts[section]}",
                text=said.text,
                line=item.map[0] + 1 if item.map else 0,
                headings=headings,
                marked=marked,
                lead=said.lead,
            )
        )

    def _section(self, headings: tuple[str, ...]) -> str:
        """Return the section's number: the one written, else the next that is free."""
        numbers = [(at, _NUMBER.match(text)) for at, text in enumerate(headings)]
        at, found = next(
            ((at, found) for at, found in reversed(numbers) if found),
            (len(headings) - 1, None),
        )
        key = headings[: at + 1]
        if key not in self.sections:
            number = found[1] if found else str(len(self.sections) + 1)
            while number in self.sections.values():
                number = str(int(number) + 1)
            self.sections[key] = number
        return self.sections[key]


_CONTAINER = re.compile(
    r"^(\d+[.)]\s+)?"
    r"(actions?|action items|activities|checklist|details|steps|tasks|to.?do)\s*:?$",
    re.IGNORECASE,
)
"""Headings that say nothing of what stands below them."""

_BOLD_LEVEL = 7
"""The level of a paragraph in bold, which people use as a heading."""


def _is_bold(paragraph: SyntaxTreeNode) -> bool:
    """Return whether all of a paragraph is bold."""
    inline = paragraph.children[0] if paragraph.children else None
    parts = (
        [part for part in inline.children if part.content.strip() or part.children]
        if inline
        else []
    )
    return [part.type for part in parts] == ["strong"]


def _said(node: SyntaxTreeNode) -> _Said:
    """Return the text of a node's own paragraphs, on one line."""
    inlines = [node] if node.type == "inline" else []
    for child in node.children:
        if child.type == "inline":
            inlines.append(child)
        elif child.type == "paragraph":
            inlines += child.children
    texts = [_plain(inline) for inline in inlines]
    whole = _BOX.sub("", " ".join(" ".join(texts).split()))
    raw = " ".join(
        child.content
        for child in [*node.children, *(c for i in inlines for c in i.children)]
        if child.type in {"html_block", "html_inline"}
    )
    marked = tuple(
        slug
        for found in _MARKER.findall(raw)
        for slug in re.split(r"[\s,]+", found)
        if slug
    )
    return _Said(whole, _lead(inlines), marked)


def _plain(node: SyntaxTreeNode) -> str:
    if node.type == "code_inline":
        return f"`{node.content}`"
    if node.type in {"softbreak", "hardbreak"}:
        return " "
    if node.type == "html_inline":
        return ""
    if node.children:
        return "".join(_plain(child) for child in node.children)
    return node.content


def _lead(inlines: Sequence[SyntaxTreeNode]) -> str:
    """Return what stands in bold at the start, without its colon."""
    for part in inlines[0].children if inlines else ():
        if part.type == "strong":
            return _plain(part).strip().rstrip(":").strip()
        if _BOX.sub("", part.content + " ").strip():
            return ""
    return ""
