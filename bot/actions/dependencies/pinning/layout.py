"""Which requirements files are pinned, in which order, and which are not.

A file that is compiled with hashes is installed in pip's hash-checking mode,
in which pip refuses whatever has no hash: a file can only be pinned together
with all that is installed in the same command.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.dependencies.pinning.inventory import (
    USUAL,
    Inventory,
    RequirementsFile,
)
from bot.actions.dependencies.pinning.locks import is_kept_out
from bot.actions.dependencies.pinning.pythons import Environment, environment, of_recipe
from bot.actions.dependencies.pinning.readers import readers_of
from bot.dependencies.finding.requirement_lines import (
    Kind,
    RequirementLine,
    is_locked,
)
from bot.reading.exclusion import EXCLUDED, is_excluded
from codemods.model import LeftAlone, Outcome

if TYPE_CHECKING:
    from bot.actions.base import Target
    from bot.dependencies.finding.recipes import Recipe

_FOLDERS = frozenset({"", "deps", "dependencies", "reqs", "requirements"})
"""Where a file with a source beside it is taken for the project's own."""

_METADATA = frozenset({"pyproject.toml", "setup.cfg", "setup.py"})
_INDEX_OPTIONS = frozenset(
    {
        "--extra-index-url",
        "--find-links",
        "--index-url",
        "--no-index",
        "--pypi-url",
        "--trusted-host",
    }
)


