"""Requirements of tox, nox, conda, pre-commit, Read the Docs and the like."""

from __future__ import annotations

import pytest

from bot.dependencies.finding import (
    conda,
    noxfile,
    pre_commit,
    pylock,
    python_version,
    readthedocs,
    script_block,
    tox,
)
from bot.dependencies.finding.pyproject import read as read_pyproject
from tests.support.readings import checked, limits, said


def test_a_tox_ini() -> None:
    """Conditions, references, files, and what commands install."""
    content = b"""\
[tox]
requires = tox-uv>=1.0
[testenv]
deps =
    plain==1.0.0
    py39,py310: conditional==1.0
    !py39: negated~=1.0
    django{42,50}: Django>=4.2,<5 ; python_version > "3.8"
    -rrequirements.txt
    -c{toxinidir}/limits.txt
    {[base]deps}
    from-env=={env:VERSION}
    --pre
    git+https://x.invalid/a.git@v1#egg=from-git
commands =
    {envpython} -m pip install installed==1.0
    py39: - pip install other==1.0
[testenv:docs]
deps = sphinx==7.0
[other]
deps = no==1
"""
    reading = checked(tox.read("tox.ini", content), content)

    assert [said(place) for place in reading.places] == [
        "tox: tox-uv>=1.0",
        "testenv: plain==1.0.0",
        "testenv: conditional==1.0",
        "testenv: negated~=1.0",
        'testenv: django>=4.2,<5 ; python_version > "3.8"',
        "testenv: from-git@v1 (repository)",
        "testenv: installed==1.0",
        "testenv: other==1.0",
        "docs: sphinx==7.0",
    ]
    assert [(each.path, each.constraint) for each in reading.includes] == [
        ("requirements.txt", False),
        ("limits.txt", True),
    ]
    assert [each.line for each in reading.problems] == [12]


TOX_TOML = """\
requires = ["tox>=4"]
[env_run_base]
deps = ["plain==1.0", "-r requirements.txt"]
commands = [["python", "-m", "pip", "install", "installed==1.0"], ["pytest"]]
[env.docs]
deps = ["sphinx==7.0"]
"""


def test_a_tox_toml_and_its_table_elsewhere() -> None:
    """The same in `tox.toml` and under `tool.tox`; or as a text of INI."""
    expected = [
        "tox: tox>=4",
        "env_run_base: plain==1.0",
        "env_run_base: installed==1.0",
        "docs: sphinx==7.0",
    ]
    nested = "[tool.tox]\n" + TOX_TOML.replace("[env", "[tool.tox.env")
    legacy = b'[tool.tox]\nlegacy_tox_ini = """\n[testenv]\ndeps =\n  a==1.0\n"""\n'

    own = checked(tox.read("tox.toml", TOX_TOML.encode()), TOX_TOML.encode())
    table = checked(read_pyproject("pyproject.toml", nested.encode()), nested.encode())
    text = checked(read_pyproject("pyproject.toml", legacy), legacy)

    assert [said(place) for place in own.places] == expected
    assert [said(place) for place in table.places] == expected
    assert [said(place) for place in text.places] == ["testenv: a==1.0"]


def test_the_table_of_cibuildwheel() -> None:
    """What tests need, and what commands install."""
    content = b"""\
[tool.cibuildwheel]
test-requires = "pytest==8.0 hypothesis"
before-build = ["pip install cython==3.0", "echo"]
[tool.cibuildwheel.linux]
before-all = "pip install 'cmake>=3,<4'"
test-requires = ["psutil==6.0"]
"""
    reading = checked(read_pyproject("pyproject.toml", content), content)

    assert [said(place) for place in reading.places] == [
        "cibuildwheel: pytest==8.0",
        "cibuildwheel: hypothesis",
        "cibuildwheel: cython==3.0",
        "cibuildwheel: cmake>=3,<4",
        "cibuildwheel: psutil==6.0",
    ]


def test_a_noxfile() -> None:
    """Plain arguments, lists behind a star; no values of options."""
    content = b"""\
import nox
TOOLS = ["listed==1.0", "other>=1,<2"]
V = "1"
@nox.session
def tests(session):
    session.install("plain==1.0.0", "-r", "requirements.txt", "-e", ".[dev]")
    session.install(*TOOLS, "--upgrade")
    session.install(f"formatted=={V}", "con" "cat==1.0", "second==2.0")
    session.run("python", "-m", "pip", "install", "run==1.0")
    session.run("pytest", "no==1")
    session.conda_install("numpy=1.21", "pandas>=1,<2")
"""
    reading = checked(noxfile.read("noxfile.py", content), content)

    assert [said(place) for place in reading.places] == [
        "tests: listed==1.0",
        "tests: other>=1,<2",
        "tests: plain==1.0.0",
        "tests: second==2.0",
        "tests: run==1.0",
        "tests: numpy=1.21 (conda)",
        "tests: pandas>=1,<2 (conda)",
    ]
    assert [each.path for each in reading.includes] == ["requirements.txt"]
    assert [each.line for each in reading.problems] == [8]


