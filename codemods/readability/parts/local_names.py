"""Variables of functions: all their uses, and who else may see their names."""

from __future__ import annotations

import ast
import keyword
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.readability.parts import comment_tokens
from codemods.reading import lookups, spelling
from codemods.reading.names import BUILTINS, COMPREHENSIONS, FUNCTIONS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from codemods.reading.module import Module
    from codemods.reading.names import Function, Scope

FRAME_READERS = frozenset(
    {"f_locals", "co_varnames", "co_freevars", "co_cellvars", "co_names", "__closure__"}
    | {"inspect.currentframe", "inspect.stack", "inspect.getclosurevars"}
    | {"sys._getframe", "sys.settrace", "sys.setprofile"}
)
"""What a file uses that may see the variables of its functions."""

NAMING_PACKAGES = frozenset(
    {"amaranth", "executing", "icecream", "magma", "migen", "myhdl", "nmigen"}
    | {"pymtl3", "pyrtl", "sorcery", "varname"}
)
"""Packages that take the name of a variable for what is assigned to it."""

LOOKERS = frozenset(
    {"builtins.dir", "builtins.eval", "builtins.exec", "builtins.locals"}
    | {"builtins.vars", "builtins.execfile"}
)
"""Builtins that see the variables of the function which calls them."""

EVALUATORS = frozenset(
    {"eval", "evaluate", "exec", "ex", "format_map", "query", "re_evaluate", "run_cell"}
    | {"run_line_magic", "runctx", "safe_substitute", "sqldf", "substitute", "timeit"}
)
"""Last names of what reads names of variables in a text it is given."""

_SIMPLE = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Local:
    """A variable of one function, what it is to become, and all its uses."""

    old: str
    new: str
    scope: Scope
    uses: tuple[ast.Name, ...]

    @property
    def first(self) -> ast.Name:
        """The first use in the file."""
        return min(self.uses, key=lambda use: (use.lineno, use.col_offset))


def found(module: Module, wanted: Mapping[str, str]) -> dict[Function, list[Local]]:
    """Return the variables with certain names, by the function they belong to.

    A variable of a comprehension belongs to the function around it. What is
    also a parameter, an import, a function or a class is not among them.
    """
    result: dict[Function, list[Local]] = {}
    for old, new in wanted.items():
        homes = {
            module.names.scope_of_name(old, use)
            for use in lookups.names(module, old)
            if not isinstance(use.ctx, ast.Load)
        }
        for scope in homes:
            function = _function(module, scope)
            if scope is None or function is None:
                continue
            if not _is_variable(module, old, scope):
                continue
            uses = tuple(lookups.names_in(module, old, scope))
            result.setdefault(function, []).append(Local(old, new, scope, uses))
    for variables in result.values():
        variables.sort(key=lambda local: (local.first.lineno, local.first.col_offset))
    return result


