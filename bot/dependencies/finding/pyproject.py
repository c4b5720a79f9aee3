"""Requirements of `pyproject.toml`, `hatch.toml` and `pixi.toml`.

PEP 518, 621 and 735, and the tables of Poetry, PDM, uv, hatch, Pixi, Flit, Rye,
tox, cibuildwheel and setuptools. What is read does not depend on which of the
tools manages the project: a table that is there is read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from bot.dependencies.finding import cibuildwheel, hatch, pixi, poetry, tox, uv
from bot.dependencies.finding.collecting import Collector, unreadable
from bot.dependencies.finding.lists import read_list
from bot.dependencies.finding.source import Source, UnreadableError
from bot.dependencies.finding.toml_file import read_toml
from bot.dependencies.places import Syntax
from bot.reading.ini import options
from bot.reading.toml_tree import Array, Leaf, Node, Table, leaves, string, walk

if TYPE_CHECKING:
    from bot.dependencies.places import Reading

BUILD_GROUP = "build-system"
"""The group of what only the build needs."""

_LISTS: tuple[tuple[tuple[str, ...], str], ...] = (
    # The path of a list, and the group that asks for it; "*" names the group.
    (("build-system", "requires"), BUILD_GROUP),
    (("project", "dependencies"), ""),
    (("project", "optional-dependencies", "*"), "*"),
    (("dependency-groups", "*"), "*"),
    (("tool", "pdm", "dev-dependencies", "*"), "*"),
    (("tool", "rye", "dev-dependencies"), "dev"),
    (("tool", "flit", "metadata", "requires"), ""),
    (("tool", "flit", "metadata", "dev-requires"), "dev"),
    (("tool", "flit", "metadata", "requires-extra", "*"), "*"),
)
_PYTHON = (
    ("project", "requires-python"),
    ("tool", "flit", "metadata", "requires-python"),
)


def read(path: str, content: bytes) -> Reading:
    """Return what a `pyproject.toml`, `hatch.toml` or `pixi.toml` asks for."""
    name = path.rpartition("/")[2]
    kind = {"hatch.toml": "hatch", "pixi.toml": "pixi"}.get(name, "pyproject")
    try:
        source = Source.of(path, content)
        document = read_toml(source)
    except UnreadableError as error:
        return unreadable(path, error)
    collector = Collector(source, kind)
    if kind == "hatch":
        hatch.collect(collector, document)
    elif kind == "pixi":
        pixi.collect(collector, document)
    else:
        _pyproject(collector, document)
    return collector.reading()


def _pyproject(collector: Collector, document: Table) -> None:
    uv.collect_sources(collector, document.get("tool", "uv", "sources"))
    for pattern, group in _LISTS:
        for captured, node in walk(document, *pattern):
            read_list(collector, node, captured[0] if group == "*" else group)
    for path in _PYTHON:
        python = document.get(*path)
        if isinstance(python, Leaf) and string(python):
            collector.python(python.characters(), Syntax.PEP440)
    _groups(collector, document.get("dependency-groups"))
    _dynamic(collector, document.get("tool", "setuptools", "dynamic"))
    _tox(collector, document.get("tool", "tox"))
    cibuildwheel.collect(collector, document.get("tool", "cibuildwheel"))
    uv.collect(collector, document.get("tool", "uv"))
    poetry.collect(collector, document.get("tool", "poetry"))
    hatch.collect(collector, document.get("tool", "hatch"))
    pixi.collect(collector, document.get("tool", "pixi"))


def _tox(collector: Collector, table: Node | None) -> None:
    """Keep what tox's own table asks for, or the INI text in it."""
    if not isinstance(table, Table):
        return
    legacy = table.entries.get("legacy_tox_ini")
    if isinstance(legacy, Leaf) and string(legacy):
        tox.collect(collector, options(legacy.characters()))
    tox.collect_toml(collector, table)


def _groups(collector: Collector, node: Node | None) -> None:
    """Tell of a group that includes one that is not there (PEP 735)."""
    known = (
        {canonicalize_name(name) for name in node.entries}
        if isinstance(node, Table)
        else set()
    )
    for _, array in walk(node, "*"):
        for item in array.items if isinstance(array, Array) else ():
            if isinstance(item, Table):
                wanted = string(item.entries.get("include-group"))
                if wanted and canonicalize_name(wanted) not in known:
                    reason = f"includes the group `{wanted}`, which is not there"
                    collector.problem(item.start, reason)


def _dynamic(collector: Collector, node: Node | None) -> None:
    """Keep the files that setuptools takes requirements from.

    https://setuptools.pypa.io/en/latest/userguide/pyproject_config.html
    """
    patterns = (("dependencies", "file"), ("optional-dependencies", "*", "file"))
    for pattern in patterns:
        for _, files in walk(node, *pattern):
            for leaf in leaves(files):
                collector.include(leaf.characters().text, leaf.start)
