"""Requirements of commands: `pip install`, uv's and pipx's, in any script."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.dependencies.finding import install_options as options
from bot.dependencies.finding.addresses import quoted
from bot.dependencies.finding.collecting import Asked, is_readable
from bot.dependencies.finding.requirement_text import read_requirement
from bot.dependencies.places import Clause
from bot.reading.installers import installer, program, script_argument
from bot.reading.shell import ShellSyntaxError, Word, characters, commands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.dependencies.finding.collecting import Collector
    from bot.reading.joined import Joined
    from bot.reading.shell import SimpleCommand

SIEVE = re.compile(rb"\b(?:pip[\d.]*|PIP[23]?|pipx|uvx?)\b")
"""Bytes without which no script installs a package."""

_OPERATOR = re.compile(r"[=<>~!]=|[<>]|@")
_ANY_PYTHON = re.compile(r"\W*\w*py(?:thon)?[\d.]*\W*", re.IGNORECASE)
_ANY_PIP = re.compile(r"\$[({]?(?:\w+_)?PIP[23]?[)}]?")
_AT_VERSION = re.compile(r"([A-Za-z0-9][\w.-]*)(\[[\w.,-]*\])?@([\w.!+-]+)")
_VARIABLE = re.compile(r"(.*(?:===|[=<>~!]=|[<>])\s*)\$(?:(\w+)|\{(\w+)\})")
_CLUSTER = re.compile(r"-[A-Za-z]*([rce])")
_COMMAS = re.compile(r",(?=\s*[A-Za-z])")
_INSTALLS = frozenset(
    {
        "pip download",
        "pip install",
        "pip wheel",
        "pipx install",
        "uv pip install",
        "uv tool install",
    }
)
_RUNS = frozenset({"pipx run", "uv tool run", "uvx"})
"""What runs its first word; all words behind that are for the tool."""

_READ = _INSTALLS | _RUNS | {"pipx inject", "uv run"}


@dataclass(frozen=True, slots=True)
class Shell:
    """How to read the words of a script.

    `said` gives the characters of a word by their places in the file.
    `group` asks for what is found; `backslash` is as in `bot.reading.shell`.
    `variable` is told of a version that is a variable's, with what stands
    before it and the variable's name. `redirects` is whether a redirection
    follows a word at once.
    """

    collector: Collector
    said: Callable[[Word], Joined]
    group: str = ""
    backslash: bool = True
    variable: Callable[[Joined, str, str], None] | None = None
    redirects: Callable[[Word], bool] = lambda _: False


def collect_script(
    collector: Collector,
    script: Joined,
    group: str = "",
    *,
    backslash: bool = True,
    variable: Callable[[Joined, str, str], None] | None = None,
) -> None:
    """Keep what the commands of a script install.

    What is no script is read line by line, as far as its lines are.
    """
    text = script.text
    shell = Shell(
        collector,
        lambda word: characters(text, word, backslash=backslash).within(script),
        group,
        backslash,
        variable,
        lambda word: text[word.end : word.end + 1] in {"<", ">"},
    )
    for command in _commands(text, backslash=backslash):
        collect_words(shell, command.words)


def _commands(text: str, *, backslash: bool) -> Sequence[SimpleCommand]:
    try:
        return commands(text, backslash=backslash)
    except ShellSyntaxError:
        found: list[SimpleCommand] = []
        start = 0
        for line in text.splitlines(keepends=True):
            try:
                listed = commands(line, backslash=backslash)
            except ShellSyntaxError:
                listed = ()
            found += [_moved(command, start) for command in listed]
            start += len(line)
        return found


def _moved(command: SimpleCommand, offset: int) -> SimpleCommand:
    def moved(word: Word) -> Word:
        return replace(word, start=word.start + offset, end=word.end + offset)

    return replace(
        command,
        assignments=tuple(map(moved, command.assignments)),
        words=tuple(map(moved, command.words)),
    )


def collect_words(shell: Shell, words: Sequence[Word]) -> None:
    """Keep what one command installs."""
    nested = script_argument(words)
    if nested is not None:
        collect_script(
            shell.collector,
            shell.said(nested),
            shell.group,
            backslash=shell.backslash,
            variable=shell.variable,
        )
        return
    if [word.text for word in words[:2]] == ["uv", "run"]:
        _Arguments(shell, "uv run").read(words[2:])
    name, arguments = _installed(words)
    if name in _READ:
        _Arguments(shell, name).read(arguments)


def _installed(words: Sequence[Word]) -> tuple[str, Sequence[Word]]:
    """Return the command, such as `pip install`, and what stands behind it."""
    words = _known_program(program(words))
    name = words[0].text.rpartition("/")[2] if words else ""
    if name == "uvx":
        return "uvx", words[1:]
    if name == "pipx" or _is_module(words, "pipx"):
        rest = words[1:] if name == "pipx" else words[3:]
        verb = next((at for at, word in enumerate(rest) if word.text[:1] != "-"), None)
        if verb is None:
            return "", ()
        return f"pipx {rest[verb].text}", rest[verb + 1 :]
    found = installer(words)
    return (found.command, found.arguments) if found else ("", ())


def _is_module(words: Sequence[Word], module: str) -> bool:
    return [word.text for word in words[1:3]] == ["-m", module]


def _known_program(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Give the usual names to programs that a variable names: `$(PYTHON) -m pip`."""
    if not words:
        return words
    first, *rest = words
    if _ANY_PIP.fullmatch(first.text):
        return (replace(first, text="pip"), *rest)
    is_python = _ANY_PYTHON.fullmatch(first.text.rpartition("/")[2])
    if is_python and rest and rest[0].text == "-m":
        return (replace(first, text="python"), *rest)
    return words


