"""Which expressions are archives, as far as a file tells."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.reading import kinds, nodes
from codemods.reading.names import Kind

if TYPE_CHECKING:
    from collections.abc import Collection

    from codemods.reading.module import Module

TARS = frozenset(
    {
        "tarfile.TarFile",
        "tarfile.TarFile.bz2open",
        "tarfile.TarFile.gzopen",
        "tarfile.TarFile.open",
        "tarfile.TarFile.xzopen",
        "tarfile.open",
    }
)
ZIPS = frozenset({"zipfile.PyZipFile", "zipfile.ZipFile"})


_CHECKS = re.compile(
    rb"commonp(?:ath|refix)|is_relative_to|is_within|relative_to\(|safe_join|\.\."
)
"""What stands in functions that look at the paths of members themselves."""


def is_tar(module: Module, node: ast.expr) -> bool:
    """Whether an expression is surely a `tarfile.TarFile`."""
    return is_made_by(module, node, TARS)


def is_zip(module: Module, node: ast.expr) -> bool:
    """Whether an expression is surely a `zipfile.ZipFile`."""
    return is_made_by(module, node, ZIPS)


def is_made_by(module: Module, node: ast.expr, makers: Collection[str]) -> bool:
    """Whether a value surely comes from a call of some functions or classes.

    Every binding of a name is such a call, `contextlib.closing` of one, None,
    or a parameter that is annotated with such a class.
    """
    if isinstance(node, ast.Call):
        if module.name_of(node.func) == "contextlib.closing" and node.args:
            return is_made_by(module, node.args[0], makers)
        return module.name_of(node.func) in makers
    bindings = module.bindings_of(node)
    annotation = kinds.annotation_of(module, node) if bindings else None
    if annotation is not None and module.name_of(annotation) in makers:
        return True
    values = [item.value for item in bindings if not nodes.is_none(item.value)]
    return bool(values) and all(
        isinstance(value, ast.Call)
        and item.kind in {Kind.ASSIGNMENT, Kind.WITH}
        and is_made_by(module, value, makers)
        for item in bindings
        if not nodes.is_none(value := item.value)
    )


def checks_paths(module: Module, node: ast.AST) -> bool:
    """Whether the function around a node looks at the paths of members itself."""
    around = module.enclosing_function(node)
    if around is None:
        return False
    start, end = module.source.span(around)
    return _CHECKS.search(module.source.data[start:end]) is not None
