"""A workflow for the audit, as the workflows beside it are written.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from bot.actions.dependencies.auditing.jobs import (
    Job,
    indented,
    most_common,
    newest_python,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.actions.base import Target
    from bot.actions.dependencies.auditing.commands import Audit
    from bot.model import CiSystem

_FOLDER = ".github/workflows/"
_USES = re.compile(
    r"uses: *[\"']?(?P<action>actions/(?:checkout|setup-python))"
    r"@(?P<ref>v[\d.]+|[0-9a-f]{40})(?![\w.])[\"']?"
    r"(?P<comment> +#[^\r\n]*)?"
)
_RUNS_ON = re.compile(
    r"^[ \t]+runs-on:[ \t]*[\"']?(?P<name>ubuntu-[\w.]+)", re.MULTILINE
)
_STEPS = re.compile(r"^(?P<key>[ ]+)steps:[ \t]*\r?\n(?P<item>[ ]+)- ", re.MULTILINE)
_COMMIT = re.compile(r"[0-9a-f]{40}")
_NAMES = ("audit", "dependency-audit", "pip-audit")
_CHECKOUT = "actions/checkout@v6"
_SET_UP = "actions/setup-python@v6"


def workflow(target: Target, system: CiSystem, audit: Audit) -> Job:
    """Return a new workflow; its actions have the versions of its neighbours'."""
    texts = [
        content.decode("utf-8", "replace")
        for _, content in target.tree.read_many(system.paths)
    ]
    ends = [path.rpartition(".")[2] for path in system.paths]
    taken = {path.rpartition("/")[2].rpartition(".")[0] for path in system.paths}
    name = next(each for each in (*_NAMES, "audit-of-packages") if each not in taken)
    path = f"{_FOLDER}{name}.{most_common(ends, 'yml')}"
    lines = _lines(target, path, texts, audit)
    crlf = sum("\r\n" in text for text in texts) * 2 > len(texts)
    content = "".join(line + ("\r\n" if crlf else "\n") for line in lines)
    return Job("GitHub Actions", path, 1, None, content.encode())


def _lines(
    target: Target, path: str, texts: Sequence[str], audit: Audit
) -> Iterator[str]:
    minute = zlib.crc32("\n".join(target.tree.paths()).encode()) % 60
    system = most_common(
        (match["name"] for text in texts for match in _RUNS_ON.finditer(text)),
        "ubuntu-latest",
    )
    step = [
        len(match["item"]) > len(match["key"])
        for text in texts
        for match in _STEPS.finditer(text)
    ]
    deep = "  " if not step or sum(step) * 2 >= len(step) else ""
    yield from ("name: Audit dependencies", "", "on:", "  pull_request:", "    paths:")
    yield from indented([f"- {each}" for each in (path, *audit.files)], f"    {deep}")
    yield from ("  schedule:", f'  {deep}- cron: "{minute} 4 * * 1"', "")
    yield from ("permissions:", "  contents: read", "")
    yield from ("jobs:", "  audit:", f"    runs-on: {system}", "    steps:")
    yield from indented(list(_steps(target, texts, audit)), f"    {deep}")


def _steps(target: Target, texts: Sequence[str], audit: Audit) -> Iterator[str]:
    checkout = _reference(texts, "actions/checkout") or _CHECKOUT
    yield f"- uses: {checkout}"
    yield from ("  with:", "    persist-credentials: false")
    set_up = _reference(texts, "actions/setup-python")
    if not set_up and not _COMMIT.search(checkout):
        set_up = _SET_UP
    if set_up:
        yield f"- uses: {set_up}"
        yield from ("  with:", f'    python-version: "{newest_python(target)}"')
        yield f"- run: python -m pip install {audit.install}"
        for command in audit.commands:
            yield f"- run: {command}"
        return
    yield from ("- run: |", '    python3 -m venv "$RUNNER_TEMP/audit"')
    yield '    export PATH="$RUNNER_TEMP/audit/bin:$PATH"'
    yield f"    python -m pip install {audit.install}"
    yield from indented(audit.commands, "    ")


def _reference(texts: Sequence[str], action: str) -> str:
    """Return how the neighbours write an action: its version, and what says it.

    A branch (`@master`) is no version.
    """
    found = [
        f"{action}@{match['ref']}{match['comment'] or ''}".rstrip()
        for text in texts
        for match in _USES.finditer(text)
        if match["action"] == action and "zizmor" not in (match["comment"] or "")
    ]
    pinned = [each for each in found if _COMMIT.search(each)]
    return most_common(pinned or found, "")
