"""Calls of `utcnow` and `utcfromtimestamp`, written as `now` and `fromtimestamp`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from codemods.lazy import cst

if TYPE_CHECKING:
    import libcst


class UtcCall:
    """Changes the LibCST node of one call, or of `replace` called on it.

    `zone` is how UTC is written; without `is_aware` the zone is dropped again.
    """

    def __init__(
        self, zone: str, *, is_aware: bool, on_replace: bool = False, keep: bool = False
    ) -> None:
        self._zone = zone
        self._is_aware = is_aware
        self._on_replace = on_replace
        self._keep = keep

    def merged(self, *, keep: bool) -> UtcCall:
        """Return the change of the `replace` around the call.

        It goes, or is kept and drops the zone as well.
        """
        return UtcCall(self._zone, is_aware=True, on_replace=True, keep=keep)

    def __call__(self, old: libcst.Call) -> libcst.Call:
        """Return the new call."""
        if not self._on_replace:
            new = _now(old, self._zone)
            return new if self._is_aware else _without_zone(new)
        replace: Any = old.func
        inner = _now(replace.value, self._zone)
        if not self._keep:
            return inner.with_changes(lpar=old.lpar, rpar=old.rpar)
        func = replace.with_changes(value=inner)
        return old.with_changes(
            func=func, args=_appended(old, _argument("tzinfo", "None"))
        )


def _now(call: libcst.Call, zone: str) -> libcst.Call:
    """Return `now` or `fromtimestamp`, with UTC, for a call of the old kind."""
    if call.args:
        func = call.func.with_changes(attr=cst.Name("fromtimestamp"))
        args = _appended(call, _argument("tz", zone))
    else:
        func = call.func.with_changes(attr=cst.Name("now"))
        args = [cst.Arg(cst.parse_expression(zone))]
    return call.with_changes(func=func, args=args)


def _without_zone(call: libcst.Call) -> libcst.Call:
    return cst.Call(
        cst.Attribute(call, cst.Name("replace")), [_argument("tzinfo", "None")]
    )


def factory(function: libcst.Attribute, zone: str) -> libcst.Lambda:
    """Return a function that does what `utcnow` does."""
    call = _now(cst.Call(function), zone)
    return cst.Lambda(cst.Parameters(), _without_zone(call))


def _argument(name: str, value: str) -> libcst.Arg:
    return cst.Arg(
        cst.parse_expression(value),
        keyword=cst.Name(name),
        equal=cst.AssignEqual(
            whitespace_before=cst.SimpleWhitespace(""),
            whitespace_after=cst.SimpleWhitespace(""),
        ),
    )


def _appended(call: libcst.Call, new: libcst.Arg) -> list[libcst.Arg]:
    """Return the arguments of a call and one more, laid out like the others."""
    *others, last = call.args
    if isinstance(last.comma, cst.MaybeSentinel):
        after = last.whitespace_after_arg
        last = last.with_changes(
            whitespace_after_arg=cst.SimpleWhitespace(""), comma=_comma()
        )
        return [*others, last, new.with_changes(whitespace_after_arg=after)]
    end = last.comma.whitespace_after
    before = call.whitespace_before_args
    if isinstance(end, cst.ParenthesizedWhitespace) and isinstance(
        before, cst.ParenthesizedWhitespace
    ):
        between = end.with_changes(last_line=before.last_line)
        close = cst.ParenthesizedWhitespace(indent=end.indent, last_line=end.last_line)
        last = last.with_changes(
            comma=last.comma.with_changes(whitespace_after=between)
        )
        return [
            *others,
            last,
            new.with_changes(comma=cst.Comma(whitespace_after=close)),
        ]
    return [*others, last.with_changes(comma=_comma()), new]


def _comma() -> libcst.Comma:
    return cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
