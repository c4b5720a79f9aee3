"""Change the arguments of a call, its layout and comments kept.

The functions take a LibCST call and return a new one; `Edit.change` may be
built from them.
"""

from __future__ import annotations

from typing import Any

from codemods.lazy import cst
from codemods.syntax import parse_expression


def renamed(call: cst.Call, name: str) -> cst.Call:
    """Return the call of another attribute, or another plain name."""
    function = call.func
    if isinstance(function, cst.Attribute):
        return call.with_changes(func=function.with_changes(attr=cst.Name(name)))
    return call.with_changes(func=cst.Name(name))


def dotted(name: str) -> cst.BaseExpression:
    """Return the expression of a dotted name."""
    return parse_expression(name)


def without(call: cst.Call, index: int) -> cst.Call:
    """Return the call without the argument at an index of `call.args`.

    What follows the last argument (comma, comment, line break) follows the
    one before it then.
    """
    args = list(call.args)
    gone = args.pop(index)
    if index == len(args) and args:
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
    *others, last = call.args
    if isinstance(last.value, cst.GeneratorExp) and not last.value.lpar:
        last = last.with_deep_changes(
            last.value, lpar=[cst.LeftParen()], rpar=[cst.RightParen()]
        )
    has_comma = isinstance(last.comma, cst.Comma)
    closing = _behind(last)
    between = _between(call, closing)
    last = last.with_changes(
        comma=cst.Comma(whitespace_after=between),
        whitespace_after_arg=cst.SimpleWhitespace(""),
    )
    end = _without_comment(closing)
    new = (
        new.with_changes(comma=cst.Comma(whitespace_after=end))
        if has_comma
        else new.with_changes(whitespace_after_arg=end)
    )
    return call.with_changes(args=[*others, last, new])


def _behind(arg: Any) -> Any:
    """Return the whitespace, and comment, behind an argument and its comma."""
    if isinstance(arg.comma, cst.Comma):
        return arg.comma.whitespace_after
    return arg.whitespace_after_arg


def _between(call: cst.Call, closing: Any) -> Any:
    """Return what stands between the last argument and a new one.

    That is what stands between the two before. A comment behind the last
    argument stays with it.
    """
    layout: Any = call.whitespace_before_args
    if len(call.args) > 1:
        layout = _behind(call.args[-2])
    if isinstance(layout, cst.ParenthesizedWhitespace):
        first_line = cst.TrailingWhitespace()
        if isinstance(closing, cst.ParenthesizedWhitespace):
            first_line = closing.first_line
        return layout.with_changes(first_line=first_line, empty_lines=[])
    if isinstance(closing, cst.ParenthesizedWhitespace) and closing.first_line.comment:
        deeper = cst.SimpleWhitespace(f"{closing.last_line.value}    ")
        return closing.with_changes(last_line=deeper, empty_lines=[])
    return cst.SimpleWhitespace(" ")


def _without_comment(closing: Any) -> Any:
    if not isinstance(closing, cst.ParenthesizedWhitespace):
        return closing
    plain = cst.TrailingWhitespace(newline=closing.first_line.newline)
    return closing.with_changes(first_line=plain)
