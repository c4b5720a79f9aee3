"""The requirements files of a target, and what installs them together."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from bot.actions.dependencies.pinning.installs import Install, installs
from bot.dependencies.finding.recipes import Recipe, read_recipe
from bot.dependencies.finding.requirement_lines import (
    Kind,
    RequirementLine,
    requirement_lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.actions.base import Target

USUAL = "requirements.txt"
"""The file that people and platforms install without being told."""

_ASKING = frozenset({Kind.REQUIREMENT, Kind.LOCATION, Kind.INVALID})
_KINDS = frozenset({"requirements", "requirements-in", "compiled"})


@dataclass(slots=True)
class RequirementsFile:
    """A requirements file as it is now.

    `source` is its `.in` file, if it has one; `is_asked_for` says that a file
    asks for it that people install. `reason` is why it cannot be pinned.
    """

    path: str
    content: bytes
    lines: tuple[RequirementLine, ...]
    source: str = ""
    recipe: Recipe | None = None
    installs: list[Install] = field(default_factory=list)
    is_asked_for: bool = False
    reason: str = ""
    line: int = 0

    def refuse(self, line: int, reason: str) -> None:
        """Say why the file cannot be pinned; the first reason counts."""
        if not self.reason:
            self.line, self.reason = line, reason

    @property
    def asks_itself(self) -> bool:
        """Whether it asks for something that is not another file."""
        return any(line.kind in _ASKING for line in self.lines)


class Inventory:
    """The files by path; `together` are files that one command installs."""

    def __init__(self, target: Target) -> None:
        """Read the files and the commands of the target."""
        self.target = target
        self.files: dict[str, RequirementsFile] = {}
        self.together: list[tuple[str, ...]] = []
        self._read_files()
        self._read_installs()

    def output_of(self, path: str) -> str:
        """Return the compiled file of a source; any other path as it is."""
        return next(
            (each for each, file in self.files.items() if file.source == path), path
        )

    def group(self, path: str) -> set[str]:
        """Return all files that are installed with this one, in whatever way."""
        group = {path}
        while True:
            more = {
                other
                for paths in (*self.together, *self._chains())
                if group.intersection(paths)
                for other in paths
            } - group
            if not more:
                return group
            group |= more

    def _chains(self) -> Iterator[tuple[str, ...]]:
        for path, file in self.files.items():
            for _, included in self.includes(file):
                yield path, self.output_of(included)

    def _read_files(self) -> None:
        tree = self.target.tree
        kinds = {
            manifest.path: manifest.kind for manifest in self.target.facts.manifests
        }
        asked = self.target.params.get("file", "")
        if asked in tree and asked not in kinds and asked.endswith((".txt", ".in")):
            kinds[asked] = "requirements"
        sources = {
            path
            for path, kind in kinds.items()
            if kind in _KINDS and path.endswith(".in")
        }
        for path, kind in kinds.items():
            if kind not in _KINDS or path in sources:
                continue
            source = f"{path.removesuffix('.txt')}.in"
            self._add(path, source if source in sources else "")
        for source in sources:
            output = f"{source.removesuffix('.in')}.txt"
            if output not in self.files:
                self._add(output, source)

    def _add(self, path: str, source: str) -> None:
        content = self.target.tree.read(path) if path in self.target.tree else b""
        shown = content if path in self.target.tree else self.target.tree.read(source)
        lines = requirement_lines(shown.decode("utf-8", "replace"))
        recipe = read_recipe(content.decode("utf-8", "replace"))
        if (
            recipe
            and len(recipe.sources) == 1
            and recipe.sources[0] in self.target.tree
        ):
            source = recipe.sources[0]
        self.files[path] = RequirementsFile(path, content, lines, source, recipe)

    def _read_installs(self) -> None:
        for install in installs(self.target):
            paths: list[str] = []
            unknown = ""
            for name in (*install.files, *install.constraints):
                found = self._resolve(install.path, name)
                paths += found
                unknown = unknown or ("" if found else name)
            paths = list(dict.fromkeys(paths))
            self.together.append(tuple(paths))
            for path in paths:
                self.files[path].installs.append(install)
                if unknown:
                    place = f"{install.path}:{install.line}"
                    reason = f"{place} installs it together with {unknown}, "
                    self.files[path].refuse(0, f"{reason}which has no hashes")
        for path in self.files:
            if not self.files[path].asks_itself:
                self._hand_on(path, ())

    def _hand_on(self, path: str, above: tuple[str, ...]) -> None:
        """Let a file that only asks for others be installed as these are."""
        file = self.files[path]
        included = [each for _, each in self.includes(file) if each in self.files]
        self.together.append(tuple(included))
        for other in included:
            self.files[other].installs += file.installs
            self.files[other].is_asked_for |= path == USUAL or file.is_asked_for
            if other not in above and not self.files[other].asks_itself:
                self._hand_on(other, (*above, path))

    def _resolve(self, place: str, name: str) -> list[str]:
        """Return the files that a command means by a name.

        Which folder a command runs in is not known: the nearest file counts.
        """
        written = posixpath.normpath(re.sub(r"\*+", "*", name))
        folder = posixpath.dirname(place)
        while True:
            path = posixpath.normpath(posixpath.join(folder, written))
            if path in self.target.tree and path not in self.files:
                if path.endswith((".cfg", ".in", ".py", ".toml")):
                    return []
                self._add(path, "")
            if path in self.files:
                return [path]
            if not folder:
                break
            folder = posixpath.dirname(folder)
        base = posixpath.basename(written)
        if not base.strip("*."):
            return []
        found = [
            path for path in self.files if fnmatchcase(posixpath.basename(path), base)
        ]
        return found if len(found) == 1 or "*" in base else []

    def includes(self, file: RequirementsFile) -> Iterator[tuple[RequirementLine, str]]:
        """Yield the lines that ask for other requirements files, with these."""
        for line in file.lines:
            if line.kind in {Kind.INCLUDE, Kind.CONSTRAINT}:
                folder = posixpath.dirname(file.source or file.path)
                yield line, posixpath.normpath(posixpath.join(folder, line.text))
