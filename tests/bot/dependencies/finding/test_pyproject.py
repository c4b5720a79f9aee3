"""Requirements of `pyproject.toml`, `hatch.toml` and `pixi.toml`."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dependencies.finding.pyproject import read
from bot.dependencies.places import Origin
from tests.support.readings import checked, limits, said


def lines(content: str, path: str = "pyproject.toml") -> list[str]:
    """Return the places of a file in short, after all offsets were checked."""
    source = content.encode()
    return [said(place) for place in checked(read(path, source), source).places]


STANDARD = """\
[build-system]
requires = ["setuptools>=61,<65", 'wheel']
build-backend = "setuptools.build_meta"

[project]
name = "shop"
requires-python = ">=3.9"
dependencies = [
  "Flask_Login == 0.6.3",   # the login
  "uvicorn[standard] (>=0.20,<1)",
  'tomli~=2.0; python_version < "3.11"',
  "wheel-file @ https://files.invalid/wheel_file-1.0-py3-none-any.whl",
  "from-git @ git+https://bot:s3cret@code.invalid/a/from-git@v1.2#egg=x",
  "anything",
]
[project.optional-dependencies]
docs = ["sphinx===7.2.6"]
[dependency-groups]
dev = ["pytest>=8,!=8.1.0", {include-group = "lint"}]
lint = ["ruff==0.4.1"]
"""


def test_the_standard_tables() -> None:
    """PEP 518, 621 and 735: every requirement, with its group."""
    assert lines(STANDARD) == [
        "build-system: setuptools>=61,<65",
        "build-system: wheel",
        "flask-login==0.6.3",
        "uvicorn[standard]>=0.20,<1",
        'tomli~=2.0 ; python_version < "3.11"',
        "wheel-file (url)",
        "from-git@v1.2 (repository)",
        "anything",
        "docs: sphinx===7.2.6",
        "dev: pytest>=8,!=8.1.0",
        "lint: ruff==0.4.1",
    ]


def test_a_place_says_where_and_how_it_is_written() -> None:
    """Line, spelling, remark, and no password of an address."""
    reading = read("a/pyproject.toml", STANDARD.encode())

    login = reading.places[2]
    assert (login.path, login.line, login.kind) == ("a/pyproject.toml", 9, "pyproject")
    assert (login.written, login.remark) == ("Flask_Login", "the login")
    assert STANDARD[login.start : login.end] == "Flask_Login == 0.6.3"
    assert "s3cret" not in repr(reading)
    assert [limits(place) for place in reading.requires_python] == [">=3.9"]
    assert not reading.problems


def test_the_tables_of_other_tools_beside_the_standard_ones() -> None:
    """A lock or a backend of one tool hides no table of another (thread 33)."""
    content = """\
[build-system]
requires = ["hatchling==1.0.0"]
build-backend = "hatchling.build"
[project]
name = "z"
dependencies = ["one==1.0.0"]
[project.optional-dependencies]
all = ["one==1.0.0"]
[tool.hatch.envs.default]
dependencies = ["two==1.0.0"]
extra-dependencies = ["three==1.0.0"]
[tool.hatch.envs.lint.overrides]
matrix.django.dependencies = [{ value = "django~=4.2", if = ["4.2"] }, "four<2"]
[tool.hatch.build.targets.wheel.hooks.mypyc]
dependencies = ["hook==1.0.0"]
[tool.pdm.dev-dependencies]
test = ["five==1.0.0", "-e file:///${PROJECT_ROOT}/part#egg=part", "-e ./part"]
[tool.rye]
dev-dependencies = ["six==1.0.0"]
[tool.flit.metadata]
requires = ["seven==1.0.0"]
requires-extra.doc = ["eight==1.0.0"]
"""
    assert lines(content) == [
        "build-system: hatchling==1.0.0",
        "one==1.0.0",
        "all: one==1.0.0",
        "default: two==1.0.0",
        "default: three==1.0.0",
        "lint: django~=4.2",
        "lint: four<2",
        "build-system: hook==1.0.0",
        "test: five==1.0.0",
        "test: part (folder)",
        "dev: six==1.0.0",
        "seven==1.0.0",
        "doc: eight==1.0.0",
    ]


def test_the_tables_of_uv() -> None:
    """Constraints and overrides too; a source says where a package comes from."""
    content = """\
