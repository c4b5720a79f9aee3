"""The lowest supported Python is found out."""

from __future__ import annotations

import pytest

from bot.actions.codemod_action import project_of
from bot.assessment.readers.python_range import from_caret, lower_bound
from tests.support.assessment import facts_of


@pytest.mark.parametrize(
    ("requires", "lowest"),
    [
        pytest.param(">=3.9", (3, 9), id="floor"),
        pytest.param(">=3.8.1", (3, 8), id="floor with patch"),
        pytest.param(">3.8", (3, 8), id="above"),
        pytest.param(">3.8.29", (3, 9), id="above all"),
        pytest.param("~=3.7", (3, 7), id="compatible"),
        pytest.param("==3.11.*", (3, 11), id="wildcard"),
        pytest.param(">=2.7, !=3.0.*, !=3.1.*", (2, 7), id="old"),
        pytest.param("!=2.7.*,!=3.0.*,>=2.7", (3, 1), id="excluded"),
        pytest.param("<4", (2, 7), id="cap only"),
        pytest.param(">=3", (3, 0), id="major"),
        pytest.param("", None, id="empty"),
        pytest.param(">=4", None, id="none"),
        pytest.param("3.9 and up", None, id="invalid"),
    ],
)
def test_lower_bound(requires: str, lowest: tuple[int, int] | None) -> None:
    """It is the lowest minor version of which some release is in the range."""
    assert lower_bound(requires) == lowest


@pytest.mark.parametrize(
    ("constraint", "range_"),
    [
        pytest.param("^3.8", ">=3.8,<4.0", id="caret"),
        pytest.param("^3.8.1", ">=3.8.1,<4.0", id="caret with patch"),
        pytest.param("~3.9", ">=3.9,<3.10", id="tilde"),
        pytest.param("~3", ">=3,<4.0", id="tilde major"),
        pytest.param(">=3.8,<3.13", ">=3.8,<3.13", id="range"),
        pytest.param(">=3.8 <3.13", ">=3.8,<3.13", id="range with space"),
        pytest.param("3.11.*", "==3.11.*", id="wildcard"),
        pytest.param("3.11", "==3.11", id="exact"),
        pytest.param("*", "", id="any"),
        pytest.param("~2.7 || ^3.6", ">=2.7", id="alternatives"),
        pytest.param("* || *", "", id="alternatives of nothing"),
    ],
)
def test_from_caret(constraint: str, range_: str) -> None:
    """Poetry's constraints become specifiers."""
    assert from_caret(constraint) == range_


CLASSIFIER = "Programming Language :: Python :: 3.{}"


