"""A log message that is put together early, as a template and its arguments.

    f"{n} of 100% in {place!r}"   ->   "%s of 100%% in %r", n, place

Each brace, and each part of a sum, becomes a directive that surely writes the
same. See "printf-style String Formatting" and "Format String Syntax" in the
library reference, and `LogRecord.getMessage`.
"""

from __future__ import annotations

import ast
import re
import string
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from codemods.base import EditRefusedError
from codemods.reading import kinds, known_calls
from codemods.reading.kinds import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codemods.reading.module import Module

ENUM_LIKE = re.compile(
    r"(?:.*_)?(?:action|category|color|direction|environment|flavor|kind|level|mode"
    r"|outcome|phase|priority|role|severity|stage|state|status|strategy|tier|type)"
)
"""Names under which enums go."""

TEXT_LIKE = re.compile(
    r"(?:.*_)?(?:addr|address|algorithm|code|dir|directory|email|file|filename|host|id"
    r"|ids|key|label|message|method|module|name|names|path|port|reason|shape|tempdir"
    r"|title|topic|url|user|uuid|version)"
)
"""Names that nobody gives to a scalar of an array."""

ENUMS_FORMAT_PLAINLY = (3, 12)
"""From here on, `format` and `str` write an enum with a mixed-in type alike."""

_NUMBER_SPEC = re.compile(r"(?P<sign>[+ ]?)(?P<zero>0?)(?P<width>\d*)(?P<rest>.*)")
_FLOAT_REST = re.compile(r"(?:\.\d+)?[eEfFgG]")
_TEXT_SPEC = re.compile(r"(?P<align>[<>]?)(?P<width>\d*)(?P<precision>\.\d+)?s?")
_INTEGER_ALIGNED = re.compile(r"(?P<align>[<>])(?P<width>\d+)d?")


_CONVERTERS = {"builtins.repr": "%r", "builtins.str": "%s"}
_SINGLE = (ast.List, ast.Set, ast.ListComp, ast.SetComp)
_DIRECTIVE = re.compile(r"(%(?:%|[-#0 +]*\d*(?:\.\d+)?[hlL]?[diouxXeEfFgGcrsa]))")


class UnsureError(EditRefusedError):
    """The file does not tell whether the line would stay the same."""


@dataclass(frozen=True, slots=True)
class Field:
    """One argument of the template, and its directive (`%s`).

    `unwrapped` says that `value` is a call (`str(x)`), whose argument alone
    becomes the argument of the template. `key` is the argument's number or
    name in a call of `str.format`.
    """

    directive: str
    value: ast.expr
    unwrapped: bool = False
    key: str = ""


Message: TypeAlias = list["str | Field"]
"""Text as it is to be written, and fields, in order."""


def template(message: Message) -> str:
    """Return the message's text as a `%` template."""
    return "".join(
        part.directive if isinstance(part, Field) else part.replace("%", "%%")
        for part in message
    )


def fields(message: Message) -> list[Field]:
    """Return the fields of a message."""
    return [part for part in message if isinstance(part, Field)]


# ------------------------------------------------------------------ f-strings


def of_fstring(module: Module, node: ast.JoinedStr) -> Message:
    """Return the message that an f-string gives.

    Raises `EditRefusedError` with the reason where a template would not
    surely give the same.
    """
    braces = [part for part in node.values if isinstance(part, ast.FormattedValue)]
    _check_order(module, [part.value for part in braces])
    late = any(_acts(module, part.value) for part in braces)
    return [
        (
            _braced(module, part, late=late)
            if isinstance(part, ast.FormattedValue)
            else str(getattr(part, "value", ""))
        )
        for part in node.values
    ]


def _braced(module: Module, part: ast.FormattedValue, *, late: bool) -> Field:
    conversion = "" if part.conversion < 0 else chr(part.conversion)
    return _field(module, part.value, conversion, _spec(part), unwrap=not late)


def _spec(part: ast.FormattedValue) -> str:
    if part.format_spec is None:
        return ""
    match part.format_spec:
        case ast.JoinedStr(values=[ast.Constant(value=str() as spec)]):
            return spec
        case ast.JoinedStr(values=[]):
            return ""
    raise EditRefusedError("a format specifier is worked out at run time")


def _field(
    module: Module, value: ast.expr, conversion: str, spec: str, *, unwrap: bool
) -> Field:
    if conversion:
        directive = _text_directive(spec, conversion)
        return Field(directive, value)
    if not spec:
        called = _unwrapped(module, value) if unwrap else ""
        if called:
            return Field(called, value, unwrapped=True)
        _check_plain(module, value)
        return Field("%s", value)
    return Field(_directive(kinds.kind_of(module, value), spec), value)


