"""Where a Dockerfile installs packages and keeps the installer's cache.

pip keeps what it downloads and builds unless `--no-cache-dir` or
PIP_NO_CACHE_DIR says otherwise, uv unless `--no-cache` or UV_NO_CACHE does;
in a layer of an image nobody reads it again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.actions.ci.dockerfiles.switches import (
    CACHE_FOLDER,
    SWITCHES,
    configures_pip,
    empties_cache,
    is_off,
    is_switched_off,
    mounted,
    says_no_cache,
)
from bot.reading.dockerfile import (
    DockerfileError,
    Instruction,
    exec_form,
    globally_ignored,
    inner,
    parse,
    scripts,
    variables,
)
from bot.reading.installers import installer, is_shell, script_argument
from bot.reading.shell import ShellSyntaxError, SimpleCommand, commands
from bot.reading.text import Insertion, Text
from codemods.model import Finding, LeftAlone, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.installers import Installer
    from bot.reading.joined import Joined
    from bot.reading.shell import Word

RULE = "DL3042"

_OPTIONS = {
    "pip install": "--no-cache-dir",
    "uv add": "--no-cache",
    "uv pip install": "--no-cache",
    "uv pip sync": "--no-cache",
    "uv sync": "--no-cache",
    "uv tool install": "--no-cache",
}
# `poetry install --no-cache` leaves every wheel in cache/artifacts (measured
# with Poetry 2.5.1), so the option would promise what it does not keep.
_WITHOUT_OPTION = frozenset(
    {"pipenv install", "pipenv sync", "poetry add", "poetry install", "poetry sync"}
)
_INSTALLS = _OPTIONS.keys() | _WITHOUT_OPTION
_NO_OPTION = (
    "no option stops it from keeping what it downloads; remove its cache "
    "in the same RUN, or give it a cache mount"
)
_VARIABLE = re.compile(r"\$\{?([A-Za-z_]\w*)")


@dataclass(frozen=True, slots=True)
class Examined:
    """One Dockerfile: what to insert, what for, and what stays as it is."""

    insertions: tuple[Insertion, ...] = ()
    findings: tuple[Finding, ...] = ()
    left_alone: tuple[LeftAlone, ...] = ()
    runs: frozenset[int] = frozenset()
    """Lines of the RUN instructions in which every install has its option after.

    Only what hadolint understands counts: the option spelled in full.
    """


def examine(path: str, source: bytes) -> Examined:
    """Return where the Dockerfile keeps a package cache, and the remedy.

    A file that cannot be read is left alone with the line and the reason.
    """
    text = Text.of(source)
    if RULE in globally_ignored(text.content):
        reason = f"a comment in the file turns hadolint's {RULE} off"
        return Examined(left_alone=(LeftAlone(path, 0, reason),))
    try:
        dockerfile = parse(text.content)
    except DockerfileError as error:
        problem = LeftAlone(path, error.line, error.reason, Outcome.UNSURE)
        return Examined(left_alone=(problem,))
    reader = _Reader(path, text, windows=dockerfile.escape == "`")
    for instruction in dockerfile.instructions:
        reader.read(instruction)
    if reader.cache_is_copied:
        reason = "another stage or mount takes the cache from here"
        return Examined(
            left_alone=tuple(
                LeftAlone(path, finding.line, reason) for finding in reader.findings
            )
        )
    return reader.examined()


@dataclass(frozen=True, slots=True)
class _Install:
    """One install command in a RUN, and the Joined text it stands in."""

    command: Installer
    where: Joined
    is_json: bool
    position: int  # among the commands of the RUN
    switched_off: bool  # by an assignment or an export before it

    @property
    def words(self) -> tuple[Word, ...]:
        """The options and arguments of the command."""
        return (*self.command.before, *self.command.arguments)

    @property
    def is_plain(self) -> bool:
        """Whether the command has its option already, spelled in full."""
        option = _OPTIONS.get(self.command.command)
        return any(word.text == option for word in self.words)


@dataclass(slots=True)
class _Reader:
    """Goes through the instructions, with the environment of each stage."""

    path: str
    text: Text
    windows: bool
    findings: list[Finding] = field(default_factory=list)
    left_alone: list[LeftAlone] = field(default_factory=list)
    insertions: list[Insertion] = field(default_factory=list)
    runs: set[int] = field(default_factory=set)
    cache_is_copied: bool = False
    environment: dict[str, str] = field(default_factory=dict)
    stages: dict[str, dict[str, str]] = field(default_factory=dict)
    shell_is_known: bool = True

    def examined(self) -> Examined:
        """Return what was found, in order."""
        return Examined(
            tuple(self.insertions),
            tuple(self.findings),
            tuple(dict.fromkeys(self.left_alone)),
            frozenset(self.runs),
        )

    def read(self, instruction: Instruction) -> None:
        """Take in one instruction."""
        deferred = inner(instruction)
        match deferred.name:
            case "FROM":
                self._start_stage(deferred)
            case "ENV" | "ARG":
                self.environment.update(variables(deferred))
            case "SHELL":
                words = exec_form(deferred.arguments) or ()
                self.shell_is_known = any(is_shell((word,)) for word in words)
            case "COPY" | "ADD":
                flags, rest = deferred.flags()
                if any(flag.startswith("--from=") for flag in flags):
                    self.cache_is_copied |= bool(CACHE_FOLDER.search(rest.text))
            case "RUN":
                self.cache_is_copied |= any(
                    ",from=" in flag and CACHE_FOLDER.search(flag)
                    for flag in deferred.flags()[0]
                )
                self._run(deferred)

    def _start_stage(self, instruction: Instruction) -> None:
        _, rest = instruction.flags()
        words = rest.text.split()
        self.environment = dict(self.stages.get(words[0].lower(), {}))
        self.shell_is_known = True
        if "AS" in (word.upper() for word in words[1:-1]):
            self.stages[words[-1].lower()] = self.environment

    def _run(self, run: Instruction) -> None:
        try:
            installs, all_commands = self._installs(run)
        except ShellSyntaxError as error:
            if "install" in run.arguments.text:
                self._leave(run.line, str(error), Outcome.UNSURE)
            return
        kept = False
        for install in installs:
            reason = self._reason_to_leave(run, install, all_commands)
            if reason is None:
                self._insert(install)
                continue
            kept = kept or not install.is_plain
            if reason:
                outcome = Outcome.UNSURE if reason == _NO_OPTION else Outcome.REFUSED
                reason = f"`{install.command.command}`: {reason}"
                self._leave(self._line(install), reason, outcome)
        if installs and not kept:
            self.runs.add(run.line)
        if any(configures_pip(command) for command in all_commands):
            self.environment[SWITCHES["pip"]] = "set by pip config"

    def _installs(self, run: Instruction) -> tuple[list[_Install], list[SimpleCommand]]:
        """Return the installs of a RUN, and all commands of it in order."""
        found: list[_Install] = []
        seen: list[SimpleCommand] = []
        for script in scripts(run):
            if script.words is not None:
                listed: Sequence[SimpleCommand] = [SimpleCommand((), script.words)]
            elif self.shell_is_known:
                listed = commands(script.text.text, backslash=not self.windows)
            else:
                continue
            _collect(listed, script.text, found, seen, json=script.words is not None)
        return found, seen

    def _reason_to_leave(
        self, run: Instruction, install: _Install, seen: Sequence[SimpleCommand]
    ) -> str | None:
        """Return None to insert, "" where all is well, else why not."""
        words = install.words
        if self._is_off(install, words):
            return ""
        if any(word.text.startswith("--cache-dir") for word in words):
            return "it names a cache folder of its own"
        if empties_cache(seen[install.position :]):
            return "the same RUN removes the cache"
        if RULE in run.ignored:
            return f"a comment turns hadolint's {RULE} off here"
        reason = mounted(run, self.environment)
        if not reason and install.command.command in _WITHOUT_OPTION:
            reason = _NO_OPTION
        return reason or self._unknown_options(words)

    def _is_off(self, install: _Install, words: Sequence[Word]) -> bool:
        tool = install.command.tool
        return tool in SWITCHES and (
            install.switched_off
            or is_off(tool, self.environment.get(SWITCHES[tool], ""))
            or any(says_no_cache(tool, word) for word in words)
            or self._is_off_by_variable(words)
        )

    def _is_off_by_variable(self, words: Sequence[Word]) -> bool:
        return any(
            "no-cache" in self.environment.get(name, "") for name in _names(words)
        )

    def _unknown_options(self, words: Sequence[Word]) -> str | None:
        for name in _names(words):
            if re.search("OPT|ARG|FLAG", name.upper()) and not self.environment.get(
                name
            ):
                return f"what ${name} holds is not known here"
        return None

    def _insert(self, install: _Install) -> None:
        option = _OPTIONS[install.command.command]
        offset = install.where.end_of(install.command.verbs[-1].end)
        text = f" {option}"
        if install.is_json:
            rest = install.where.text[install.command.verbs[-1].end :]
            comma = "," if re.match(r',"', rest) else ", "
            text = f'{comma}"{option}"'
        self.insertions.append(Insertion(offset, text))
        message = f"`{install.command.command}` without `{option}` keeps its cache"
        self.findings.append(Finding(self.path, self._line(install), message))

    def _line(self, install: _Install) -> int:
        return self.text.line(install.where.offsets[install.command.verbs[-1].start])

    def _leave(
        self, line: int, reason: str, outcome: Outcome = Outcome.REFUSED
    ) -> None:
        self.left_alone.append(LeftAlone(self.path, line, reason, outcome))


def _collect(
    listed: Sequence[SimpleCommand],
    where: Joined,
    found: list[_Install],
    seen: list[SimpleCommand],
    *,
    json: bool = False,
) -> None:
    """Add the commands to those seen, and the installs among them to the found."""
    for command in listed:
        seen.append(command)
        script = script_argument(command.words)
        if script is not None:
            nested = _within_quotes(where, script)
            if nested is not None:
                _collect(commands(nested.text), nested, found, seen)
            continue
        install = installer(command.words)
        if install and install.command in _INSTALLS:
            off = is_switched_off(install.tool, seen)
            found.append(_Install(install, where, json, len(seen), off))


def _within_quotes(where: Joined, word: Word) -> Joined | None:
    """Return what stands between a word's quotes, if it stands for itself."""
    raw = where[word.start : word.end]
    quote = raw.text[:1]
    content = raw[1:-1]
    if quote not in {"'", '"'} or raw.text[-1:] != quote:
        return None
    if quote in content.text or "\\" in content.text:
        return None
    return content


def _names(words: Sequence[Word]) -> Iterator[str]:
    for word in words:
        if not word.plain:
            yield from _VARIABLE.findall(word.text)
