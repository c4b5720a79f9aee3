"""What a block of statements takes from its function and gives back to it.

Only blocks of which this is surely known are spoken of: names are bound for
certain where they are read, and nobody else looks at them.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.reading.names import COMPREHENSIONS, FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

FRAMES = frozenset(
    {
        "_getframe",
        "currentframe",
        "dir",
        "eval",
        "exec",
        "locals",
        "stack",
        "vars",
        "warn",
    }
)
"""Functions that look at the function that calls them."""

EAGER = frozenset(
    f"builtins.{name}"
    for name in (
        *("all", "any", "dict", "frozenset", "list", "max", "min", "set"),
        *("sorted", "sum", "tuple"),
    )
)
"""Functions that are done with a generator when they return."""

_STAYING = (
    *(ast.Return, ast.Yield, ast.YieldFrom, ast.Await, ast.Delete, ast.Global),
    *(ast.Nonlocal, ast.AsyncFor, ast.AsyncWith, ast.Import, ast.ImportFrom),
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef),
)
"""What has a meaning only in its own function, or is kept near its use."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """The names that a block reads from before it, and those read after it."""

    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


def can_look_back(function: Definition) -> bool:
    """Whether a function shares or deletes names, or something looks at its frame."""
    for node in ast.walk(function):
        if isinstance(node, (ast.Global, ast.Nonlocal, ast.Delete)):
            return True
        if isinstance(node, ast.Call):
            called = node.func
            name = getattr(called, "attr", getattr(called, "id", ""))
            if name in FRAMES:
                return True
    return False


def exchange(
    module: Module, function: Definition, block: Sequence[ast.stmt]
) -> Exchange | None:
    """Return what a block of the body of a function takes and gives.

    None where that is not sure, or where the block means something only in
    its own function.
    """
    inside = _nodes(block)
    if any(isinstance(node, _STAYING) or _runs_later(module, node) for node in inside):
        return None
    place = function.body.index(block[0])
    before, after = function.body[:place], function.body[place + len(block) :]
    earlier = _nodes(before)
    inputs, outputs = [], []
    for name, uses in _names(module, function, inside).items():
        if any(_is_captured(module, function, use) for use in uses):
            return None
        bound = any(use in inside and _binds_it(use) for use in uses)
        known = _is_parameter(function, name) or _binds(before, name)
        possible = known or any(use in earlier and _binds_it(use) for use in uses)
        given = bound and _needs(after, set(uses))
        sure = _binds(block, name)
        read = any(use in inside and _reads(module, use) for use in uses)
        taken = read and _needs(block, set(uses))
        missing = (taken and possible) or (read and not bound) or (given and not sure)
        if missing and not known:
            return None
        if known and (taken or (given and not sure)):
            inputs.append(name)
        if given:
            outputs.append(name)
    if {*inputs, *outputs} & _caught(function) or _caught_elsewhere(function, inside):
        return None
    return Exchange(tuple(inputs), tuple(outputs))


def keeps_names(
    module: Module, function: Definition, taken: Mapping[tuple[ast.stmt, ...], Exchange]
) -> bool:
    """Whether all names left in a function are its own when blocks are taken out."""
    gone = {node for block in taken for node in _nodes(block)}
    given = {name for exchanged in taken.values() for name in exchanged.outputs}
    for name, uses in _names(module, function, gone).items():
        left = [use for use in uses if use not in gone]
        bound = name in given or any(map(_binds_it, left))
        if left and not bound and not _is_parameter(function, name):
            return False
    return True


def _nodes(statements: Sequence[ast.stmt]) -> set[ast.AST]:
    return {node for statement in statements for node in ast.walk(statement)}


def _names(
    module: Module, function: Definition, inside: set[ast.AST]
) -> dict[str, list[ast.Name]]:
    """Return the function's own names in a block as they come, with all uses."""
    found: dict[str, list[ast.Name]] = {}
    here: dict[str, tuple[int, int]] = {}
    for node in ast.walk(function):
        if not isinstance(node, ast.Name):
            continue
        if module.names.scope_of_name(node.id, node) is not function:
            continue
        found.setdefault(node.id, []).append(node)
        if node in inside:
            place = (node.lineno, node.col_offset)
            here[node.id] = min(place, here.get(node.id, place))
    return {name: found[name] for name in sorted(here, key=here.__getitem__)}


def _needs(statements: Sequence[ast.stmt], uses: set[ast.Name]) -> bool:
    """Whether statements may read a name before they give it another value."""
    for statement in statements:
        if not _mentions([statement], uses):
            continue
        match statement:
            case ast.For(
                target=ast.Name() as target, iter=values, orelse=orelse
            ) if target in uses and not _mentions([values, *orelse], uses):
                continue  # in the loop it is the loop's own
            case ast.Assign(
                targets=[ast.Name() as target], value=value
            ) if target in uses and not _mentions([value], uses):
                return False
        return True
    return False


