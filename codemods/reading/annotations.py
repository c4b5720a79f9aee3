"""What an annotation says, read as a type checker reads it."""

from __future__ import annotations

import ast
import builtins
import re
import sys
from typing import TYPE_CHECKING

from codemods.model import Outcome
from codemods.reading.names import Kind

if TYPE_CHECKING:
    from codemods.reading.module import Module
    from codemods.reading.names import Binding

DEPTH = 10
"""How many aliases of aliases are followed."""

ADMIT_NONE = frozenset(
    f"{module}.{name}"
    for module in ("typing", "typing_extensions", "collections.abc", "_typeshed")
    for name in ("Any", "Hashable", "Incomplete", "Unused")
) | {"builtins.object"}
"""Types of which None is one."""

SPECIAL_FORMS = frozenset(
    f"{module}.{name}"
    for module in ("typing", "typing_extensions")
    for name in (
        "Optional", "Union", "Literal", "Annotated", "ClassVar", "Final", "Generic",
        "Concatenate", "Unpack", "TypeGuard", "TypeIs", "Required", "NotRequired",
    )
)  # fmt: skip
"""Names of `typing` that are no types without a subscript."""

NEVER_A_PARAMETER = frozenset(
    f"{module}.{name}"
    for module in ("typing", "typing_extensions")
    for name in ("ClassVar", "Final", "Concatenate", "Unpack", "TypeGuard", "TypeIs")
)
"""Forms that say more than a type; None has no place in them."""

LOWERCASE_CLASSES = frozenset(
    {
        "array.array",
        "asyncio.timeout",
        "collections.deque",
        "collections.defaultdict",
        "datetime.date",
        "datetime.datetime",
        "datetime.time",
        "datetime.timedelta",
        "datetime.timezone",
        "datetime.tzinfo",
        "functools.partial",
        "io.BytesIO",
        "numpy.dtype",
        "numpy.float32",
        "numpy.float64",
        "numpy.int32",
        "numpy.int64",
        "numpy.ndarray",
        "numpy.random.Generator",
        "socket.socket",
        "torch.device",
        "torch.dtype",
    }
)
"""Classes that are not written as PEP 8 has it."""

MAKERS = tuple(
    f"{module}.{name}"
    for module in ("typing", "typing_extensions", "collections", "enum")
    for name in ("TypeVar", "NewType", "NamedTuple", "namedtuple", "Enum")
)
"""Functions that make something that `|` works on."""

FUNCTIONS = frozenset({"numpy.array", "pandas.array", "torch.tensor"})
"""Functions that are often taken for the type of what they make."""

DISGUISED_FUNCTIONS = frozenset({"threading.Lock", "threading.RLock"}) | {
    f"multiprocessing.{name}"
    for name in (
        "Array", "Barrier", "BoundedSemaphore", "Condition", "Event", "JoinableQueue",
        "Lock", "Manager", "Pipe", "Pool", "Queue", "RLock", "RawArray", "RawValue",
        "Semaphore", "SimpleQueue", "Value",
    )
}  # fmt: skip
"""Functions and methods that are written like classes: `|` fails on them."""

_CLASS_NAME = re.compile(r"_?[A-Z]")
_ALIAS_NAME = re.compile(
    r"_*(?:Any|Maybe|Nullable|Opt|Optional)[A-Z_]"
    r"|.*(?:Alias|Like|OrNone|Types?|Union|_TYPE)$"
)
"""Names that are given to unions as often as to classes."""


_USED = {ast.Attribute: "value", ast.Call: "func"}


class NotWidenedError(ValueError):
    """An annotation is not made to admit None; says why in plain words."""

    def __init__(self, reason: str, outcome: Outcome = Outcome.REFUSED) -> None:
        self.outcome = outcome
        super().__init__(reason)


