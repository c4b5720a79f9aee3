"""What hadolint says of Dockerfiles (https://github.com/hadolint/hadolint)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.errors import ActionError
from bot.reading.dockerfile import DockerfileError, parse
from bot.reading.text import Text, encoded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.protocols import Tools

UNREADABLE = "DL1000"
"""hadolint's code for a file that it cannot read at all."""


@dataclass(frozen=True, slots=True, order=True)
class Lint:
    """One thing that hadolint says; `line` counts from 1."""

    line: int
    code: str
    message: str


class HadolintError(ActionError):
    """hadolint itself failed."""

    def __init__(self, said: bytes) -> None:
        lines = said.decode(errors="replace").strip().splitlines()
        super().__init__(f"hadolint failed: {(lines or ['it said nothing'])[0]}")


def lint(tools: Tools, files: Mapping[str, bytes]) -> dict[str, tuple[Lint, ...]]:
    """Return what hadolint says of each file, by path, in the order of lines.

    It runs with its own rules alone: no configuration of the target or of this
    machine is read; comments in the files are. Raises `HadolintError`.
    """
    if not files:
        return {}
    names = {f"{number}.Dockerfile": path for number, path in enumerate(sorted(files))}
    with tools.scratch() as folder:
        for name, path in names.items():
            (folder / name).write_bytes(_readable(files[path])[0])
        run = tools.run(
            ("hadolint", "--no-color", "--no-fail", "--format", "json", *names),
            folder=folder,
        )
    if run.exit_code:
        raise HadolintError(run.stderr)
    said: dict[str, list[Lint]] = {path: [] for path in files}
    for item in json.loads(run.stdout):
        path = names[item["file"]]
        line = _line_in_file(item["line"], _readable(files[path])[1])
        said[path].append(Lint(line, item["code"], item["message"]))
    return {path: tuple(sorted(found)) for path, found in said.items()}


def _readable(source: bytes) -> tuple[bytes, tuple[int, ...]]:
    """Return the file as hadolint can read it, and where a line was put in.

    hadolint 2.15 takes the line right after a here-document for a part of it,
    so an empty line is put between.
    """
    text = Text.of(source)
    try:
        ends = parse(text.content).heredoc_ends
    except DockerfileError:
        return source, ()
    lines = text.content.split("\n")
    for added, end in enumerate(ends):
        lines.insert(end + added, "")
    return encoded("\n".join(lines)), ends


def _line_in_file(line: int, ends: Sequence[int]) -> int:
    added = sum(line > end + number for number, end in enumerate(ends, start=1))
    return line - added
