"""Pythons in the settings of tools, in images, and in files that name one."""

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
from bot.actions.dependencies.pythons.spelling import is_special, only_version
from bot.actions.dependencies.pythons.table import Minor
from bot.reading.dockerfile import DockerfileError, parse

if TYPE_CHECKING:
    from bot.actions.files.text import Text

_TARGET = re.compile(
    r"^[ \t]*\"?(?P<key>target-version|python[_-]version|py-version|pythonVersion)\"?"
    r"[ \t]*[=:][ \t]*(?P<value>[\"']?(?:py)?[23]\.?\d{1,2}[\"']?)"
    r"[ \t]*,?[ \t]*(?:[#;].*)?\r?$",
    re.MULTILINE,
)
_SHORT = re.compile(
    r"^[ \t]*py_version[ \t]*[=:][ \t]*[\"']?(?P<value>[23]\d{1,2})[\"']?[ \t]*\r?$",
    re.MULTILINE,
)
_TARGETS = re.compile(
    r"^[ \t]*target-version\s*=\s*\[(?P<value>[^\]]*)\]", re.MULTILINE
)
_MATRIX = re.compile(r"^[ \t]*python\s*=\s*\[(?P<value>[^\]]*)\]", re.MULTILINE)
_QUOTED = re.compile(r"([\"'])(?P<text>[^\"'\n]*)\1")
_COMMENT = re.compile(r"#[^\n]*")
_LINE = re.compile(
    r"^[ \t]*(?P<value>(?:c?python-)?[23]\.\d{1,2}(?:\.\d+)?)[ \t]*\r?$", re.MULTILINE
)
_IMAGE = re.compile(
    r"(?P<image>(?:[\w.-]+(?::\d+)?/)*(?:python|pypy):(?P<tag>[23]\.\d{1,2}[\w.-]*))(?P<digest>@\S+)?"
)
_ARGUMENT = re.compile(
    r"\w*PY\w*=[\"']?(?P<value>[23]\.\d{1,2}(?:\.\d+)?)(?=[\"'-]|\s*$)", re.IGNORECASE
)
_SEVERAL = re.compile(
    r"\w*PY\w*=(?P<quote>[\"'])(?P<value>[23]\.\d{1,2}(?: +[23]\.\d{1,2})+)(?P=quote)",
    re.IGNORECASE,
)
_KEPT_SYSTEM = re.compile(
    r"(?:-(?:slim|alpine|bookworm|bullseye|trixie|slim-bookworm|slim-bullseye|slim-trixie))?"
)
_JENKINS_IMAGE = re.compile(
    r"(?P<quote>['\"])(?P<image>(?:[\w.-]+/)*python:[23]\.\d{1,2}[\w.-]*)(?P=quote)"
)
_JENKINS_VALUES = re.compile(
    r"\bvalues\b[ \t(]*(?P<value>(?:['\"][^'\"\n]*['\"]\s*,?\s*)+)"
)


def read_settings(text: Text, named: Named) -> None:
    """Add the targets of formatters and checkers, and matrices of hatch."""
    for match in _TARGET.finditer(text.text):
        version = only_version(match["value"])
        if version:
            named.singles.append(
                Single(*match.span("value"), version, f"`{match['key']}`")
            )
    for match in _SHORT.finditer(text.text):
        version = Minor(int(match["value"][0]), int(match["value"][1:]))
        named.singles.append(
            Single(*match.span("value"), version, "`py_version`", Form.MINOR)
        )
    if text.path.endswith(".toml"):
        for pattern, what, grows in (
            (_TARGETS, "`target-version`", False),
            (_MATRIX, "the matrix of hatch", True),
        ):
            for match in pattern.finditer(text.text):
                _array(named, match, what, grows=grows)


def _array(named: Named, match: re.Match[str], what: str, *, grows: bool) -> None:
    value = _COMMENT.sub(lambda m: " " * len(m[0]), match["value"])
    at = match.start("value")
    items = tuple(
        Item(at + each.start(), at + each.end(), version, not is_special(each["text"]))
        for each in _QUOTED.finditer(value)
        if (version := only_version(each["text"]))
    )
    if items:
        named.groups.append(Group(what, items, grows=grows))


def read_version_file(text: Text, named: Named) -> None:
    """Add the Pythons of `.python-version` and `runtime.txt`.

    https://github.com/pyenv/pyenv#understanding-python-version-selection
    https://devcenter.heroku.com/articles/python-runtimes
    """
    found = list(_LINE.finditer(text.text))
    items = tuple(
        Item(*match.span("value"), version)
        for match in found
        if (version := only_version(match["value"]))
    )
    if len(items) == 1:
        item = items[0]
        named.singles.append(Single(item.start, item.end, item.version, "its line"))
    elif items:
        named.groups.append(Group("its lines", items))


def read_dockerfile(text: Text, named: Named) -> None:
    """Add the images of Python that stages begin with, and arguments that name one."""
    try:
        instructions = parse(text.text).instructions
    except DockerfileError:
        return
    for instruction in instructions:
        said = instruction.arguments
        if instruction.name == "FROM" and (match := _IMAGE.search(said.text)):
            _image(named, match, said.offsets[match.start("image")])
        elif instruction.name in {"ARG", "ENV"}:
            for match in _SEVERAL.finditer(said.text):
                _several(named, match, said.offsets)
            for match in _ARGUMENT.finditer(said.text):
                version = only_version(match["value"])
                start = said.offsets[match.start("value")]
                if version:
                    end = start + len(match["value"])
                    named.singles.append(Single(start, end, version, "an argument"))


def _several(named: Named, match: re.Match[str], offsets: tuple[int, ...]) -> None:
    """Add the Pythons of one argument."""
    items: list[Item] = []
    for each in re.finditer(r"\S+", match["value"]):
        version = only_version(each[0])
        start = offsets[match.start("value") + each.start()]
        if version:
            items.append(Item(start, start + len(each[0]), version))
    named.groups.append(Group("an argument", tuple(items)))


def _image(named: Named, match: re.Match[str], start: int) -> None:
    version = only_version(match["tag"])
    if version is None:
        return
    system = re.sub(r"^[\d.]+", "", match["tag"])
    if match["digest"]:
        named.stuck.append(
            Stuck(start, version, "the digest belongs to this very image")
        )
    elif not match["image"].endswith(f"python:{match['tag']}"):
        named.stuck.append(Stuck(start, version, "it is an image of PyPy"))
    elif not _KEPT_SYSTEM.fullmatch(system):
        reason = f"it is not known whether a newer Python has an image `{system}`"
        named.stuck.append(Stuck(start, version, reason))
    else:
        end = start + len(match["image"])
        named.singles.append(Single(start, end, version, "the image"))


def read_jenkinsfile(text: Text, named: Named) -> None:
    """Add the images and the axes of a Jenkinsfile.

    https://www.jenkins.io/doc/book/pipeline/syntax/#matrix-axes
    """
    for match in _JENKINS_IMAGE.finditer(text.text):
        version = only_version(match["image"])
        if version:
            named.singles.append(Single(*match.span("image"), version, "the image"))
    for match in _JENKINS_VALUES.finditer(text.text):
        at = match.start("value")
        items = tuple(
            Item(at + each.start(), at + each.end(), version)
            for each in _QUOTED.finditer(match["value"])
            if (version := only_version(each["text"]))
        )
        if items:
            named.groups.append(Group("an axis of the matrix", items))