def test_a_conda_environment() -> None:
    """Conda's packages are told from those of pip."""
    content = b"""\
name: shop
channels: [conda-forge]
dependencies:
  - python=3.9
  - plain=1.0.0
  - exact==1.2.3
  - conda-forge::channel>=1.0,<2   # note
  - built=1.21=py39_0
  - "keys[version='>=1.8,<2']"
  - either=1.0|=2.0
  - fuzzy 1.21.*
  - any
  - pip
  - pip:
      - from-index==1.0.0
      - "extra[x]>=1 ; python_version < '3.9'"
      - -r requirements.txt
      - git+https://x.invalid/a.git@v1#egg=a
"""
    reading = checked(conda.read("env/environment.yml", content), content)

    assert [said(place) for place in reading.places] == [
        "plain=1.0.0 (conda)",
        "exact==1.2.3 (conda)",
        "channel>=1.0,<2 (conda)",
        "built=1.21 (conda)",
        "keys>=1.8,<2 (conda)",
        "either=1.0||=2.0 (conda)",
        "fuzzy1.21.* (conda)",
        "any (conda)",
        "pip: from-index==1.0.0",
        "pip: extra[x]>=1 ; python_version < '3.9'",
        "pip: a@v1 (repository)",
    ]
    assert [limits(place) for place in reading.requires_python] == ["=3.9"]
    assert [each.path for each in reading.includes] == ["env/requirements.txt"]
    assert {place.syntax for place in reading.places[:8]} == {"conda"}
    assert reading.places[2].remark == "note"


def test_hooks_of_pre_commit() -> None:
    """Python's hooks alone: packages of other worlds have the same names."""
    content = b"""\
repos:
  - repo: https://x.invalid/mirrors-mypy
    hooks:
      - id: mypy
        additional_dependencies: [types-requests, "attrs==22.1"]
  - repo: https://x.invalid/mirrors-eslint
    hooks:
      - id: eslint
        additional_dependencies: [eslint, eslint-config@8.0]
  - repo: https://x.invalid/own
    hooks:
      - id: unknown
        additional_dependencies: ['tomli~=2.0']
      - id: unsure
        additional_dependencies: [thing]
  - repo: local
    hooks:
      - id: own
        language: python
        additional_dependencies:
          - "bare"
      - id: node
        language: node
        additional_dependencies: ["left==1.0"]
"""
    reading = checked(pre_commit.read(".pre-commit-config.yaml", content), content)

    assert [said(place) for place in reading.places] == [
        "mypy: types-requests",
        "mypy: attrs==22.1",
        "unknown: tomli~=2.0",
        "own: bare",
    ]


def test_a_read_the_docs_file() -> None:
    """The files it names, its commands, and its Python."""
    content = b"""\
version: 2
build:
  os: ubuntu-22.04
  tools: {python: "3.9"}
  jobs:
    post_install: [pip install sphinx==7.0]
python:
  install:
    - requirements: docs/requirements.txt
    - {method: pip, path: .}
conda: {environment: environment.yml}
"""
    reading = checked(readthedocs.read("docs/.readthedocs.yaml", content), content)

    assert [said(place) for place in reading.places] == ["jobs: sphinx==7.0"]
    assert [each.path for each in reading.includes] == [
        "docs/requirements.txt",
        "environment.yml",
    ]
    assert [limits(place) for place in reading.requires_python] == ["3.9"]


def test_a_pylock() -> None:
    """Each package with its version, all of it locked."""
    content = b"""\
lock-version = "1.0"
requires-python = ">=3.9"
created-by = "x"
[[packages]]
name = "first"
version = "1.0.0"
marker = "python_version < '3.13'"
dependencies = [{name = "Second"}]
[[packages]]
name = "second"
version = "2.0.0"
wheels = [{name = "second.whl", hashes = {sha256 = "aa"}}]
[[packages]]
name = "third"
vcs = {type = "git", url = "https://me:s3cret@x.invalid/third", commit-id = "aa"}
"""
    reading = checked(pylock.read("pylock.toml", content), content)

    assert [(said(place), place.locked, place.via) for place in reading.places] == [
        ("first==1.0.0 ; python_version < '3.13'", True, ()),
        ("second==2.0.0", True, ("first",)),
        ("third (repository)", True, ()),
    ]
    assert [limits(place) for place in reading.requires_python] == [">=3.9"]
    assert "s3cret" not in repr(reading)


SCRIPT = """\
#!/usr/bin/env -S uv run
# /// script
# requires-python = ">=3.9"
# dependencies = [
#   "plain==1.0.0",  # note
#   'extra[x]>=1,<2',
# ]
# ///
print(1)
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_script_with_its_own_requirements(newline: str) -> None:
    """The comment's block is TOML."""
    content = SCRIPT.replace("\n", newline).encode()

    reading = checked(script_block.read("a.py", content), content)

    assert [(place.line, said(place)) for place in reading.places] == [
        (5, "plain==1.0.0"),
        (6, "extra[x]>=1,<2"),
    ]
    assert [limits(place) for place in reading.requires_python] == [">=3.9"]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        pytest.param(SCRIPT + SCRIPT, 11, "second `script` block", id="two"),
        pytest.param(SCRIPT.replace("[\n", "\n"), 4, "not valid TOML", id="no TOML"),
    ],
)
def test_a_block_that_cannot_be_read(content: str, line: int, reason: str) -> None:
    """It says where in the file."""
    (problem,) = script_block.read("a.py", content.encode()).problems

    assert problem.line == line
    assert reason in problem.reason


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"3.9.1\n", ["3.9.1"]),
        (b"python-3.9.1", ["3.9.1"]),
        (b"\xef\xbb\xbf3.11\r\n3.12\r\npypy3.9\n", ["3.11", "3.12"]),
        (b"", []),
    ],
)
def test_files_that_name_a_python(content: bytes, expected: list[str]) -> None:
    """A final newline is usual."""
    reading = checked(python_version.read(".python-version", content), content)

    assert [limits(place) for place in reading.requires_python] == expected
