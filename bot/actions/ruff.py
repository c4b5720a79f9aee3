"""Ruff as a finder of edits: many texts in one process, diagnostics by path.

Ruff writes nothing here. It sees copies in a scratch folder, none of the
target's configuration, and only the rules that are asked for; what comes back
are values for the engine of `codemods`, which trusts none of them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from contextlib import suppress
from functools import cache
from importlib import metadata
from io import BytesIO
from typing import TYPE_CHECKING, Any

from bot.errors import ActionError
from codemods.diagnostics import Diagnostic, Replacement
from codemods.reading import source

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from bot.protocols import Tools
    from codemods.base import Codemod
    from codemods.diagnostics import Diagnostics
    from codemods.model import Project

PYTHONS = ((3, 7), (3, 15))
"""The lowest and the highest Python that Ruff's `--target-version` knows."""

_SECONDS = 120.0


@cache
def version() -> str:
    """Return the version of Ruff that is installed with Honebot."""
    return metadata.version("ruff")


def rules_of(codemods: Iterable[Codemod]) -> tuple[str, ...]:
    """Return the rules that the codemods need diagnostics of; empty for none."""
    return tuple(sorted({rule for codemod in codemods for rule in codemod.lint}))


def texts_of(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the texts of files as the engine sees them, without unreadable ones."""
    texts: dict[str, bytes] = {}
    for path, raw in files.items():
        with suppress(source.UnreadableSourceError):
            texts[path] = source.read(raw).data
    return texts


class Linter:
    """Ruff for the files of one project, with one choice of rules."""

    def __init__(self, tools: Tools, rules: tuple[str, ...], project: Project) -> None:
        """Choose rules by their full names; `project` tells the lowest Pythons."""
        self._tools = tools
        self.rules = rules
        self._project = project

    def look(self, texts: Mapping[str, bytes]) -> dict[tuple[str, bytes], Diagnostics]:
        """Return the diagnostics with a safe fix, by path and text.

        All texts of one lowest Python are one process. Raises `ActionError`
        where Ruff does not answer.
        """
        if not self.rules:
            return {}
        by_python: dict[tuple[int, int], dict[str, bytes]] = defaultdict(dict)
        for path, text in texts.items():
            python = self._project.at(path).minimum_python
            by_python[min(max(python, PYTHONS[0]), PYTHONS[1])][path] = text
        said: dict[tuple[str, bytes], Diagnostics] = {}
        for python, group in by_python.items():
            found = self._run(group, python)
            for path, text in group.items():
                said[path, text] = tuple(sorted(found.get(path, ())))
        return said

    def _run(
        self, texts: Mapping[str, bytes], python: tuple[int, int]
    ) -> dict[str, list[Diagnostic]]:
        with self._tools.scratch() as scratch:
            folder = scratch.resolve() / "files"
            for path, text in texts.items():
                copy = folder / path
                copy.parent.mkdir(parents=True, exist_ok=True)
                copy.write_bytes(text)
            done = self._tools.run(
                ("ruff", *self._options(python), "."), folder=folder, seconds=_SECONDS
            )
            if done.exit_code != 0 or done.killed:
                said = done.stderr.decode(errors="replace").strip()[-300:]
                raise ActionError(f"ruff does not look at the files: {said}")
            return _read(done.stdout, folder, texts)

    def _options(self, python: tuple[int, int]) -> tuple[str, ...]:
        modules = self._project.modules
        own = sorted({name.partition(".")[0] for name in modules if name.isascii()})
        settings = {
            "exclude": [],
            "lint.isort.known-first-party": own,
            "lint.preview": False,
        }
        options: list[str] = []
        for key, value in settings.items():
            options += ["--config", f"{key} = {json.dumps(value)}"]
        return (
            *("check", "--isolated", "--no-cache", "--no-fix", "--exit-zero"),
            *("--quiet", "--no-respect-gitignore", "--output-format", "json-lines"),
            *("--target-version", f"py{python[0]}{python[1]}"),
            *("--select", ",".join(self.rules)),
            *options,
        )


def _read(
    output: bytes, folder: Path, texts: Mapping[str, bytes]
) -> dict[str, list[Diagnostic]]:
    """Return the diagnostics by path; a line of the output is one of them."""
    found: dict[str, list[Diagnostic]] = defaultdict(list)
    places = _Places("", b"")
    prefix = f"{folder}/"
    for line in BytesIO(output):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise ActionError("ruff does not say what it found") from error
        fix = row["fix"]
        if not fix or fix["applicability"] != "safe":
            continue
        path = row["filename"].removeprefix(prefix)
        if path != places.path:
            places = _Places(path, texts[path])
        found[path].append(_diagnostic(row, places))
    return found


def _diagnostic(row: Mapping[str, Any], places: _Places) -> Diagnostic:
    edits = [
        Replacement(
            places.offset(edit["location"]),
            places.offset(edit["end_location"]),
            edit["content"].encode(),
        )
        for edit in row["fix"]["edits"]
    ]
    return Diagnostic(
        rule=row["code"],
        start=places.offset(row["location"]),
        end=places.offset(row["end_location"]),
        message=" ".join(row["message"].split()),
        edits=tuple(sorted(edits)),
    )


class _Places:
    """Offsets of a text from rows and columns, as Ruff counts them: characters."""

    def __init__(self, path: str, text: bytes) -> None:
        self.path = path
        self._text = text
        self._starts = (0, *(match.end() for match in source.NEWLINE.finditer(text)))

    def offset(self, location: Mapping[str, int]) -> int:
        row, column = location["row"], location["column"]
        if row > len(self._starts):
            return len(self._text)
        start = self._starts[row - 1]
        end = self._starts[row] if row < len(self._starts) else len(self._text)
        line = self._text[start:end]
        if line.isascii():
            return start + column - 1
        return start + len(line.decode()[: column - 1].encode())
