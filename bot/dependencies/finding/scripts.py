"""Requirements of the commands in shell scripts, makefiles and justfiles.

https://www.gnu.org/software/make/manual/make.html#Recipe-Syntax
https://just.systems/man/en/
"""

from __future__ import annotations

import re

from bot.dependencies.finding.collecting import Collector, unreadable
from bot.dependencies.finding.commands import SIEVE, collect_script
from bot.dependencies.finding.source import Source, UnreadableError
from bot.dependencies.places import Reading
from bot.reading.joined import Joined, run

_NAMES = re.compile(
    r"(?:.*/)?(?:(?P<make>(?:GNU)?[Mm]akefile(?:\.[\w-]+)?|[^/]+\.(?:mk|mak))"
    r"|(?P<just>\.?[Jj]ustfile|[^/]+\.just)|(?P<sh>[^/]+\.(?:sh|bash|zsh|ksh)))"
)
_KINDS = {"make": "makefile", "just": "justfile", "sh": "shell"}
_MAKE_VARIABLE = re.compile(r"\$\((\w+)\)")
_INTERPOLATION = re.compile(r"\{\{.*?\}\}")
_PREFIX = re.compile(r"\s*[@+-]+")


def kind_of(path: str) -> str:
    """Return makefile, justfile or shell; "" for any other file, by its name."""
    found = _NAMES.fullmatch(path)
    return _KINDS[str(found.lastgroup)] if found else ""


def read(path: str, content: bytes) -> Reading:
    """Return what the commands of a script, makefile or justfile install."""
    if not SIEVE.search(content):
        return Reading()
    try:
        source = Source.of(path, content, strict=False)
    except UnreadableError as error:
        return unreadable(path, error)
    kind = kind_of(path) or "shell"
    collector = Collector(source, kind)
    if kind == "shell":
        collect_script(collector, run(source.text, 0))
        return collector.reading()
    is_make = kind == "makefile"
    edit = _make if is_make else _just
    for recipe in _recipes(source.text, "\t" if is_make else " \t"):
        collect_script(collector, edit(recipe))
    return collector.reading()


def _recipes(text: str, indents: str) -> list[Joined]:
    """Return each command of each recipe, joined lines in one."""
    found: list[Joined] = []
    start = 0
    is_open = False
    for line in text.splitlines(keepends=True):
        if is_open:
            last = found[-1]
            more = run(line, start)
            found[-1] = Joined(last.text + more.text, last.offsets + more.offsets)
        elif line[:1] in tuple(indents):
            found.append(run(line, start))
        is_open = (
            bool(found)
            and line.rstrip("\r\n").endswith("\\")
            and (is_open or line[:1] in tuple(indents))
        )
        start += len(line)
    return found


def _make(recipe: Joined) -> Joined:
    r"""Return a recipe as the shell gets it, but for its variables.

    `$(NAME)` is a variable of make, and `$$` a dollar sign.
    """
    text = _MAKE_VARIABLE.sub(lambda found: "${" + found[1] + "}", recipe.text)
    text = text.replace("$$", "$_")
    return _without_prefix(text, recipe)


def _just(recipe: Joined) -> Joined:
    text = _INTERPOLATION.sub(_as_variable, recipe.text)
    return _without_prefix(text, recipe)


def _as_variable(found: re.Match[str]) -> str:
    return "${" + "_" * (len(found[0]) - len("${}")) + "}"


def _without_prefix(text: str, recipe: Joined) -> Joined:
    """Return a recipe without the marks that make and just take for themselves."""
    if prefix := _PREFIX.match(text):
        text = " " * prefix.end() + text[prefix.end() :]
    return Joined(text, recipe.offsets)
