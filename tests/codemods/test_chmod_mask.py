"""Which modes change, and why others stay."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite

CODEMOD = CATALOGUE["chmod-mask"]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        pytest.param(
            "os.chmod(p, stat.S_IRWXU | stat.S_IRWXO)",
            ["the mode, put together from names, lets everybody write"],
            id="names",
        ),
        pytest.param(
            "os.chmod('/run/app.sock', 0o666)",
            ["who may not write to a socket, a pipe or a shared folder is shut out"],
            id="socket",
        ),
        pytest.param("os.chmod(p, 0o1777)", [], id="sticky"),
        pytest.param("os.chmod(p, stat.S_IRWXO | stat.S_ISVTX)", [], id="sticky-name"),
        pytest.param("os.chmod(p, 0o777); os.remove(p)", [], id="deleted"),
    ],
)
def test_reason(text: str, reasons: list[str]) -> None:
    """What everybody must be able to write to is named or left alone."""
    source = f"import os, stat\n{text}\n".encode()

    result = rewrite(CODEMOD, "shop.py", source)

    assert result.source == source
    assert [left.reason for left in result.left_alone] == reasons


@given(st.integers(0, 0o7777), st.sampled_from(["0o{:o}", "{}", "0O{:04o}", "0x{:x}"]))
@settings(max_examples=100, deadline=None)
def test_takes_one_right(mode: int, notation: str) -> None:
    """Others can no longer write; every other bit stays."""
    source = f"import os\nos.chmod('run', {notation.format(mode)})\n"
    result = rewrite(CODEMOD, "shop.py", source.encode())
    given_modes: list[int] = []

    class Os:
        @staticmethod
        def chmod(_: str, mode: int) -> None:
            given_modes.append(mode)

    text = result.source.decode().replace("import os\n", "")
    exec(text, {"os": Os})  # noqa: S102  # that is the test

    expected = mode if mode & 0o1000 else mode & ~0o002
    assert given_modes == [expected]
    assert bool(result.findings) == (expected != mode)
