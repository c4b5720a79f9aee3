"""XML from outside is read by defusedxml."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods import arguments, given, guards, origins, roles
from codemods.base import Codemod, Edit, ImportNeeded, Site
from codemods.model import Outcome, Safety

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.module import Module

PACKAGE = "defusedxml"


@dataclass(frozen=True, slots=True)
class _Reader:
    """A function that reads XML: where its like is, and what both take."""

    home: str
    most: int
    keywords: frozenset[str] = frozenset()


_TREE = {
    "XML": _Reader("ElementTree", 1),
    "fromstring": _Reader("ElementTree", 1),
    "iterparse": _Reader("ElementTree", 2, frozenset({"events"})),
    "parse": _Reader("ElementTree", 1),
}
READERS = {
    **{
        f"xml.etree.{home}.{name}": reader
        for home in ("ElementTree", "cElementTree")
        for name, reader in _TREE.items()
    },
    "xml.dom.minidom.parse": _Reader("minidom", 1),
    "xml.dom.minidom.parseString": _Reader("minidom", 1),
    "xml.dom.pulldom.parse": _Reader("pulldom", 1),
    "xml.dom.pulldom.parseString": _Reader("pulldom", 1),
    "xml.sax.parse": _Reader("sax", 3, frozenset({"errorHandler"})),
    "xml.sax.parseString": _Reader("sax", 3, frozenset({"errorHandler"})),
}


class XmlDefused(Codemod):
    """Read XML from outside with defusedxml.

    A document may define entities that grow to gigabytes, or name files and
    addresses to be read. The readers of the standard library follow the
    document; those of defusedxml refuse it.

    Before:

        import xml.etree.ElementTree as ET

        def read(text):
            return ET.fromstring(text).tag

    After:

        import defusedxml.ElementTree

        def read(text):
            return defusedxml.ElementTree.fromstring(text).tag

    Fix safety: documents that define entities raise
    `defusedxml.EntitiesForbidden`, which is a `ValueError` and no
    `ParseError`. The trees are the same.

    Left alone: projects that do not declare defusedxml, where documents from
    outside are only named; documents that the code or the machine itself
    holds, or that a check stands before; readers with a parser of their own;
    what builds or writes trees; tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/776.html",
        "https://docs.python.org/3/library/xml.html#xml-security",
        "https://pypi.org/project/defusedxml/",
    )
    rules = frozenset(
        {"B313", "B314", "B317", "B318", "B319", "S313", "S314", "S317", "S318", "S319"}
    )
    sieve = re.compile(rb"\bxml\b")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls that read XML."""
        name = module.name_of(node.func) or ""
        reader = READERS.get(name)
        if reader is None or roles.is_test(module) or not node.args:
            return
        source = node.args[0]
        found = origins.origins_of(module, source)
        if found <= origins.HARMLESS or guards.is_checked(module, source):
            return
        if not _is_declared(module):
            if found & origins.OUTSIDE:
                text = origins.told(found)
                reason = f"XML from {text} is read, and defusedxml is not declared"
                yield Site(node, Outcome.UNSURE, reason)
            return
        reason = _reason_to_stay(node, reader)
        if reason:
            yield Site(node, Outcome.REFUSED, reason)
            return
        needed = ImportNeeded(f"{PACKAGE}.{reader.home}")
        code = f"{module.imported(needed)}.{name.rpartition('.')[2]}"
        edit = Edit(node.func, lambda _: arguments.dotted(code))
        yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,), (needed,))


def _is_declared(module: Module) -> bool:
    """Whether the project has defusedxml: it says so, or the file imports it."""
    return PACKAGE in module.project.dependencies or module.once(_imports_it)


def _imports_it(module: Module) -> bool:
    """Whether the file imports defusedxml, come what may."""
    return any(
        module.names.target(alias).partition(".")[0] == PACKAGE
        and module.parent(module.tree.parents[alias]) is module.root
        for alias in module.tree.all(ast.alias)
    )


def _reason_to_stay(node: ast.Call, reader: _Reader) -> str:
    if given.has_stars(node):
        return "`*` or `**` may hold a parser"
    others = {item.arg for item in node.keywords} - reader.keywords
    if others or len(node.args) > reader.most:
        return "the reader is given a parser, or what defusedxml does not take"
    return ""
