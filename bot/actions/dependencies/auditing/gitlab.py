"""A job for the audit in a file of GitLab (https://docs.gitlab.com/ci/yaml/)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.actions.dependencies.auditing.jobs import Job, NoPlaceError, newest_python
from bot.actions.files.text import read_text
from bot.reading.yaml_text import (
    YamlTextError,
    compose,
    elements,
    entries,
    text_of,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruamel.yaml.nodes import Node

    from bot.actions.base import Target
    from bot.actions.dependencies.auditing.commands import Audit

PATH = ".gitlab-ci.yml"
_PYTHON = re.compile(r"(?:^|/)python:[23]\.\d")
_NAMES = ("audit", "dependency-audit", "pip-audit")
_DEFAULTS = ("build", "test", "deploy")
"""The stages where a file names none (https://docs.gitlab.com/ci/yaml/#stages)."""


def job(target: Target, audit: Audit) -> Job:
    """Return the file with one more job at its end; raises `NoPlaceError`.

    Raises `BrokenFileError` where it is no UTF-8.
    """
    text = read_text(target.tree, PATH)
    try:
        nodes = compose(text.text)
    except YamlTextError as error:
        raise NoPlaceError(PATH, error.line, error.reason) from error
    if len(nodes) != 1 or getattr(nodes[0], "flow_style", False):
        raise NoPlaceError(PATH, 0, "it is no single document in block style")
    root = nodes[0]
    names = [name for name, _ in entries(root)]
    name = next(each for each in (*_NAMES, "audit-of-packages") if each not in names)
    lines = "".join(f"{line}\n" for line in _lines(target, root, name, audit))
    source = text.text
    gap = "" if re.search(r"\n[ \t]*\r?\n$", source) or not source else "\n"
    new = text.insert_lines(len(source), f"{gap}{lines}")
    line = text.text.count("\n") + 1
    note = (
        "GitLab keeps schedules outside of the repository: a weekly one (Build >"
        " Pipeline schedules) finds what becomes known later."
    )
    return Job("GitLab CI", PATH, line, text.encoded, new.encoded, (note,))


def _lines(target: Target, root: Node, name: str, audit: Audit) -> Iterator[str]:
    yield f"{name}:"
    yield f"  stage: {_stage(root)}"
    default = text_of(value_of(root, "image"))
    default = default or text_of(value_of(value_of(root, "default"), "image"))
    if not _PYTHON.search(default):
        images = [
            image
            for _, value in entries(root)
            if _PYTHON.search(image := text_of(value_of(value, "image")))
        ]
        fitting = [each for each in images if "$" not in each]
        yield f"  image: {fitting[0] if fitting else f'python:{newest_python(target)}'}"
    yield "  script:"
    yield f"    - python -m pip install {audit.install}"
    for command in audit.commands:
        yield f"    - {command}"


def _stage(root: Node) -> str:
    """Return the stage of the tests, else that of the first job."""
    named = [text_of(each) for each in elements(value_of(root, "stages"))]
    stages = named or list(_DEFAULTS)
    for wanted in ("security", "audit", "test", "tests", "lint", "check"):
        if wanted in stages:
            return wanted
    used = [text_of(value_of(value, "stage")) for _, value in entries(root)]
    return next((each for each in used if each in stages), stages[0])
