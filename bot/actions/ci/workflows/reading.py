"""A GitHub workflow as its jobs and steps, each with its place in the file.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, cast

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from bot.reading.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""What a node says, with every scalar as it is written."""

_OTHER_BREAKS = frozenset("\x85\u2028\u2029")


class WorkflowError(ValueError):
    """A workflow cannot be read; `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(f"line {line}: {reason}")


@dataclass(frozen=True, slots=True)
class Step:
    """One step. `inputs` is its `with`, names in small letters."""

    line: int
    uses: str = ""
    run: str = ""
    shell: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    env: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """One job; `permissions` is None where it has none.

    `uses` names the workflow that it calls, if it calls one. `node` and `key`
    are where it stands.
    """

    name: str
    line: int
    key: Node
    node: MappingNode
    permissions: Plain | None
    uses: str
    shell: str
    env: Mapping[str, str]
    steps: tuple[Step, ...]
    containers: str
    """`container` and `services` as they are written: they may hold a token."""


@dataclass(frozen=True, slots=True)
class Workflow:
    """A workflow file. `triggers` are the names of the events that start it."""

    path: str
    text: Text
    node: MappingNode
    triggers: frozenset[str]
    permissions: Plain | None
    env: Mapping[str, str]
    jobs: tuple[Job, ...]


def read_workflow(path: str, source: bytes) -> Workflow:
    """Return the workflow; raise `WorkflowError` where it is none."""
    text = Text.of(source)
    node = _compose(text)
    content = _mapping(node, "the workflow")
    _mapping(content.get("jobs"), "`jobs`")
    shell = _default_shell(content)
    return Workflow(
        path,
        text,
        node,
        frozenset(_triggers(plain(content["on"]) if "on" in content else "")),
        plain(content["permissions"]) if "permissions" in content else None,
        _strings(content.get("env")),
        tuple(_job(key, value, shell) for key, value in content["jobs"].value),
    )


def read_steps(path: str, source: bytes) -> tuple[Step, ...] | None:
    """Return the steps of a composite action; None for other kinds.

    Raises `WorkflowError`.
    """
    del path
    content = _mapping(_compose(Text.of(source)), "the action")
    runs = _mapping(content.get("runs"), "`runs`")
    if "steps" not in runs:
        return None
    return tuple(_steps(runs["steps"]))


def pairs(node: MappingNode) -> Iterator[tuple[str, Node, Node]]:
    """Yield name, key and value of each entry, in order."""
    for key, value in node.value:
        yield str(key.value), key, value


def plain(node: Node) -> Plain:
    """Return what a node says."""
    if isinstance(node, MappingNode):
        return {name: plain(value) for name, _, value in pairs(node)}
    if isinstance(node, SequenceNode):
        return [plain(value) for value in node.value]
    return str(node.value)


def _compose(text: Text) -> MappingNode:
    if _OTHER_BREAKS.intersection(text.content) or "\r" in text.content.replace(
        "\r\n", ""
    ):
        raise WorkflowError(1, "it has line breaks that not every reader knows")
    try:
        node = YAML(typ="safe", pure=True).compose(text.content)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise WorkflowError(line, f"no YAML: {error.problem}") from error
    except YAMLError as error:
        reason = str(error).splitlines()[0]
        raise WorkflowError(1, f"no YAML: {reason}") from error
    if not isinstance(node, MappingNode):
        raise WorkflowError(1, "it is no mapping")
    _refuse_doubled_names(node)
    return node


def _refuse_doubled_names(node: Node) -> None:
    if isinstance(node, MappingNode):
        seen: set[str] = set()
        for name, key, value in pairs(node):
            if name in seen:
                raise WorkflowError(
                    key.start_mark.line + 1, f"`{name}` stands here a second time"
                )
            seen.add(name)
            _refuse_doubled_names(value)
    elif isinstance(node, SequenceNode):
        for value in node.value:
            _refuse_doubled_names(value)


def _mapping(node: Node | None, what: str, line: int = 1) -> dict[str, Node]:
    if not isinstance(node, MappingNode):
        at = node.start_mark.line + 1 if node else line
        raise WorkflowError(at, f"{what} is no mapping")
    return {name: value for name, _, value in pairs(node)}


def _job(key: Node, node: Node, shell: str) -> Job:
    line = key.start_mark.line + 1
    content = _mapping(node, f"job `{key.value}`", line)
    containers = [
        content[name] for name in ("container", "services") if name in content
    ]
    return Job(
        name=str(key.value),
        line=line,
        key=key,
        node=cast("MappingNode", node),
        permissions=plain(content["permissions"]) if "permissions" in content else None,
        uses=_string(content.get("uses")),
        shell=_default_shell(content) or shell,
        env=_strings(content.get("env")),
        steps=tuple(_steps(content.get("steps"))),
        containers=str([plain(each) for each in containers]),
    )


def _steps(node: Node | None) -> Iterator[Step]:
    if not isinstance(node, SequenceNode):
        return
    for value in node.value:
        content = _mapping(value, "a step")
        inputs = _strings(content.get("with"))
        yield Step(
            line=value.start_mark.line + 1,
            uses=_string(content.get("uses")),
            run=_string(content.get("run")),
            shell=_string(content.get("shell")),
            inputs={name.lower(): text for name, text in inputs.items()},
            env=_strings(content.get("env")),
        )


def _triggers(on: Plain) -> Sequence[str]:
    return [on] if isinstance(on, str) else [str(event) for event in on]


def _default_shell(content: Mapping[str, Node]) -> str:
    match plain(content["defaults"]) if "defaults" in content else "":
        case {"run": {"shell": str(shell)}}:
            return shell
    return ""


def _string(node: Node | None) -> str:
    return str(node.value) if isinstance(node, ScalarNode) else ""


def _strings(node: Node | None) -> dict[str, str]:
    """Return a mapping's scalars; an expression in its place is one of them."""
    if isinstance(node, MappingNode):
        return {name: _string(value) for name, _, value in pairs(node)}
    return {"": _string(node)} if isinstance(node, ScalarNode) else {}
