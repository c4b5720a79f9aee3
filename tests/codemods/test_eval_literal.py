"""What is said of `eval`, and that literals are read as before."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite

CODEMOD = CATALOGUE["eval-literal"]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        pytest.param(
            "def f(a): return eval(a)", ["`eval` runs text from a parameter"], id="call"
        ),
        pytest.param(
            "def f(a): return eval(f'{a}.name')",
            ["`eval` runs text from a parameter"],
            id="put-together",
        ),
        pytest.param(
            "eval(input(), {})",
            ["`eval` runs text from the standard input"],
            id="names",
        ),
        pytest.param(
            "p.add_argument('--size', type=eval)",
            ["`eval` runs what the command line says"],
            id="option",
        ),
        pytest.param(
            "try: x = eval(os.getenv('X', '[]'))\nexcept NameError: x = []",
            ["`ast.literal_eval` would raise what is not caught here"],
            id="caught",
        ),
        pytest.param("eval('1 + 1')", [], id="literal"),
        pytest.param("for n in ('a', 'b'): eval(n)", [], id="one-of-some"),
        pytest.param(
            "def f(a):\n if not a.isdigit(): return 0\n return eval(a)",
            [],
            id="checked",
        ),
    ],
)
def test_reason(text: str, reasons: list[str]) -> None:
    """Text from outside is named, text of the code itself is not."""
    source = f"import os\n{text}\n".encode()

    result = rewrite(CODEMOD, "shop.py", source)

    assert result.source == source
    assert [left.reason for left in result.left_alone] == reasons


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner)
    | st.tuples(inner)
    | st.dictionaries(st.text(), inner),
    max_leaves=6,
)


@given(VALUES)
@settings(max_examples=60, deadline=None)
def test_reads_the_same(value: object) -> None:
    """A literal in the environment means the same before and after."""
    source = "value = eval(os.environ.get('X', '[]'))"
    result = rewrite(CODEMOD, "shop.py", f"import os\n{source}\n".encode())
    text = result.source.decode().replace("import os\n", "")

    class Environment:
        environ = {"X": repr(value)}  # noqa: RUF012  # nobody changes it

    before: dict[str, object] = {"os": Environment}
    after: dict[str, object] = {"os": Environment}
    if "inf" in repr(value):
        return

    exec(source, before)  # noqa: S102  # that is the test
    exec(text, after)  # noqa: S102  # that is the test

    assert result.findings
    assert after["value"] == before["value"] == value
