"""A test case becomes a plain class in one step, and its tests end as before."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project

if TYPE_CHECKING:
    from pathlib import Path

CODEMOD = CATALOGUE["unittest-to-pytest"]
PYTEST = Project(dependencies=frozenset({"pytest"}))

SOURCE = b"""\
import unittest


class TestCaught(unittest.TestCase):
    def setUp(self):
        self.prices = {"apple": 3}

    def test_args(self):
        with self.assertRaises(KeyError) as caught:
            self.prices["pear"]
        self.assertEqual(caught.exception.args, ("pear",))

    def test_other_args(self):
        with self.assertRaises(KeyError) as caught:
            self.prices["pear"]
        self.assertEqual(caught.exception.args, ("plum",), caught.exception)

    def test_no_exception(self):
        with self.assertRaises(KeyError):
            self.prices["apple"]

    def test_said(self):
        with self.assertRaisesRegex(ValueError, "invalid literal") as caught:
            int("a")
        if caught.exception.args:
            self.skipTest(str(caught.exception))


class TestFailed(unittest.TestCase):
    def test_called(self):
        self.assertRaises(ZeroDivisionError, divmod, 1, 0)
        self.fail("as told")
"""


def outcomes(folder: Path, source: bytes) -> dict[str, str]:
    """Return how each test of a file ends, as pytest runs it."""
    folder.mkdir()
    (folder / "test_it.py").write_bytes(source)
    command = ("-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", "test_it.py")
    ran = subprocess.run(
        (sys.executable, *command),
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    words = (line.split() for line in ran.stdout.splitlines())
    ends = {
        word[1].partition("::")[2]: word[0]
        for word in words
        if len(word) > 1 and word[1].startswith("test_it.py::")
    }
    ends["skipped"] = str(ran.stdout.count("SKIPPED [1]"))
    return ends


def test_tests_end_as_before(tmp_path: Path) -> None:
    """Passed, failed and skipped are the same tests, and there are as many."""
    result = rewrite(CODEMOD, "test_it.py", SOURCE, PYTEST)

    before = outcomes(tmp_path / "before", SOURCE)
    after = outcomes(tmp_path / "after", result.source)

    assert after == before
    assert set(before.values()) == {"PASSED", "FAILED", "1"}
    assert b"self.assert" not in result.source
    assert b"unittest" not in result.source


@pytest.mark.parametrize(
    ("kept", "changed"),
    [
        pytest.param("", 2, id="nothing-kept"),
        pytest.param("        self.assertCountEqual([1], [1])\n", 1, id="last-kept"),
    ],
)
def test_each_class_is_one_change(kept: str, changed: int) -> None:
    """A class is written in one step, or stays: each is found once."""
    source = SOURCE + kept.encode()

    result = rewrite(CODEMOD, "test_it.py", source, PYTEST)

    assert len(result.findings) == changed
    assert len(result.left_alone) == 2 - changed
    assert (b"class TestFailed(unittest.TestCase)" in result.source) == bool(kept)
    assert (b"self.assertRaises(Zero" in result.source) == bool(kept)
