"""A Dockerfile as its instructions, every character with its place.

Follows the parser of BuildKit (Dockerfile reference: parser directives, escape,
comments, here-documents), which joins lines before anything else.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.reading.installers import is_shell
from bot.reading.joined import Joined
from bot.reading.shell import ShellSyntaxError, Word, commands

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIRECTIVE = re.compile(r"#\s*([A-Za-z][A-Za-z0-9]*)\s*=\s*(.*?)\s*\r?")
_DIRECTIVES = frozenset({"check", "escape", "syntax"})
_KEYWORD = re.compile(r"\s*([A-Za-z]+)(?=\s|$)")
_FLAG = re.compile(r"--[a-z][a-z-]*(?:=\S*)?")
_HEREDOC = re.compile(r"(?<![<\S])\d*<<(-?)([\"']?)([A-Za-z_][\w.-]*)\2(?=\s|$)")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_PAIR = re.compile(r"(?:[^\s\"'\\]|\\.|\"(?:[^\"\\]|\\.)*\"|'[^']*')+")
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'([^']*)'")
_SHEBANG = re.compile(r"#!\s*(?:\S*/)?(?:env\s+(?:-S\s+)?)?(?:ba|da|a|k|z)?sh\b")
_HEREDOC_INSTRUCTIONS = frozenset({"ADD", "COPY", "RUN"})
_INSTRUCTIONS = _HEREDOC_INSTRUCTIONS | {
    "ARG",
    "CMD",
    "ENTRYPOINT",
    "ENV",
    "EXPOSE",
    "FROM",
    "HEALTHCHECK",
    "LABEL",
    "MAINTAINER",
    "ONBUILD",
    "SHELL",
    "STOPSIGNAL",
    "USER",
    "VOLUME",
    "WORKDIR",
}


class DockerfileError(ValueError):
    """A Dockerfile cannot be read; `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(f"line {line}: {reason}")


@dataclass(frozen=True, slots=True)
class Heredoc:
    """The lines between `<<NAME` and NAME; `line` is that of the first one."""

    name: str
    body: Joined
    line: int


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction; `name` in capitals, `arguments` with all lines joined.

    `ignored` holds the hadolint rules that a comment right above turns off.
    """

    name: str
    line: int
    arguments: Joined
    heredocs: tuple[Heredoc, ...] = ()
    ignored: frozenset[str] = frozenset()

    def flags(self) -> tuple[tuple[str, ...], Joined]:
        """Return the flags (`--mount=...`), and the arguments after them."""
        found: list[str] = []
        rest = self.arguments.stripped()
        while match := _FLAG.match(rest.text):
            found.append(match.group())
            rest = rest[match.end() :].stripped()
        return tuple(found), rest


@dataclass(frozen=True, slots=True)
class Dockerfile:
    """All instructions in order, and the character that joins lines."""

    instructions: tuple[Instruction, ...]
    escape: str
    heredoc_ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Script:
    """What RUN gives to a shell, or (`words`) to the system directly."""

    text: Joined
    words: tuple[Word, ...] | None = None


def parse(content: str) -> Dockerfile:
    """Return the instructions of a Dockerfile; raise `DockerfileError`."""
    return _Parser(content).parse()


class _Parser:
    """Walks through the lines once."""

    def __init__(self, content: str) -> None:
        self.lines: list[tuple[int, str]] = []
        offset = 0
        for line in content.split("\n"):
            self.lines.append((offset, line.removesuffix("\r")))
            offset += len(line) + 1
        if content.startswith("\ufeff"):
            self.lines[0] = (1, self.lines[0][1][1:])
        self.escape = "\\"
        self.next = 0
        self.heredoc_ends: list[int] = []

    def parse(self) -> Dockerfile:
        """Read directives, then instructions."""
        self._directives()
        found: list[Instruction] = []
        ignored: frozenset[str] = frozenset()
        while self.next < len(self.lines):
            line = self.lines[self.next][1]
            if not line.strip() or line.lstrip().startswith("#"):
                ignored = _ignored(line) if line.strip() else ignored
                self.next += 1
                continue
            found.append(self._instruction(ignored))
            ignored = frozenset()
        return Dockerfile(tuple(found), self.escape, tuple(self.heredoc_ends))

    def _directives(self) -> None:
        for _, line in self.lines:
            match = _DIRECTIVE.fullmatch(line.strip())
            if match is None or match[1].lower() not in _DIRECTIVES:
                return
            if match[1].lower() == "escape":
                if match[2] not in {"\\", "`"}:
                    raise DockerfileError(self.next + 1, "the escape is no \\ or `")
                self.escape = match[2]
            self.next += 1

    def _instruction(self, ignored: frozenset[str]) -> Instruction:
        number = self.next + 1
        joined = self._join()
        match = _KEYWORD.match(joined.text)
        name = match[1].upper() if match else ""
        if match is None or name not in _INSTRUCTIONS:
            shown = (joined.text.split(maxsplit=1) or [self.escape])[0][:40]
            raise DockerfileError(number, f"there is no instruction {shown!r}")
        arguments = joined[match.end() :].stripped()
        if not arguments.text:
            raise DockerfileError(number, f"{name} says nothing")
        heredocs = self._heredocs(name, arguments, number)
        return Instruction(name, number, arguments, heredocs, ignored)

    def _join(self) -> Joined:
        """Join the lines of one instruction; comments and empty lines go."""
        ending = re.compile(
            rf"(?:(?<=[^{re.escape(self.escape)}])|^){re.escape(self.escape)}[ \t]*$"
        )
        text: list[str] = []
        offsets: list[int] = []
        while self.next < len(self.lines):
            start, line = self.lines[self.next]
            self.next += 1
            if text and (not line.strip() or line.lstrip().startswith("#")):
                continue
            match = ending.search(line)
            kept = line[: match.start()] if match else line
            text.append(kept)
            offsets.extend(range(start, start + len(kept)))
            if match is None:
                break
        return Joined("".join(text), tuple(offsets))

    def _heredocs(
        self, name: str, arguments: Joined, number: int
    ) -> tuple[Heredoc, ...]:
        if name == "ONBUILD":
            inner = _KEYWORD.match(arguments.text)
            name = inner[1].upper() if inner else ""
        if name not in _HEREDOC_INSTRUCTIONS:
            return ()
        return tuple(
            self._heredoc(match[3], tabs=bool(match[1]), number=number)
            for match in _HEREDOC.finditer(_without_quotations(arguments.text))
        )

    def _heredoc(self, name: str, *, tabs: bool, number: int) -> Heredoc:
        first = self.next
        while self.next < len(self.lines):
            line = self.lines[self.next][1]
            self.next += 1
            if (line.lstrip("\t") if tabs else line) == name:
                break
        else:
            raise DockerfileError(number, f"the here-document {name} never ends")
        self.heredoc_ends.append(self.next)
        text: list[str] = []
        offsets: list[int] = []
        for at in range(first, self.next - 1):
            start, line = self.lines[at]
            text.append(line + "\n")
            offsets.extend(range(start, start + len(line)))
            offsets.append(self.lines[at + 1][0] - 1)
        return Heredoc(name, Joined("".join(text), tuple(offsets)), first + 1)


