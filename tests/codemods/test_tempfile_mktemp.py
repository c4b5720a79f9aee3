"""Why free names stay what they are, and that the new code does the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite

if TYPE_CHECKING:
    from pathlib import Path

CODEMOD = CATALOGUE["tempfile-mktemp"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(
            "use(tempfile.mktemp())",
            "the free name goes straight to what may want no file there",
            id="straight",
        ),
        pytest.param(
            "def f():\n p = tempfile.mktemp()\n os.mkfifo(p)",
            "the name goes first to what may want no file there",
            id="first",
        ),
        pytest.param(
            "def f():\n p = tempfile.mktemp()\n open(p, 'w').close()\n return p",
            "the name also goes to what may want no file there",
            id="also",
        ),
        pytest.param(
            "def f():\n p = tempfile.mktemp()\n p = 'x'\n open(p, 'w').close()",
            "`p` gets other values too",
            id="two-values",
        ),
        pytest.param(
            "def f():\n p = tempfile.mktemp()", "the name is never used here", id="none"
        ),
    ],
)
def test_reason(text: str, reason: str) -> None:
    """What is left alone says why."""
    source = f"import os, tempfile\n{text}\n".encode()

    result = rewrite(CODEMOD, "shop.py", source)

    assert result.source == source
    assert [left.reason for left in result.left_alone] == [reason]


@pytest.mark.parametrize(
    "use",
    [
        pytest.param("with open(path, 'w') as f: f.write('a')", id="write"),
        pytest.param("with open(path, 'ab') as f: f.write(b'a')", id="append"),
        pytest.param("import shutil; shutil.copyfile(__file__, path)", id="copy"),
    ],
)
def test_behaves_the_same(use: str, tmp_path: Path) -> None:
    """The file holds the same afterwards, and deleting it works."""
    text = f"""
import os, tempfile
path = tempfile.mktemp(".txt", dir={str(tmp_path)!r})
{use}
with open(path) as f: found = f.read()
name = os.path.splitext(path)[1]
os.remove(path)
"""
    result = rewrite(CODEMOD, "shop.py", text.encode())
    before: dict[str, object] = {"__file__": __file__}
    after: dict[str, object] = {"__file__": __file__}

    exec(text, before)  # noqa: S102  # that is the test
    exec(result.source, after)  # noqa: S102  # that is the test

    assert len(result.findings) == 1
    assert (after["found"], after["name"]) == (before["found"], before["name"])
    assert not list(tmp_path.iterdir())
