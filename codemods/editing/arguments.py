"""Change the arguments of a call, its layout and comments kept.

The functions take a LibCST call and return a new one; `Edit.change` may be
built from them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codemods.editing.syntax import parse_expression
from codemods.lazy import cst

if TYPE_CHECKING:
    import ast
    from collections.abc import Sequence


def renamed(call: cst.Call, name: str) -> cst.Call:
    """Return the call of another attribute, or another plain name."""
    function = call.func
    if isinstance(function, cst.Attribute):
        return call.with_changes(func=function.with_changes(attr=cst.Name(name)))
    return call.with_changes(func=cst.Name(name))


def place_of(call: ast.Call, value: ast.expr) -> int:
    """Return where an argument of the tree's call stands in `call.args` of LibCST's.

    Holds for calls without `*` and `**`. Raises `ValueError` for what is no
    argument of the call.
    """
    return [*call.args, *(item.value for item in call.keywords)].index(value)


def dotted(name: str) -> cst.BaseExpression:
    """Return the expression of a dotted name."""
    return parse_expression(name)


def without(call: cst.Call, index: int) -> cst.Call:
    """Return the call without the argument at an index of `call.args` (-1: last).

    What follows the last argument (comma, comment, line break) follows the
    one before it then.
    """
    args = list(call.args)
    gone = args.pop(index)
    if index in {-1, len(args)} and args:
        args[-1] = args[-1].with_changes(
            comma=gone.comma, whitespace_after_arg=gone.whitespace_after_arg
        )
    return call.with_changes(args=args)


def with_value(call: cst.Call, index: int, code: str) -> cst.Call:
    """Return the call with another value for the argument at an index."""
    args = list(call.args)
    args[index] = args[index].with_changes(value=parse_expression(code))
    return call.with_changes(args=args)


def with_keyword(call: cst.Call, keyword: str, code: str) -> cst.Call:
    """Return the call with one more keyword argument, laid out as the others.

    An argument that is a bare generator expression gets its parentheses.
    """
    new = cst.Arg(
        keyword=cst.Name(keyword),
        value=parse_expression(code),
        equal=cst.AssignEqual(
            whitespace_before=cst.SimpleWhitespace(""),
            whitespace_after=cst.SimpleWhitespace(""),
        ),
    )
    if not call.args:
        return call.with_changes(args=[new])
    last = call.args[-1]
    if isinstance(last.value, cst.GeneratorExp) and not last.value.lpar:
        last = last.with_deep_changes(
            last.value, lpar=[cst.LeftParen()], rpar=[cst.RightParen()]
        )
        call = call.with_changes(args=[*call.args[:-1], last])
    return inserted(call, len(call.args) - 1, [new], _between(call, _behind(last)))


def inserted(
    call: cst.Call, index: int, new: Sequence[cst.Arg], between: Any
) -> cst.Call:
    """Return the call with arguments behind the one at an index.

    `between` is the whitespace that parts them. A comment behind the old
    argument stays there; what ended its line ends that of the last new one.
    """
    args = list(call.args)
    old = args[index]
    closing = _behind(old)
    has_comma = isinstance(old.comma, cst.Comma)
    args[index] = old.with_changes(
        comma=cst.Comma(whitespace_after=_with_comment(between, closing)),
        whitespace_after_arg=cst.SimpleWhitespace(""),
    )
    *others, last = new
    placed = [
        arg.with_changes(comma=cst.Comma(whitespace_after=between)) for arg in others
    ]
    end = _without_comment(closing)
    if has_comma:
        placed.append(last.with_changes(comma=cst.Comma(whitespace_after=end)))
    else:
        placed.append(last.with_changes(whitespace_after_arg=end))
    args[index + 1 : index + 1] = placed
    return call.with_changes(args=args)


def line_break(indent: str) -> cst.ParenthesizedWhitespace:
    """Return the whitespace of a line break and an indentation."""
    return cst.ParenthesizedWhitespace(last_line=cst.SimpleWhitespace(indent))


def _behind(arg: Any) -> Any:
    """Return the whitespace, and comment, behind an argument and its comma."""
    if isinstance(arg.comma, cst.Comma):
        return arg.comma.whitespace_after
    return arg.whitespace_after_arg


def _between(call: cst.Call, closing: Any) -> Any:
    """Return what parts the last argument from a new one: as the two before."""
    layout: Any = call.whitespace_before_args
    if len(call.args) > 1:
        layout = _behind(call.args[-2])
    if isinstance(layout, cst.ParenthesizedWhitespace):
        return _without_comment(layout)
    if _comment(closing):
        return line_break(f"{closing.last_line.value}    ")
    return cst.SimpleWhitespace(" ")


def _comment(whitespace: Any) -> Any:
    if isinstance(whitespace, cst.ParenthesizedWhitespace):
        return whitespace.first_line.comment
    return None


def _with_comment(between: Any, closing: Any) -> Any:
    """Return the whitespace with the comment that ended the line before."""
    if not _comment(closing):
        return between
    if not isinstance(between, cst.ParenthesizedWhitespace):
        between = line_break(closing.last_line.value)
    return between.with_changes(first_line=closing.first_line)


def _without_comment(closing: Any) -> Any:
    if not isinstance(closing, cst.ParenthesizedWhitespace):
        return closing
    if closing.first_line.comment is None:
        return closing
    plain = cst.TrailingWhitespace(newline=closing.first_line.newline)
    return closing.with_changes(first_line=plain)


def without_keyword(call: cst.Call, keyword: str) -> cst.Call:
    """Return the call without a keyword argument that it has."""
    return without(call, _index(call, keyword))


def with_keyword_value(call: cst.Call, keyword: str, code: str) -> cst.Call:
    """Return the call with another value for a keyword argument that it has."""
    return with_value(call, _index(call, keyword), code)


def _index(call: cst.Call, keyword: str) -> int:
    names = [arg.keyword.value if arg.keyword else "" for arg in call.args]
    return names.index(keyword)