def _ignored(comment: str) -> frozenset[str]:
    """Return the rules of `# hadolint ignore=DL3042,SC2046`."""
    match = re.fullmatch(r"\s*#\s*hadolint\s+ignore\s*=\s*(.+)", comment)
    return frozenset(re.findall(r"[A-Z]+\d+", match[1])) if match else frozenset()


def globally_ignored(content: str) -> frozenset[str]:
    """Return the rules of `# hadolint global ignore=...` anywhere in the file."""
    found = re.findall(
        r"^\s*#\s*hadolint\s+global\s+ignore\s*=\s*(.+)", content, re.MULTILINE
    )
    return frozenset(rule for part in found for rule in re.findall(r"[A-Z]+\d+", part))


def _without_quotations(text: str) -> str:
    """Return the text with quoted parts blanked, but for quoted here-names."""
    return re.sub(
        r"(?<!<<)(?<!<<-)(\"(?:[^\"\\]|\\.)*\"|'[^']*')",
        lambda match: "." * len(match.group()),
        text,
    )


def inner(instruction: Instruction) -> Instruction:
    """Return what ONBUILD puts off; any other instruction as it is."""
    if instruction.name != "ONBUILD":
        return instruction
    match = _KEYWORD.match(instruction.arguments.text)
    if match is None:
        return instruction
    return Instruction(
        match[1].upper(),
        instruction.line,
        instruction.arguments[match.end() :].stripped(),
        instruction.heredocs,
        instruction.ignored,
    )


def scripts(run: Instruction) -> tuple[Script, ...]:
    """Return what a RUN instruction runs; here-documents for others are none."""
    _, rest = run.flags()
    if rest.text.startswith("[") and (words := exec_form(rest)) is not None:
        return (Script(rest, words),)
    if not run.heredocs:
        return (Script(rest),)
    before = rest.text.partition("<<")[0].strip()
    after = _HEREDOC.sub("", rest.text).replace(before, "", 1).strip()
    body = run.heredocs[0].body
    if after or len(run.heredocs) > 1:
        return (Script(rest),)
    if before:
        return (Script(body),) if _runs_shell(before) else (Script(rest),)
    if body.text.startswith("#!") and not _SHEBANG.match(body.text):
        return ()
    return (Script(body),)


def _runs_shell(text: str) -> bool:
    try:
        found = commands(text)
    except ShellSyntaxError:
        return False
    return len(found) == 1 and is_shell(found[0].words)


def exec_form(arguments: Joined) -> tuple[Word, ...] | None:
    """Return the words of `["program", "argument"]`; None where it is not so.

    Where the words stand is the string with its quotes.
    """
    try:
        values = json.loads(arguments.text)
    except ValueError:
        return None
    if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
        return None
    return tuple(
        Word(value, match.start(), match.end(), plain=True)
        for value, match in zip(values, _STRING.finditer(arguments.text), strict=True)
    )


def variables(instruction: Instruction) -> Iterator[tuple[str, str]]:
    """Yield name and value of each variable that ENV or ARG sets.

    A value keeps its expansions as they are written. An ARG without a value
    yields nothing: what it gets is known only when the image is built.
    """
    text = instruction.arguments.text
    words = [(match.group(), match.end()) for match in _PAIR.finditer(text)]
    if instruction.name == "ENV" and words and "=" not in words[0][0]:
        name, end = words[0]
        yield name, text[end:].strip()
        return
    for word, _ in words:
        name, equals, value = word.partition("=")
        if equals:
            yield name, _QUOTED.sub(lambda match: match[1] or match[2] or "", value)
