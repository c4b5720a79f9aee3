"""Write another name of the module that a name comes from, in its own way."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.base import ImportNeeded

if TYPE_CHECKING:
    from codemods.reading.module import Module


def sibling(
    module: Module, node: ast.expr, home: str, name: str
) -> tuple[str, tuple[ImportNeeded, ...]]:
    """Return how to write `name` where `node` stands, and the imports for it.

    `node` is another name of the module `home`: `ssl.A` makes `ssl.B`, and
    `A`, which `from ssl import A` has brought, makes `B` with such an import.
    Raises `ImportRefusedError` where the name is taken.
    """
    if isinstance(node, ast.Attribute) and module.name_of(node.value) == home:
        return f"{module.text_of(node.value)}.{name}", ()
    needed = ImportNeeded(home, name)
    return module.imported(needed, node), (needed,)
