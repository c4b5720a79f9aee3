"""Requirements of tox: `tox.ini`, `tox.toml`, and its tables elsewhere.

https://tox.wiki/en/latest/config.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dependencies.finding.collecting import Collector, unreadable
from bot.dependencies.finding.commands import (
    Shell,
    collect_script,
    collect_words,
)
from bot.dependencies.finding.lists import read_line
from bot.dependencies.finding.source import Source, UnreadableError
from bot.dependencies.finding.toml_file import read_toml
from bot.reading.ini import options
from bot.reading.joined import Joined, run
from bot.reading.shell import Word
from bot.reading.toml_tree import Array, Leaf, leaves, walk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.dependencies.places import Reading
    from bot.reading.ini import Option
    from bot.reading.toml_tree import Node, Table

_FACTORS = re.compile(r"[\w!,{}.\- ]+:(?!//)(?:\s+|$)")
_OLDER_FACTORS = re.compile(r"[\w!,{}.\-]+:(?!//)")
_ROOT = re.compile(r"\{(?:toxinidir|tox_root)\}[/\\]")
_REFERENCE = re.compile(r"\{\[.*\}|\{(?:env:|posargs).*\}")
_COMMANDS = frozenset({"commands", "commands_pre", "commands_post"})
_DEPENDENCIES = frozenset({"deps", "requires"})


def read(path: str, content: bytes) -> Reading:
    """Return what a `tox.ini` or `tox.toml` asks for.

    The group is the environment's name. What a condition of factors stands
    before is read as if it held.
    """
    try:
        source = Source.of(path, content)
        if path.endswith(".toml"):
            collector = Collector(source, "tox")
            collect_toml(collector, read_toml(source))
            return collector.reading()
    except UnreadableError as error:
        return unreadable(path, error)
    collector = Collector(source, "tox")
    collect(collector, options(run(source.text, 0)))
    return collector.reading()


def collect(collector: Collector, found: Iterable[Option]) -> None:
    """Keep what the sections of an INI file ask for."""
    for option in found:
        section = option.section.removeprefix("tox:")
        if section != "tox" and not section.startswith("testenv"):
            continue
        group = section.removeprefix("testenv:")
        if option.name in _DEPENDENCIES:
            for line in option.lines:
                _dependency(collector, line, group)
        elif option.name in _COMMANDS:
            script = _joined(option.lines)
            collect_script(collector, script, group)


def collect_toml(collector: Collector, table: Table) -> None:
    """Keep what a native table of tox asks for."""
    for leaf in leaves(table.entries.get("requires")):
        read_line(collector, leaf.characters(), "tox")
    bases = ("env_run_base", "env_pkg_base", "env_base.*")
    for base in bases:
        for captured, node in walk(table, *base.split(".")):
            _environment(collector, node, captured[0] if captured else base)
    for (name,), node in walk(table, "env", "*"):
        _environment(collector, node, name)


def _environment(collector: Collector, node: Node, group: str) -> None:
    for key in _DEPENDENCIES:
        for _, deps in walk(node, key):
            for leaf in leaves(deps):
                _dependency(collector, leaf.characters(), group)
    for key in _COMMANDS:
        for _, command in walk(node, key):
            for words in command.items if isinstance(command, Array) else ():
                _words(collector, leaves(words), group)


def _words(collector: Collector, found: Iterable[Leaf], group: str) -> None:
    """Keep what a command installs that is written as a list of words."""
    said = [leaf.characters() for leaf in found]
    words = [
        Word(each.text, number, number, plain=True) for number, each in enumerate(said)
    ]
    shell = Shell(collector, lambda word: said[word.start], group)
    collect_words(shell, words)


def _dependency(collector: Collector, line: Joined, group: str) -> None:
    for pattern in (_FACTORS, _OLDER_FACTORS):
        if factors := pattern.match(line.text):
            line = line[factors.end() :].stripped()
            break
    if root := _ROOT.search(line.text):
        before, after = line[: root.start()], line[root.end() :]
        line = Joined(before.text + after.text, before.offsets + after.offsets)
    if line.text and not _REFERENCE.fullmatch(line.text):
        read_line(collector, line, group)


def _joined(lines: tuple[Joined, ...]) -> Joined:
    """Return the lines of a value as a script, without conditions and marks."""
    text: list[str] = []
    offsets: list[int] = []
    for line in lines:
        factors = _FACTORS.match(line.text)
        said = line[factors.end() :] if factors else line
        said = said[1:] if said.text.startswith("-") else said
        text.append(said.text + "\n")
        offsets += [*said.offsets, line.offsets[-1]]
    return Joined("".join(text), tuple(offsets))
