"""A job for the audit in a pipeline of Azure.

https://learn.microsoft.com/azure/devops/pipelines/yaml-schema/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions.dependencies.auditing.jobs import (
    Job,
    NoPlaceError,
    indented,
    newest_python,
)
from bot.actions.files.text import read_text
from bot.reading.yaml_text import (
    YamlTextError,
    compose,
    elements,
    entries,
    scalars,
    text_of,
    value_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruamel.yaml.nodes import Node

    from bot.actions.base import Target
    from bot.actions.dependencies.auditing.commands import Audit
    from bot.actions.files.text import Text

_NOTE = (
    "The pipeline runs the audit whenever it runs; a schedule for it alone needs a"
    " pipeline of its own in Azure DevOps."
)


def job(target: Target, path: str, audit: Audit) -> Job:
    """Return the file with one more job; raises `NoPlaceError`.

    Raises `BrokenFileError` where it is no UTF-8.
    """
    text = read_text(target.tree, path)
    try:
        nodes = compose(text.text)
    except YamlTextError as error:
        raise NoPlaceError(path, error.line, error.reason) from error
    if len(nodes) != 1:
        raise NoPlaceError(path, 0, "it is no single document")
    root = nodes[0]
    jobs = value_of(root, "jobs")
    stages = elements(value_of(root, "stages"))
    if jobs is None and stages:
        jobs = next((j for s in stages if (j := value_of(s, "jobs"))), None)
    steps = value_of(root, "steps")
    if jobs is not None:
        pool = value_of(root, "pool") is not None
        lines = list(_job(target, audit, jobs, pool=pool))
        return _added(text, path, jobs, lines)
    if steps is None:
        raise NoPlaceError(path, 0, "it has neither jobs nor steps")
    if value_of(root, "strategy") is not None:
        reason = "its only job runs once for each member of a matrix"
        raise NoPlaceError(path, 0, reason)
    return _added(text, path, steps, list(_script(audit)))


def _job(target: Target, audit: Audit, jobs: Node, *, pool: bool) -> Iterator[str]:
    names = {text_of(value_of(each, "job")) for each in elements(jobs)}
    name = next(each for each in ("audit", "audit_dependencies") if each not in names)
    yield f"- job: {name}"
    yield "  displayName: Audit dependencies"
    if not pool:
        systems = [
            text_of(value_of(value_of(each, "pool"), "vmImage"))
            for each in elements(jobs)
        ]
        image = next((each for each in systems if each.startswith("ubuntu")), "")
        yield from ("  pool:", f"    vmImage: {image or 'ubuntu-latest'}")
    yield from ("  steps:", "    - task: UsePythonVersion@0", "      inputs:")
    yield f'        versionSpec: "{newest_python(target)}"'
    yield from indented(list(_script(audit)), "    ")


def _script(audit: Audit) -> Iterator[str]:
    yield "- script: |"
    yield f"    python -m pip install {audit.install}"
    yield from indented(audit.commands, "    ")
    yield "  displayName: Look for known vulnerabilities"


def _added(text: Text, path: str, node: Node, lines: list[str]) -> Job:
    """Put an item at the end of a list, as deep as the items before it."""
    items = elements(node)
    if not items or getattr(node, "flow_style", False):
        raise NoPlaceError(path, node.start_mark.line + 1, "the list is in flow style")
    source = text.text
    first = items[0].start_mark.index
    begin = source.rfind("\n", 0, first) + 1
    margin = source[begin:first].partition("-")[0]
    if margin.strip() or not entries(items[-1]):
        raise NoPlaceError(path, node.start_mark.line + 1, "the list is unusual")
    end = max(each.end_mark.index for _, each in scalars((items[-1],)))
    if end == 0 or source[end - 1] != "\n":
        found = source.find("\n", end)
        end = len(source) if found < 0 else found + 1
    while (before := source[:end].rstrip(" \t\r\n")) and source[
        len(before) : end
    ].count("\n") > 1:
        end = len(before) + source[len(before) :].index("\n") + 1
    block = "".join(f"{line}\n" for line in indented(lines, margin))
    apart = "\n" if "\n\n" in source[items[0].start_mark.index : end] else ""
    new = text.insert_lines(end, f"{apart}{block}")
    at = text.line_of(end)
    return Job("Azure Pipelines", path, at, text.encoded, new.encoded, (_NOTE,))
