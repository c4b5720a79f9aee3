"""What is said of calls that build objects from data, and where that comes from."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.reading import lookups, roles
from codemods.security.parts import guards, origins

if TYPE_CHECKING:
    from codemods.reading.module import Module

_VERIFIERS = frozenset({"hmac.compare_digest", "secrets.compare_digest"})
_OPENERS = frozenset(
    {"builtins.open", "bz2.open", "gzip.open", "io.open", "lzma.open", "pathlib.Path"}
)


def reason(module: Module, call: ast.Call, does: str) -> str:
    """Return what is to be said of a call that loads data, "" for nothing.

    `does` is what loading may do. Nothing is said of tests, of what the same
    expression has just written, of a literal, and of data whose signature its
    function checks.
    """
    if roles.is_test(module) or not call.args or _is_round_trip(call):
        return ""
    data = call.args[0]
    if isinstance(data, ast.Starred) or guards.is_checked(module, data):
        return ""
    if _is_verified(module, call):
        return ""
    found = origins.origins_of(module, data)
    if found == {origins.Origin.LITERAL} and not _names_file(module, call, data):
        return ""
    return f"{does}; it comes from {_told(found)}"


def _told(found: frozenset[origins.Origin]) -> str:
    """Return where data comes from; what a literal names is a file."""
    serious = found - origins.HARMLESS
    return origins.told(serious or {origins.Origin.FILE})


def _is_round_trip(call: ast.Call) -> bool:
    """Whether a call loads what a call of `dumps` has made: a deep copy."""
    match call.args[0]:
        case ast.Call(func=ast.Attribute(attr="dumps") | ast.Name(id="dumps")):
            return True
    return False


def _is_verified(module: Module, call: ast.Call) -> bool:
    """Whether the function of a call compares a signature."""
    around = module.enclosing_function(call)
    return around is not None and any(
        module.name_of(other.func) in _VERIFIERS
        and module.enclosing_function(other) is around
        for other in lookups.calls(module, "compare_digest")
    )


def _names_file(module: Module, call: ast.Call, data: ast.expr) -> bool:
    """Whether what is loaded is a path, or an open file, and not the data."""
    del call
    return not (isinstance(data, ast.Constant) and isinstance(data.value, bytes)) and (
        isinstance(data, ast.Constant)
        or any(
            isinstance(item, ast.Call) and module.name_of(item.func) in _OPENERS
            for item in ast.walk(data)
        )
    )
