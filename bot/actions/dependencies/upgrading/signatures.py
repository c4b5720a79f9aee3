"""Whether a call that one release takes is one that another does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import griffe

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.actions.dependencies.upgrading.library import Object
    from bot.actions.dependencies.upgrading.usage import Call

_KEEPS = frozenset(
    {"abstractmethod", "asynccontextmanager", "classmethod", "contextmanager"}
    | {"deprecated", "final", "overload", "override", "staticmethod"}
)
"""Last names of decorators after which the parameters are those written."""

_KINDS = griffe.ParameterKind


def refusal(before: Object, after: Object, call: Call) -> str:
    """Return why a release refuses a call that the one before took, "" if not.

    Only what the call itself gives is looked at, and only where both
    signatures are surely those that are written.
    """
    old, new = _parameters(before), _parameters(after)
    if old is None or new is None or call.starred:
        return ""
    if _refused(old, call):
        return ""  # it is called in another way than the source tells
    return _refused(new, call)


def _parameters(thing: Object) -> list[griffe.Parameter] | None:
    """Return the parameters of a call, None where they are not sure."""
    bound = False
    if isinstance(thing, griffe.Class):
        maker = thing.members.get("__init__")
        others = {"__new__", "__call__", "__class_getitem__"} & set(thing.members)
        if not isinstance(maker, griffe.Function) or others or thing.decorators:
            return None
        thing, bound = maker, True
    if not isinstance(thing, griffe.Function) or thing.overloads:
        return None
    marks = [str(mark.callable_path).rpartition(".")[2] for mark in thing.decorators]
    if any(mark not in _KEEPS for mark in marks):
        return None
    if isinstance(thing.parent, griffe.Class) and not bound:
        if "classmethod" not in marks and "staticmethod" not in marks:
            return None  # called on the class, with an object
        bound = "classmethod" in marks
    return list(thing.parameters)[1 if bound else 0 :]


def _refused(parameters: Sequence[griffe.Parameter], call: Call) -> str:
    placed = [
        each
        for each in parameters
        if each.kind in {_KINDS.positional_only, _KINDS.positional_or_keyword}
    ]
    kinds = {each.kind for each in parameters}
    if call.positional > len(placed) and _KINDS.var_positional not in kinds:
        number = len(placed)
        return f"takes at most {number} without a name"
    named = {each.name: each for each in parameters}
    for keyword in call.keywords:
        known = named.get(keyword)
        taken = known is not None and known.kind is not _KINDS.positional_only
        if not taken and _KINDS.var_keyword not in kinds:
            return f"has no parameter `{keyword}`"
    given = {each.name for each in placed[: call.positional]} | set(call.keywords)
    for each in parameters:
        if each.required and each.name not in given:
            return f"asks for `{each.name}`"
    return ""
