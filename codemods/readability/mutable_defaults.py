"""`def f(x=[])` becomes `def f(x=None)` with `if x is None: x = []` inside."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.editing.new_defaults import NewDefault, NewDefaults
from codemods.model import Outcome, Safety
from codemods.readability.parts import default_uses
from codemods.readability.parts.default_uses import Use
from codemods.reading import lookups, optionals, pragmas, roles, signatures
from codemods.reading.annotations import NotWidenedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module
    from codemods.reading.optionals import Widening
    from codemods.reading.signatures import Definition, Parameter

MUTABLE_CALLS = frozenset(
    {
        "builtins.bytearray",
        "builtins.dict",
        "builtins.list",
        "builtins.set",
        "collections.Counter",
        "collections.OrderedDict",
        "collections.defaultdict",
        "collections.deque",
    }
)
"""What makes a new mutable object whenever it is called."""

DISPLAYS = (ast.List, ast.Dict, ast.Set)
COMPREHENSIONS = (ast.ListComp, ast.DictComp, ast.SetComp)

MEMO_NAME = re.compile(r"^_|cache|memo", re.IGNORECASE)
"""Names of parameters that no caller is meant to pass."""

STATE_NAME = re.compile(
    r"count|done|history|instances|registry|seen|shared|singleton|state|visited",
    re.IGNORECASE,
)
"""Names of parameters that may collect over several calls."""

CONSTANTS = ("collections.", "jax.", "math.", "numpy.", "string.", "torch.")
"""Packages whose attributes nobody sets."""

TABLE = 8
"""How many items a default has at most to be made for every call, if unchanged."""

_LESSON = re.compile(r"mutable\s+default|default\s+(?:\w+\s+)?mutable", re.IGNORECASE)
"""What examples say that show what a mutable default does."""

_TYPE_COMMENT = re.compile(r"#\s*type:\s*(?!ignore)")

IMMUTABLE_TYPES = frozenset(
    f"{module}.{name}"
    for module in ("typing", "collections.abc", "builtins")
    for name in (
        "AbstractSet", "Set", "Collection", "Container", "FrozenSet", "Iterable",
        "Mapping", "Reversible", "Sequence", "Sized", "Tuple", "frozenset", "tuple",
    )
) - {"typing.Set"}  # fmt: skip
"""Types that promise not to be changed; linters accept such defaults too."""

CONTRACTS = ("sklearn.", "imblearn.", "pyod.", "sktime.")
"""Packages whose base classes want an `__init__` that does nothing but store."""


class _KeptError(ValueError):
    """A default stays as it is; says why in plain words."""


class MutableDefaults(Codemod):
    """Make mutable default arguments anew in each call.

    A default is made once, when the function is defined, and shared by all
    calls. What one call appends to it, the next call finds in it.

    Before:

        def add(item, items=[]):
            items.append(item)
            return items

    After:

        def add(item, items=None):
            if items is None:
                items = []
            items.append(item)
            return items

    Fix safety: calls no longer share the object, which is the point; code
    that relied on the sharing, though nothing in the file shows it, works
    differently. A caller that passes None gets the default. A subclass that
    overrides the method may need a wider annotation.

    Left alone: defaults that keep something between calls on purpose (a memo,
    a counter, what recursion collects), tables that nobody changes, functions
    that give None a meaning of their own, functions that a decorator, a
    framework or `inspect` reads, functions whose types stand in comments,
    functions with no body of their own, and tests.
    """

    safety = Safety.REVIEW
    program = True
    rules = frozenset({"B006", "W0102", "dangerous-default-value"})
    references = (
        "https://docs.python.org/3/tutorial/controlflow.html#default-argument-values",
        "https://docs.astral.sh/ruff/rules/mutable-argument-default/",
    )
    sieve = re.compile(
        rb"=\s*(?:[\[{]|[\w.]*(?:list|dict|set|[Cc]ounter|deque|Dict|bytearray)\()"
    )

    def visit_FunctionDef(
        self, node: ast.FunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at the defaults of a function."""
        yield from _sites(node, module, self.rules)

    def visit_AsyncFunctionDef(
        self, node: ast.AsyncFunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at the defaults of a coroutine function."""
        yield from _sites(node, module, self.rules)

    def visit_Lambda(self, node: ast.Lambda, module: Module) -> Iterator[Site]:
        """Say why the defaults of a lambda stay."""
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if default is not None and _is_mutable(module, default):
                text = "a lambda has no place to make it anew"
                yield Site(default, Outcome.REFUSED, text)


def _sites(
    function: Definition, module: Module, rules: frozenset[str]
) -> Iterator[Site]:
    if roles.is_test(module):
        return
    changes, places, texts = [], [], []
    for parameter in signatures.parameters(function):
        default = parameter.default
        if default is None or not _is_mutable(module, default):
            continue
        name = parameter.arg.arg
        try:
            _check_function(module, function)
            _check_owner(module, default, rules)
            _check_default(module, function, default)
            _check_uses(module, function, parameter, default)
            changes.append(
                NewDefault(
                    name,
                    _widening(module, parameter),
                    _margin(module, function, default),
                )
            )
        except (_KeptError, NotWidenedError) as error:
            yield Site(default, Outcome.REFUSED, f"`{name}`: {error}")
            continue
        places.append(default)
        texts.append(f"{name}={module.line_of(default)}")
    if not changes:
        return
    edit = Edit(function, NewDefaults(changes))
    needs = [change.widening.imports for change in changes if change.widening]
    imports = tuple(dict.fromkeys(need for many in needs for need in many))
    text = f"{function.name}({', '.join(texts)})"
    yield Site(places[0], Outcome.APPLIED, text, (edit,), imports)


def _is_mutable(module: Module, default: ast.expr) -> bool:
    if isinstance(default, (*DISPLAYS, *COMPREHENSIONS)):
        return True
    return (
        isinstance(default, ast.Call) and module.name_of(default.func) in MUTABLE_CALLS
    )


def _check_function(module: Module, function: Definition) -> None:
    """Raise `_KeptError` where no default of the function may change."""
    names = signatures.decorators(module, function)
    if signatures.overloaded(module, function):
        raise _KeptError("the function has overloads")
    if not signatures.ABSTRACT.isdisjoint(names):
        raise _KeptError("the method is abstract")
    if signatures.in_protocol(module, function) or signatures.is_stub(function):
        raise _KeptError("the function has no body of its own")
    decorator = signatures.unknown_decorator(
        module, function, signatures.PLAIN_DECORATORS
    )
    if decorator:
        raise _KeptError(f"`@{decorator}` may read the default")
    reader = signatures.mentioned(module, signatures.DEFAULT_READERS)
    if reader:
        raise _KeptError(f"the file uses `{reader}`, which may read the default")
    if _LESSON.search(module.text_of(function)):
        raise _KeptError("its own words speak of a mutable default")
    if _has_type_comment(module, function):
        raise _KeptError("a type comment would have to change with it")
    use = signatures.handed_on(module, function)
    if use is not None:
        raise _KeptError(
            f"the function is handed on in line {use.lineno}, where its default "
            "may be read"
        )
    if function.name == "__init__" and _has_contract(module, function):
        raise _KeptError("an estimator's `__init__` may only store what it is given")


def _check_owner(module: Module, default: ast.expr, rules: frozenset[str]) -> None:
    pragma = pragmas.kept_by_owner(module, default, rules)
    if pragma:
        raise _KeptError(f"the line says `{pragma}`")


def _has_type_comment(module: Module, function: Definition) -> bool:
    """Whether the signature has its types in comments (PEP 484)."""
    starts = module.source.starts
    head = module.source.data[
        starts[function.lineno - 1] : starts[function.body[0].lineno - 1]
    ]
    return bool(_TYPE_COMMENT.search(head.decode()))


def _has_contract(module: Module, function: Definition) -> bool:
    home = module.parent(function)
    return isinstance(home, ast.ClassDef) and any(
        (module.name_of(base) or "").startswith(CONTRACTS) for base in home.bases
    )


def _check_default(module: Module, function: Definition, default: ast.expr) -> None:
    """Raise `_KeptError` unless the default is the same when made in the body."""
    first = function.body[0]
    for node in ast.walk(default):
        match node:
            case ast.Name():
                meant = module.names.bindings(node.id, node)
                if (
                    module.name_of(node) is None
                    or module.names.bindings(node.id, first) != meant
                ):
                    raise _KeptError(f"`{node.id}` may differ when the call is made")
            case ast.List() | ast.Dict() | ast.Set() if node is not default:
                raise _KeptError("what is in it may change too")
            case ast.Call() if node is not default:
                raise _KeptError("its default is computed")
            case ast.Attribute() if not _is_constant(module, node):
                raise _KeptError(f"`{ast.unparse(node)}` may differ in each call")
            case (
                ast.List() | ast.Dict() | ast.Set() | ast.Tuple() | ast.Constant()
                | ast.Attribute() | ast.UnaryOp() | ast.unaryop() | ast.keyword()
                | ast.expr_context() | ast.Call() | ast.Name()
            ):  # fmt: skip
                pass
            case _:
                raise _KeptError("its default is computed")


def _is_constant(module: Module, node: ast.Attribute) -> bool:
    """Whether an attribute of something imported stays what it is."""
    if isinstance(module.parent(node), ast.Call | ast.Attribute):
        return True
    return (module.name_of(node) or "").startswith(CONSTANTS)


def _check_uses(
    module: Module, function: Definition, parameter: Parameter, default: ast.expr
) -> None:
    """Raise `_KeptError` where what the body does needs the default as it is."""
    name = parameter.arg.arg
    used = default_uses.uses(module, function, name)
    if used is Use.NOTHING:
        raise _KeptError("the body never reads it")
    if Use.NONE in used or _is_passed_none(module, function, parameter):
        raise _KeptError("None has a meaning of its own here")
    if Use.UNKNOWN in used:
        raise _KeptError("the body may do anything with it")
    if Use.TRUTH in used and (Use.OUT in used or not _is_empty(default)):
        raise _KeptError("None and the default may be told apart")
    if _is_kept(module, function, name, used):
        raise _KeptError("it seems to keep something between calls on purpose")
    if not used & ~(Use.READ | Use.KEYED) and _is_table(default):
        raise _KeptError("it is a table that nobody changes")
    if Use.CHANGED in used and _has_doctest(function):
        raise _KeptError("a doctest may show what is kept between calls")


def _is_kept(module: Module, function: Definition, name: str, used: Use) -> bool:
    """Whether one call seems to find what another has left, and is meant to."""
    if Use.KEPT in used or (Use.CHANGED in used and Use.KEYED in used):
        return True
    if MEMO_NAME.search(name) and used & (Use.CHANGED | Use.OUT | Use.KEYED):
        return True
    if Use.CHANGED not in used:
        return False
    return bool(STATE_NAME.search(name)) or default_uses.calls_itself_without(
        module, function, name
    )


def _is_passed_none(module: Module, function: Definition, parameter: Parameter) -> bool:
    """Whether a call in the file, of any function of this name, passes None."""
    if parameter.arg.arg in lookups.given_none(module):
        return True
    places = set() if parameter.position is None else {parameter.position}
    if isinstance(module.parent(function), ast.ClassDef):
        places |= {place - 1 for place in places}
    return any(
        isinstance(arg, ast.Constant) and arg.value is None
        for call in lookups.calls(module, function.name)
        for place, arg in enumerate(call.args)
        if place in places
    )


def _is_empty(default: ast.expr) -> bool:
    match default:
        case ast.List(elts=[]) | ast.Dict(keys=[]):
            return True
        case ast.Call(func=ast.Name(id="defaultdict")):
            return True
        case ast.Call(args=[], keywords=[]):
            return True
    return False


def _is_table(default: ast.expr) -> bool:
    """Whether it would cost something to make a default for every call."""
    match default:
        case ast.Dict(keys=items) | ast.Set(elts=items) | ast.List(elts=items):
            return len(items) > TABLE
    return False


def _has_doctest(function: Definition) -> bool:
    return ">>>" in (ast.get_docstring(function, clean=False) or "")


def _widening(module: Module, parameter: Parameter) -> Widening | None:
    """Return how the annotation changes, None where it need not."""
    annotation = parameter.arg.annotation
    if annotation is None or optionals.admits_none(module, annotation):
        return None
    if optionals.outermost(module, annotation) in IMMUTABLE_TYPES:
        raise _KeptError("its type promises that nobody changes it")
    return optionals.widening(module, annotation)


def _margin(module: Module, function: Definition, default: ast.expr) -> int:
    """Return by how much a default's lines stand deeper than the function."""
    lines = module.source.data.splitlines()
    depths = [
        len(line) - len(line.lstrip())
        for line in (lines[default.lineno - 1], lines[function.lineno - 1])
    ]
    return max(0, depths[0] - depths[1])
