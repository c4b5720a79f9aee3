"""What unittest's assertion methods assert, as plain expressions.

Each entry says the same as the method does in the standard library's source:
which operands it takes by which names, and what it compares.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from codemods.base import ImportNeeded
from codemods.testing.parts.assert_lines import Assertion, Gap

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from codemods.reading.module import Module

Made: TypeAlias = tuple[tuple[ast.expr | str | Gap, ...], ast.expr]

RE = ImportNeeded("re")
PLACES = 7

COMPARISONS: dict[str, tuple[str, type[ast.cmpop]]] = {
    "assertEqual": ("==", ast.Eq),
    "assertNotEqual": ("!=", ast.NotEq),
    "assertIs": ("is", ast.Is),
    "assertIsNot": ("is not", ast.IsNot),
    "assertIn": ("in", ast.In),
    "assertNotIn": ("not in", ast.NotIn),
    "assertGreater": (">", ast.Gt),
    "assertGreaterEqual": (">=", ast.GtE),
    "assertLess": ("<", ast.Lt),
    "assertLessEqual": ("<=", ast.LtE),
    "assertListEqual": ("==", ast.Eq),
    "assertTupleEqual": ("==", ast.Eq),
    "assertSetEqual": ("==", ast.Eq),
    "assertDictEqual": ("==", ast.Eq),
    "assertMultiLineEqual": ("==", ast.Eq),
}
OPERANDS = {
    "assertEqual": ("first", "second"),
    "assertNotEqual": ("first", "second"),
    "assertMultiLineEqual": ("first", "second"),
    "assertIs": ("expr1", "expr2"),
    "assertIsNot": ("expr1", "expr2"),
    "assertIn": ("member", "container"),
    "assertNotIn": ("member", "container"),
    "assertGreater": ("a", "b"),
    "assertGreaterEqual": ("a", "b"),
    "assertLess": ("a", "b"),
    "assertLessEqual": ("a", "b"),
    "assertListEqual": ("list1", "list2"),
    "assertTupleEqual": ("tuple1", "tuple2"),
    "assertSetEqual": ("set1", "set2"),
    "assertDictEqual": ("d1", "d2"),
    "assertTrue": ("expr",),
    "assertFalse": ("expr",),
    "assertIsNone": ("obj",),
    "assertIsNotNone": ("obj",),
    "assertIsInstance": ("obj", "cls"),
    "assertNotIsInstance": ("obj", "cls"),
    "assertRegex": ("text", "expected_regex"),
    "assertNotRegex": ("text", "unexpected_regex"),
    "assertAlmostEqual": ("first", "second"),
    "assertNotAlmostEqual": ("first", "second"),
}
ALIASES = {
    "assertAlmostEquals": "assertAlmostEqual",
    "assertEquals": "assertEqual",
    "assertNotAlmostEquals": "assertNotAlmostEqual",
    "assertNotEquals": "assertNotEqual",
    "assertNotRegexpMatches": "assertNotRegex",
    "assertRegexpMatches": "assertRegex",
    "assert_": "assertTrue",
    "failIf": "assertFalse",
    "failIfAlmostEqual": "assertNotAlmostEqual",
    "failIfEqual": "assertNotEqual",
    "failUnless": "assertTrue",
    "failUnlessAlmostEqual": "assertAlmostEqual",
    "failUnlessEqual": "assertEqual",
}
TYPED = {
    "assertListEqual": (ast.List, ast.ListComp),
    "assertTupleEqual": (ast.Tuple,),
    "assertSetEqual": (ast.Set, ast.SetComp),
    "assertDictEqual": (ast.Dict, ast.DictComp),
}
"""Methods that also want both operands to be of a type, and how it is written."""

SAYING = frozenset({"builtins.len", "builtins.repr", "builtins.str", "json.dumps"})
"""Functions in a message that change nothing."""

SAYING_METHODS = frozenset({"decode", "format", "getvalue", "join", "strip"})

NEGATED: dict[type[ast.cmpop], tuple[str, type[ast.cmpop]]] = {
    ast.In: ("not in", ast.NotIn),
    ast.Is: ("is not", ast.IsNot),
    ast.NotIn: ("in", ast.In),
    ast.IsNot: ("is", ast.Is),
}
"""Comparisons of which the opposite is exactly the other one."""


class NoPlainFormError(ValueError):
    """An assertion has no plain form that says the same; says why."""


@dataclass(frozen=True, slots=True)
class Plain:
    """An assertion without unittest, and what has to be imported for it."""

    assertion: Assertion
    imports: tuple[ImportNeeded, ...] = ()


def plain(module: Module, call: ast.Call) -> Plain:
    """Return what a call of one of unittest's methods asserts.

    Raises `NoPlainFormError` where a plain assertion would say something else,
    or less, and `ImportRefusedError` where the file has another `re`.
    """
    written = call.func.attr if isinstance(call.func, ast.Attribute) else ""
    method = ALIASES.get(written, written)
    if method not in OPERANDS:
        raise NoPlainFormError(f"`{written}` has no plain form")
    given = _given(call, method)
    message = given.pop("msg", None)
    if isinstance(message, ast.Constant) and message.value is None:
        message = None
    if message is not None:
        _check_message(module, message, written)
    parts, test = _BUILDERS[method](module, method, given)
    needed = (RE,) if method.endswith("Regex") else ()
    return Plain(Assertion(parts, test, message), needed)


def _given(call: ast.Call, method: str) -> dict[str, ast.expr]:
    """Return the arguments of a call by their names."""
    names = [*OPERANDS[method], "msg"]
    if "Almost" in method:
        names = [*OPERANDS[method], "places", "msg", "delta"]
    given = dict(zip(names, call.args, strict=False))
    given |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    whole = len(given) == len(call.args) + len(call.keywords)
    starred = any(isinstance(arg, ast.Starred) for arg in call.args)
    if not whole or starred or not given.keys() <= set(names):
        raise NoPlainFormError(f"the arguments of `{method}` are not known")
    if not given.keys() >= set(OPERANDS[method]):
        raise NoPlainFormError(f"`{method}` lacks an argument")
    return given


def _check_message(module: Module, message: ast.expr, method: str) -> None:
    """Raise `NoPlainFormError` where a message does more than speak.

    It is made for each assertion now, later only for one that fails.
    """
    if method in {"assertTrue", "assertFalse"} and not _may_be_text(message):
        raise NoPlainFormError(
            f"the second argument of `{method}` is a message, but was perhaps "
            "meant to be compared"
        )
    for node in ast.walk(message):
        if isinstance(node, ast.NamedExpr | ast.Await | ast.Yield | ast.YieldFrom):
            raise NoPlainFormError("its message does more than speak")
        if isinstance(node, ast.Call):
            known = module.name_of(node.func) in SAYING
            attribute = node.func.attr if isinstance(node.func, ast.Attribute) else ""
            if not known and attribute not in SAYING_METHODS:
                raise NoPlainFormError(
                    f"its message calls `{module.line_of(node.func)}`, which a plain "
                    "assertion does only when it fails"
                )


def _may_be_text(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=value):
            return isinstance(value, str)
        case ast.List() | ast.Dict() | ast.Set() | ast.Tuple() | ast.Compare():
            return False
        case ast.UnaryOp():
            return False
    return True


def _comparison(module: Module, method: str, given: Mapping[str, ast.expr]) -> Made:
    left, right = (given[name] for name in OPERANDS[method])
    sign, operator = COMPARISONS[method]
    types = TYPED.get(method)
    if types and not isinstance(left, types) and not isinstance(right, types):
        raise NoPlainFormError(f"`{method}` also asks for the type of both sides")
    if operator in {ast.Eq, ast.NotEq}:
        left, right, sign, operator = _singletons(module, left, right, sign, operator)
    _check_always(left, right, operator)
    return compared(left, sign, operator, right)


def compared(
    left: ast.expr, sign: str, operator: type[ast.cmpop], right: ast.expr
) -> Made:
    """Return a comparison in parts, and as a tree."""
    tree = ast.Compare(left, [operator()], [right])
    return (left, Gap.OPERATOR, f"{sign} ", right), tree


def _singletons(
    module: Module,
    left: ast.expr,
    right: ast.expr,
    sign: str,
    operator: type[ast.cmpop],
) -> tuple[ast.expr, ast.expr, str, type[ast.cmpop]]:
    """Return how values are compared with None, True and False."""
    if _is_singleton(left) and not _is_singleton(right):
        left, right = right, left
    if not isinstance(right, ast.Constant) or not _is_singleton(right):
        return left, right, sign, operator
    if right.value is not None and not _is_bool(module, left):
        raise NoPlainFormError(
            f"linters want no `== {right.value!r}`, and `is` may say more"
        )
    if operator is ast.Eq:
        return left, right, "is", ast.Is
    return left, right, "is not", ast.IsNot


def _is_singleton(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and (
        node.value is None or isinstance(node.value, bool)
    )


def _is_bool(module: Module, node: ast.expr) -> bool:
    match node:
        case ast.UnaryOp(op=ast.Not()):
            return True
        case ast.Compare(ops=operators):
            surely = (ast.In, ast.NotIn, ast.Is, ast.IsNot)
            return all(isinstance(operator, surely) for operator in operators)
        case ast.Call(func=function):
            return module.name_of(function) in _BOOLEAN
    return False


_BOOLEAN = frozenset(
    {
        "builtins.all",
        "builtins.any",
        "builtins.bool",
        "builtins.callable",
        "builtins.hasattr",
        "builtins.isinstance",
        "builtins.issubclass",
        "os.path.exists",
        "os.path.isdir",
        "os.path.isfile",
    }
)


def _check_always(left: ast.expr, right: ast.expr, operator: type[ast.cmpop]) -> None:
    """Raise `NoPlainFormError` for `is` with a literal, of which Python warns."""
    if operator not in {ast.Is, ast.IsNot}:
        return
    for node in (left, right):
        literal = isinstance(node, ast.Constant) and not _is_singleton(node)
        if (literal and node.value is not ...) or isinstance(  # type: ignore[attr-defined]  # a constant
            node, ast.Tuple | ast.List | ast.Dict | ast.Set
        ):
            raise NoPlainFormError("Python warns of `is` with a literal")


def _truth(module: Module, method: str, given: Mapping[str, ast.expr]) -> Made:
    del module
    expression = given["expr"]
    if isinstance(expression, ast.Tuple | ast.Constant):
        raise NoPlainFormError(f"`{method}` of a constant never changes its mind")
    if method == "assertTrue":
        return (expression,), expression
    match expression:
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            if type(operator) in NEGATED:
                return compared(left, *NEGATED[type(operator)], right)
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            return (operand,), operand
    return _negated(expression)


def _negated(expression: ast.expr) -> Made:
    """Return that an expression is not true; `a == b` keeps its brackets."""
    tree = ast.UnaryOp(ast.Not(), expression)
    return ("not ", expression), tree


def _none(module: Module, method: str, given: Mapping[str, ast.expr]) -> Made:
    del module
    none = ast.Constant(None)
    sign: type[ast.cmpop]
    if method == "assertIsNone":
        parts, sign = "is None", ast.Is
    else:
        parts, sign = "is not None", ast.IsNot
    _check_always(given["obj"], none, sign)
    return (given["obj"], Gap.OPERATOR, parts), ast.Compare(
        given["obj"], [sign()], [none]
    )


def _instance(module: Module, method: str, given: Mapping[str, ast.expr]) -> Made:
    if "isinstance" in module.names.binders:
        raise NoPlainFormError("the file has another `isinstance`")
    arguments = [given["obj"], given["cls"]]
    call = ast.Call(ast.Name("isinstance", ast.Load()), arguments, [])
    return _called("isinstance", call, negated=method != "assertIsInstance")


def _called(name: str, call: ast.Call, *, negated: bool) -> Made:
    """Return the call of a function with two arguments, or that it is not true."""
    first, second = call.args
    parts = (f"{name}(", Gap.OPEN, first, Gap.COMMA, second, Gap.CLOSE, ")")
    if negated:
        return ("not ", *parts), ast.UnaryOp(ast.Not(), call)
    return parts, call


def _regex(module: Module, method: str, given: Mapping[str, ast.expr]) -> Made:
    text, pattern = (given[name] for name in OPERANDS[method])
    constant = isinstance(pattern, ast.Constant | ast.Name | ast.Attribute)
    calls = any(isinstance(node, ast.Call | ast.Await) for node in ast.walk(text))
    if calls and not constant:
        raise NoPlainFormError("text and pattern would be made in another order")
    search = f"{module.imported(RE, pattern)}.search"
    call = ast.Call(_dotted(search), [pattern, text], [])
    return _called(search, call, negated=method != "assertRegex")


def _dotted(name: str) -> ast.expr:
    return ast.parse(name, mode="eval").body


def _almost(module: Module, method: str, given: Mapping[str, ast.expr]) -> Made:
    """Return the library's own arithmetic: no tolerance is made up."""
    if {"abs", "round"} & module.names.binders.keys():
        raise NoPlainFormError("the file has another `abs` or `round`")
    first, second = (given[name] for name in OPERANDS[method])
    if _is_infinite(first) or _is_infinite(second):
        raise NoPlainFormError("infinite values are almost equal to themselves")
    difference = ast.BinOp(first, ast.Sub(), second)
    call = ast.Call(ast.Name("abs", ast.Load()), [difference], [])
    is_sum = isinstance(second, ast.BinOp) and isinstance(second.op, ast.Add | ast.Sub)
    subtracted = ("(", second, ")") if is_sum else (second,)
    absolute = ("abs(", first, " - ", *subtracted, ")")
    equal = method == "assertAlmostEqual"
    if _is_given(given, "delta"):
        if _is_given(given, "places"):
            raise NoPlainFormError("`places` and `delta` do not go together")
        sign = "<=" if equal else ">"
        tree = ast.Compare(call, [ast.LtE() if equal else ast.Gt()], [given["delta"]])
        return (*absolute, Gap.OPERATOR, f"{sign} ", given["delta"]), tree
    places = given["places"] if _is_given(given, "places") else ast.Constant(PLACES)
    written = places if "places" in given and _is_given(given, "places") else "7"
    rounded = ast.Call(ast.Name("round", ast.Load()), [call, places], [])
    sign = "==" if equal else "!="
    zero: list[ast.expr] = [ast.Constant(0)]
    tree = ast.Compare(rounded, [ast.Eq() if equal else ast.NotEq()], zero)
    return ("round(", *absolute, ", ", written, ")", Gap.OPERATOR, f"{sign} 0"), tree


def _is_given(given: Mapping[str, ast.expr], name: str) -> bool:
    value = given.get(name)
    return value is not None and not (
        isinstance(value, ast.Constant) and value.value is None
    )


def _is_infinite(node: ast.expr) -> bool:
    text = ast.unparse(node).lower()
    return "inf" in text or "1e400" in text


_BUILDERS: dict[str, Callable[[Module, str, Mapping[str, ast.expr]], Made]] = {
    **dict.fromkeys(COMPARISONS, _comparison),
    **dict.fromkeys(("assertTrue", "assertFalse"), _truth),
    **dict.fromkeys(("assertIsNone", "assertIsNotNone"), _none),
    **dict.fromkeys(("assertIsInstance", "assertNotIsInstance"), _instance),
    **dict.fromkeys(("assertRegex", "assertNotRegex"), _regex),
    **dict.fromkeys(("assertAlmostEqual", "assertNotAlmostEqual"), _almost),
}