def why_not(module: Module, local: Local) -> str:
    """Return why a variable must keep its name, "" if it need not."""
    inside = _inside(module, local.scope)
    reasons = (
        (_is_python(local.new), f"Python has a `{local.new}` of its own"),
        (local.new in inside.names, f"the function has a `{local.new}` already"),
        (local.old in inside.declared, "a function inside of it assigns the variable"),
        (local.old in inside.others, "the name stands for something else as well"),
        (bool(inside.looker), f"`{inside.looker}` may read variables by name"),
        (_in_text(inside.strings, local.old), "a string speaks of it"),
        (_in_comment(module, local), "a comment speaks of it"),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _is_python(name: str) -> bool:
    return name in BUILTINS or keyword.iskeyword(name)


def _in_comment(module: Module, local: Local) -> bool:
    return any(_is_word(local.old, text) for text in _comments(module, local.scope))


def why_keep(module: Module, local: Local) -> str:
    """Return why the owners would rather keep a name, "" for no reason."""
    if local.old in module.once(_vocabulary):
        return "attributes or parameters of the file have the same name"
    grown = len(local.new) - len(local.old)
    for line, uses in _by_line(local.uses).items():
        width = _width(module, line)
        if width + grown * len(uses) > module.line_limit >= width:
            return f"line {line} would be too long"
    if grown and any(_is_aligned(module, use) for use in local.uses):
        return "other lines are aligned with a line that holds it"
    return ""


def _vocabulary(module: Module) -> frozenset[str]:
    """Return the names of attributes, parameters and arguments of the file."""
    names = {node.attr for node in module.tree.all(ast.Attribute)}
    names |= {node.arg for node in module.tree.all(ast.arg)}
    names |= {node.arg for node in module.tree.all(ast.keyword) if node.arg}
    return frozenset(names)


def _by_line(uses: Iterable[ast.Name]) -> dict[int, list[ast.Name]]:
    found: dict[int, list[ast.Name]] = {}
    for use in uses:
        found.setdefault(use.lineno, []).append(use)
    return found


def _width(module: Module, line: int) -> int:
    """Return how many characters a line has, its end apart."""
    start = module.source.starts[line - 1]
    text = module.source.data[start : module.source.line_end(line)]
    return len(text.decode().rstrip("\r\n"))


def _is_aligned(module: Module, use: ast.Name) -> bool:
    """Whether the line below is indented as far as something behind a name."""
    source = module.source
    if module.anchor(use) is not use or use.lineno >= len(source.starts):
        return False
    below = source.data[source.starts[use.lineno] : source.line_end(use.lineno + 1)]
    indent = len(below) - len(below.lstrip(b" \t"))
    return indent > use.col_offset + len(use.id)


def reader(module: Module) -> str:
    """Return why names of variables may matter in all of a file, "" if not."""
    for name in sorted(FRAME_READERS):
        last = name.rpartition(".")[2]
        for attribute in lookups.attributes(module, last):
            if last == name or module.name_of(attribute) == name:
                return f"the file uses `{last}`, which shows variables by name"
        if any(module.name_of(node) == name for node in lookups.names(module, last)):
            return f"the file uses `{last}`, which shows variables by name"
    for alias in module.tree.all(ast.alias):
        root = module.names.target(alias).partition(".")[0]
        if root in NAMING_PACKAGES:
            return f"`{root}` reads the names of variables"
    return ""


def writes_mixed(module: Module) -> bool:
    """Return whether most functions, parameters and attributes are mixedCase.

    Names of one word do not count.
    """
    return module.once(_writes_mixed)


def _writes_mixed(module: Module) -> bool:
    names = {node.name for node in module.tree.all(ast.FunctionDef)}
    names |= {node.name for node in module.tree.all(ast.AsyncFunctionDef)}
    names |= {node.arg for node in module.tree.all(ast.arg)}
    names |= set(module.stores)
    mixed = sum(map(spelling.is_mixed, names))
    plain = sum("_" in name.strip("_") and name.islower() for name in names)
    return mixed > plain


@dataclass(frozen=True, slots=True)
class _Inside:
    """What stands in a function: names, strings, and what looks at variables.

    `others` are names bound by anything but a variable, in whatever scope
    inside; `declared` those that an inner function assigns from within.
    """

    names: frozenset[str]
    others: frozenset[str]
    declared: frozenset[str]
    strings: tuple[ast.Constant, ...]
    looker: str


def _inside(module: Module, scope: Scope) -> _Inside:
    known = module.once(_all_inside)
    if scope not in known:
        known[scope] = _looked_into(module, scope)
    return known[scope]


def _all_inside(module: Module) -> dict[Scope, _Inside]:
    """Return what fills as functions are asked for."""
    del module
    return {}


def _looked_into(module: Module, scope: Scope) -> _Inside:
    names: set[str] = set()
    others: set[str] = set()
    declared: set[str] = set()
    strings = []
    looker = ""
    for node in ast.walk(scope):
        match node:
            case ast.Name(id=name):
                names.add(name)
                if isinstance(node.ctx, ast.Load) and _looks(module, node):
                    looker = looker or name
            case ast.Attribute(attr=name) if name in EVALUATORS:
                if isinstance(module.parent(node), ast.Call):
                    looker = looker or name
            case ast.Global(names=found_names) | ast.Nonlocal(names=found_names):
                declared.update(found_names)
            case ast.Constant(value=str()):
                strings.append(node)
            case _:
                others.update(_bound_otherwise(node))
    return _Inside(
        frozenset(names | others | declared),
        frozenset(others),
        frozenset(declared),
        tuple(strings),
        looker,
    )


def _looks(module: Module, node: ast.Name) -> bool:
    """Whether a name is `locals` or its like, or a function that reads text."""
    if module.name_of(node) in LOOKERS:
        parent = module.parent(node)
        given = isinstance(parent, ast.Call) and parent.func is node and parent.args
        return not (given and node.id in {"vars", "dir"})
    return node.id in EVALUATORS and isinstance(module.parent(node), ast.Call)


def _bound_otherwise(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.arg(arg=name):
            yield name
        case ast.alias(name=name, asname=asname):
            yield asname or name.partition(".")[0]
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            yield name
        case ast.ClassDef(name=name):
            yield name
        case (
            ast.ExceptHandler(name=str(name))
            | ast.MatchAs(name=str(name))
            | ast.MatchStar(name=str(name))
            | ast.MatchMapping(rest=str(name))
        ):
            yield name


def _function(module: Module, scope: Scope | None) -> Function | None:
    """Return the function that a scope is, or whose comprehension it is."""
    if isinstance(scope, COMPREHENSIONS):
        return module.enclosing_function(scope)
    return scope if isinstance(scope, FUNCTIONS) else None


def _is_variable(module: Module, name: str, scope: Scope) -> bool:
    """Whether all bindings in a scope are plain names: assigned, or of a loop."""
    bindings = module.names.in_scope(name, scope)
    return bool(bindings) and all(
        isinstance(binding.node, ast.Name) and binding.kind is not Kind.PARAMETER
        for binding in bindings
    )


def _in_text(strings: tuple[ast.Constant, ...], name: str) -> bool:
    """Whether a string has the name in it, and is not just a key of that name."""
    return any(
        name in text and not (_SIMPLE.fullmatch(text)) and _is_word(name, text)
        for text in (str(node.value) for node in strings)
    )


def _is_word(name: str, text: str) -> bool:
    return name in text and re.search(rf"\b{re.escape(name)}\b", text) is not None


def _comments(module: Module, scope: Scope) -> tuple[str, ...]:
    """Return the comments in a function, from its first line to its last."""
    return tuple(
        comment.text
        for comment in comment_tokens.of(module)
        if scope.lineno <= comment.line <= (scope.end_lineno or scope.lineno)  # type: ignore[union-attr]  # no module
    )