@pytest.mark.parametrize(
    ("files", "requires", "minimum"),
    [
        pytest.param(
            {"pyproject.toml": "[project]\nrequires-python = '>=3.10'\n"},
            ">=3.10",
            (3, 10),
            id="pyproject",
        ),
        pytest.param(
            {"pyproject.toml": "[tool.poetry.dependencies]\npython = '^3.9'\n"},
            ">=3.9,<4.0",
            (3, 9),
            id="poetry",
        ),
        pytest.param(
            {"pyproject.toml": "[tool.poetry.dependencies]\npython = {version='3'}\n"},
            "",
            (3, 8),
            id="poetry, odd",
        ),
        pytest.param(
            {"setup.cfg": "[options]\npython_requires = >=3.7\n"},
            ">=3.7",
            (3, 7),
            id="setup.cfg",
        ),
        pytest.param(
            {"setup.py": "setup(python_requires='>=2.7')"},
            ">=2.7",
            (2, 7),
            id="setup.py",
        ),
        pytest.param(
            {
                "pyproject.toml": "[project]\nrequires-python = '>=3.11'\n",
                "sdk/setup.py": "setup(python_requires='>=3.8')",
                "tests/data/pyproject.toml": "[project]\nrequires-python = '>=3.0'\n",
            },
            ">=3.11",
            (3, 11),
            id="the root's own, not a part's",
        ),
        pytest.param(
            {
                "pyproject.toml": (
                    f"[project]\nclassifiers = ['{CLASSIFIER.format(12)}',"
                    f" '{CLASSIFIER.format(9)}', 'Python']\n"
                )
            },
            "",
            (3, 9),
            id="classifiers",
        ),
        pytest.param(
            {"setup.cfg": f"[metadata]\nclassifiers =\n  {CLASSIFIER.format(7)}\n"},
            "",
            (3, 7),
            id="classifiers of setup.cfg",
        ),
        pytest.param(
            {"setup.py": f"setup(classifiers=['{CLASSIFIER.format(6)}'])"},
            "",
            (3, 6),
            id="classifiers of setup.py",
        ),
        pytest.param(
            {"tox.ini": "[tox]\nenvlist = py{27,3{9,10}}-a, lint # py26\n"},
            "",
            (2, 7),
            id="tox",
        ),
        pytest.param(
            {"tox.ini": "[tox]\nenvlist = py3.12, numpy39\n"},
            "",
            (3, 12),
            id="tox, dots",
        ),
        pytest.param(
            {
                "tox.ini": "[tox]\nenvlist = py{39}"
                + "{a,b,c,d,e,f,g,h,i,j,k}" * 4
                + "\n"
            },
            "",
            (3, 9),
            id="tox, very many",
        ),
        pytest.param(
            {"pyproject.toml": "[tool.black]\ntarget-version = ['py310', 'py311']\n"},
            "",
            (3, 10),
            id="black",
        ),
        pytest.param(
            {"pyproject.toml": "[tool.ruff]\ntarget-version = 'py313'\n"},
            "",
            (3, 13),
            id="ruff",
        ),
        pytest.param(
            {"pyproject.toml": "[tool.ruff]\ntarget-version = 'odd'\n"},
            "",
            (3, 8),
            id="ruff, odd",
        ),
        pytest.param(
            {"pyproject.toml": "[tool.mypy]\npython_version = '3.9'\n"},
            "",
            (3, 9),
            id="mypy",
        ),
        pytest.param(
            {
                ".github/workflows/a.yml": (
                    "jobs:\n  a:\n    strategy:\n      matrix:\n"
                    "        python-version: [3.10, '3.12', 3.9]\n"
                )
            },
            "",
            (3, 9),
            id="CI matrix",
        ),
        pytest.param(
            {".gitlab-ci.yml": "image: registry.invalid/python:3.12-slim\n"},
            "",
            (3, 12),
            id="CI image",
        ),
        pytest.param({"a.py": ""}, "", (3, 8), id="nothing"),
    ],
)
def test_minimum(
    files: dict[str, str], requires: str, minimum: tuple[int, int]
) -> None:
    """What is declared decides; hints only where nothing is."""
    facts = facts_of(files)

    assert (facts.requires_python, facts.minimum_python) == (requires, minimum)


def test_a_range_that_fits_nothing_is_named() -> None:
    """An invalid range is a problem and no bound."""
    facts = facts_of({"pyproject.toml": "[project]\nrequires-python = '3 or so'\n"})

    assert facts.minimum_python == (3, 8)
    assert [one.reason for one in facts.problems] == [
        "requires-python '3 or so' fits no Python"
    ]


def test_a_part_has_a_lowest_python_of_its_own() -> None:
    """Files of a part are judged by its manifest, and test data says nothing."""
    facts = facts_of(
        {
            "pyproject.toml": "[project]\nrequires-python = '>=3.11'\n",
            "sdk/setup.py": "setup(python_requires='>=3.8')",
            "tests/data/pyproject.toml": "[project]\nrequires-python = '>=3.0'\n",
        }
    )

    assert facts.part_pythons == {"sdk": (3, 8)}
    assert facts.lowest_python == (3, 8)
    project = project_of(facts)
    assert project.at("sdk/client.py").minimum_python == (3, 8)
    assert project.at("sdks.py").minimum_python == (3, 11)
    assert facts_of({"a.py": ""}).lowest_python == (3, 8)
