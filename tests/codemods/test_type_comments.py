"""Annotations mean what the comments meant, and the program stays."""

from __future__ import annotations

import ast
import builtins
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite

CODEMOD = CATALOGUE["type-comments"]
HEAD = "from typing import Dict, List, Optional\nT = List[int]\n"

TYPES = st.recursive(
    st.sampled_from(["int", "str", "T", "Later", "'Later'", "object"]),
    lambda inner: st.one_of(
        inner.map("List[{}]".format),
        inner.map("list[{}]".format),
        inner.map("Optional[{}]".format),
        st.tuples(inner, inner).map("Dict[{0[0]}, {0[1]}]".format),
        st.tuples(inner, inner).map("{0[0]} | {0[1]}".format),
    ),
    max_leaves=3,
)


class _Bare(ast.NodeTransformer):
    """Takes annotations out of a program."""

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        """Make an assignment of it."""
        if node.value is None:
            return node
        return ast.Assign([node.target], node.value)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """Leave the name."""
        return ast.arg(node.arg)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """Leave out what is returned."""
        node.returns = None
        return self.generic_visit(node)


def bare(source: bytes) -> str:
    """Return a program without its annotations."""
    return ast.dump(_Bare().visit(ast.parse(source)))


@settings(max_examples=100, deadline=None)
@given(TYPES, TYPES, TYPES)
def test_program_stays(first: str, second: str, third: str) -> None:
    """With any types, the program is the same and can be run."""
    source = (
        f"{HEAD}x = []  # type: {first}\n"
        f"def f(a, b=1):\n    # type: ({first}, {second}) -> {third}\n"
        f"    c = a  # type: {third}\n    return c\n"
        "class Later: pass\nprint(f(2))\n"
    ).encode()

    made = rewrite(CODEMOD, "a.py", source)

    assert bare(made.source) == bare(source)
    assert all("too long" in left.reason for left in made.left_alone)
    names: dict[str, Any] = {"print": builtins.str}
    code = compile(made.source, "a.py", "exec", dont_inherit=True)
    exec(code, names)  # noqa: S102  # this test has made it
    assert names["f"].__annotations__ or made.left_alone
