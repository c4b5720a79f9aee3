"""What other files of a project say of an import, and measured times."""

from __future__ import annotations

from dataclasses import replace

import pytest

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project
from codemods.reading import program

CODEMOD = CATALOGUE["lazy-import"]
SOURCE = """\
import pandas as pd
from shop import prices


def total(rows):
    return prices.total(rows)


def table(rows):
    return pd.DataFrame(rows)
"""
NAMES = frozenset({"shop", "shop.report", "shop.prices", "shop.other", "tests"})


@pytest.mark.parametrize(
    ("path", "text", "reason"),
    [
        pytest.param("shop/other.py", "from shop import report\n", "", id="nobody"),
        pytest.param(
            "shop/other.py",
            "from shop.report import pd\n",
            "another file takes `pd`",
            id="imported",
        ),
        pytest.param(
            "shop/other.py",
            "from shop import report\nprint(report.pd)\n",
            "another file takes `pd`",
            id="reached",
        ),
        pytest.param(
            "tests/test_report.py",
            "patch('shop.report.pd')\n",
            "a string of another file speaks of `pd`",
            id="patched",
        ),
        pytest.param(
            "shop/prices.py",
            "import seaborn\n",
            "`shop.prices` loads `pandas` anyway",
            id="loaded",
        ),
        pytest.param("shop/other.py", "import pandas\n", "", id="not-loaded-by-it"),
    ],
)
def test_other_files(path: str, text: str, reason: str) -> None:
    """A name that others use stays, and so does what is loaded anyway."""
    files = {
        "shop/__init__.py": b"",
        "shop/prices.py": b"import math\n",
        "shop/report.py": SOURCE.encode(),
        path: text.encode(),
    }
    project = Project(modules=NAMES)
    project = replace(project, program=program.index(files, project))

    made = rewrite(CODEMOD, "shop/report.py", SOURCE.encode(), project)

    assert bool(made.findings) == (not reason)
    assert [left.reason.startswith(reason) for left in made.left_alone] == (
        [True] if reason else []
    )


def test_measured_times() -> None:
    """With times, only what was measured is looked at, and the time is told."""
    source = b"import slow\ndef a(): ...\ndef b():\n    return slow.c\n"
    told = CODEMOD.configured({"seconds": "slow=1.50, fast = 0.1"})

    made = rewrite(told, "a.py", source)
    rested = rewrite(told, "report.py", SOURCE.encode())

    assert [found.message for found in made.findings] == [
        "slow takes 1.5 s to load; only `b` needs it"
    ]
    assert not rested.findings


def test_times_that_are_none() -> None:
    """What is no time is told."""
    with pytest.raises(ValueError, match=r"must be like .*, not 'soon'"):
        CODEMOD.configured({"seconds": "soon"})


@pytest.mark.parametrize(
    "path",
    [
        pytest.param("shop/__init__.py", id="package"),
        pytest.param("docs/examples/report.py", id="example"),
        pytest.param("tests/test_report.py", id="test"),
    ],
)
def test_files_that_are_not_looked_at(path: str) -> None:
    """Examples and tests import what they are about; a package gives names on."""
    made = rewrite(CODEMOD, path, SOURCE.encode())

    assert not made.findings
    assert not made.left_alone
