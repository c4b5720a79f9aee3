"""Clocks and clients as parameters: who calls as before gets what was before."""

from __future__ import annotations

import datetime as dt
import types
from typing import Any
from unittest import mock

import pytest

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project
from codemods.reading import program

CLOCK = CATALOGUE["inject-clock"]
CLIENT = CATALOGUE["inject-client"]

LATE = """from datetime import datetime


def is_late(due):
    return datetime.now() > due
"""
SHOP = """import requests


class Shop:
    def __init__(self):
        self.session = requests.Session()
"""
NOON = dt.datetime(2024, 2, 29, 12)  # noqa: DTZ001  # as the program's


def loaded(source: bytes) -> Any:
    """Return a module with a program in it."""
    module = types.ModuleType("orders")
    exec(compile(source, "orders.py", "exec"), vars(module))  # noqa: S102  # our own
    return module


def test_replaced_clock_still_counts() -> None:
    """A test that replaces `datetime` in the module has the same effect."""
    module = loaded(rewrite(CLOCK, "orders.py", LATE.encode()).source)

    with mock.patch.object(module, "datetime") as frozen:
        frozen.now.return_value = NOON
        late = module.is_late(NOON - dt.timedelta(1))
        early = module.is_late(NOON + dt.timedelta(1))

    assert (late, early) == (True, False)


def test_clock_can_be_given() -> None:
    """A caller gives the clock by name."""
    module = loaded(rewrite(CLOCK, "orders.py", LATE.encode()).source)

    assert module.is_late(NOON, now=lambda: NOON + dt.timedelta(1))
    assert not module.is_late(NOON, now=lambda: NOON)


def of_project(slug: str, files: dict[str, str], dependency: str = "") -> list[str]:
    """Return why a codemod leaves the first of some files alone."""
    project = Project(dependencies=frozenset({dependency} - {""}))
    raw = {path: text.encode() for path, text in files.items()}
    known = Project(
        dependencies=project.dependencies, program=program.index(raw, project)
    )
    path = next(iter(files))
    result = rewrite(CATALOGUE[slug], path, raw[path], known)
    assert bool(result.findings) != bool(result.left_alone)
    return [left.reason for left in result.left_alone]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        pytest.param("from orders import is_late\nis_late(3)\n", "", id="called"),
        pytest.param(
            "from orders import is_late\nadd('/', is_late)\n", "handed on", id="given"
        ),
        pytest.param("find('is_late')\n", "stands in a text", id="spoken"),
    ],
)
def test_other_files_have_a_say(other: str, reason: str) -> None:
    """A function that another file hands on keeps its signature."""
    reasons = of_project("inject-clock", {"orders.py": LATE, "web.py": other})

    assert bool(reasons) == bool(reason)
    assert all(reason in item for item in reasons)


@pytest.mark.parametrize(
    ("other", "dependency", "reason"),
    [
        pytest.param("from shop import Shop\nShop()\n", "fastapi", "", id="called"),
        pytest.param(
            "from shop import Shop\nx = Depends(Shop)\n",
            "fastapi",
            "handed on",
            id="built",
        ),
        pytest.param(
            "from shop import Shop\nclass Small(Shop): pass\n",
            "",
            "derives from",
            id="child",
        ),
    ],
)
def test_classes_of_other_files(other: str, dependency: str, reason: str) -> None:
    """A class that a framework builds, or that has children, stays as it is."""
    files = {"shop.py": SHOP, "web.py": other}

    reasons = of_project("inject-client", files, dependency)

    assert bool(reasons) == bool(reason)
    assert all(reason in item for item in reasons)
