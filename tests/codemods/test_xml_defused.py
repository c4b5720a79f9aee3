"""Where defusedxml is used, and where documents from outside are only named."""

from __future__ import annotations

import pytest

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Outcome, Project
from codemods.reading.program import index

CODEMOD = CATALOGUE["xml-defused"]
HEAD = """
import sys
import xml.etree.ElementTree as ET
from flask import request
"""
OPTIONAL = """
try:
    import defusedxml
except ImportError:
    defusedxml = None
"""


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param("ET.parse(sys.argv[1])", "XML from the command line", id="argv"),
        pytest.param("ET.XML(request.data)", "XML from a request", id="request"),
        pytest.param("def f(x):\n    ET.parse(x)", "", id="parameter"),
        pytest.param("ET.parse('a.xml')", "", id="literal"),
        pytest.param(f"{OPTIONAL}def f(x):\n    ET.parse(x)", "", id="optional"),
    ],
)
def test_not_declared(source: str, reason: str) -> None:
    """Without the package, nothing changes; what surely is from outside is named."""
    raw = f"{HEAD}{source}\n".encode()

    result = rewrite(CODEMOD, "a.py", raw)

    assert result.source == raw
    assert [left.outcome for left in result.left_alone] == [Outcome.UNSURE] * bool(
        reason
    )
    assert all(left.reason.startswith(reason) for left in result.left_alone)


def test_imported_is_declared() -> None:
    """A file that imports the package for sure may use it, whatever is declared."""
    raw = b"import xml.sax\nimport defusedxml\ndef f(x):\n    xml.sax.parse(x, h)\n"

    result = rewrite(CODEMOD, "a.py", raw)

    assert b"    defusedxml.sax.parse(x, h)\n" in result.source


@pytest.mark.parametrize(
    ("path", "changed"),
    [
        pytest.param("shop/feeds.py", True, id="used"),
        pytest.param("tests/test_feeds.py", False, id="for-tests-alone"),
    ],
)
def test_declared_for_tests_alone(path: str, *, changed: bool) -> None:
    """A declared package that only tests import may not be there at run time."""
    raw = b"import xml.sax\ndef f(x):\n    xml.sax.parse(x, h)\n"
    project = Project(dependencies=frozenset({"defusedxml"}))
    files = {"shop/read.py": raw, path: b"from defusedxml.sax import parse\n"}
    whole = Project(dependencies=project.dependencies, program=index(files, project))

    assert bool(rewrite(CODEMOD, "shop/read.py", raw, whole).findings) == changed
