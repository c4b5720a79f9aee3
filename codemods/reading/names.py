"""Which thing a name means: bindings and scopes, worked out name by name.

Nothing is computed before somebody asks for a name, and then only for that
name. The rules are those of the language reference, "Naming and binding":
a class body is not seen from the functions in it, a comprehension has a scope
of its own but for its first iterable, defaults, decorators and annotations
belong to the scope around their function.
"""

from __future__ import annotations

import ast
import builtins
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from codemods.reading.tree import Tree

BUILTINS = frozenset(dir(builtins))

Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension: TypeAlias = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
Scope: TypeAlias = ast.Module | ast.ClassDef | Function | Comprehension

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


class Kind(Enum):
    """How a name gets its meaning."""

    IMPORT = auto()
    ASSIGNMENT = auto()
    WITH = auto()
    PARAMETER = auto()
    DEFINITION = auto()
    DECLARATION = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Binding:
    """One place that gives a name its meaning.

    `node` is the place: an `alias`, a `Name`, an `arg`, a definition.
    `value` is the expression assigned, or entered by a `with`; `target` the
    dotted name imported. A declaration (`x: int`) binds nothing.
    """

    kind: Kind
    node: ast.AST
    value: ast.expr | None = None
    target: str = ""


class Names:
    """The meaning of the names of one file.

    `package` is the dotted name of the package that the file lies in, and
    `own` holds the top-level names of the project's own modules: what is
    imported from these gets a dot before its name, so that a project's own
    `yaml` is never taken for the library.
    """

    def __init__(self, tree: Tree, package: str, own: frozenset[str]) -> None:
        self._tree = tree
        self._package = package
        self._own = own
        self._by_name: dict[str, dict[Scope, list[Binding]]] = {}

    def qualified(self, node: ast.expr) -> str | None:
        """Return the dotted name of what an expression means, else None.

        Known are imports, what hangs on them by attributes, and builtins.
        """
        attributes: list[str] = []
        while isinstance(node, ast.Attribute):
            attributes.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return None
        base = self._target(node)
        if base is None or not attributes:
            return base
        return ".".join((base, *reversed(attributes)))

    def bindings(self, name: str, at: ast.AST) -> tuple[Binding, ...]:
        """Return all bindings that give `name` its meaning at a node.

        They stand in one scope. Empty if nothing in the file binds it.
        """
        scope = self.scope_of_name(name, at)
        return () if scope is None else tuple(self._in(name)[scope])

    def in_scope(self, name: str, scope: Scope) -> tuple[Binding, ...]:
        """Return the bindings of a name in just this scope."""
        return tuple(self._in(name).get(scope, ()))

    def everywhere(self, name: str) -> tuple[Binding, ...]:
        """Return the bindings of a name in all scopes of the file."""
        return tuple(item for found in self._in(name).values() for item in found)

    def target(self, alias: ast.alias) -> str:
        """Return the dotted name that an import binds."""
        return self._imported(alias)

    def is_own(self, root: str) -> bool:
        """Whether a top-level module is the project's own."""
        return root in self._own

    def scope_of_name(self, name: str, at: ast.AST) -> Scope | None:
        """Return the scope in which `name`, used at a node, is bound."""
        table = self._in(name)
        if not table:
            return None
        module = self._tree.root
        if len(table) == 1 and module in table and at in self._tree.parents:
            return module  # whatever stands between, nothing there binds it
        first = True
        for scope in self.scopes(at, name):
            if self._declared.get(scope, {}).get(name) is ast.Global:
                return module if module in table else None
            if scope in table and (first or not isinstance(scope, ast.ClassDef)):
                return scope
            first = False
        return None

    def scopes(self, node: ast.AST, name: str = "") -> Iterator[Scope]:
        """Yield the scopes around a node, innermost first, the module last.

        A scope of type parameters is not among them, but where it holds
        `name`, the definition that has them is yielded for it.
        """
        if isinstance(node, ast.Module):
            yield node
            return
        below: ast.AST = node
        child: ast.AST = node
        for parent in self._tree.ancestors(node):
            if type(parent) in _SCOPES and _is_inside(parent, child, below, name):
                yield parent  # type: ignore[misc]  # _is_inside tells that it is a Scope
            below, child = child, parent

    @cached_property
    def star_imports(self) -> bool:
        """Whether `from m import *` may bind any name in this file."""
        return any(
            alias.name == "*"
            for node in self._tree.all(ast.ImportFrom)
            for alias in node.names
        )

    @cached_property
    def loaded(self) -> Counter[str]:
        """How often each name is read in the file."""
        return Counter(
            name.id for name in self._tree.all(ast.Name) if type(name.ctx) is ast.Load
        )

    @cached_property
    def binders(self) -> dict[str, list[ast.AST]]:
        """Every node that binds a name, by that name."""
        found: dict[str, list[ast.AST]] = defaultdict(list)
        for kind, name_in in _BINDERS.items():
            for node in self._tree.all(kind):
                name = name_in(node)
                if name:
                    found[name].append(node)
        return dict(found)

    @cached_property
    def _declared(self) -> dict[Scope, dict[str, type[ast.AST]]]:
        """The `global` and `nonlocal` names of each scope."""
        found: dict[Scope, dict[str, type[ast.AST]]] = defaultdict(dict)
        declarations: list[ast.Global | ast.Nonlocal] = [
            *self._tree.all(ast.Global),
            *self._tree.all(ast.Nonlocal),
        ]
        for node in declarations:
            scope = next(self.scopes(node))
            found[scope].update(dict.fromkeys(node.names, type(node)))
        return dict(found)

    def _in(self, name: str) -> dict[Scope, list[Binding]]:
        known = self._by_name.get(name)
        if known is None:
            known = self._by_name[name] = defaultdict(list)
            for node in self.binders.get(name, ()):
                binding = self._binding(node)
                if binding.kind is not Kind.DECLARATION or self._local(node):
                    known[self._home(name, node)].append(binding)
        return known

    def _local(self, node: ast.AST) -> bool:
        """Whether a bare annotation makes the name local to a function."""
        return isinstance(next(self.scopes(node)), FUNCTIONS)

    def _home(self, name: str, node: ast.AST) -> Scope:
        """Return the scope that a binding node binds its name in."""
        scopes = self._binding_scopes(node)
        scope = next(scopes)
        declared = self._declared.get(scope, {}).get(name)
        if declared is ast.Global:
            return self._tree.root
        if declared is ast.Nonlocal:
            outer = (
                around
                for around in scopes
                if isinstance(around, FUNCTIONS)
                and name not in self._declared.get(around, {})
            )
            return next(outer, scope)  # without one, the file does not compile
        return scope

    def _binding_scopes(self, node: ast.AST) -> Iterator[Scope]:
        parent = self._tree.parents[node]
        if isinstance(node, (ast.arg, *_TYPE_PARAMETERS)):
            owner = self._tree.parents[parent] if isinstance(node, ast.arg) else parent
            yield owner  # type: ignore[misc]  # a function, a class or a type alias
        elif isinstance(parent, ast.NamedExpr) and parent.target is node:
            scopes = self.scopes(node)
            yield from (item for item in scopes if not isinstance(item, COMPREHENSIONS))
        else:
            yield from self.scopes(node)

    def _binding(self, node: ast.AST) -> Binding:
        match node:
            case ast.alias():
                return Binding(Kind.IMPORT, node, target=self._imported(node))
            case ast.arg():
                return Binding(Kind.PARAMETER, node)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                return Binding(Kind.DEFINITION, node)
            case ast.Name(ctx=ast.Store()):
                return _stored(node, self._tree.parents[node])
        return Binding(Kind.OTHER, node)

    def _imported(self, alias: ast.alias) -> str:
        """Return the dotted name that an alias binds."""
        statement = self._tree.parents[alias]
        if not isinstance(statement, ast.ImportFrom):
            name = alias.name if alias.asname else alias.name.partition(".")[0]
            return self._marked(name)
        if statement.level:
            parts = self._package.split(".") if self._package else []
            kept = parts[: len(parts) - statement.level + 1]
            return ".".join(("", *kept, *filter(None, [statement.module]), alias.name))
        return self._marked(f"{statement.module}.{alias.name}")

    def _marked(self, name: str) -> str:
        return f".{name}" if name.partition(".")[0] in self._own else name

    def _target(self, node: ast.Name) -> str | None:
        bindings = self.bindings(node.id, node)
        if not bindings:
            if node.id in BUILTINS and not self.star_imports:
                return f"builtins.{node.id}"
            return None
        targets = set()
        for binding in bindings:
            if binding.kind is Kind.IMPORT:
                targets.add(binding.target)
            elif not _stands_for_nothing(binding):
                return None
        return targets.pop() if len(targets) == 1 else None


