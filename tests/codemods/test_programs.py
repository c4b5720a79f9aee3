"""What of a file is a program, and what a library that tries itself out."""

from __future__ import annotations

import pytest

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project

SOURCE = """\
import os


class Cache:
    def __init__(self):
        print("Warning: no disk")

    def clear(self):
        print("Error: not cleared")

    def show(self):
        print("Error: nothing here")


def load(path):
    print("Warning: no file")


def demo():
    Cache().show()


if __name__ == "__main__":
    demo()
"""


@pytest.mark.parametrize(
    ("path", "logged"),
    [
        ("shop/cache.py", {"Error: not cleared", "Warning: no file"}),
        ("cache.py", set()),
        ("shop/examples/cache.py", set()),
    ],
)
def test_trial_below_a_module(path: str, logged: set[str]) -> None:
    """Only what the trial of a package's module does not mention is a library."""
    project = Project(modules=frozenset({"shop", "shop.cache"}))

    after = rewrite(CATALOGUE["print-to-logging"], path, SOURCE.encode(), project)

    lines = after.source.decode().splitlines()
    found = {line.split('"')[1] for line in lines if "    logger." in line}
    assert found == logged
