"""Comments that speak of a place."""

from __future__ import annotations

import pytest

from codemods.security.parts.remarks import remark
from tests.support.modules import expression, module_of


@pytest.mark.parametrize(
    ("source", "found"),
    [
        pytest.param("f(x)  # why\n", "# why", id="behind"),
        pytest.param("f(\n    x,  # why\n)\n", "# why", id="behind-in-a-call"),
        pytest.param("f(x, 'a#b')\n", "", id="in-a-string"),
        pytest.param("f(x)\n# why\n", "", id="below"),
        pytest.param("f(x)  # noqa: E501\n", "", id="for-a-tool"),
        pytest.param("# Trust it:\n# old.\nf(x)\n", "# Trust it: # old.", id="above"),
        pytest.param("# Get it.\nf(x)\n", "", id="above-of-something-else"),
        pytest.param("# Trust it.\n\nf(x)\n", "", id="apart"),
        pytest.param("# Trust it.\na = 1\nf(x)\n", "# Trust it.", id="paragraph"),
        pytest.param("# Trust it.\nif a:\n    f(x)\n", "", id="indented-less"),
        pytest.param("f(x)", "", id="nothing"),
    ],
)
def test_remark(source: str, found: str) -> None:
    """A remark stands behind a node, or above and with a word of it."""
    module = module_of(source)

    assert remark(module, expression(module, "x"), "trust") == found


def test_only_behind() -> None:
    """Without a pattern, what stands above is no remark."""
    module = module_of("# x\nf(x)\n")

    assert remark(module, expression(module, "x")) == ""
