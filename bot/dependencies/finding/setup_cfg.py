"""Requirements of `setup.cfg`.

https://setuptools.pypa.io/en/latest/userguide/declarative_config.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dependencies.finding import tox
from bot.dependencies.finding.collecting import Collector, unreadable
from bot.dependencies.finding.source import Source, UnreadableError
from bot.dependencies.places import Syntax
from bot.reading.ini import Option, options
from bot.reading.joined import Joined, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.dependencies.places import Reading

_GROUPS = {
    "install_requires": "",
    "setup_requires": "build-system",
    "tests_require": "tests",
}
_COMMENT = re.compile(r"\s#.*$")


def read(path: str, content: bytes) -> Reading:
    """Return what a `setup.cfg` asks for, that of tox's sections in it too."""
    try:
        source = Source.of(path, content)
    except UnreadableError as error:
        return unreadable(path, error)
    collector = Collector(source, "setup.cfg")
    found = tuple(options(run(source.text, 0)))
    for option in found:
        if option.section == "options" and option.name == "python_requires":
            for said in option.lines[:1]:
                collector.python(said, Syntax.PEP440)
        elif option.section == "options" and option.name in _GROUPS:
            _requirements(collector, option, _GROUPS[option.name])
        elif option.section == "options.extras_require":
            group, _, marker = option.name.partition(":")
            _requirements(collector, option, group, marker)
    if any(option.section == "tox:tox" for option in found):
        tox.collect(collector, found)
    return collector.reading()


def _requirements(
    collector: Collector, option: Option, group: str, marker: str = ""
) -> None:
    for said in _items(option):
        if said.text.startswith("file:"):
            for name in said.text.removeprefix("file:").split(","):
                collector.include(name, said.offsets[0])
        elif not said.text.startswith(("attr:", "#")):
            collector.requirement(said, group, marker=marker)


def _items(option: Option) -> Iterator[Joined]:
    """Yield the items of a value: lines, or what semicolons part in a single one."""
    lines = option.lines
    is_single = len(lines) == 1 and not option.below
    for line in lines:
        said = line[: len(_COMMENT.sub("", line.text))].stripped()
        if not is_single:
            yield said
            continue
        start = 0
        for part in said.text.split(";"):
            yield said[start : start + len(part)].stripped()
            start += len(part) + 1