_TYPE_PARAMETERS = tuple(
    getattr(ast, name)
    for name in ("TypeVar", "ParamSpec", "TypeVarTuple")
    if hasattr(ast, name)
)
"""What binds a name in `def f[T]()`, for a Python that knows it (3.12)."""


_SCOPES = frozenset(
    {ast.Module, ast.ClassDef, *FUNCTIONS, *COMPREHENSIONS}
    | ({ast.TypeAlias} if hasattr(ast, "TypeAlias") else set())
)
"""The types of nodes that `_is_inside` may say yes to."""


def _stored_name(node: Any) -> str:
    return "" if type(node.ctx) is ast.Load else str(node.id)


def _imported_name(node: Any) -> str:
    return str(node.asname or node.name.partition(".")[0])


def _own_name(node: Any) -> str:
    return node.name or ""


_BINDERS: dict[type[ast.AST], Callable[[Any], str]] = {
    ast.Name: _stored_name,
    ast.alias: _imported_name,
    ast.arg: lambda node: str(node.arg),
    ast.MatchMapping: lambda node: node.rest or "",
    **dict.fromkeys((ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef), _own_name),
    **dict.fromkeys((ast.ExceptHandler, ast.MatchAs, ast.MatchStar), _own_name),
    **dict.fromkeys(_TYPE_PARAMETERS, _own_name),
}
"""Types of nodes that bind a name, and which name ("" for none)."""


