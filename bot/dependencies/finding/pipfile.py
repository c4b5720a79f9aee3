"""Requirements of a `Pipfile`, all categories.

https://pipenv.pypa.io/en/latest/pipfile.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.dependencies.finding.collecting import Collector, unreadable
from bot.dependencies.finding.named_tables import read_table
from bot.dependencies.finding.source import Source, UnreadableError
from bot.dependencies.finding.toml_file import read_toml
from bot.dependencies.places import Clause, Syntax
from bot.reading.toml_tree import Leaf, string

if TYPE_CHECKING:
    from bot.dependencies.places import Reading

_OTHERS = frozenset({"pipenv", "requires", "scripts", "source"})


def read(path: str, content: bytes) -> Reading:
    """Return what a `Pipfile` asks for.

    The group is "" for `packages`, "dev" for `dev-packages`, else the
    category's name.
    """
    try:
        source = Source.of(path, content)
        document = read_toml(source)
    except UnreadableError as error:
        return unreadable(path, error)
    collector = Collector(source, "pipfile")
    for name, node in document.entries.items():
        if name not in _OTHERS:
            group = "" if name == "packages" else name.removesuffix("-packages")
            read_table(collector, node, group, Syntax.PEP440)
    for key in ("python_version", "python_full_version"):
        leaf = document.get("requires", key)
        if isinstance(leaf, Leaf) and string(leaf):
            said = leaf.characters()
            clause = Clause("", said.text, 0, len(said.text))
            collector.requires_python(said, (clause,), Syntax.PEP440)
    return collector.reading()