[project]
dependencies = ["plain==1.0.0", "From_Git", "beside>=2", "two-indexes==1.0"]
[tool.uv]
dev-dependencies = ["dev==1.0.0"]
constraint-dependencies = ["limit<2"]
override-dependencies = ["over==1.0.0"]
build-constraint-dependencies = ["build==1.0.0"]
[tool.uv.sources]
from-git = { git = "https://code.invalid/a/b", tag = "v1.0.0" }
beside = { workspace = true }
two-indexes = [
  { index = "cpu", marker = "sys_platform != 'linux'" },
  { git = "https://code.invalid/a/c", marker = "sys_platform == 'linux'" },
]
"""
    assert lines(content) == [
        "plain==1.0.0",
        "from-git (repository)",
        "beside>=2 (folder)",
        "two-indexes==1.0",
        "dev: dev==1.0.0",
        "constraints: limit<2",
        "constraints: over==1.0.0",
        "build-system: build==1.0.0",
        "sources: from-git@v1.0.0 (repository)",
    ]
    places = read("pyproject.toml", content.encode()).places
    assert [place.name for place in places if place.constraint] == [
        "limit",
        "over",
        "build",
    ]


POETRY = """\
[tool.poetry.dependencies]
python = "^3.9"
caret = "^1.0"
tilde = "~1.0"
pin = "1.0.0"   # renovate: ignore
star = "*"
wild = "1.2.*"
either = "^1.0 || >=3.0,<4.0"
Both_Sides = ">= 1.0 , != 1.3.0"
table = {version = "^1.0", extras = ["b", "a"], optional = true}
git = {git = "https://code.invalid/a/git.git", tag = "v1.0.0"}
folder = {path = "../folder", develop = true}
multi = [
  {version = "1.0.0", python = "<3.10"},
  {version = "2.0.0", python = "^3.10", markers = "sys_platform == 'linux'"},
]
[tool.poetry.dependencies.own-header]
version = "~2.1"
platform = "win32"
[tool.poetry.group.dev.dependencies]
dev = "^1.0"
[tool.poetry.dev-dependencies]
older = "^1.0"
"""


def test_the_tables_of_poetry() -> None:
    """Its own operators, alternatives, tables and arrays of them."""
    assert lines(POETRY) == [
        "caret^1.0",
        "tilde~1.0",
        "pin1.0.0",
        "star",
        "wild1.2.*",
        "either^1.0||>=3.0,<4.0",
        "both-sides>=1.0,!=1.3.0",
        "table[a,b]^1.0",
        "git@v1.0.0 (repository)",
        "folder (folder)",
        'multi1.0.0 ; python_version < "3.10"',
        (
            "multi2.0.0 ; (sys_platform == 'linux') and "
            '(python_version >= "3.10" and python_version < "4.0")'
        ),
        'own-header~2.1 ; sys_platform == "win32"',
        "dev: dev^1.0",
        "dev: older^1.0",
    ]


def test_a_place_of_poetry_is_the_whole_entry() -> None:
    """Of several entries for one name, each is a place of its own."""
    reading = read("pyproject.toml", POETRY.encode())

    by_text = {POETRY[place.start : place.end]: place for place in reading.places}

    assert {place.syntax for place in reading.places} == {"poetry"}
    assert by_text['{version = "1.0.0", python = "<3.10"}'].name == "multi"
    assert by_text['pin = "1.0.0"'].ignored == "a comment says `renovate: ignore`"
    assert by_text['pin = "1.0.0"'].pinned == "1.0.0"
    assert [limits(place) for place in reading.requires_python] == ["^3.9"]


def test_the_tables_of_pixi() -> None:
    """What comes from conda is told apart from what the index has."""
    content = """\
