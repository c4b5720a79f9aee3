"""What else a function's signature is for, besides calls: who may read it.

A default or an annotation is part of a function's behaviour as soon as
something looks at it at run time: a decorator, a framework, `inspect`.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from codemods.reading import lookups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

Definition: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef

PLAIN_DECORATORS = frozenset(
    {
        "builtins.staticmethod",
        "builtins.classmethod",
        "contextlib.contextmanager",
        "contextlib.asynccontextmanager",
        "functools.wraps",
        "typing.final",
        "typing.override",
        "typing_extensions.final",
        "typing_extensions.override",
    }
)
"""Decorators that look neither at defaults nor at annotations."""

OVERLOADS = frozenset({"typing.overload", "typing_extensions.overload"})
ABSTRACT = frozenset(
    {
        "abc.abstractmethod",
        "abc.abstractclassmethod",
        "abc.abstractstaticmethod",
        "abc.abstractproperty",
    }
)
PROTOCOLS = frozenset({"typing.Protocol", "typing_extensions.Protocol"})

DEFAULT_READERS = frozenset(
    {
        "__defaults__",
        "__kwdefaults__",
        "__signature__",
        "inspect.Signature",
        "inspect.getargspec",
        "inspect.getcallargs",
        "inspect.getfullargspec",
        "inspect.signature",
    }
)
"""What a file uses that reads defaults at run time."""

ANNOTATION_READERS = DEFAULT_READERS - {"inspect.getcallargs"} | {
    "__annotations__",
    "annotationlib.get_annotations",
    "inspect.get_annotations",
    "typing.get_type_hints",
    "typing_extensions.get_annotations",
    "typing_extensions.get_type_hints",
}
"""What a file uses that reads annotations at run time."""


_SILENCED = re.compile(r"#\s*(?:type|pyright|pyre|ty)\s*:\s*ignore(?:\[[^\]\n]*\])?")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a function; `position` is None where it is by name only."""

    arg: ast.arg
    default: ast.expr | None
    position: int | None


def parameters(function: Definition) -> tuple[Parameter, ...]:
    """Return the parameters in order, without `*args` and `**kwargs`."""
    arguments = function.args
    positional = [*arguments.posonlyargs, *arguments.args]
    without = len(positional) - len(arguments.defaults)
    found = [
        Parameter(arg, arguments.defaults[i - without] if i >= without else None, i)
        for i, arg in enumerate(positional)
    ]
    named = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
    return (*found, *(Parameter(arg, default, None) for arg, default in named))


def body(function: Definition) -> list[ast.stmt]:
    """Return the statements of a function after its docstring."""
    match function.body:
        case [ast.Expr(value=ast.Constant(value=str())), *rest]:
            return rest
    return function.body


def is_stub(function: Definition) -> bool:
    """Return whether a function's body does nothing, or says that it is none."""
    match body(function):
        case []:
            return True
        case [ast.Pass() | ast.Expr(value=ast.Constant())]:
            return True
        case [ast.Raise(exc=ast.Call(func=ast.Name(id=name)) | ast.Name(id=name))]:
            return name == "NotImplementedError"
        case [ast.Return(value=ast.Name(id="NotImplemented"))]:
            return True
    return False


def decorators(module: Module, function: Definition) -> tuple[str, ...]:
    """Return the dotted names of the decorators, "?" for one that is not known."""
    return tuple(
        module.name_of(node.func if isinstance(node, ast.Call) else node) or "?"
        for node in function.decorator_list
    )


def unknown_decorator(
    module: Module,
    function: Definition,
    known: frozenset[str],
    families: tuple[str, ...] = (),
) -> str:
    """Return a decorator, as written, that may read the signature; "" for none.

    `known` are the dotted names of decorators that do not read it, `families`
    the starts of more such names.
    """
    names = decorators(module, function)
    for node, name in zip(function.decorator_list, names, strict=True):
        if name not in known and not name.startswith(families):
            shown = node.func if isinstance(node, ast.Call) else node
            return module.line_of(shown)
    return ""


