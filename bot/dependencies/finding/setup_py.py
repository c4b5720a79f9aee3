"""Requirements of `setup.py`, as far as they are plain strings.

https://setuptools.pypa.io/en/latest/references/keywords.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dependencies.finding.addresses import quoted
from bot.dependencies.finding.collecting import Collector, unreadable
from bot.dependencies.finding.python_source import PythonSource
from bot.dependencies.finding.source import UnreadableError
from bot.dependencies.places import Reading, Syntax
from bot.reading.setup_script import SetupScript, Text, read_setup_script

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

_GROUPS = {
    "install_requires": "",
    "setup_requires": "build-system",
    "tests_require": "tests",
}


def read(path: str, content: bytes) -> Reading:
    """Return what the `setup()` call asks for, through names of lists too.

    What is put together when the script runs is a problem with its line.
    """
    if b"setup" not in content:
        return Reading()
    try:
        file = PythonSource.of(path, content)
    except UnreadableError as error:
        return unreadable(path, error)
    script = read_setup_script(file.tree)
    collector = Collector(file.source, "setup.py")
    _requirements(collector, file, script)
    for keyword, value in script.computed.items():
        if keyword in _GROUPS or keyword in {"extras_require", "python_requires"}:
            reason = f"`{keyword}` is worked out when the script runs; not all is read"
            for node in script.unread[keyword] or (value,):
                collector.problem(_start(file, node), reason)
    for text in script.lists.get("python_requires", ()):
        if said := file.line_of_string(text.node, text.row):
            collector.python(said, Syntax.PEP440)
    return collector.reading()


def _requirements(
    collector: Collector, file: PythonSource, script: SetupScript
) -> None:
    for group, text in _asked(script):
        extra, _, marker = group.partition(":")
        said = file.line_of_string(text.node, text.row)
        if said is None:
            reason = f"`{quoted(text.value)}` is put together from several strings"
            collector.problem(_start(file, text.node), reason)
        elif not said.text.startswith("#"):
            collector.requirement(said, extra, marker=marker)


def _asked(script: SetupScript) -> Iterator[tuple[str, Text]]:
    for keyword, group in _GROUPS.items():
        for text in script.lists.get(keyword, ()):
            yield group, text
    for extra, texts in script.tables.get("extras_require", {}).items():
        for text in texts:
            yield extra, text


def _start(file: PythonSource, node: ast.expr) -> int:
    return file.text.span(node)[0]
