"""Where lines can go into a workflow so that every other byte stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ruamel.yaml.nodes import CollectionNode, MappingNode, Node

from bot.actions.ci.workflows.reading import pairs
from bot.reading.text import Insertion

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from bot.actions.ci.workflows.reading import Job, Workflow
    from bot.reading.text import Text

_COMMENTED_CODE = re.compile(r"\s*#\s*(?:-\s|[\w.-]+:)")


def top_level(
    workflow: Workflow, permissions: Mapping[str, str], why: Mapping[str, Sequence[str]]
) -> Insertion:
    """Return the insertion of `permissions` after `on`, before the next key."""
    text = workflow.text
    entries = list(pairs(workflow.node))
    names = [name for name, _, _ in entries]
    lines = list(_block(permissions, why, 0, indent_of(workflow)))
    at = names.index("on") + 1 if "on" in names else names.index("jobs")
    if at == len(names):
        spaced = not _line(text, _line_before(text, entries[-1][1]) - 1).strip()
        end = text.line(len(text.content.rstrip()) - 1) + 1
        return _insertion(text, end, ["", *lines] if spaced else lines)
    line = _line_before(text, entries[at][1])
    if line > 1 and not _line(text, line - 1).strip():
        lines.append("")
    return _insertion(text, line, lines)


def job_level(
    workflow: Workflow,
    job: Job,
    permissions: Mapping[str, str],
    why: Mapping[str, Sequence[str]],
) -> Insertion:
    """Return the insertion of `permissions` after the job's `runs-on` or `uses`."""
    entries = list(pairs(job.node))
    names = [name for name, _, _ in entries]
    anchor = next((name for name in ("runs-on", "uses") if name in names), names[0])
    at = names.index(anchor)
    value = entries[at][2]
    if not isinstance(value, CollectionNode) or value.flow_style:
        line = value.end_mark.line + 2
    elif at + 1 < len(entries):
        line = _line_before(workflow.text, entries[at + 1][1])
        while not _line(workflow.text, line - 1).strip():
            line -= 1
    else:
        line = value.end_mark.line + 1
    column = entries[0][1].start_mark.column
    step = column - job.key.start_mark.column
    return _insertion(workflow.text, line, list(_block(permissions, why, column, step)))


def can_take_lines(workflow: Workflow, job: Job | None = None) -> bool:
    """Return whether the mapping is in block style and nobody's alias."""
    node: Node = job.node if job else workflow.node
    if not isinstance(node, MappingNode) or node.flow_style:
        return False
    if any(name == "<<" for name, _, _ in pairs(node)):
        return False
    return job is None or sum(each.node is node for each in workflow.jobs) == 1


def indent_of(workflow: Workflow) -> int:
    """Return by how many columns the workflow indents its jobs."""
    return workflow.jobs[0].key.start_mark.column if workflow.jobs else 2


def _block(
    permissions: Mapping[str, str],
    why: Mapping[str, Sequence[str]],
    column: int,
    step: int,
) -> Iterator[str]:
    """Yield the lines of a block; a right to write says what it is for."""
    yield " " * column + "permissions:"
    inner = " " * (column + step)
    last = ""
    for scope in sorted(permissions, key=lambda scope: (scope != "contents", scope)):
        comment = f"{inner}# for {', '.join(why.get(scope, ()))}"
        if permissions[scope] == "write" and scope in why and comment != last:
            yield comment
            last = comment
        yield f"{inner}{scope}: {permissions[scope]}"


def _line_before(text: Text, key: Node) -> int:
    """Return the line to insert at so that comments stay with their key.

    A comment right above the key belongs to it, unless it is right below
    something else and reads like code that was commented out.
    """
    number: int = key.start_mark.line + 1
    first = number
    while first > 1 and _is_comment(text, first - 1, key.start_mark.column):
        first -= 1
    attached = first > 1 and _line(text, first - 1).strip()
    if attached and _COMMENTED_CODE.match(_line(text, first)):
        return number
    return first


def _is_comment(text: Text, number: int, column: int) -> bool:
    line = _line(text, number)
    return line.lstrip().startswith("#") and len(line) - len(line.lstrip()) == column


def _line(text: Text, number: int) -> str:
    start, end = text.start_of_line(number), text.start_of_line(number + 1)
    return text.content[start:end]


def _insertion(text: Text, line: int, lines: Sequence[str]) -> Insertion:
    offset = text.start_of_line(line)
    block = "".join(each + text.newline for each in lines)
    if offset == len(text.content) and not text.content.endswith("\n"):
        return Insertion(offset, text.newline + block.removesuffix(text.newline))
    return Insertion(offset, block)