@dataclass(frozen=True, slots=True)
class Pin:
    """One file that is to be compiled.

    `output` is compiled from `source`; `original` is the file that holds the
    loose lines now, and `new_source` the source's content where it has to be
    written. `recipe` is how it was compiled before, if it was. `constraints`
    are outputs that are installed together with it, `group` all that can only
    be pinned with it.
    """

    output: str
    source: str
    original: str
    lines: tuple[RequirementLine, ...]
    environment: Environment
    new_source: bytes | None = None
    recipe: Recipe | None = None
    constraints: tuple[str, ...] = ()
    group: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Layout:
    """What is to be compiled, in order; what is locked; what is left alone."""

    pins: tuple[Pin, ...] = ()
    locked: tuple[str, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()


def lay_out(target: Target) -> Layout:
    """Return what of the target's requirements files is to be pinned.

    The package's own metadata is compiled to a new file, and only where
    `--param file=` names it: nothing installs from that file yet.
    """
    asked = target.params.get("file", "")
    if asked in target.tree and posixpath.basename(asked) in _METADATA:
        return Layout((_of_metadata(target, asked),))
    return _Planner(target).layout()


def _of_metadata(target: Target, path: str) -> Pin:
    folder = posixpath.dirname(path)
    names = ("requirements.txt", "requirements-lock.txt")
    outputs = [posixpath.join(folder, name) for name in names]
    output = outputs[outputs[0] in target.tree]
    return Pin(
        output=output,
        source=path,
        original=path,
        lines=tuple(
            RequirementLine(
                Kind.REQUIREMENT, need.line, need.line, need.text, need.name
            )
            for need in target.facts.requirements
            if need.path == path and not need.group
        ),
        environment=environment(target, ()),
        group=frozenset({output}),
    )


class _Planner:
    """Decides on the files of one target."""

    def __init__(self, target: Target) -> None:
        """Take stock."""
        self.target = target
        self.inventory = Inventory(target)
        self.files = self.inventory.files
        self.together = self.inventory.together

    def layout(self) -> Layout:
        """Decide on every file."""
        locked = [path for path, file in self.files.items() if is_locked(file.lines)]
        wanted = self._wanted(locked)
        for path in wanted:
            self._judge(self.files[path])
        self._spread(wanted)
        pinned = [path for path in self._ordered(wanted) if not self.files[path].reason]
        rest = set(self.files) - set(pinned) - set(locked)
        return Layout(
            tuple(self._pin(path, pinned) for path in pinned),
            tuple(sorted(locked)),
            tuple(self._left_alone(path, wanted) for path in sorted(rest)),
        )

    # -------------------------------------------------------------- what is wanted

    def _wanted(self, locked: list[str]) -> set[str]:
        """Return the files to pin: those that something installs, and the root's.

        What asks for one of them with `-r` or `-c` comes with it.
        """
        asked = self.target.params.get("file", "")
        wanted = {
            path
            for path, file in self.files.items()
            if path not in locked
            and file.asks_itself
            and (path == asked or (not asked and self._is_used(path, file)))
        }
        while True:
            more = {
                path
                for path, file in self.files.items()
                if path not in wanted and path not in locked
                if file.asks_itself
                if wanted.intersection(
                    included for _, included in self.inventory.includes(file)
                )
            }
            if not more:
                return wanted
            wanted |= more

    @staticmethod
    def _is_used(path: str, file: RequirementsFile) -> bool:
        if file.source and posixpath.dirname(path) in _FOLDERS:
            return True
        return bool(file.installs or file.is_asked_for) or path == USUAL

    # ------------------------------------------------------------ what can be pinned

    def _judge(self, file: RequirementsFile) -> None:
        """Refuse a file whose own lines or commands stand against hashes."""
        if reason := self._unfit(file):
            file.refuse(0, reason)
        for line in file.lines:
            if reason := self._against(file, line):
                file.refuse(line.first, reason)
        for reader in readers_of(self.target, file.path):
            file.refuse(0, reader)
        for install in file.installs:
            if install.others:
                file.refuse(
                    0,
                    f"{install.path}:{install.line} installs it together with "
                    f"{install.others[0]}, for which pip would want a hash too",
                )

    def _unfit(self, file: RequirementsFile) -> str:
        """Return why there is no good way to compile a file; "" where there is."""
        if is_excluded(self.target.policy, file.path):
            return EXCLUDED
        new = f"{file.path.removesuffix('.txt')}.in"
        if file.recipe and not file.source:
            return "it is compiled from files that are not there, or from several"
        if not file.source and not file.path.endswith(".txt"):
            return "its name does not end in .txt"
        if not file.source and new in self.target.tree:
            return f"{new} is there already, and is something else"
        if not file.content and is_kept_out(self.target, file.path):
            return "it is kept out of git"
        return ""

    def _against(self, file: RequirementsFile, line: RequirementLine) -> str:
        if line.kind is Kind.LOCATION:
            option = "-e " if "--editable" in line.options else ""
            asked = f"{option}{line.text}"
            return f"pip checks no hash of `{asked}`, and refuses it beside hashes"
        if line.reason:
            return line.reason
        named = _INDEX_OPTIONS.intersection(line.options)
        if line.kind is Kind.OPTION and named:
            return f"`{min(named)}` names a package index of its own"
        if line.kind is Kind.REQUIREMENT and line.has_hash and not file.source:
            return "some lines have hashes and some have none"
        if line.kind in {Kind.INCLUDE, Kind.CONSTRAINT}:
            folder = posixpath.dirname(file.source or file.path)
            included = posixpath.normpath(posixpath.join(folder, line.text))
            if included not in self.target.tree:
                return f"it asks for {line.text}, which is not there"
        return ""

    def _spread(self, wanted: set[str]) -> None:
        """Refuse what cannot be pinned without a file that cannot be."""
        changed = True
        while changed:
            changed = False
            for path in sorted(wanted):
                if not self.files[path].reason and (
                    why := self._needs_other(path, wanted)
                ):
                    self.files[path].refuse(0, why)
                    changed = True

    def _needs_other(self, path: str, wanted: set[str]) -> str:
        for other, file in self.files.items():
            if other == path or is_locked(file.lines):
                continue
            if (
                file.asks_itself
                and (file.reason or other not in wanted)
                and path in (included for _, included in self.inventory.includes(file))
            ):
                return f"{other} asks for it, and cannot be pinned"
        for paths in self.together:
            for other in paths:
                if (
                    path in paths
                    and other != path
                    and not is_locked(self.files[other].lines)
                    and (self.files[other].reason or other not in wanted)
                ):
                    return f"{other} is installed with it, and cannot be pinned"
        return ""

    # --------------------------------------------------------------- what comes out

    def _ordered(self, wanted: set[str]) -> list[str]:
        """Return the files so that each comes after those that it asks for."""
        done: list[str] = []

        def visit(path: str, above: tuple[str, ...]) -> None:
            if path in done or path in above or path not in wanted:
                return
            for _, included in self.inventory.includes(self.files[path]):
                visit(self.inventory.output_of(included), (*above, path))
            done.append(path)

        order = sorted(wanted, key=lambda path: (_rank(path), path))
        for path in order:
            visit(path, ())
        return done

    def _pin(self, path: str, pinned: list[str]) -> Pin:
        file = self.files[path]
        places = {
            install.path
            for other in self.inventory.group(path)
            if other in self.files
            for install in self.files[other].installs
        }
        before = pinned[: pinned.index(path)]
        asked = {
            self.inventory.output_of(included)
            for _, included in self.inventory.includes(file)
        }
        return Pin(
            output=path,
            source=file.source or f"{path.removesuffix('.txt')}.in",
            original=file.source if not file.content else path,
            lines=file.lines,
            environment=(
                of_recipe(file.recipe)
                if file.recipe
                else environment(self.target, places)
            ),
            new_source=None if file.source else self._source(file, pinned),
            constraints=tuple(
                dict.fromkeys(
                    other
                    for paths in self.together
                    if path in paths
                    for other in paths
                    if other in before and other not in asked
                )
            ),
            recipe=file.recipe,
            group=frozenset(self.inventory.group(path).intersection(pinned)),
        )

    def _source(self, file: RequirementsFile, pinned: list[str]) -> bytes:
        """Return the file's lines as the source: it asks for the others' sources.

        What these are compiled to is a constraint, so that one version is
        pinned of each package, whichever file is installed.
        """
        text = file.content.decode("utf-8", "surrogateescape")
        rows = text.splitlines(keepends=True)
        for line, included in self.inventory.includes(file):
            if line.kind is Kind.INCLUDE and included in pinned:
                other = f"{line.text.removesuffix('.txt')}.in"
                row = rows[line.first - 1]
                source = row.rstrip("\r\n")
                ending = row.removeprefix(source)
                asked = source.replace(line.text, other)
                rows[line.first - 1] = (
                    f"{asked}{ending or chr(10)}-c {line.text}{ending}"
                )
        return "".join(rows).encode("utf-8", "surrogateescape")

    def _left_alone(self, path: str, wanted: set[str]) -> LeftAlone:
        file = self.files[path]
        if file.reason:
            sure = file.reason == EXCLUDED
            outcome = Outcome.REFUSED if sure else Outcome.UNSURE
            return LeftAlone(path, file.line, file.reason, outcome)
        if path in wanted or not file.asks_itself:
            return LeftAlone(path, 0, "it holds no requirement of its own")
        asking = next(
            (
                other
                for other, each in self.files.items()
                if path in (included for _, included in self.inventory.includes(each))
            ),
            "",
        )
        reason = f"only {asking} asks for it" if asking else "nothing here installs it"
        return LeftAlone(path, 0, f"{reason}; `--param file=` pins it all the same")


def _rank(path: str) -> int:
    """Return the place of a file: what runs in production comes first."""
    name = posixpath.basename(path).lower()
    if re.search(r"dev|test|doc|lint|ci|local", name):
        return 2
    return 0 if re.search(r"prod|base|main", name) or name == "requirements.txt" else 1
