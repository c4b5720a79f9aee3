"""What a method's relatives in other classes say that it returns."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

from codemods.readability.parts import results
from codemods.reading import nodes, signatures
from codemods.reading.program import Program

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition
    from codemods.reading.summary import ClassSeen

_WITHOUT_METHODS = frozenset(
    {"abc.ABC", "abc.ABCMeta", "enum.Enum", "enum.IntEnum", "enum.StrEnum", "object"}
    | {"typing.Generic", "typing.NamedTuple", "typing_extensions.Generic"}
)
"""Classes of others that define no method of an ordinary name."""


def why_unsure(module: Module, function: Definition, returned: str) -> str:
    """Return why a method may be bound to return something else, "" if it is not.

    `returned` is what it is to say that it returns. A function that is no
    method has no relatives.
    """
    home = module.parent(function)
    if not isinstance(home, ast.ClassDef):
        return ""
    if signatures.in_protocol(module, function):
        return "a protocol says what others must do"
    program = module.project.program
    dotted = _dotted(module, home)
    if program is None or dotted not in program.classes:
        return _in_the_file(module, home, function.name)
    return _among_relatives(module, dotted, function.name, returned)


def _among_relatives(module: Module, dotted: str, name: str, returned: str) -> str:
    """Return which relative of a class may have its method return something else."""
    program = module.project.program or Program()
    above, others = program.ancestors(dotted)
    for base in sorted(others):
        if _may_define(base, name):
            return f"its base `{base.rpartition('.')[2]}` may say what it returns"
    for each in above:
        if each.methods.get(name, returned) not in {returned, ""}:
            return f"`{each.name}.{name}` returns something else"
    return _different_below(module, dotted, name, returned)


def different_below(module: Module, method: Definition, returned: str) -> str:
    """Return which subclass that is known has a method return something else."""
    home = module.parent(method)
    if not isinstance(home, ast.ClassDef):
        return ""
    for other in module.tree.all(ast.ClassDef):
        for each in other.body if home.name in _base_names(other) else ():
            if (
                isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))
                and each.name == method.name
                and returned_by(module, each) != returned
            ):
                return f"`{other.name}.{each.name}` may return something else"
    return _different_below(module, _dotted(module, home), method.name, returned)


def _different_below(module: Module, dotted: str, name: str, returned: str) -> str:
    program = module.project.program or Program()
    for each in program.subclasses(dotted):
        said = each.methods.get(name, returned)
        if said != returned and not _agrees(module, each, name, returned):
            return f"`{each.name}.{name}` may return something else"
    return ""


def is_overriding(module: Module, function: Definition) -> str:
    """Return why a method may have its parameters from elsewhere, "" if it has not."""
    home = module.parent(function)
    if not isinstance(home, ast.ClassDef):
        return ""
    program = module.project.program
    dotted = _dotted(module, home)
    if program is None or dotted not in program.classes:
        return _in_the_file(module, home, function.name)
    above, others = program.ancestors(dotted)
    for name in sorted(others):
        if _may_define(name, function.name):
            return f"its base `{name.rpartition('.')[2]}` may define it too"
    for each in (*above, *program.subclasses(dotted)):
        if function.name in each.methods and function.name != "__init__":
            return f"`{each.name}` defines it too"
    return ""


def _in_the_file(module: Module, home: ast.ClassDef, name: str) -> str:
    """Return why a class alone does not tell, for a file without its project."""
    for base in home.bases:
        if _may_define((module.name_of(base) or "?").removeprefix("builtins."), name):
            return "its base may define it too"
    hidden = name.startswith("_") and not name.endswith("__")
    if not hidden and not home.name.startswith("_") and not _is_local(module, home):
        return "another file may derive from the class"
    if any(home.name in _base_names(other) for other in module.tree.all(ast.ClassDef)):
        return "a class derives from its class"
    return ""


def _base_names(home: ast.ClassDef) -> Iterator[str]:
    for base in home.bases:
        match base:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield name


def _is_local(module: Module, home: ast.ClassDef) -> bool:
    return module.enclosing_function(home) is not None


def _may_define(base: str, method: str) -> bool:
    if base in _WITHOUT_METHODS:
        return False
    known = getattr(builtins, base, None)
    return not isinstance(known, type) or hasattr(known, method)


def _agrees(module: Module, relative: ClassSeen, name: str, returned: str) -> bool:
    """Whether a class of this file has a method that returns just that."""
    if relative.module != module.name or relative.methods.get(name):
        return False
    for node in module.tree.all(ast.ClassDef):
        if _dotted(module, node) == relative.dotted:
            for method in node.body:
                if (
                    isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef))
                    and method.name == name
                ):
                    return returned_by(module, method) == returned
    return False


def returned_by(module: Module, function: Definition) -> str:
    """Return what a function always returns, by its type's name; "" if unknown.

    "None" is for a function that ends without a value on every way.
    """
    if results.is_generator(module, function) or signatures.is_stub(function):
        return ""
    found = results.returns(module, function)
    values = [node.value for node in found if not _is_none(node.value)]
    through = results.falls_through(module, function.body)
    if not values:
        return "None" if through or found else ""
    if through or len(values) != len(found):
        return ""
    types = {results.type_of(module, value) for value in values if value is not None}
    return types.pop() if len(types) == 1 else ""


def _is_none(node: ast.expr | None) -> bool:
    return node is None or nodes.is_none(node)


def _dotted(module: Module, home: ast.ClassDef) -> str:
    """Return a class's full name, as the project's index writes it."""
    names = [home.name]
    names += [
        around.name
        for around in module.tree.ancestors(home)
        if isinstance(around, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
    ]
    return ".".join((module.name, *reversed(names)))