def silenced(module: Module, first: int, last: int) -> str:
    """Return the comment that silences a type checker on some lines, "" if none.

    Where what it silences goes, a strict type checker reports the comment.
    """
    starts = (*module.source.starts, len(module.source.data))
    text = module.source.data[starts[first - 1] : starts[last]].decode()
    match = _SILENCED.search(text)
    return match[0] if match else ""


def defined_again(module: Module, function: Definition) -> bool:
    """Return whether a function's name is bound more than once where it stands.

    A property's setter and deleter, which have the getter's name, do not count.
    """
    scope = next(module.names.scopes(function))
    bindings = module.names.in_scope(function.name, scope)
    others = [binding.node for binding in bindings if binding.node is not function]
    return any(not _is_accessor(node) for node in others) and not _is_accessor(function)


def _is_accessor(node: ast.AST) -> bool:
    match getattr(node, "decorator_list", []):
        case [
            *_,
            ast.Attribute(value=ast.Name(), attr="setter" | "deleter" | "getter"),
        ]:
            return True
    return False


def in_protocol(module: Module, function: Definition) -> bool:
    """Return whether the function is a method of a `Protocol`."""
    home = module.parent(function)
    if not isinstance(home, ast.ClassDef):
        return False
    bases = (
        base.value if isinstance(base, ast.Subscript) else base for base in home.bases
    )
    return any(module.name_of(base) in PROTOCOLS for base in bases)


def overloaded(module: Module, function: Definition) -> bool:
    """Return whether the function has overloads, or is one."""
    return (module.parent(function), function.name) in _overloads(module)


@lru_cache(maxsize=lookups.FILES)
def _overloads(module: Module) -> frozenset[tuple[ast.AST | None, str]]:
    """Return where the overloads of the file stand, and their names."""
    functions: list[Definition] = [*module.tree.all(ast.FunctionDef)]
    functions += module.tree.all(ast.AsyncFunctionDef)
    return frozenset(
        (module.parent(node), node.name)
        for node in functions
        if node.decorator_list and not OVERLOADS.isdisjoint(decorators(module, node))
    )


@lru_cache(maxsize=lookups.FILES)
def mentioned(module: Module, names: frozenset[str]) -> str:
    """Return one of the names that the file uses anywhere, "" if none.

    `names` are dotted names, and those of attributes of whatever object.
    """
    for name in sorted(names):
        last = name.rpartition(".")[2]
        for attribute in lookups.attributes(module, last):
            if last == name or module.name_of(attribute) == name:
                return last
        if any(module.name_of(node) == name for node in lookups.names(module, last)):
            return last
    for constant in module.tree.all(ast.Constant):
        if isinstance(constant.value, str) and constant.value in names:
            return constant.value
    return ""


def handed_on(module: Module, function: Definition) -> ast.expr | None:
    """Return the first use of the function as a value and not in a call.

    Whoever gets it so may read its signature. For a method, these are
    `self.name`, `cls.name` and `Class.name`.
    """
    home = module.parent(function)
    uses: list[ast.expr] = [*_name_uses(module, function)]
    if isinstance(home, ast.ClassDef):
        uses += _attribute_uses(module, function, home)
    values = [use for use in uses if not _is_called(module, use)]
    return min(values, key=lambda use: use.lineno, default=None)


def _name_uses(module: Module, function: Definition) -> Iterator[ast.expr]:
    scope = module.names.scope_of_name(function.name, function)
    for name in lookups.names_in(module, function.name, scope or module.root):
        if isinstance(name.ctx, ast.Load):
            yield name


def _attribute_uses(
    module: Module, function: Definition, home: ast.ClassDef
) -> Iterator[ast.expr]:
    for attribute in lookups.attributes(module, function.name):
        if isinstance(attribute.ctx, ast.Load):
            match attribute.value:
                case ast.Name(id=name) if name in {"self", "cls", home.name}:
                    yield attribute


def _is_called(module: Module, use: ast.expr) -> bool:
    parent = module.parent(use)
    return isinstance(parent, ast.Call) and parent.func is use
