"""lxml's parsers do not replace the entities of a document."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.reading import roles
from codemods.security.parts import given, origins, remarks
from codemods.security.parts.siblings import sibling

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from codemods.reading.module import Module

PARSERS = frozenset(
    f"lxml.etree.{name}" for name in ("ETCompatXMLParser", "XMLParser", "iterparse")
)
READERS = {
    "lxml.etree.XML": 1,
    "lxml.etree.fromstring": 1,
    "lxml.etree.fromstringlist": 1,
    "lxml.etree.parse": 1,
}
"""What reads a document, and where its parser stands."""

ENTITIES = "resolve_entities"
NEEDS_DTD = ("attribute_defaults", "dtd_validation", "load_dtd")
ABOUT_ENTITIES = re.compile(
    rb"\b(?:Entity|docinfo|DTD|resolvers|set_default_parser|RelaxNG|XSLT)\b|<!ENTITY"
)
"""What a file speaks of that deals with entities or other documents itself."""


class LxmlParser(Codemod):
    """Keep lxml from replacing a document's entities.

    An entity of a document may name a file: before lxml 5, a parser that
    replaces it reads that file into the document, and all later ones still
    let entities of the document grow.

    Before:

        from lxml import etree

        tree = etree.parse(source)

    After:

        from lxml import etree

        tree = etree.parse(source, parser=etree.XMLParser(resolve_entities=False))

    Fix safety: in documents that define entities of their own, `&name;` stays
    in the tree as an `Entity`, which has no tag and no text. `&lt;` and its
    like are no such entities.

    Left alone: documents that the code itself holds; readers that have a
    parser; parsers that load DTDs; files that deal with entities, DTDs,
    resolvers or XSLT; parsers of HTML, and those of `lxml.objectify`; tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/611.html",
        "https://lxml.de/FAQ.html#how-do-i-use-lxml-safely-as-a-web-service-endpoint",
    )
    rules = frozenset({"B320", "B410", "S320", "S410"})
    sieve = re.compile(rb"lxml")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at what makes a parser, and at what reads without one."""
        name = module.name_of(node.func) or ""
        if name in PARSERS:
            yield from _parser(node, module)
        elif name in READERS:
            yield from _reader(node, module, READERS[name])


def _parser(node: ast.Call, module: Module) -> Iterator[Site]:
    entities = given.keyword(node, ENTITIES)
    if given.is_constant(entities, value=False) or _is_trusted(node, module):
        return
    if entities is not None and not given.is_constant(entities, value=True):
        return
    reason = _reason_to_stay(node, module)
    if entities is not None and remarks.remark(module, entities, "entit"):
        reason = "a comment says why"
    if reason:
        yield Site(node, Outcome.REFUSED, reason)
        return
    if entities is None:
        change = partial(arguments.with_keyword, keyword=ENTITIES, code="False")
    else:
        change = partial(arguments.with_keyword_value, keyword=ENTITIES, code="False")
    yield Site(node, Outcome.APPLIED, module.line_of(node), (Edit(node, change),))


def _reader(node: ast.Call, module: Module, place: int) -> Iterator[Site]:
    if given.argument(node, "parser", place) is not None or _is_trusted(node, module):
        return
    if len(node.args) > place or not (node.args or node.keywords):
        return
    reason = _reason_to_stay(node, module)
    if reason:
        yield Site(node, Outcome.REFUSED, reason)
        return
    code, needed = sibling(module, node.func, "lxml.etree", "XMLParser")
    change = partial(
        arguments.with_keyword, keyword="parser", code=f"{code}({ENTITIES}=False)"
    )
    yield Site(
        node, Outcome.APPLIED, module.line_of(node), (Edit(node, change),), needed
    )


def _is_trusted(node: ast.Call, module: Module) -> bool:
    """Whether the document is the code's own, or the file a test."""
    if roles.is_test(module):
        return True
    name = module.name_of(node.func) or ""
    reads = name in READERS or name.endswith(".iterparse")
    return reads and bool(node.args) and origins.is_harmless(module, node.args[0])


def _reason_to_stay(node: ast.Call, module: Module) -> str:
    if given.has_stars(node):
        return "`*` or `**` may hold more settings of the parser"
    for name in NEEDS_DTD:
        value = given.keyword(node, name)
        if value is not None and not given.is_constant(value, value=False):
            return f"the parser is asked for `{name}`, which needs entities"
    match = ABOUT_ENTITIES.search(module.source.data)
    if match:
        return f"the file deals with `{match[0].decode()}` itself"
    return ""
