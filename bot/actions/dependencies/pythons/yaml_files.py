"""Pythons in the YAML files of CI systems, pre-commit and Read the Docs.

What a key means is the same in all of them, so one walk reads them all:
https://docs.github.com/actions/writing-workflows/workflow-syntax-for-github-actions#jobsjob_idstrategymatrix
https://docs.gitlab.com/ci/yaml/#parallelmatrix
https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/jobs-job-strategy
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.actions.dependencies.pythons.mentions import (
    Form,
    Group,
    Item,
    Named,
    Single,
    Stuck,
)
from bot.actions.dependencies.pythons.spelling import (
    is_pypy,
    is_special,
    is_version,
    only_version,
    versions_in,
)
from bot.actions.dependencies.pythons.yaml_entries import keyed, listed
from bot.actions.files.errors import BrokenFileError
from bot.reading.yaml_text import YamlTextError, compose, elements, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruamel.yaml.nodes import Node

    from bot.actions.files.text import Text

KEY = re.compile(
    r"py|(?:.*[-_.])?py(?:thon)?(?:[-_. ]?(?:versions?|ver))?"
    r"|versionspec|language_version"
    r"|py(?:thon)?[-_]\w*versions?",
    re.IGNORECASE,
)
"""Keys whose value is a Python."""

_AXIS = re.compile(r"tox|nox|env|session|factor|target|py", re.IGNORECASE)
_IMAGE = re.compile(
    r"(?:^|/)(?:python|pypy):(?P<tag>[23]\.\d+[\w.-]*)(?P<digest>@sha256:\w+)?$"
)
_GLUED = re.compile(r"(?<![a-z0-9])py(?:thon|py)?[-_]?[23]\.?\d", re.IGNORECASE)
_NAMES = frozenset({"name", "displayname", "label", "description"})
_PARTS = (
    re.compile(
        r"[\w.-]*(?:py|matrix\.version)[\w.-]*\s*==\s*"
        r"(?P<part>(['\"])[23]\.\d{1,2}(?:\.\d+)?\2)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?:--python(?:-version)?[ =]|(?:install|pin|find) (?:python[ =@-]?)?|-p )"
        r"(?P<part>(['\"]?)[23]\.\d{1,2}\2)(?![\d.])",
        re.IGNORECASE,
    ),
    re.compile(r"(?P<part>\bpython[ =@-]?[23]\.\d{1,2}\b)(?!\.)", re.IGNORECASE),
    re.compile(r"(?P<part>(?<![\w.])--py[23]\d{1,2}-plus\b)"),
    re.compile(r"(?<![a-z0-9{,])(?P<part>py[23]\d{1,2})(?![\d,}])"),
)
"""What names one Python within a longer text, as a command or a condition."""

_VERSION_KEY = re.compile(r"versions?(?:-\w+)?")
_PLAUSIBLE = re.compile(r"2\.7|3\.(?:[6-9]|1\d)(?:\.\d+)?")
_SYSTEM_PACKAGE = re.compile(r"\b(?:apk|apt|apt-get|brew|dnf|pacman|yum|zypper)\b")
_UNLIKE = re.compile(r"!=\s*['\"]?$")
_DOTTED = re.compile(r"(?<![\w.=<>~!])(2\.7|3\.(?:[6-9]|[1-9]\d))(?![\w.])")
_VERSIONS_OF_OTHERS = frozenset({"uses", "rev", "repo", "cron", "url", "ref"})


def read_yaml(text: Text) -> Named:
    """Return what a YAML file says of Pythons.

    Raises `BrokenFileError` with the line where it is not YAML.
    """
    try:
        nodes = compose(text.text)
    except YamlTextError as error:
        raise BrokenFileError(text.path, error.line, error.reason) from error
    reader = _Reader(text)
    for node in nodes:
        reader.walk(node, ())
    return reader.named


class _Reader:
    """Walks through the nodes of one file, each once."""

    def __init__(self, text: Text) -> None:
        self.named = Named(text)
        self.seen: set[int] = set()

    def walk(self, node: Node, keys: tuple[str, ...]) -> None:
        """Look at a node and all that is in it."""
        if id(node) in self.seen:
            return
        self.seen.add(id(node))
        if isinstance(node.value, str):
            self._scalar(node, keys)
        elif any(isinstance(item, tuple) for item in node.value):
            self._mapping(node, keys)
        else:
            self._sequence(node, keys)

    def _mapping(self, node: Node, keys: tuple[str, ...]) -> None:
        taken, entries = keyed(self.named.text, node, keys)
        if entries:
            self.named.entries.append(entries)
        for key, value in node.value:
            if id(key) in taken:
                continue
            name = text_of(key)
            if isinstance(key.value, str) and _GLUED.search(name):
                for version in set(versions_in(name)):
                    reason = f"`{name}` is named after it"
                    self.named.stuck.append(
                        Stuck(key.start_mark.index, version, reason)
                    )
            self.walk(value, (*keys, name))

    def _sequence(self, node: Node, keys: tuple[str, ...]) -> None:
        taken, entries = listed(self.named.text, node, keys)
        if entries:
            self.named.entries.append(entries)
        rest = [item for item in elements(node) if id(item) not in taken]
        scalars = [item for item in rest if isinstance(item.value, str)]
        key = keys[-1] if keys else ""
        in_matrix = any("matrix" in each.lower() for each in keys)
        versions = [item for item in scalars if self._is_item(item, key, in_matrix)]
        if versions and not _is_command(keys):
            self.named.groups.append(
                Group(
                    f"`{key}`",
                    tuple(self._item(item) for item in versions),
                    others=len(versions) < len(elements(node)),
                    grows=_grows(versions),
                )
            )
            rest = [item for item in rest if not any(item is each for each in versions)]
        for item in rest:
            self.walk(item, keys)

    def _is_item(self, node: Node, key: str, in_matrix: bool) -> bool:  # noqa: FBT001
        text = text_of(node)
        if only_version(text) is None or "\n" in text:
            return False
        if KEY.fullmatch(key):
            return is_version(text)
        if in_matrix and _VERSION_KEY.fullmatch(key):
            return _PLAUSIBLE.fullmatch(text) is not None
        return bool(
            (in_matrix or _AXIS.search(key))
            and (_GLUED.search(text) or _IMAGE.search(text))
        )

    def _item(self, node: Node) -> Item:
        text = text_of(node)
        version = only_version(text)
        assert version is not None  # noqa: S101  # `_is_item` asked
        plain = not (is_pypy(text) or is_special(text) or self._is_named(text))
        start, end = node.start_mark.index, node.end_mark.index
        return Item(start, end, version, plain, Form.YAML, is_pypy(text))

    def _is_named(self, text: str) -> bool:
        """Return whether a text is a name that another file gives a meaning.

        tox and images know every Python; environments of pixi are written down.
        """
        if _IMAGE.search(text) or is_version(text):
            return False
        return not text.startswith("py") or "pixi" in self.named.text.text

    def _scalar(self, node: Node, keys: tuple[str, ...]) -> None:
        key = keys[-1] if keys else ""
        text = text_of(node)
        start, end = node.start_mark.index, node.end_mark.index
        version = only_version(text)
        style = getattr(node, "style", None)
        if KEY.fullmatch(key) and style in {"|", ">"}:
            self._lines(key, start, end)
        elif KEY.fullmatch(key) and version and is_version(text):
            self.named.singles.append(
                Single(start, end, version, f"`{key}`", Form.YAML)
            )
        elif (image := _IMAGE.search(text)) and version:
            if image["digest"]:
                self._stick(start, version, "the digest belongs to this very image")
            else:
                self.named.singles.append(Single(start, end, version, "the image"))
        elif self._may_be(key, text, keys) and version:
            self._stick(start, version, f"`{key}` may be that of Python")
        elif key.lower() not in _VERSIONS_OF_OTHERS:
            self._text(start, end, key)

    def _may_be(self, key: str, text: str, keys: tuple[str, ...]) -> bool:
        """Return whether a version in a matrix is perhaps Python's."""
        return bool(
            _VERSION_KEY.fullmatch(key)
            and _PLAUSIBLE.fullmatch(text)
            and any("matrix" in each for each in keys)
            and re.search(r"python", self.named.text.text, re.IGNORECASE)
        )

    def _lines(self, key: str, start: int, end: int) -> None:
        """Read versions that stand one a line in a text."""
        source = self.named.text.text
        items: list[Item] = []
        for match in re.finditer(
            r"^[ \t]*(\S[^\r\n]*?)[ \t]*\r?$", source[start:end], re.MULTILINE
        ):
            version = only_version(match[1])
            if version and is_version(match[1]):
                plain = not (is_pypy(match[1]) or is_special(match[1]))
                at = start + match.start(1)
                pypy = is_pypy(match[1])
                items.append(Item(at, at + len(match[1]), version, plain, pypy=pypy))
        if items:
            self.named.groups.append(Group(f"`{key}`", tuple(items)))

    def _text(self, start: int, end: int, key: str) -> None:
        """Read what a command, a condition or a name says."""
        raw = self.named.text.text[start:end]
        found: list[tuple[int, int]] = []
        for pattern in _PARTS:
            for match in pattern.finditer(raw):
                span = match.span("part")
                version = only_version(match["part"])
                if version and not any(a < span[1] and span[0] < b for a, b in found):
                    found.append(span)
                    if _SYSTEM_PACKAGE.search(_line(raw, span[0])):
                        reason = "another Python may not be among a system's packages"
                        self._stick(start + span[0], version, reason)
                        continue
                    what = "a name" if key.lower() in _NAMES else f"`{key}`"
                    self.named.singles.append(
                        Single(start + span[0], start + span[1], version, what)
                    )
        for at, token in _tokens(raw):
            if any(a <= at < b for a, b in found) or _UNLIKE.search(raw[:at]):
                continue
            for version in versions_in(token):
                reason = f"`{key}` names it in a way that cannot be edited safely"
                self._stick(start + at, version, reason)

    def _stick(self, start: int, version: object, reason: str) -> None:
        self.named.stuck.append(Stuck(start, version, reason))  # type: ignore[arg-type]


def _grows(nodes: list[Node]) -> bool:
    """Return whether all but the versions is equal in some items of the list."""
    return len({*map(text_of, nodes)}) == len(nodes)


def _is_command(keys: tuple[str, ...]) -> bool:
    return bool(keys) and keys[-1].lower() in {"args", "run", "script", "entry"}


def _line(raw: str, offset: int) -> str:
    """Return the line of a text that holds a character."""
    end = raw.find("\n", offset)
    return raw[raw.rfind("\n", 0, offset) + 1 : end if end >= 0 else len(raw)]


def _tokens(raw: str) -> Iterator[tuple[int, str]]:
    """Yield what may be a Python, with its place: in a line that speaks of Python."""
    for line in re.finditer(r"[^\n]+", raw):
        if line[0].lstrip().startswith("#"):
            continue
        if re.search(r"py|tox|nox", line[0], re.IGNORECASE):
            for match in _DOTTED.finditer(line[0]):
                yield line.start() + match.start(), match[1]
        for match in re.finditer(r"(?<![a-z0-9])py[23]\d{1,2}(?!\d)", line[0]):
            yield line.start() + match.start(), match[0]