class Annotation:
    """Reads one annotation of a file; names mean what they mean there."""

    def __init__(self, module: Module, at: ast.expr) -> None:
        self._module = module
        self._at = at

    def admits_none(self, node: ast.expr, depth: int = DEPTH) -> bool:
        """Return whether a type admits None; `depth` aliases are followed.

        Raises `NotWidenedError` where nobody can tell from here.
        """
        match node:
            case ast.Constant(value=None):
                return True
            case ast.Constant(value=str(text)):
                inner = parsed(text)
                return inner is not None and self.admits_none(inner, depth)
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                return self._any_admits([right, left], depth)
            case ast.Subscript(value=head, slice=inside):
                return self._subscript_admits(self.name_of(head), inside, depth)
            case ast.Name() | ast.Attribute():
                return self._name_admits(node, depth)
        return False

    def _any_admits(self, parts: list[ast.expr], depth: int) -> bool:
        """Whether one part of a union admits None, whatever is not known of others."""
        doubt = None
        for part in parts:
            try:
                if self.admits_none(part, depth):
                    return True
            except NotWidenedError as error:
                doubt = error
        if doubt:
            raise doubt
        return False

    def _subscript_admits(self, head: str, inside: ast.expr, depth: int) -> bool:
        parts = inside.elts if isinstance(inside, ast.Tuple) else [inside]
        match head.rpartition("."):
            case ("typing" | "typing_extensions", _, "Optional"):
                return True
            case ("typing" | "typing_extensions", _, "Union"):
                return self._any_admits(parts, depth)
            case ("typing" | "typing_extensions", _, "Annotated"):
                return self.admits_none(parts[0], depth)
            case ("typing" | "typing_extensions", _, "Literal"):
                return any(
                    isinstance(part, ast.Constant) and part.value is None
                    for part in parts
                )
        return False

    def _name_admits(self, node: ast.Name | ast.Attribute, depth: int) -> bool:
        name = self.name_of(node)
        if name in ADMIT_NONE:
            return True
        if name:
            last = name.rpartition(".")[2]
            known = self._is_class_of_project(name)
            if known is False or (
                known is None
                and _ALIAS_NAME.match(last)
                and not self._is_surely_class(node, name)
            ):
                raise NotWidenedError(
                    f"`{last}` may admit None already", Outcome.UNSURE
                )
            return False
        values = self._alias_values(node)
        return bool(depth) and self._any_admits(values, depth - 1)

    def _is_class_of_project(self, name: str) -> bool | None:
        """Whether the project defines an imported name as a class.

        None where it defines no such name, or where that is not known.
        """
        program = self._module.project.program
        if program is None:
            return None
        origin = program.origin(name.lstrip("."))
        if origin in program.classes:
            return True
        module, _, last = origin.rpartition(".")
        summary = program.modules.get(module)
        return False if summary is not None and last in summary.tops else None

    def _is_surely_class(self, node: ast.Name | ast.Attribute, name: str) -> bool:
        """Whether an imported name is used as only a class can be."""
        if name.partition(".")[0] in sys.stdlib_module_names:
            return True
        written = ast.unparse(node)
        return any(
            ast.unparse(use) == written
            for kind in (ast.Attribute, ast.Call)
            for user in self._module.tree.all(kind)
            if isinstance(use := getattr(user, _USED[kind]), ast.Name | ast.Attribute)
        )

    def check_is_type(self, node: ast.expr, depth: int = DEPTH) -> None:
        """Raise `NotWidenedError` unless an expression may be a type."""
        match node:
            case ast.Constant(value=str(text)):
                inner = parsed(text)
                if inner is not None:
                    self.check_is_type(inner, depth)
                    return
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                self.check_is_type(left, depth)
                self.check_is_type(right, depth)
                return
            case ast.Subscript(value=ast.Name() | ast.Attribute() as head):
                name = self.name_of(head)
                if name in NEVER_A_PARAMETER:
                    raise NotWidenedError(f"`{name}` is no type to widen")
                if name not in SPECIAL_FORMS:
                    self._check_name(head, depth)
                return
            case ast.Name() | ast.Attribute():
                self._check_name(node, depth)
                return
        raise NotWidenedError(f"`{ast.unparse(node)[:60]}` is no type")

    def _check_name(self, node: ast.Name | ast.Attribute, depth: int) -> None:
        name = self.name_of(node)
        if name in SPECIAL_FORMS:
            raise NotWidenedError(f"`{name}` needs a type in brackets")
        if name.startswith("builtins."):
            found = getattr(builtins, name.removeprefix("builtins."), None)
            if not isinstance(found, type):
                raise NotWidenedError(f"`{name[9:]}` is a function, not a type")
        if name in FUNCTIONS:
            raise NotWidenedError(f"`{name}` is a function, not a type")
        if isinstance(node, ast.Attribute):
            return
        for binding in self._bindings(node):
            self._check_binding(node.id, binding, depth)

    def _check_binding(self, name: str, binding: Binding, depth: int) -> None:
        if isinstance(self._module.parent(binding.node), ast.Import):
            raise NotWidenedError(f"`{name}` is a module, not a type")
        match binding.kind, binding.node, binding.value:
            case Kind.DEFINITION, ast.FunctionDef() | ast.AsyncFunctionDef(), _:
                raise NotWidenedError(f"`{name}` is a function, not a type")
            case Kind.PARAMETER, _, _:
                raise NotWidenedError(f"`{name}` is a parameter, not a type")
            case Kind.ASSIGNMENT, _, ast.Call() | ast.Constant(value=None | str()):
                return
            case Kind.ASSIGNMENT, _, ast.expr() as value if depth:
                self.check_is_type(value, depth - 1)

    def is_class(self, node: ast.expr) -> bool:
        """Return whether `|` surely works on what an expression evaluates to."""
        match node:
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                return self.is_class(left) or self.is_class(right)
            case ast.Subscript(value=head):
                return self.is_class(head) or self.name_of(head) in SPECIAL_FORMS
            case ast.Name() | ast.Attribute():
                return self._is_class_name(node)
        return False

    def _is_class_name(self, node: ast.Name | ast.Attribute) -> bool:
        bindings = self._bindings(node)
        if isinstance(node, ast.Name) and bindings:
            if all(isinstance(item.node, ast.ClassDef) for item in bindings):
                return True
            if any(item.kind is not Kind.IMPORT for item in bindings):
                return len(bindings) == 1 and self._makes_type(bindings[0].value)
        name = self.name_of(node)
        if name.startswith("builtins."):
            return isinstance(getattr(builtins, name[9:], None), type)
        if name in DISGUISED_FUNCTIONS or not name:
            return False
        last = name.rpartition(".")[2]
        return name in LOWERCASE_CLASSES or bool(_CLASS_NAME.match(last))

    def _makes_type(self, value: ast.expr | None) -> bool:
        """Whether what a name is bound to is a type, or makes one."""
        if isinstance(value, ast.Call):
            return self.name_of(value.func).startswith(MAKERS)
        return value is not None and self.is_class(value)

    def name_of(self, node: ast.expr) -> str:
        """Return the dotted name of an expression that may be out of the tree."""
        attributes: list[str] = []
        while isinstance(node, ast.Attribute):
            attributes.append(node.attr)
            node = node.value
        if not isinstance(node, ast.Name):
            return ""
        bindings = self._module.names.bindings(node.id, self._at)
        targets = {item.target for item in bindings}
        base = targets.pop() if len(targets) == 1 else ""
        if not bindings and hasattr(builtins, node.id):
            base = f"builtins.{node.id}"
        return ".".join((base, *reversed(attributes))) if base else ""

    def _bindings(self, node: ast.Name | ast.Attribute) -> tuple[Binding, ...]:
        base: ast.expr = node
        while isinstance(base, ast.Attribute):
            base = base.value
        if not isinstance(base, ast.Name):
            return ()
        return self._module.names.bindings(base.id, self._at)

    def _alias_values(self, node: ast.Name | ast.Attribute) -> list[ast.expr]:
        if not isinstance(node, ast.Name):
            return []
        values = [
            binding.value or _aliased(self._module.parent(binding.node))
            for binding in self._bindings(node)
        ]
        return [value for value in values if value is not None]


def _aliased(statement: ast.AST | None) -> ast.expr | None:
    """Return what a `type` statement (PEP 695) gives a name to."""
    is_alias = type(statement).__name__ == "TypeAlias"
    return getattr(statement, "value", None) if is_alias else None


def parsed(text: str) -> ast.expr | None:
    """Return the type in a string, None where it is no expression."""
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
