"""Values whose `==` is the plain one: what it says of None is surely False."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.reading import kinds
from codemods.reading.kinds import Kind

if TYPE_CHECKING:
    from codemods.reading.module import Module

_PLAIN = frozenset({Kind.TEXT, Kind.INTEGER, Kind.NUMBER, Kind.PLAIN})

MATCHES = frozenset(
    f"re.{name}" for name in ("compile", "fullmatch", "match", "search")
)
PLAIN_CALLS = frozenset(
    {
        "importlib.util.find_spec",
        "inspect.getdoc",
        "inspect.getmodule",
        "mimetypes.guess_type",
        "os.environ.get",
        "os.getenv",
        "shutil.which",
        "subprocess.Popen",
        "sys.exc_info",
        "threading.current_thread",
    }
)
"""Functions that give None, or what compares by identity or as builtin types do."""


def is_plain(module: Module, node: ast.expr) -> bool:
    """Whether an expression is surely None or of a type with the usual `==`.

    Arrays, columns of a database, proxies and mocks answer as they like; so
    what is not known is not plain. Annotations are believed.
    """
    if isinstance(node, ast.Call) and _is_known(module, node):
        return True
    if isinstance(node, (ast.Name, ast.Attribute)) and _is_bound_plainly(module, node):
        return True
    if kinds.kind_of(module, node) not in _PLAIN:
        return False
    return not module.once(_compares_itself)


def _is_known(module: Module, call: ast.Call) -> bool:
    name = module.name_of(call.func) or ""
    return name in MATCHES or name in PLAIN_CALLS


def _is_bound_plainly(module: Module, node: ast.expr) -> bool:
    """Whether a name is only ever bound to None and what known functions give."""
    bindings = module.bindings_of(node)
    return bool(bindings) and all(
        (isinstance(binding.value, ast.Constant) and binding.value.value is None)
        or (isinstance(binding.value, ast.Call) and _is_known(module, binding.value))
        for binding in bindings
    )


def _compares_itself(module: Module) -> bool:
    """Whether a class of the file says itself what it is equal to."""
    return any(
        function.name in {"__eq__", "__ne__"}
        for function in module.tree.all(ast.FunctionDef)
    )
