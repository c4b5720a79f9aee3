"""Requirements that sessions of nox install.

https://nox.thea.codes/en/stable/tutorial.html#installing-dependencies
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from bot.dependencies.finding.collecting import Collector, unreadable
from bot.dependencies.finding.commands import Shell, collect_words
from bot.dependencies.finding.conda_specs import collect_spec
from bot.dependencies.finding.python_source import PythonSource
from bot.dependencies.finding.source import UnreadableError
from bot.dependencies.places import Reading
from bot.reading.joined import Joined, run
from bot.reading.setup_script import Literals, Text
from bot.reading.shell import Word

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEFORE = {
    "install": ("pip", "install"),
    "run": (),
    "run_always": (),
    "run_install": (),
}


def read(path: str, content: bytes) -> Reading:
    """Return what `session.install`, `conda_install` and `run` ask for.

    The group is the session's name. What is no plain string is passed over, or
    told of where it looks like a version.
    """
    if b"install" not in content:
        return Reading()
    try:
        file = PythonSource.of(path, content)
    except UnreadableError as error:
        return unreadable(path, error)
    collector = Collector(file.source, "nox")
    literals = Literals(file.tree)
    for group, call in _calls(file.tree):
        words = list(_words(file, collector, literals, call))
        if not isinstance(call.func, ast.Attribute):
            continue
        if call.func.attr == "conda_install":
            for said, is_plain in words:
                if is_plain and not said.text.startswith("-"):
                    collect_spec(collector, said, group)
            continue
        _command(collector, _BEFORE[call.func.attr], words, group)
    return collector.reading()


def _calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    for statement in tree.body:
        name = getattr(statement, "name", "")
        for node in ast.walk(statement):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id not in {"subprocess", "os"}
                and (node.func.attr in _BEFORE or node.func.attr == "conda_install")
            ):
                yield name, node


def _words(
    file: PythonSource, collector: Collector, literals: Literals, call: ast.Call
) -> Iterator[tuple[Joined, bool]]:
    """Yield the arguments; one that is no plain string has no characters."""
    for argument in call.args:
        if isinstance(argument, ast.JoinedStr):
            start, end = file.text.span(argument)
            written = file.source.text[start:end]
            if any(operator in written for operator in ("==", ">=", "<=", "~=")):
                reason = f"`{written}` is put together when it runs"
                collector.problem(start, reason)
        texts: tuple[Text, ...] = ()
        is_one = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        if is_one or isinstance(argument, ast.Starred):
            texts = literals.strings(argument)
        said = [file.line_of_string(text.node, text.row) for text in texts]
        if not said:
            yield run("", 0), False
        for each in said:
            yield (run("", 0), False) if each is None else (each, True)


def _command(
    collector: Collector,
    before: tuple[str, ...],
    found: list[tuple[Joined, bool]],
    group: str,
) -> None:
    said = [*(run(word, 0) for word in before), *(each for each, _ in found)]
    plain = [*(True for _ in before), *(is_plain for _, is_plain in found)]
    words = [
        Word(each.text or "${}", number, number, is_plain)
        for number, (each, is_plain) in enumerate(zip(said, plain, strict=True))
    ]
    collect_words(Shell(collector, lambda word: said[word.start], group), words)
