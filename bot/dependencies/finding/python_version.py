"""The Python of `.python-version` and `runtime.txt`.

https://github.com/pyenv/pyenv#understanding-python-version-selection
https://devcenter.heroku.com/articles/python-runtimes
"""

from __future__ import annotations

import re

from bot.dependencies.finding.collecting import Collector, unreadable
from bot.dependencies.finding.source import Source, UnreadableError
from bot.dependencies.places import Clause, Reading, Syntax
from bot.reading.joined import run

_VERSION = re.compile(
    r"^[ \t]*(?:python-|cpython-)?(\d+(?:\.\d+)*)[ \t]*\r?$", re.MULTILINE
)


def read(path: str, content: bytes) -> Reading:
    """Return the versions of Python that the file names, one a line."""
    try:
        source = Source.of(path, content)
    except UnreadableError as error:
        return unreadable(path, error)
    collector = Collector(source, "python-version")
    for match in _VERSION.finditer(source.text):
        said = run(match[1], match.start(1))
        clause = Clause("", said.text, 0, len(said.text))
        collector.requires_python(said, (clause,), Syntax.PEP440)
    return collector.reading()
