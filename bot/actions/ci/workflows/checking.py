"""What zizmor and the schema of GitHub say of workflows."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from bot.errors import ActionError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bot.protocols import Tools

EXCESSIVE = "excessive-permissions"
SCHEMA = "vendor.github-workflows"
_MORE = {"vendor.azure-pipelines": ("--regex-variant", "nonunicode")}
"""What a schema needs beside: Azure's has patterns that are no Unicode patterns.

https://check-jsonschema.readthedocs.io/en/stable/usage.html#regex-variant
"""


class WorkflowCheckError(ActionError):
    """A checker of workflows failed itself."""

    def __init__(self, checker: str, said: bytes) -> None:
        lines = said.decode(errors="replace").strip().splitlines()
        super().__init__(f"{checker} failed: {(lines or ['it said nothing'])[-1]}")


def zizmor(tools: Tools, files: Mapping[str, bytes]) -> dict[str, Counter[str]]:
    """Return how often each audit of zizmor finds something, by path.

    Offline, with no configuration but the comments in the files
    (https://docs.zizmor.sh/audits/). Raises `WorkflowCheckError`.
    """
    found: dict[str, Counter[str]] = {path: Counter() for path in files}
    with tools.scratch() as folder:
        _write(folder, files)
        options = ("--offline", "--no-config", "--no-exit-codes", "--format", "json-v1")
        done = tools.run(("zizmor", *options, *files), folder=folder)
    if done.exit_code:
        raise WorkflowCheckError("zizmor", done.stderr)
    for finding in json.loads(done.stdout):
        paths = {
            location["symbolic"]["key"]["Local"]["verbatim_path"]
            for location in finding["locations"]
        }
        for path in paths:
            found[path][finding["ident"]] += 1
    return found


def schema(
    tools: Tools, files: Mapping[str, bytes], name: str = SCHEMA
) -> dict[str, Counter[str]]:
    """Return what a schema finds wrong, by path, each with its number.

    The schema is one of those that come with check-jsonschema, by default that
    of GitHub's workflows. Raises `WorkflowCheckError`.
    """
    found: dict[str, Counter[str]] = {path: Counter() for path in files}
    with tools.scratch() as folder:
        _write(folder, files)
        options = (
            "--builtin-schema",
            name,
            "--output-format",
            "json",
            *_MORE.get(name, ()),
        )
        done = tools.run(("check-jsonschema", *options, *files), folder=folder)
    try:
        report = json.loads(done.stdout)
    except ValueError as error:
        raise WorkflowCheckError("check-jsonschema", done.stderr) from error
    for problem in report.get("errors", ()):
        found[problem["filename"]][f"{problem['path']}: {problem['message']}"] += 1
    for problem in report.get("parse_errors", ()):
        found[problem["filename"]]["cannot be parsed"] += 1
    return found


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