def _unwrapped(module: Module, value: ast.expr) -> str:
    """Return the directive that does what a call of `str` or `repr` does."""
    match value:
        case ast.Call(args=[ast.Starred()]):
            return ""
        case ast.Call(args=[_], keywords=[]):
            return _CONVERTERS.get(module.name_of(value.func) or "", "")
    return ""


# ----------------------------------------------------------------- directives


def _directive(kind: Kind, spec: str) -> str:
    """Return the directive that writes a known kind as a specifier does."""
    if kind is Kind.TEXT:
        return _text_directive(spec, "s")
    if kind is Kind.INTEGER:
        aligned = _INTEGER_ALIGNED.fullmatch(spec)
        if aligned:
            sign = "-" if aligned["align"] == "<" else ""
            return f"%{sign}{aligned['width']}d"
    if kind in kinds.NUMERIC:
        match = _NUMBER_SPEC.fullmatch(spec)
        if match and _is_number_rest(match["rest"], kind):
            rest = match["rest"] or "d"
            return f"%{match['sign']}{match['zero']}{match['width']}{rest}"
    reason = f"`%` may not write the format `{spec}` in the same way"
    raise UnsureError(reason)


def _is_number_rest(rest: str, kind: Kind) -> bool:
    if _FLOAT_REST.fullmatch(rest):
        return True
    return kind is Kind.INTEGER and rest in {"", "d", "o", "x", "X"}


def _text_directive(spec: str, letter: str) -> str:
    """Return the directive for text: `{:>10}` is `%10s`, `{:10}` is `%-10s`."""
    match = _TEXT_SPEC.fullmatch(spec)
    if match is None or (match["align"] and not match["width"]):
        raise EditRefusedError(f"`%` cannot write the format `{spec}`")
    if match["width"].startswith("0"):
        raise EditRefusedError(f"`%` cannot write the format `{spec}`")
    sign = "-" if match["width"] and match["align"] != ">" else ""
    return f"%{sign}{match['width']}{match['precision'] or ''}{letter}"


# ------------------------------------------------- what is surely the same


def _check_plain(module: Module, value: ast.expr) -> None:
    """Check that `format(x, "")` is `str(x)`, as far as the file tells.

    What is not known passes, unless the file has a sign against it.
    """
    kind = kinds.kind_of(module, value)
    if kind in kinds.FORMATS_PLAINLY:
        return
    text, name = ast.unparse(value), _last_name(value).lower()
    if kind is Kind.OWN_FORMAT:
        raise UnsureError(f"`{text}` has a format of its own")
    like_an_enum = kind in {Kind.ENUM, Kind.FOREIGN} or ENUM_LIKE.fullmatch(name)
    if like_an_enum and module.project.minimum_python < ENUMS_FORMAT_PLAINLY:
        raise UnsureError(f"`{text}` may be an enum, which has a format of its own")
    library = module.once(_array_library)
    if library and not TEXT_LIKE.fullmatch(name):
        raise UnsureError(
            f"`{text}` may be a scalar of {library}, which formats itself"
        )


def _last_name(value: ast.expr) -> str:
    match value:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case ast.Subscript(slice=ast.Constant(value=str() as name)):
            return name
    return ""


def _array_library(module: Module) -> str:
    """Return the library by which a value may be an array's scalar, or ""."""
    for alias in module.tree.all(ast.alias):
        root = module.names.target(alias).partition(".")[0]
        if root in known_calls.ARRAY_LIBRARIES:
            return root
    return ""


def _check_order(module: Module, values: list[ast.expr]) -> None:
    """Check that no value is changed by one to its right before it is written.

    An f-string writes each value before it works out the next; a template
    writes them all at the end.
    """
    shown: list[ast.expr] = []
    for value in values:
        if shown and _acts(module, value):
            for earlier in shown:
                if kinds.kind_of(module, earlier) not in kinds.IMMUTABLE:
                    text = ast.unparse(value)
                    raise UnsureError(f"`{text}` may change what is written before it")
        shown.append(value)


def _acts(module: Module, value: ast.expr) -> bool:
    """Whether working out a value may change something."""
    for node in ast.walk(value):
        if isinstance(node, (ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)):
            return True
        if isinstance(node, ast.Call):
            name = module.name_of(node.func)
            if name not in known_calls.PURE_FUNCTIONS and not _is_text_method(node):
                return True
    return False


def _is_text_method(node: ast.Call) -> bool:
    methods = known_calls.TEXT_METHODS | known_calls.PLAIN_METHODS
    return isinstance(node.func, ast.Attribute) and node.func.attr in methods


