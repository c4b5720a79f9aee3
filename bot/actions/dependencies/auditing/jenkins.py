"""A stage for the audit in a declarative Jenkinsfile.

https://www.jenkins.io/doc/book/pipeline/syntax/
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.actions.dependencies.auditing.jobs import Job, NoPlaceError
from bot.actions.files.text import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.actions.base import Target
    from bot.actions.dependencies.auditing.commands import Audit

_ASIDE = re.compile(
    r"//[^\n]*|/\*.*?\*/|'''.*?'''|\"\"\".*?\"\"\"|'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"",
    re.DOTALL,
)
_STAGES = re.compile(r"\bstages\s*\{")
_PYTHON = re.compile(r"\bimage\s+['\"](?P<image>(?:[\w.-]+/)*python:[\w.-]+)['\"]")
_NOTE = (
    "The pipeline runs the audit whenever it runs; `triggers { cron('H 4 * * 1') }`"
    " would run all of it once a week."
)


def job(target: Target, path: str, audit: Audit) -> Job:
    """Return the file with one more stage; raises `NoPlaceError`.

    Raises `BrokenFileError` where it is no UTF-8.
    """
    text = read_text(target.tree, path)
    source = text.text
    code = _ASIDE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), source)
    match = _STAGES.search(code)
    if not re.search(r"\bpipeline\s*\{", code) or match is None:
        raise NoPlaceError(path, 0, "it is no declarative pipeline with stages")
    close = _closing(code, match.end())
    begin = source.rfind("\n", 0, close) + 1
    if close < 0 or source[begin:close].strip():
        raise NoPlaceError(path, text.line_of(match.start()), "its stages end oddly")
    if not re.search(r"\bsh\b", code):
        raise NoPlaceError(path, 0, "none of its stages runs a shell")
    outer = code[: match.start()]
    image = _PYTHON.search(source, 0, match.start())
    if not image and re.search(r"\bagent\s+none\b", outer):
        image = _PYTHON.search(source)
        if image is None:
            raise NoPlaceError(path, 0, "no stage runs in an image of Python")
        agent = image["image"]
    else:
        agent = ""
    margin = source[begin:close]
    step = _step(code[match.end() : close], margin)
    lines = _lines(audit, agent, contained=image is not None)
    block = "".join(
        f"{margin}{step}{_deepened(line, step)}\n" if line else "\n" for line in lines
    )
    new = text.insert_lines(begin, block)
    return Job(
        "Jenkins", path, text.line_of(begin), text.encoded, new.encoded, (_NOTE,)
    )


def _closing(code: str, start: int) -> int:
    """Return where the brace opened before `start` closes; -1 for nowhere."""
    depth = 1
    for match in re.finditer(r"[{}]", code[start:]):
        depth += 1 if match[0] == "{" else -1
        if depth == 0:
            return start + match.start()
    return -1


def _step(inside: str, margin: str) -> str:
    """Return by what the stages are deeper than the brace that closes them."""
    match = re.search(r"^([ \t]+)stage\b", inside, re.MULTILINE)
    if match and match[1].startswith(margin) and match[1] != margin:
        return match[1][len(margin) :]
    return "    "


def _deepened(line: str, step: str) -> str:
    """Return a line whose four spaces a level are the file's own."""
    depth = (len(line) - len(line.lstrip(" "))) // 4
    return step * depth + line.lstrip(" ")


def _lines(audit: Audit, agent: str, *, contained: bool) -> Iterator[str]:
    yield "stage('Audit dependencies') {"
    if agent:
        yield f"    agent {{ docker {{ image '{agent}' }} }}"
    yield "    steps {"
    if contained:
        yield "        sh 'python -m venv .audit'"
    else:
        yield "        sh 'python3 -m venv .audit'"
    yield f"        sh '.audit/bin/python -m pip install {audit.install}'"
    for command in audit.commands:
        yield f"        sh 'PATH=\"$PWD/.audit/bin:$PATH\" {command}'"
    yield "    }"
    yield "}"