def _stands_for_nothing(binding: Binding) -> bool:
    """Whether a binding is `name = None`, as after an import that failed.

    What is looked up on the name is then never looked up on this value: None
    and the booleans have no such attributes.
    """
    return (
        binding.kind is Kind.ASSIGNMENT
        and isinstance(binding.value, ast.Constant)
        and (binding.value.value is None or isinstance(binding.value.value, bool))
    )


def _stored(node: ast.Name, parent: ast.AST) -> Binding:
    match parent:
        case ast.Assign() if node in parent.targets:
            return Binding(Kind.ASSIGNMENT, node, parent.value)
        case ast.AnnAssign(value=None):
            return Binding(Kind.DECLARATION, node)
        case ast.AnnAssign(value=value) | ast.NamedExpr(value=value):
            return Binding(Kind.ASSIGNMENT, node, value)
        case ast.withitem():
            return Binding(Kind.WITH, node, parent.context_expr)
    return Binding(Kind.OTHER, node)


def _is_inside(parent: ast.AST, child: ast.AST, below: ast.AST, name: str) -> bool:
    """Whether `child` of `parent` is evaluated in the scope of `parent`."""
    match parent:
        case ast.Module():
            return True
        case ast.Lambda():
            return child is parent.body
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            first = parent.generators[0]
            return not (child is first and below is first.iter)
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() if isinstance(
            child, ast.stmt
        ):
            return True
    parameters = getattr(parent, "type_params", ())
    return any(parameter.name == name for parameter in parameters)
