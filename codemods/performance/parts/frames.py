"""What is surely a data frame of pandas, as far as one file tells."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.performance.parts import containers
from codemods.reading import annotation_kinds, kinds
from codemods.reading.names import Kind

if TYPE_CHECKING:
    from codemods.reading.module import Module
    from codemods.reading.names import Binding

FRAME = "pandas.DataFrame"
MAKERS = frozenset(
    {FRAME, "pandas.concat", "pandas.json_normalize", "pandas.merge"}
    | {
        f"pandas.read_{kind}"
        for kind in ("csv", "excel", "feather", "parquet", "table")
    }
    | {f"pandas.read_sql{kind}" for kind in ("", "_query", "_table")}
)
"""What gives a new frame, unless it is asked for an iterator of them."""

ITERATING = frozenset({"axis", "chunksize", "iterator", "sheet_name"})
"""Keywords by which such a function may give something else."""

SAME = frozenset({"append", "copy", "dropna", "fillna", "head", "reset_index"})
"""Methods of a frame that give another one, when they are not told otherwise."""


def is_frame(module: Module, node: ast.expr, depth: int = 0) -> bool:
    """Return whether an expression surely gives a data frame."""
    match node:
        case ast.Call(func=function, keywords=keywords):
            told = {keyword.arg for keyword in keywords}
            if module.name_of(function) in MAKERS:
                return told.isdisjoint({*ITERATING, None})
            return (
                isinstance(function, ast.Attribute)
                and function.attr in SAME
                and "inplace" not in told
                and depth < containers.DEPTH
                and is_frame(module, function.value, depth + 1)
            )
        case ast.Name() | ast.Attribute():
            bindings = module.bindings_of(node)
            return (
                0 < len(bindings) <= kinds.MANY
                and depth < containers.DEPTH
                and all(_is_bound(module, item, node, depth) for item in bindings)
            )
    return False


def _is_bound(
    module: Module, binding: Binding, name: ast.Name | ast.Attribute, depth: int
) -> bool:
    annotation = getattr(binding.node, "annotation", None)
    if isinstance(annotation, ast.expr):
        return module.name_of(annotation_kinds.unquoted(module, annotation)) == FRAME
    if binding.kind is not Kind.ASSIGNMENT or binding.value is None:
        return False
    match binding.value:
        case ast.Call(
            func=ast.Attribute(value=value, attr=attr)
        ) if attr in SAME and ast.unparse(value) == ast.unparse(name):
            return True
    return is_frame(module, binding.value, depth + 1)
