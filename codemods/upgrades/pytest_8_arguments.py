"""Arguments of pytest's functions, and what pytest 8 no longer runs."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Site, TextEdit
from codemods.model import Outcome, Safety
from codemods.reading.nodes import NAMED_FUNCTIONS, is_none
from codemods.upgrades.base import Step, UpgradeCodemod
from codemods.upgrades.parts import guards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

_OUTCOMES = frozenset(
    f"pytest.{where}{name}"
    for where in ("", "outcomes.")
    for name in ("exit", "fail", "skip")
)
_NOSE = {"setup": "setup_method", "teardown": "teardown_method"}


class Pytest8Arguments(UpgradeCodemod):
    """Give a reason to `pytest.skip` and its like by that name.

    pytest 7 calls it `reason`; pytest 8 no longer takes `msg`.

    Before:

        import pytest


        def test_cart():
            pytest.skip(msg="no cart here")

    After:

        import pytest


        def test_cart():
            pytest.skip(reason="no cart here")

    Fix safety: pytest 7 takes both names for the same thing.

    Left alone: `pytest.warns(None)`, which has to say what is meant
    (`warnings.catch_warnings`, or no check at all), and `setup` and `teardown`
    in classes of tests, which pytest 8 does not run any more
    (`setup_method`): the places are listed.
    """

    safety = Safety.SAFE
    step = Step("pytest", "8")
    needs_new = True
    references = ("https://docs.pytest.org/en/stable/deprecations.html",)
    sieve = re.compile(rb"pytest|\bdef (?:setup|teardown)\b")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls of functions of pytest."""
        name = module.name_of(node.func) or ""
        if guards.is_guarded(module, node):
            return
        if name == "pytest.warns" and node.args and is_none(node.args[0]):
            reason = "`pytest.warns(None)` raises: say what is meant"
            yield Site(node, Outcome.REFUSED, reason)
        if name not in _OUTCOMES:
            return
        told = [keyword.arg for keyword in node.keywords]
        for keyword in node.keywords:
            if keyword.arg != "msg":
                continue
            if "reason" in told or None in told or node.args:
                yield Site(node, Outcome.REFUSED, "it may be given a reason already")
                return
            start = module.source.span(keyword)[0]
            edit = TextEdit(keyword, start, start + len("msg"), b"reason", own=True)
            yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,))

    def visit_ClassDef(self, node: ast.ClassDef, module: Module) -> Iterator[Site]:
        """Look at classes of tests for methods that nose would have run."""
        del module
        if node.bases or node.keywords or not node.name.startswith("Test"):
            return
        names = {item.name for item in node.body if isinstance(item, NAMED_FUNCTIONS)}
        for item in node.body:
            if not isinstance(item, ast.FunctionDef) or item.decorator_list:
                continue
            new = _NOSE.get(item.name)
            if new is not None and new not in names and len(item.args.args) == 1:
                reason = f"pytest 8 does not run `{item.name}`: it is `{new}`"
                yield Site(item, Outcome.REFUSED, reason)
