"""XML from outside is read by defusedxml."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, ImportNeeded, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.reading import roles
from codemods.reading.names import FUNCTIONS
from codemods.security.parts import given, guards, origins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module
    from codemods.reading.program import Program

PACKAGE = "defusedxml"

BROKEN = frozenset({"ExpatError", "ParseError", "SAXException", "SAXParseException"})
WIDE = frozenset(
    {"BaseException", "DefusedXmlException", "EntitiesForbidden", "Exception"}
    | {"ValueError"}
)
"""What is caught where a document is broken, and where defusedxml refuses it."""


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

    Left alone: projects that do not declare defusedxml, or only for their
    tests, where documents from outside are only named; documents that the code
    or the machine itself holds, or that a check stands before; code that
    catches `ParseError` and no `ValueError`; imports inside of functions, which
    may be optional; readers with a parser of their own; what builds or writes
    trees; tests.
    """

    safety = Safety.REVIEW
    program = True
    references = (
        "https://cwe.mitre.org/data/definitions/776.html",
        "https://docs.python.org/3/library/xml.html#xml-security",
        "https://github.com/tiran/defusedxml",
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
        reason = _reason_to_stay(node, reader) or _reason_in_try(node, module)
        if reason:
            yield Site(node, Outcome.REFUSED, reason)
            return
        if module.enclosing_function(node) and _is_local(node.func, module):
            reason = "the reader is imported only where it is needed"
            yield Site(node, Outcome.REFUSED, reason)
            return
        needed = ImportNeeded(f"{PACKAGE}.{reader.home}")
        code = f"{module.imported(needed)}.{name.rpartition('.')[2]}"
        edit = Edit(node.func, lambda _: arguments.dotted(code))
        yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,), (needed,))


def _is_local(function: ast.expr, module: Module) -> bool:
    """Whether a function imports by itself what it reads with."""
    while isinstance(function, ast.Attribute):
        function = function.value
    return any(
        module.parent(module.tree.parents[binding.node]) is not module.root
        for binding in module.bindings_of(function)
    )


def _reason_in_try(node: ast.Call, module: Module) -> str:
    """Return that the code is ready for a broken document, but for no other error."""
    child: ast.AST = node
    for parent in module.tree.ancestors(node):
        if isinstance(parent, FUNCTIONS):
            break
        if isinstance(parent, ast.Try) and child in parent.body:
            caught = {name for item in parent.handlers for name in _caught(item)}
            if caught & WIDE:
                return ""
            if caught & BROKEN:
                return "the code catches a broken document, but no `ValueError`"
        child = parent
    return ""


def _caught(handler: ast.ExceptHandler) -> Iterator[str]:
    """Yield the last parts of the names of what a handler catches."""
    if handler.type is None:
        yield "BaseException"
        return
    for node in ast.walk(handler.type):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield name


def _is_declared(module: Module) -> bool:
    """Whether the program has defusedxml: the project says so, or the file imports it.

    Declared it may be for tests alone: where all files are known, one that is
    no test must use it already.
    """
    if module.once(_imports_it):
        return True
    if PACKAGE not in module.project.dependencies:
        return False
    program = module.project.program
    return program is None or any(
        root == PACKAGE and not roles.is_test_path(path)
        for path, root in _imports(program)
    )


def _imports(program: Program) -> Iterator[tuple[str, str]]:
    """Yield the files of a program, and the packages that each imports."""
    for path, summary in program.files.items():
        for item in summary.imports:
            yield path, item.module.partition(".")[0]


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