class _Arguments:
    """Reads the words behind one command."""

    def __init__(self, shell: Shell, command: str) -> None:
        self.shell = shell
        self.command = command
        self.first = True
        self.is_over = command == "uv run"
        self.is_doubtful = False

    def read(self, words: Iterable[Word]) -> None:
        """Keep each requirement, and each file that is named."""
        rest = list(words)
        if any(word.text.partition("=")[0] in {"--from", "--spec"} for word in rest):
            self.is_over = True  # what is run is a command of that package
        while rest:
            word = rest.pop(0)
            if word.text.startswith("-") and word.text != "-":
                self._option(word, rest)
                continue
            self._positional(word)
            if self.command in _RUNS | {"uv run"}:
                return

    def _option(self, word: Word, rest: list[Word]) -> None:
        name, equals, _ = word.text.partition("=")
        cluster = _CLUSTER.fullmatch(word.text)
        self.is_doubtful = False
        if not word.text.startswith("--"):
            name = f"-{cluster[1]}" if cluster else word.text
            glued = re.match(r"-([rce])(.+)", word.text)
            if glued and not cluster:
                name, equals = f"-{glued[1]}", "glued"
        if name == "-w" and self.command.startswith("uv"):
            name = "--with"
        if name in options.VALUED:
            if not equals and rest:
                rest.pop(0)
            return
        if name not in options.MEANT:
            is_flag = name in options.FLAGS or re.fullmatch(r"-[A-Za-z]+", name)
            self.is_doubtful = not (equals or is_flag)
            return
        value = self._value(word, rest, name, equals)
        if value is not None:
            self._said(name, value)

    def _value(
        self, word: Word, rest: list[Word], name: str, equals: str
    ) -> tuple[Word, Joined] | None:
        if not equals:
            return (rest[0], self.shell.said(rest.pop(0))) if rest else None
        written = len(word.text.partition("=")[0]) if equals == "=" else len(name)
        return word, self.shell.said(word)[written + (equals == "=") :]

    def _said(self, name: str, value: tuple[Word, Joined]) -> None:
        word, said = value
        if name in options.FILES | options.CONSTRAINTS:
            if said.text:
                is_limit = name in options.CONSTRAINTS
                at = said.offsets[0]
                self.shell.collector.include(said.text, at, constraint=is_limit)
        elif name in options.EDITABLE:
            self._requirement(word, said)
        else:
            self._several(word, said)

    def _several(self, word: Word, said: Joined) -> None:
        """Keep the requirements of a list with commas, or the only one."""
        start = 0
        if read_requirement(said.text) is None:
            for match in _COMMAS.finditer(said.text):
                self._requirement(word, said[start : match.start()])
                start = match.end()
        self._requirement(word, said[start:])

    def _positional(self, word: Word) -> None:
        is_first, self.first = self.first, False
        if self.is_over or (is_first and self.command == "pipx inject"):
            return
        doubtful, self.is_doubtful = self.is_doubtful, False
        if doubtful and not _OPERATOR.search(word.text):
            return
        self._requirement(word, self.shell.said(word))

    def _requirement(self, word: Word, said: Joined) -> None:
        said = said.stripped()
        text = said.text
        if not text or not said.offsets:
            return
        if not word.plain and (variable := _VARIABLE.fullmatch(text)):
            self._variable(said, variable[1], variable[2] or variable[3])
        elif not word.plain and re.search(r"[$`]", text):
            self._unread(said)
        elif match := _AT_VERSION.fullmatch(text):
            self._at_version(said, match)
        elif not is_readable(text):
            self._unread(said)
        else:
            self._keep(word, said)

    def _keep(self, word: Word, said: Joined) -> None:
        if self.shell.redirects(word):
            reason = f"the shell takes what follows `{said.text}` for a redirection"
            self.shell.collector.problem(said.offsets[0], reason)
        self.shell.collector.requirement(said, self.shell.group)

    def _variable(self, said: Joined, before: str, name: str) -> None:
        if self.shell.variable is None:
            self._unread(said)
        else:
            self.shell.variable(said, before, name)

    def _unread(self, said: Joined) -> None:
        """Tell of what may be a requirement, but cannot be read."""
        if _OPERATOR.search(said.text):
            first, last = said.offsets[0], said.offsets[-1]
            shown = quoted(self.shell.collector.source.text[first : last + 1])
            reason = f"`{shown}` is put together when it runs"
            if not re.search(r"[${`%*]", said.text):
                reason = f"`{shown}` is no requirement (PEP 508)"
            self.shell.collector.problem(said.offsets[0], reason)

    def _at_version(self, said: Joined, match: re.Match[str]) -> None:
        """Keep `ruff@0.4.1`, which is uv's way to pin the tool that it runs."""
        if self.command not in {"uvx", "uv tool run", "uv tool install"}:
            self._unread(said)
            return
        named = (match[2] or "").strip("[]").split(",")
        extras = tuple(sorted(each.strip() for each in named if each.strip()))
        clause = Clause("==", match[3], match.start(3), match.end(3))
        clauses = () if match[3] == "latest" else (clause,)
        asked = Asked(match[1], clauses, extras)
        self.shell.collector.place(asked, said, self.shell.group)
