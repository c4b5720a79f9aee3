"""Functions do the same without what they never reach."""

from __future__ import annotations

from hypothesis import given, settings

from codemods.catalogue import CATALOGUE
from codemods.engine import DEFECT, rewrite
from tests.support.nested_programs import behaviour, functions

CODEMOD = CATALOGUE["unreachable-code"]


@settings(max_examples=100, deadline=None)
@given(functions("dead"))
def test_functions_do_the_same(source: str) -> None:
    """What a function says and answers does not depend on dead code."""
    result = rewrite(CODEMOD, "nested.py", source.encode())

    assert not [left for left in result.left_alone if left.reason.startswith(DEFECT)]
    assert behaviour(result.source.decode()) == behaviour(source)