# ------------------------------------------------------------- % and .format


def of_percent(module: Module, node: ast.BinOp) -> Message:
    """Return the message that `"..." % x` gives.

    Raises `EditRefusedError` where `x` would not do the same as arguments.
    """
    values = [node.right]
    if isinstance(node.right, ast.Tuple):
        values = node.right.elts
        if any(isinstance(value, ast.Starred) for value in values):
            raise UnsureError("a `*` may stand for any number of arguments")
    elif not _is_no_tuple(module, node.right):
        raise UnsureError("what is on the right of `%` may be a tuple")
    message = list(_directives(str(getattr(node.left, "value", "")), values))
    if len(fields(message)) != len(values) or not values:
        raise EditRefusedError("the template does not fit its arguments")
    return message


def _is_no_tuple(module: Module, node: ast.expr) -> bool:
    """Whether a value is surely no tuple: text, a number, a list, an exception."""
    if isinstance(node, _SINGLE) or kinds.kind_of(module, node) in kinds.IMMUTABLE:
        return True
    bindings = module.bindings_of(node)
    return bool(bindings) and all(
        isinstance(binding.node, ast.ExceptHandler) for binding in bindings
    )


def _directives(text: str, values: Sequence[ast.expr]) -> Iterator[str | Field]:
    """Yield the text and the directives of a template, as far as values go.

    Raises `EditRefusedError` where it names its arguments, or is wrong.
    """
    remaining = iter(values)
    for piece in _DIRECTIVE.split(text):
        directive = _DIRECTIVE.fullmatch(piece)
        if piece == "%%":
            yield "%"
        elif directive:
            value = next(remaining, None)
            if value is None:
                raise EditRefusedError("the template does not fit its arguments")
            yield Field(piece, value)
        elif "%" in piece:
            raise EditRefusedError("the template names its arguments, or is wrong")
        else:
            yield piece


def of_format(module: Module, node: ast.Call) -> Message:
    """Return the message that `"...".format(...)` gives.

    Raises `EditRefusedError` where a template would not surely give the same.
    """
    template: Any = node.func  # of a literal string, as the caller has seen
    given = _given(node)
    unwrap = not any(_acts(module, value) for value in given.values())
    message: Message = []
    automatic = 0
    for text, name, spec, conversion in _parsed(template.value.value):
        message.append(text)
        if name is None:
            continue
        key = name or str(automatic)
        automatic += not name
        if key not in given:
            raise EditRefusedError(f"the field `{name}` is more than an argument")
        field = _field(module, given[key], conversion or "", spec or "", unwrap=unwrap)
        message.append(replace(field, key=key))
    order = [field.key for field in fields(message)]
    simple = (ast.Name, ast.Constant)
    if order != list(given) and not all(isinstance(v, simple) for v in given.values()):
        raise EditRefusedError("the template takes its arguments in another order")
    return message


def _given(node: ast.Call) -> dict[str, ast.expr]:
    if any(isinstance(arg, ast.Starred) for arg in node.args):
        raise UnsureError("a `*` may stand for any number of arguments")
    given = {str(place): value for place, value in enumerate(node.args)}
    for keyword in node.keywords:
        if keyword.arg is None:
            raise UnsureError("a `**` may stand for any arguments")
        given[keyword.arg] = keyword.value
    return given


def _parsed(text: object) -> Iterator[tuple[str, str | None, str | None, str | None]]:
    try:
        yield from string.Formatter().parse(str(text))
    except ValueError as error:
        raise EditRefusedError("the template is wrong") from error


# ------------------------------------------------------------------------- sums


def of_sum(module: Module, node: ast.BinOp) -> Message:
    """Return the message that a sum of strings gives.

    Raises `EditRefusedError` where a part is not surely a string: it may add
    itself in a way of its own.
    """
    message: Message = []
    for part in parts_of_sum(node):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            message.append(part.value)
        elif isinstance(part, ast.JoinedStr):
            message += of_fstring(module, part)
        elif kinds.kind_of(module, part) is Kind.TEXT:
            message.append(_field(module, part, "", "", unwrap=True))
        else:
            raise UnsureError(f"`{ast.unparse(part)}` may be no string")
    _check_order(module, [field.value for field in fields(message)])
    return message


def parts_of_sum(node: ast.expr) -> list[ast.expr]:
    """Return what a chain of `+` adds up, from left to right."""
    parts: list[ast.expr] = []
    while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        parts.append(node.right)
        node = node.left
    return [node, *reversed(parts)]
