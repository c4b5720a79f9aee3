"""Small programs, run before and after a rewrite."""

from __future__ import annotations

import copy
from typing import Any


def outcome(source: bytes, **values: Any) -> tuple[str, object]:
    """Return what a program's `run` gives for copies of some values.

    It is the name of the exception's type where it raises, and what stands in
    the values afterwards, so that changes of arguments are seen as well.
    """
    namespace: dict[str, Any] = {}
    exec(compile(source, "a.py", "exec"), namespace)  # noqa: S102  # a test has made it
    given = copy.deepcopy(values)
    try:
        result = namespace["run"](**given)
    except Exception as error:  # noqa: BLE001  # whatever it is, it must stay
        return type(error).__name__, given
    return repr(result), given
