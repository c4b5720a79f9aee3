"""Why archives are extracted as before."""

from __future__ import annotations

import pytest

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project

IMPORTS = "import shutil, tarfile\ntar = tarfile.open('a.tar')\n"


@pytest.mark.parametrize(
    ("text", "lowest", "reasons"),
    [
        pytest.param(
            "tar.extractall('x')",
            (3, 11),
            ["some Pythons that the project supports do not know `filter`"],
            id="old-python",
        ),
        pytest.param("tar.extractall('x')", (3, 14), [], id="default"),
        pytest.param(
            "tar.extractall('x', members=wanted(tar))",
            (3, 12),
            ["the code chooses the members itself"],
            id="members",
        ),
        pytest.param(
            "tar.extractall('x', **more)",
            (3, 12),
            ["`*` or `**` may hold a filter"],
            id="stars",
        ),
        pytest.param(
            "shutil.unpack_archive('a.tar', **more)",
            (3, 12),
            ["`*` or `**` may hold a filter"],
            id="stars-of-unpacking",
        ),
        pytest.param(
            "def f(a): shutil.unpack_archive(a)",
            (3, 12),
            ["a tar archive needs `filter`, and a zip file does not take it"],
            id="unknown-format",
        ),
        pytest.param(
            "def f():\n tar.extractall('x')\n assert '..' not in tar.getnames()",
            (3, 12),
            ["the function looks at the members' paths itself"],
            id="checked",
        ),
        pytest.param(
            "def f():\n if new: tar.extractall('x', filter='tar')\n"
            " else: tar.extractall('x')",
            (3, 12),
            ["the code uses `filter` already where Python knows it"],
            id="either",
        ),
        pytest.param("shutil.unpack_archive('a.zip')", (3, 12), [], id="zip"),
        pytest.param("shutil.unpack_archive('a', 'b', 'zip')", (3, 12), [], id="told"),
        pytest.param(
            "def f(a): shutil.unpack_archive(a, filter='data')", (3, 12), [], id="has"
        ),
    ],
)
def test_reason(text: str, lowest: tuple[int, int], reasons: list[str]) -> None:
    """What the code or the Python decides is left alone, and named."""
    source = f"{IMPORTS}{text}\n".encode()
    project = Project(minimum_python=lowest)

    result = rewrite(CATALOGUE["tar-filter"], "shop.py", source, project)

    assert result.source == source
    assert [left.reason for left in result.left_alone] == reasons
