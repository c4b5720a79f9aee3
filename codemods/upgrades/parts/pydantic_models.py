"""What is surely a model of Pydantic, its class or an object of it."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, TypeAlias

from codemods.reading import annotation_kinds
from codemods.reading.names import Binding, Kind
from codemods.reading.nodes import NAMED_FUNCTIONS, is_none
from codemods.upgrades.parts import guards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module


Model: TypeAlias = ast.ClassDef | str
"""A class of this file, or the dotted name of one in another of the project."""

SETTINGS = frozenset(
    {"pydantic.BaseSettings", "pydantic.env_settings.BaseSettings"}
    | {"pydantic_settings.BaseSettings", "pydantic_settings.main.BaseSettings"}
)
BASES = SETTINGS | {
    "pydantic.BaseModel",
    "pydantic.main.BaseModel",
    "pydantic.generics.GenericModel",
}

_HARMLESS = frozenset(
    {"abc.ABC", "builtins.object", "object", "typing.Generic"}
    | {"typing_extensions.Generic"}
)
"""Bases beside a model that bring no method of an ordinary name."""

_MAKERS = frozenset(
    {"construct", "copy", "from_orm", "model_construct", "model_copy"}
    | {"model_validate", "model_validate_json", "parse_file", "parse_obj", "parse_raw"}
)
"""Methods that give an object of the class."""

_ON_OBJECTS = frozenset(
    {"abc.abstractmethod", "builtins.property", "functools.cached_property"}
    | {"typing.override", "typing_extensions.override"}
)
"""Decorators of methods that are given an object first."""

_ON_CLASSES = frozenset({"__class_getitem__", "__init_subclass__", "__new__"})

_OPTIONAL = frozenset({"typing.Optional", "typing_extensions.Optional"})

DEPTH = 6
MANY = 8


def is_model(module: Module, node: ast.ClassDef, depth: int = 0) -> bool:
    """Return whether a class is a model, all of whose bases are known."""
    found = False
    for base in node.bases:
        inner = base.value if isinstance(base, ast.Subscript) else base
        name = module.name_of(inner) or ""
        if name in BASES:
            if not _is_plain(module, inner):
                return False
            found = True
        elif depth < DEPTH and class_of(module, inner, depth + 1) is not None:
            found = True
        elif name not in _HARMLESS:
            return False
    return found


def _is_plain(module: Module, node: ast.expr) -> bool:
    """Whether the package is there in any case."""
    named = isinstance(node, (ast.Name, ast.Attribute))
    return named and guards.has_plain_import(module, node)


def is_settings(module: Module, node: ast.ClassDef) -> bool:
    """Return whether a model, or one that it is made from, is one of settings."""
    for base in node.bases:
        found = class_of(module, base)
        if module.name_of(base) in SETTINGS:
            return True
        if isinstance(found, ast.ClassDef):
            if is_settings(module, found):
                return True
        elif found is not None and SETTINGS & _others(module, found):
            return True
    return False


def class_of(module: Module, node: ast.expr, depth: int = 0) -> Model | None:
    """Return the model that an expression names; None where it is not sure."""
    if isinstance(node, ast.Name):
        match module.bindings_of(node):
            case (Binding(kind=Kind.DEFINITION, node=ast.ClassDef() as found),):
                return found if is_model(module, found, depth) else None
            case (Binding(kind=Kind.PARAMETER, node=ast.arg()),):
                return _class_method(module, node, depth)
    name = module.name_of(node) or ""
    program = module.project.program
    if not name.startswith(".") or program is None:
        return None
    dotted = program.origin(name[1:])
    others = _others(module, dotted)
    sure = others & BASES and not others - BASES - _HARMLESS
    return dotted if sure else None


def _others(module: Module, dotted: str) -> frozenset[str]:
    """Return the bases of a class that the project does not define."""
    program = module.project.program
    if program is None or dotted not in program.classes:
        return frozenset()
    return program.ancestors(dotted)[1]


def _class_method(module: Module, node: ast.Name, depth: int) -> ast.ClassDef | None:
    """Return the model whose class method calls it `cls`."""
    home = module.class_of_self(node)
    function = module.enclosing_function(node)
    if home is None or not isinstance(function, NAMED_FUNCTIONS):
        return None
    marks = [module.name_of(mark) for mark in function.decorator_list]
    is_class = "builtins.classmethod" in marks
    return home if is_class and is_model(module, home, depth) else None


def object_of(module: Module, node: ast.expr, depth: int = 0) -> Model | None:
    """Return the model that an expression surely gives an object of."""
    if depth > DEPTH:
        return None
    match node:
        case ast.Call(func=ast.Attribute(value=owner, attr=method)) if (
            method in _MAKERS
        ):
            found = class_of(module, owner)
            if found is None and method in {"copy", "model_copy"}:
                return object_of(module, owner, depth + 1)
            return found
        case ast.Call(func=function):
            return class_of(module, function)
        case ast.Name() | ast.Attribute():
            return _bound(module, node, depth)
    return None


def _bound(module: Module, node: ast.Name | ast.Attribute, depth: int) -> Model | None:
    if isinstance(node, ast.Name):
        home = module.class_of_self(node)
        if home is not None:
            return home if _is_self(module, node) and is_model(module, home) else None
    else:
        declared = _declared(module, node)
        if declared is not None:
            return _annotated(module, declared)
    bindings = module.bindings_of(node)
    found = {_from(module, item, depth) for item in bindings[: MANY + 1]}
    if len(found) != 1 or len(bindings) > MANY:
        return None
    return found.pop()


def _declared(module: Module, node: ast.Attribute) -> ast.expr | None:
    """Return what the class of `self` says that an attribute is."""
    home = module.class_of_self(node.value)
    for item in home.body if home else ():
        match item:
            case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation):
                if name == node.attr:
                    return annotation
    return None


def _is_self(module: Module, node: ast.Name) -> bool:
    """Whether the first parameter is an object, not a class."""
    (binding,) = module.bindings_of(node)
    method = module.parent(module.parent(binding.node) or module.root)
    if not isinstance(method, NAMED_FUNCTIONS):
        return False
    marks = {module.name_of(mark) for mark in method.decorator_list}
    return marks <= _ON_OBJECTS and method.name not in _ON_CLASSES


def _from(module: Module, binding: Binding, depth: int) -> Model | None:
    node = binding.node
    annotation = getattr(node, "annotation", None)
    parent = module.parent(node)
    if isinstance(parent, ast.AnnAssign) and parent.target is node:
        annotation = parent.annotation
    if isinstance(node, ast.arg):
        arguments = module.parent(node)
        if isinstance(arguments, ast.arguments) and node in {
            arguments.vararg,
            arguments.kwarg,
        }:
            return None
    if isinstance(annotation, ast.expr):
        return _annotated(module, annotation)
    if binding.kind is not Kind.ASSIGNMENT or binding.value is None:
        return None
    return object_of(module, binding.value, depth + 1)


def _annotated(module: Module, annotation: ast.expr) -> Model | None:
    """Return the model of an annotation; None beside it does not matter."""
    node = annotation_kinds.unquoted(module, annotation)
    match node:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            if is_none(left) or is_none(right):
                return _annotated(module, right if is_none(left) else left)
            return None
        case ast.Subscript(value=head, slice=inside):
            if module.name_of(head) in _OPTIONAL:
                return _annotated(module, inside)
            return None
    return class_of(module, node)


def dotted_of(module: Module, model: Model) -> str:
    """Return the full name of a model, as the program has it."""
    if isinstance(model, str):
        return model
    names = [model.name]
    names += [
        parent.name
        for parent in module.tree.ancestors(model)
        if isinstance(parent, ast.ClassDef)
    ]
    return ".".join((module.name, *reversed(names)))


def overriding(module: Module, model: Model, method: str) -> str:
    """Return the name of a relative that defines a method itself, "" for none."""
    return next(_overriding(module, model, method), "")


def _overriding(module: Module, model: Model, method: str) -> Iterator[str]:
    for each in module.tree.all(ast.ClassDef):
        if any(_defines(item, method) for item in each.body):
            yield each.name
    program = module.project.program
    if program is None:
        return
    dotted = dotted_of(module, model)
    above, _ = program.ancestors(dotted)
    own = program.classes.get(dotted)
    for seen in (*above, *program.subclasses(dotted), *([own] if own else ())):
        if method in seen.methods:
            yield seen.name


def _defines(item: ast.stmt, method: str) -> bool:
    return isinstance(item, NAMED_FUNCTIONS) and item.name == method
