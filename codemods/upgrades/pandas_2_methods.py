"""Methods and arguments of data frames under their names of pandas 2."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Site, TextEdit
from codemods.model import Outcome, Safety
from codemods.performance.parts.frames import is_frame
from codemods.upgrades.base import Step, UpgradeCodemod
from codemods.upgrades.parts import guards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

_RENAMED = {"backfill": "bfill", "iteritems": "items", "pad": "ffill"}
_GONE = {
    "append": "`append` is gone: collect the parts and `concat` them once",
    "lookup": "`lookup` is gone: `loc` with `melt`, or indices of NumPy",
    "mad": "`mad` is gone: `(df - df.mean()).abs().mean()`",
    "slice_shift": "`slice_shift` is gone: `shift`",
    "tshift": "`tshift` is gone: `shift` with `freq`",
}


class Pandas2Methods(UpgradeCodemod):
    r"""Call the methods of data frames by the names that pandas 2 has.

    pandas 2 took away what had had a second name for long.

    Before:

        import pandas as pd

        frame = pd.read_csv("carts.csv")
        for name, column in frame.iteritems():
            print(name)
        frame.to_csv("out.csv", line_terminator="\n")

    After:

        import pandas as pd

        frame = pd.read_csv("carts.csv")
        for name, column in frame.items():
            print(name)
        frame.to_csv("out.csv", lineterminator="\n")

    Fix safety: the new names do the same. `lineterminator` came with pandas
    1.5, the others long before.

    Left alone: what is not surely a data frame, and methods without a name that
    does just the same (`append`, `mad`, `lookup`): the places are listed.
    """

    safety = Safety.SAFE
    step = Step("pandas", "2")
    needs_new = True
    references = ("https://pandas.pydata.org/docs/whatsnew/v2.0.0.html",)
    sieve = (
        re.compile(rb"pandas"),
        re.compile(rb"append|backfill|iteritems|line_terminator|lookup|mad|pad|shift"),
    )

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at what is asked of data frames."""
        function = node.func
        if not isinstance(function, ast.Attribute):
            return
        name = function.attr
        if name not in _RENAMED.keys() | _GONE.keys() and name != "to_csv":
            return
        if not is_frame(module, function.value) or guards.is_guarded(module, node):
            return
        if name in _GONE:
            yield Site(node, Outcome.REFUSED, _GONE[name])
        elif name in _RENAMED:
            _, end = module.source.span(function)
            yield _renamed(node, function, module, end, _RENAMED[name])
        for keyword in node.keywords:
            if name == "to_csv" and keyword.arg == "line_terminator":
                end = module.source.span(keyword)[0] + len(keyword.arg)
                yield _renamed(node, keyword, module, end, "lineterminator")


def _renamed(
    node: ast.Call,
    place: ast.Attribute | ast.keyword,
    module: Module,
    end: int,
    new: str,
) -> Site:
    old = place.attr if isinstance(place, ast.Attribute) else str(place.arg)
    if module.anchor(node) is not node:
        return Site(node, Outcome.REFUSED, "it stands in an f-string")
    edit = TextEdit(place, end - len(old), end, new.encode(), own=True)
    return Site(node, Outcome.APPLIED, f"`{old}` is `{new}`", (edit,))