[dependencies]
python = ">=3.10"
numpy = ">=1.21,<2"
gcc = { version = "12.*", channel = "conda-forge" }
[pypi-dependencies]
Flask = "==2.0.3"
rich = { version = ">=13", extras = ["jupyter"] }
here = { path = ".", editable = true }
[feature.test.target.linux-64.pypi-dependencies]
pytest = "*"
"""
    assert lines(content, "pixi.toml") == [
        "numpy>=1.21,<2 (conda)",
        "gcc12.* (conda)",
        "flask==2.0.3",
        "rich[jupyter]>=13",
        "here (folder)",
        "test: pytest",
    ]
    nested = content.replace("[", "[tool.pixi.", 2).replace("[pypi", "[tool.pixi.pypi")
    assert "gcc12.* (conda)" in lines(nested)


def test_a_hatch_file_has_no_tool_in_front() -> None:
    """`hatch.toml` holds what `tool.hatch` does in `pyproject.toml`."""
    content = "[envs.test]\ndependencies = ['a==1.0']\n"

    found = read("hatch.toml", content.encode())

    assert [(place.kind, said(place)) for place in found.places] == [
        ("hatch", "test: a==1.0")
    ]


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        pytest.param('"a=1.0"', "`a=1.0` is no requirement (PEP 508)", id="operator"),
        pytest.param(
            '"django~={matrix:django}"',
            "`django~={matrix:django}` is put together when it is used",
            id="template",
        ),
        pytest.param(
            '"a==1.\\u0030"',
            "`a==1.0`: its version is not written in one piece",
            id="escape",
        ),
    ],
)
def test_one_odd_entry_stops_no_other(written: str, reason: str) -> None:
    """It is told with its line, and left alone."""
    content = f'[project]\ndependencies = [\n  {written},\n  "b==2.0",\n]\n'

    reading = read("pyproject.toml", content.encode())

    assert [said(place) for place in reading.places] == ["b==2.0"]
    assert [(each.line, each.reason) for each in reading.problems] == [(3, reason)]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        pytest.param(b"[project\n", 1, "is not valid TOML", id="no TOML"),
        pytest.param(b"\n# \xe9\n", 2, "is not UTF-8", id="latin"),
        pytest.param(b"a = " + b"[" * 9000, 0, "nested too deeply", id="deep"),
        pytest.param(
            b'[dependency-groups]\nx = [{include-group = "gone"}]\n',
            2,
            "includes the group `gone`, which is not there",
            id="group",
        ),
        pytest.param(
            b'[project]\nrequires-python = "3.9"\n', 2, "no specifier", id="python"
        ),
        pytest.param(
            b'[tool.poetry.dependencies]\na = "~>1.0"\n', 2, "no version", id="poetry"
        ),
    ],
)
def test_what_is_wrong_with_a_file(content: bytes, line: int, reason: str) -> None:
    """It says where, and why."""
    (problem,) = read("pyproject.toml", content).problems

    assert problem.line == line
    assert reason in problem.reason


def test_files_that_requirements_are_taken_from() -> None:
    """Setuptools and a plugin of hatch may name requirements files."""
    content = """\
[tool.setuptools.dynamic]
dependencies = { file = ["requirements.txt"] }
optional-dependencies.test = { file = "requirements/test.txt" }
[tool.hatch.metadata.hooks.requirements_txt]
files = ["../all.txt"]
"""
    found = read("part/pyproject.toml", content.encode()).includes

    assert [(each.path, each.line) for each in found] == [
        ("part/requirements.txt", 2),
        ("part/requirements/test.txt", 3),
        ("all.txt", 5),
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@given(comment=st.text("a\u00e9\u20ac\U0001f600", max_size=5))
def test_places_are_bytes(newline: str, mark: bytes, comment: str) -> None:
    """Byte order mark, line endings and wide characters move no place."""
    text = STANDARD.replace("# the login", f"# {comment}").replace("\n", newline)
    content = mark + text.encode()

    reading = checked(read("pyproject.toml", content), content)

    sphinx = next(place for place in reading.places if place.name == "sphinx")
    assert content[sphinx.start : sphinx.end] == b"sphinx===7.2.6"
    assert sphinx.line == 17
    assert all(place.origin in Origin for place in reading.places)


def test_a_comment_that_ignores_until_a_day() -> None:
    """It is a remark: whether the day is over is not for the reader to say."""
    content = (
        b"[project]\ndependencies = [\n"
        b'  "a==1", # pyup: ignore until 2027-01-01\n'
        b'  "b==1", # pyup: ignore\n]\n'
    )

    first, second = read("pyproject.toml", content).places

    assert (first.ignored, first.remark) == ("", "pyup: ignore until 2027-01-01")
    assert second.ignored == "a comment says `pyup: ignore`"