def _mentions(nodes: Sequence[ast.AST], uses: set[ast.Name]) -> bool:
    return any(part in uses for node in nodes for part in ast.walk(node))


def _binds_it(use: ast.Name) -> bool:
    return not isinstance(use.ctx, ast.Load)


def _reads(module: Module, use: ast.Name) -> bool:
    """Whether a use looks at the value; `x += 1` does so too."""
    return isinstance(use.ctx, ast.Load) or isinstance(
        module.parent(use), ast.AugAssign
    )


def _caught(function: Definition) -> set[str | None]:
    """Return the names that `except`, `match` and `import` bind: no plain values."""
    kinds = (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)
    found = {node.name for node in ast.walk(function) if isinstance(node, kinds)}
    for node in ast.walk(function):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {a.asname or a.name.partition(".")[0] for a in node.names}
    rest = {
        node.rest for node in ast.walk(function) if isinstance(node, ast.MatchMapping)
    }
    return found | rest


def _caught_elsewhere(function: Definition, inside: set[ast.AST]) -> bool:
    """Whether a name of an `except` or `match` in a block is used outside of it."""
    kinds = (ast.ExceptHandler, ast.MatchAs, ast.MatchStar)
    names = {node.name for node in inside if isinstance(node, kinds)}
    return any(
        isinstance(node, ast.Name) and node.id in names and node not in inside
        for node in ast.walk(function)
    )


def _is_captured(module: Module, function: Definition, use: ast.Name) -> bool:
    """Whether a name is looked at from a function or generator inside."""
    for scope in module.names.scopes(use):
        if scope is function:
            return False
        if isinstance(scope, ast.GeneratorExp) and not _is_eager(module, scope):
            return True
        if not isinstance(scope, COMPREHENSIONS) and not _is_key(module, scope):
            return True
    return True


def _runs_later(module: Module, node: ast.AST) -> bool:
    """Whether a generator or lambda may run when the block is over."""
    if isinstance(node, ast.GeneratorExp):
        return not _is_eager(module, node)
    return isinstance(node, ast.Lambda) and not _is_key(module, node)


def _is_eager(module: Module, node: ast.GeneratorExp) -> bool:
    call = module.parent(node)
    if not isinstance(call, ast.Call):
        return False
    joins = isinstance(call.func, ast.Attribute) and call.func.attr == "join"
    return joins or module.name_of(call.func) in EAGER


def _is_key(module: Module, node: ast.AST) -> bool:
    """Whether a lambda is the `key` of a sort, which is over at once."""
    keyword = module.parent(node)
    if not isinstance(node, FUNCTIONS) or not isinstance(keyword, ast.keyword):
        return False
    call = module.parent(keyword)
    sorts = isinstance(call, ast.Call) and (
        module.name_of(call.func) in EAGER
        or (isinstance(call.func, ast.Attribute) and call.func.attr == "sort")
    )
    return keyword.arg == "key" and sorts


def _is_parameter(function: Definition, name: str) -> bool:
    arguments = function.args
    extra = [item for item in (arguments.vararg, arguments.kwarg) if item]
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, *extra]
    return any(item.arg == name for item in named)


def _binds(statements: Sequence[ast.stmt], name: str) -> bool:
    """Whether statements, run to their end, have surely bound a name."""
    return any(name in set(_bound(statement)) for statement in statements)


def _bound(statement: ast.stmt) -> Iterator[str]:
    """Yield the names that a statement surely binds when it has run."""
    match statement:
        case ast.Assign(targets=targets):
            yield from (name for target in targets for name in _targets(target))
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr()):
            yield name
        case ast.AugAssign(target=ast.Name(id=name)):
            yield name
        case ast.With(items=items):
            targets = [item.optional_vars for item in items if item.optional_vars]
            yield from (name for target in targets for name in _targets(target))
        case ast.If(body=body, orelse=[_, *_] as orelse):
            yield from _names_of(body) & _names_of(orelse)
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            yield from (a.asname or a.name.partition(".")[0] for a in aliases)
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            yield name


def _names_of(block: Sequence[ast.stmt]) -> set[str]:
    return {name for statement in block for name in _bound(statement)}


def _targets(target: ast.expr) -> Iterator[str]:
    match target:
        case ast.Name(id=name):
            yield name
        case ast.Tuple(elts=elts) | ast.List(elts=elts):
            for element in elts:
                yield from _targets(element)
        case ast.Starred(value=value):
            yield from _targets(value)
