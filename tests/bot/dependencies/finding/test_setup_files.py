"""Requirements of `setup.cfg`, `setup.py` and `Pipfile`."""

from __future__ import annotations

import pytest

from bot.dependencies.finding import pipfile, setup_cfg, setup_py
from tests.support.readings import checked, limits, said

SETUP_CFG = """\
[metadata]
name = shop
[options]
python_requires = >=3.9
install_requires =
    plain==1.0.0
    range>=1.0,<2
    # a comment
    marker==1.0.0; python_version<"3.10"
    noted==1.0.0  # note
    extra[x]==1.0.0
    unpinned
setup_requires = one==1.0; two~=2.0
tests_require: three==3.0
[options.extras_require]
dev =
    four==1.0.0
test:python_version<"3.9" = five==1.0.0
file = file: requirements/a.txt, b.txt
[tox:tox]
requires = tox>=4
[testenv]
deps = six==1.0
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_setup_cfg(newline: str) -> None:
    """All options that ask for something, in all forms, and tox's sections."""
    content = SETUP_CFG.replace("\n", newline).encode()

    reading = checked(setup_cfg.read("setup.cfg", content), content)

    assert [said(place) for place in reading.places] == [
        "plain==1.0.0",
        "range>=1.0,<2",
        'marker==1.0.0 ; python_version<"3.10"',
        "noted==1.0.0",
        "extra[x]==1.0.0",
        "unpinned",
        "build-system: one==1.0",
        "build-system: two~=2.0",
        "tests: three==3.0",
        "dev: four==1.0.0",
        "tox: tox>=4",
        "testenv: six==1.0",
    ]
    assert [limits(place) for place in reading.requires_python] == [">=3.9"]
    assert [each.path for each in reading.includes] == ["requirements/a.txt", "b.txt"]
    assert reading.places[3].remark == "note"


SETUP_PY = '''\
from setuptools import setup
import os
BASE = ["listed==1.0.0"]
VERSION = "1.0.0"
EXTRAS = {"x": BASE + ["more>=1,<2"], "y:python_version<'3.9'": ("old==1.0",)}
setup(
    name="shop",
    python_requires=">=3.9",
    install_requires=[
        "plain==1.0.0",  # pyup: ignore
        'marker==1.0.0; python_version<"3.10"', "extra[x]~=1.0",
        f"formatted=={VERSION}",
        "con" "cat==1.0.0",
        "added==" + VERSION,
        "percent==%s" % VERSION,
    ] + BASE,
    setup_requires="text==1.0.0",
    tests_require="""
        first==1.0
        second==2.0
    """,
    extras_require=EXTRAS,
)
'''


def test_a_setup_py() -> None:
    """Plain strings in lists, through names, sums and tables."""
    content = SETUP_PY.encode()

    reading = checked(setup_py.read("setup.py", content), content)

    assert [said(place) for place in reading.places] == [
        "listed==1.0.0",
        "x: listed==1.0.0",
        "x: more>=1,<2",
        "y: old==1.0 ; python_version<'3.9'",
        "plain==1.0.0",
        'marker==1.0.0 ; python_version<"3.10"',
        "extra[x]~=1.0",
        "build-system: text==1.0.0",
        "tests: first==1.0",
        "tests: second==2.0",
    ]
    assert reading.places[4].ignored == "a comment says `pyup: ignore`"
    assert [limits(place) for place in reading.requires_python] == [">=3.9"]


def test_what_a_setup_py_puts_together_is_told() -> None:
    """Neither a part of it is misread, nor is it passed over."""
    found = setup_py.read("setup.py", SETUP_PY.encode()).problems

    part = "`install_requires` is worked out when the script runs; not all is read"
    assert [(each.line, each.reason) for each in found] == [
        (12, part),
        (13, "`concat==1.0.0` is put together from several strings"),
        (14, part),
        (15, part),
    ]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        pytest.param(b"import setup\nsetup(\n", 2, id="no Python"),
        pytest.param(b"# setup\n# \xe9\n", 2, id="no UTF-8"),
    ],
)
def test_a_setup_py_that_cannot_be_read(content: bytes, line: int) -> None:
    """It says where."""
    (problem,) = setup_py.read("setup.py", content).problems

    assert problem.line == line


def test_other_scripts_ask_for_nothing() -> None:
    """A `setup()` of something else is none."""
    assert not setup_py.read("setup.py", b"print(1)\n").places
    assert not setup_py.read("setup.py", b"x.setup(install_requires=['a'])\n").places


def test_a_pipfile() -> None:
    """All categories, tables, markers, and what comes from no index."""
    content = b"""\
[[source]]
name = "main"
[packages]
pin = "==1.0.0"
star = "*"
"Com.Pat" = "~=1.0"
table = {version = ">=1,<2", extras = ["x"], sys_platform = "== 'win32'"}
git = {git = "https://me:s3cret@x.invalid/git.git", ref = "abc1"}
here = {path = ".", editable = true}
odd = "1.0 2.0"
[dev-packages]
dev = "==1.0.0"
[docs]
cat = "==1.0.0"
[requires]
python_version = "3.9"
"""
    reading = checked(pipfile.read("Pipfile", content), content)

    assert [said(place) for place in reading.places] == [
        "pin==1.0.0",
        "star",
        "com-pat~=1.0",
        "table[x]>=1,<2 ; sys_platform == 'win32'",
        "git@abc1 (repository)",
        "here (folder)",
        "dev: dev==1.0.0",
        "docs: cat==1.0.0",
    ]
    assert [limits(place) for place in reading.requires_python] == ["3.9"]
    assert [each.line for each in reading.problems] == [10]
    assert "s3cret" not in repr(reading)
