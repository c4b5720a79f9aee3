"""`frame.append(other)` becomes `pd.concat([frame, other])`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, ImportNeeded, Site
from codemods.editing.syntax import parse_expression
from codemods.model import Outcome, Safety
from codemods.performance.parts import frames
from codemods.reading import function_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

PANDAS = ImportNeeded("pandas")
KEYWORDS = frozenset({"ignore_index", "sort", "verify_integrity"})


class FrameAppend(Codemod):
    """Replace `DataFrame.append`, which pandas 2 has not.

    pandas 1.4 deprecated the method and pandas 2.0 took it out. `concat` does
    the same. Either copies the whole frame: in a loop, gather the parts in a
    list and call `concat` once; such loops are reported.

    Before:

        import pandas as pd


        def merged(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
            one = one.append(other, ignore_index=True)
            return one.append({"name": "x"}, ignore_index=True)

    After:

        import pandas as pd


        def merged(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
            one = pd.concat([one, other], ignore_index=True)
            return pd.concat([one, pd.DataFrame([{"name": "x"}])], ignore_index=True)

    Fix safety: `append` of pandas 1 calls `concat` itself. A row that is a
    dict becomes a frame of one row first, and the types of columns may come
    out in another way than from the series that `append` made of it.

    Left alone: what may be no data frame, such as a list; what is appended
    where it may be neither a frame nor a literal dict; arguments by `*`.
    """

    safety = Safety.REVIEW
    rules = frozenset({"PD101"})
    references = (
        "https://pandas.pydata.org/docs/whatsnew/v2.0.0.html",
        "https://pandas.pydata.org/docs/reference/api/pandas.concat.html",
    )
    sieve = re.compile(rb"\bpandas\b")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at `append` of frames, and `concat` in loops."""
        if module.name_of(node.func) == "pandas.concat":
            if _is_grown(module, node):
                reason = (
                    "the whole frame is copied in each pass: gather the parts in "
                    "a list, and concat once"
                )
                yield Site(node, Outcome.UNSURE, reason)
            return
        match node.func:
            case ast.Attribute(value=frame, attr="append") if frames.is_frame(
                module, frame
            ):
                pass
            case _:
                return
        if len(node.args) != 1 or not KEYWORDS.issuperset(
            keyword.arg or "" for keyword in node.keywords
        ):
            yield Site(node, Outcome.REFUSED, "its arguments are not known")
            return
        (other,) = node.args
        pandas = module.imported(PANDAS, node)
        text = module.text_of(other)
        if isinstance(other, ast.Dict) and _is_renumbered(node):
            text = f"{pandas}.DataFrame([{text}])"
        elif not frames.is_frame(module, other):
            reason = f"`{module.line_of(other)}` may be no frame"
            yield Site(node, Outcome.UNSURE, reason)
            return
        told = [f"{k.arg}={module.text_of(k.value)}" for k in node.keywords]
        parts = [f"[{module.text_of(frame)}, {text}]", *told]
        code = f"{pandas}.concat({', '.join(parts)})"
        edit = Edit(node, lambda _: parse_expression(code))
        yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,), (PANDAS,))


def _is_renumbered(call: ast.Call) -> bool:
    """Whether the rows get new numbers: without that, a dict is an error."""
    return any(
        keyword.arg == "ignore_index"
        and isinstance(keyword.value, ast.Constant)
        and keyword.value.value is True
        for keyword in call.keywords
    )


def _is_grown(module: Module, call: ast.Call) -> bool:
    """Whether a loop assigns `x = pd.concat([x, ...])`."""
    match (module.parent(call), call.args):
        case (
            ast.Assign(targets=[ast.Name(id=name)]),
            [ast.List(elts=[ast.Name(id=first), *_]), *_],
        ):
            loop = function_names.loop_around(module, call)
            return name == first and loop is not None
    return False
