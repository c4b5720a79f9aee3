"""What the table of replacements may say."""

from __future__ import annotations

import re

import pytest
from packaging.utils import canonicalize_name
from packaging.version import Version

from bot.actions.dependencies.replacing.modules import (
    NotRenamedError,
    Renamed,
    renamed,
)
from bot.actions.dependencies.replacing.table import Kind, Row, rows
from codemods.model import Project


@pytest.mark.parametrize("row", rows().values(), ids=lambda row: row.name)
def test_rows_are_whole(row: Row) -> None:
    """Every row says what it is, since when as a month, and who says so."""
    assert row.name == canonicalize_name(row.name)
    assert row.note.endswith(".")
    assert re.fullmatch(r"(\d{4}-\d\d)?", row.since)
    assert re.match(r"https://[\w.-]+/", row.source)
    assert "/project/" not in row.source  # an index says what people upload
    if row.first:
        assert Version(row.first)
    match row.kind:
        case Kind.STANDARD_LIBRARY:
            assert not row.new
            assert row.python > (3, 0)
            assert row.modules
        case Kind.ABANDONED:
            assert row.new
            assert not row.imports
        case _:
            assert canonicalize_name(row.new) != row.name
    for old, new in row.imports.items():
        assert all(part.isidentifier() for part in f"{old}.{new}".split("."))


def test_there_are_enough_rows() -> None:
    """The table knows what projects meet."""
    kinds = [row.kind for row in rows().values()]

    assert len(kinds) >= 60
    assert {*kinds} == {*Kind}


def _become(name: str, code: str) -> Renamed:
    return renamed("a.py", code.encode(), rows()[name], Project())


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        (
            "mock",
            "import mock as m\nm.Mock()\n",
            "import unittest.mock as m\nm.Mock()\n",
        ),
        ("pickle5", "import pickle5 as pickle\n", "import pickle\n"),
        (
            "importlib-metadata",
            "import importlib_metadata\n",
            "import importlib.metadata as importlib_metadata\n",
        ),
        (
            "backports-functools-lru-cache",
            "from backports.functools_lru_cache import lru_cache\n",
            "from functools import lru_cache\n",
        ),
        (
            "pathlib2",
            "import pathlib2, os\ndef f(pathlib2):\n    pathlib2()\npathlib2.Path()\n",
            "import pathlib, os\ndef f(pathlib2):\n    pathlib2()\npathlib.Path()\n",
        ),
        (
            "appdirs",
            "import os\nimport appdirs  # folders\n",
            "import os\nimport platformdirs  # folders\n",
        ),
    ],
)
def test_imports(name: str, before: str, after: str) -> None:
    """Imports change with the names that they bind, and no other byte."""
    assert _become(name, before).content.decode() == after


@pytest.mark.parametrize(
    ("name", "code", "reason"),
    [
        ("tomli", "from tomli import *\n", "* is not sure"),
        ("mock", "import mock, os\n", "shares its line"),
        ("docopt", "from docopt import docopt\ndocopt(doc='a')\n", "argument doc"),
        ("pathlib2", "import pathlib\nimport pathlib2\n", "name of another"),
        (
            "mock",
            "import importlib, mock as m\nimportlib.import_module('mock')\n",
            "string",
        ),
        ("appdirs", "import appdirs\n__all__ = ['appdirs']\n", "string"),
        (
            "pickle5",
            "try:\n    import cPickle\nexcept ImportError:\n    import pickle5\n",
            "another thing",
        ),
        (
            "pickle5",
            "try:\n    import a\n    import b\nexcept:\n    import pickle5\n",
            "other imports",
        ),
        ("pickle5", "import pickle5\nprint 1\n", "Python 2"),
    ],
)
def test_refused(name: str, code: str, reason: str) -> None:
    """What is not sure stays, with the reason."""
    with pytest.raises(NotRenamedError, match=re.escape(reason)):
        _become(name, code)
