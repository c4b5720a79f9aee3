"""`yaml.load` with an unsafe loader becomes `yaml.safe_load`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.lazy import cst
from codemods.model import Outcome, Safety

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.module import Module

UNSAFE_LOADERS = frozenset({"yaml.FullLoader", "yaml.Loader", "yaml.UnsafeLoader"})


class YamlSafeLoad(Codemod):
    """Load YAML with the safe loader.

    An unsafe loader builds any Python object that a document names, so a
    document from outside can run code. The safe loader builds plain data.

    Before:

        import yaml
        config = yaml.load(stream, Loader=yaml.Loader)

    After:

        import yaml
        config = yaml.safe_load(stream)

    Fix safety: documents with Python tags, such as `!!python/tuple`, no
    longer load.

    Left alone: loaders of the project's own.
    """

    safety = Safety.REVIEW
    references = ("https://cwe.mitre.org/data/definitions/502.html",)
    sieve = re.compile(rb"yaml")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls of `yaml.load`."""
        if not isinstance(node.func, ast.Attribute) or len(node.args) != 1:
            return
        if module.name_of(node.func) != "yaml.load" or len(node.keywords) != 1:
            return
        if module.name_of(node.keywords[0].value) in UNSAFE_LOADERS:
            text = module.line_of(node)
            yield Site(node, Outcome.APPLIED, text, (Edit(node, _safe_load),))


def _safe_load(call: cst.Call) -> cst.Call:
    stream, last = call.args
    return call.with_changes(
        func=call.func.with_changes(attr=cst.Name("safe_load")),
        args=[stream.with_changes(comma=last.comma)],
    )
