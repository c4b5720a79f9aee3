"""Requirements of the commands of a Dockerfile, heredocs included.

https://docs.docker.com/reference/dockerfile/
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.dependencies.finding.addresses import quoted
from bot.dependencies.finding.collecting import Asked, Collector, unreadable
from bot.dependencies.finding.commands import (
    SIEVE,
    Shell,
    collect_script,
    collect_words,
)
from bot.dependencies.finding.requirement_text import read_requirement
from bot.dependencies.finding.source import Source, UnreadableError
from bot.dependencies.places import Clause, Reading
from bot.reading.dockerfile import DockerfileError, Instruction, inner, parse, scripts
from bot.reading.joined import Joined

if TYPE_CHECKING:
    from bot.reading.shell import Word

_STAGE = re.compile(r"\S+(?:\s+AS\s+(\S+))?", re.IGNORECASE)
_PLAIN_PAIR = re.compile(r"(?:^|\s)(\w+)(?:=(\"?)([\w.!+-]+)\2(?=\s|$)|(?=\s|$))")
_USE = re.compile(r"\$(?:(\w+)|\{(\w+)\b)")


@dataclass(frozen=True, slots=True)
class _Use:
    """A version that is a variable: what stands before it, and who asks."""

    said: Joined
    before: str
    group: str
    value: Joined | None


@dataclass(slots=True)
class _Variables:
    """The variables that ARG and ENV set, and their uses as versions.

    `set_in` holds each value with the number of its stage; -1 is before all
    stages. `seen` are the names that the present stage knows.
    """

    text: str
    values: dict[str, list[Joined]] = field(default_factory=dict)
    outer: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    uses: dict[str, list[_Use]] = field(default_factory=dict)

    def declare(self, instruction: Instruction, *, before_stages: bool) -> None:
        """Take what ARG or ENV says; a value in another form is unknown."""
        arguments = instruction.arguments
        for match in _PLAIN_PAIR.finditer(arguments.text):
            name = match[1]
            if match[3] is not None:
                value = arguments[match.start(3) : match.end(3)]
                self.values.setdefault(name, []).append(value)
                (self.outer if before_stages else self.seen).add(name)
            elif instruction.name == "ARG" and name in self.outer:
                self.seen.add(name)

    def use(self, said: Joined, before: str, name: str, group: str) -> None:
        """Take one use of a variable as a version."""
        values = self.values.get(name) or []
        is_known = len(values) == 1 and name in self.seen
        use = _Use(said, before, group, values[0] if is_known else None)
        self.uses.setdefault(name, []).append(use)

    def tell(self, collector: Collector) -> None:
        """Keep the uses of each variable that says the version of one package."""
        written = [match[1] or match[2] for match in _USE.finditer(self.text)]
        for name, uses in self.uses.items():
            for use in uses:
                value = use.value
                need = read_requirement(use.before + value.text) if value else None
                if value is None or need is None or not need.parts:
                    reason = "is put together when the image is built"
                elif written.count(name) != len(uses) or any(
                    other.before != use.before for other in uses
                ):
                    reason = f"its version, {name}, is used elsewhere, too"
                else:
                    self._keep(collector, use, value)
                    continue
                shown = quoted(use.said.text)
                collector.problem(use.said.offsets[0], f"`{shown}`: {reason}")

    def _keep(self, collector: Collector, use: _Use, value: Joined) -> None:
        head = use.said[: len(use.before)]
        whole = Joined(head.text + value.text, head.offsets + value.offsets)
        need = read_requirement(whole.text)
        if need is None:
            return
        clauses = tuple(
            Clause(part.operator, part.version, part.start, part.end)
            for part in need.parts
        )
        asked = Asked(need.written, clauses, need.extras)
        at = (value.offsets[0], value.offsets[-1] + 1)
        collector.place(asked, whole, use.group, at=at, text=whole.text)


def read(path: str, content: bytes) -> Reading:
    """Return what the RUN instructions of a Dockerfile install.

    The group is the stage's name. A version that is an ARG or ENV is a place
    there, where it is the version of that package and nothing else.
    """
    if not SIEVE.search(content):
        return Reading()
    try:
        source = Source.of(path, content, strict=False)
        instructions = parse(source.text).instructions
    except UnreadableError as error:
        return unreadable(path, error)
    except DockerfileError as error:
        return unreadable(path, UnreadableError(error.line, error.reason))
    collector = Collector(source, "dockerfile")
    variables = _Variables(source.text)
    stage, has_stage = "", False
    for instruction in map(inner, instructions):
        if instruction.name == "FROM":
            found = _STAGE.match(instruction.flags()[1].text)
            stage, has_stage = (found[1] or "" if found else ""), True
            variables.seen = set()
        elif instruction.name in {"ARG", "ENV"}:
            variables.declare(instruction, before_stages=not has_stage)
        elif instruction.name == "RUN":
            _run(collector, instruction, stage, variables)
    variables.tell(collector)
    return collector.reading()


def _run(
    collector: Collector, run: Instruction, stage: str, variables: _Variables
) -> None:
    def variable(said: Joined, before: str, name: str) -> None:
        variables.use(said, before, name, stage)

    for script in scripts(run):
        if script.words is None:
            collect_script(collector, script.text, stage, variable=variable)
            continue
        text = script.text

        def said(word: Word, text: Joined = text) -> Joined:
            return text[word.start + 1 : word.end - 1]

        # A string with an escape is another word than its characters.
        if all(said(word).text == word.text for word in script.words):
            collect_words(Shell(collector, said, stage), script.words)
