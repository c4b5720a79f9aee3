"""Where coverage belongs, what it lacks, and which plugin goes with pytest."""

from __future__ import annotations

import pytest

from bot.actions.catalogue import ACTIONS
from bot.actions.testing.coverage.requirement import add_plugin
from bot.actions.testing.coverage.settings import read_settings
from bot.actions.testing.coverage.versions import like_pytest
from bot.actions.testing.coverage.wanted import Option, own_packages, wanted
from bot.errors import ActionError
from tests.support.local_tools import LocalTools
from tests.support.targets import target_of

EXTRAS = "[options.extras_require]\ntest =\n"
SETUP = "from setuptools import setup\nsetup(name='a', tests_require="
CONDA = "name: a\nchannels:\n  - conda-forge\ndependencies:\n  - python\n"
ON = "[run]\nbranch = 1\nsource = a\n"
OTHER = "it was measured over all files of the packages, unlike here"
TEST = {"tests/test_a.py": "def test_a():\n    assert True\n"}


@pytest.mark.parametrize(
    ("need", "python", "expected"),
    [
        pytest.param("pytest", (3, 11), "pytest-cov", id="bare"),
        pytest.param("pytest>=8", (3, 11), "pytest-cov>=4.1", id="lower-bound"),
        pytest.param("pytest>=4", (3, 6), "pytest-cov>=2.12", id="old-python"),
        pytest.param("pytest==8.3.3", (3, 9), "pytest-cov==7.0.0", id="exact"),
        pytest.param("pytest==6.2", (3, 9), "pytest-cov==5.0.0", id="old-pytest"),
        pytest.param("pytest == 7", (3, 7), "pytest-cov==4.1.0", id="spaces"),
        pytest.param("pytest^8.0", (3, 9), "pytest-cov^7.0", id="caret"),
        pytest.param("pytest~=8.0", (3, 9), "pytest-cov~=7.0", id="compatible"),
        pytest.param("pytest[testing]>=8", (3, 9), "pytest-cov>=4.1", id="extra"),
        pytest.param("pytest @ git+https://x", (3, 9), "pytest-cov", id="address"),
    ],
)
def test_the_plugin_is_written_as_pytest_is(
    need: str, python: tuple[int, int], expected: str
) -> None:
    """The plugin's version is of the kind that pytest's is, and fits."""
    assert like_pytest(need, python) == expected


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        pytest.param(
            "requirements.txt",
            "b\npytest\na\n",
            "b\npytest\npytest-cov\na\n",
            id="unsorted",
        ),
        pytest.param(
            "requirements.txt",
            "a\npytest  # runs\npytest-asyncio\nz",
            "a\npytest  # runs\npytest-asyncio\npytest-cov\nz",
            id="sorted",
        ),
        pytest.param(
            "requirements.txt", "a\npytest", "a\npytest\npytest-cov", id="not-ended"
        ),
        pytest.param(
            "requirements-dev.txt",
            "pytest==7.0 ; python_version > '3'\r\n",
            "pytest==7.0 ; python_version > '3'\r\npytest-cov==5.0.0\r\n",
            id="marker",
        ),
        pytest.param(
            "setup.cfg",
            f"{EXTRAS}    pytest>=7\n    tox\n",
            f"{EXTRAS}    pytest>=7\n    pytest-cov>=4.1\n    tox\n",
            id="setup-cfg",
        ),
        pytest.param(
            "Pipfile",
            '[dev-packages]\npytest = "*"\n',
            '[dev-packages]\npytest = "*"\npytest-cov = "*"\n',
            id="pipfile",
        ),
        pytest.param(
            "environment.yml",
            f"{CONDA}  - pytest\n  - zlib\n",
            f"{CONDA}  - pytest\n  - pytest-cov\n  - zlib\n",
            id="conda",
        ),
        pytest.param(
            "setup.py",
            f"{SETUP}['pytest', 'x'])\n",
            f"{SETUP}['pytest', 'pytest-cov', 'x'])\n",
            id="setup-script",
        ),
        pytest.param(
            "pyproject.toml",
            '[tool.poetry.dev-dependencies]\npytest = { version = "^8" }\n',
            None,
            id="poetry-table",
        ),
        pytest.param(
            "requirements.txt",
            "pytest==7.0 \\\n    --hash=sha256:" + "0" * 64 + "\n",
            None,
            id="hashes",
        ),
        pytest.param(
            "setup.py",
            f"{SETUP}'pytest')\n",
            None,
            id="no-list",
        ),
    ],
)
def test_the_plugin_is_added_beside_pytest(
    path: str, before: str, after: str | None
) -> None:
    """The requirement stands beside pytest's, in the layout of its file."""
    target = target_of({**TEST, path: before})

    addition = add_plugin(target)

    assert addition.note
    assert (None if addition.text is None else addition.text.text) == after


def test_the_place_for_tests_is_taken_first() -> None:
    """Of several places, the one for tests gets the plugin."""
    files = {"requirements.txt": "pytest\n", "requirements-test.txt": "pytest\n"}

    addition = add_plugin(target_of({**TEST, **files}))

    assert addition.text is not None
    assert addition.text.path == "requirements-test.txt"


@pytest.mark.parametrize(
    ("files", "path", "prefix"),
    [
        pytest.param(
            {"pyproject.toml": "", "setup.cfg": ""},
            "pyproject.toml",
            "tool.coverage.",
            id="pyproject",
        ),
        pytest.param({"setup.cfg": ""}, "setup.cfg", "coverage:", id="setup-cfg"),
        pytest.param({"a.py": ""}, ".coveragerc", "", id="own"),
        pytest.param(
            {"pyproject.toml": "", "tox.ini": "[coverage:run]\n"},
            "tox.ini",
            "coverage:",
            id="tox",
        ),
        pytest.param(
            {".coveragerc": "", "pyproject.toml": "[tool.coverage.run]\n"},
            ".coveragerc",
            "",
            id="own-first",
        ),
        pytest.param(
            {".coveragerc": "[coverage:run]\n"},
            ".coveragerc",
            "coverage:",
            id="own-with-prefix",
        ),
    ],
)
def test_the_file_that_coverage_reads(
    files: dict[str, str], path: str, prefix: str
) -> None:
    """Settings go where coverage.py reads them, or would first be looked for."""
    settings = read_settings(target_of(files))

    assert (settings.path, settings.prefix) == (path, prefix)


@pytest.mark.parametrize(
    ("files", "params", "expected"),
    [
        pytest.param(
            {
                "pyproject.toml": "[tool.pytest.ini_options]\naddopts = '--cov=a'\n"
                "[tool.coverage.report]\n"
            },
            {},
            ["branch"],
            id="source-by-options",
        ),
        pytest.param(
            {
                "tox.ini": "[testenv]\n"
                "commands = coverage run --branch --source a -m pytest\n",
                ".coveragerc": "[report]\n",
            },
            {},
            ["source_pkgs"],
            id="branch-by-command",
        ),
        pytest.param(
            {".coveragerc": ON},
            {"fail_under": "12.9"},
            ["fail_under", "show_missing", "skip_covered"],
            id="only-the-ratchet",
        ),
        pytest.param(
            {".coveragerc": f"{ON}[report]\nfail_under = 1\n"},
            {"fail_under": "12.9"},
            [],
            id="ratchet-is-there",
        ),
        pytest.param(
            {".coveragerc": ON},
            {"fail_under": "0.4"},
            [],
            id="nothing-covered",
        ),
    ],
)
def test_what_lacks(
    files: dict[str, str], params: dict[str, str], expected: list[str]
) -> None:
    """Only what is said nowhere is added."""
    target = target_of({"a/__init__.py": "", "setup.cfg": "", **TEST, **files}, params)

    options = wanted(target, read_settings(target)).options

    assert [option.name for option in options] == expected


@pytest.mark.parametrize(
    ("files", "share", "why"),
    [
        pytest.param({}, 79, "", id="packages"),
        pytest.param({"a/b.py": "raise NotImplementedError\n"}, 79, "", id="no-line"),
        pytest.param(
            {"a/b.py": "def f():\n    raise NotImplementedError\n"},
            78,
            "",
            id="lines-excluded",
        ),
        pytest.param(
            {".coveragerc": "[run]\nsource = a\n"}, 79, "", id="same-by-folder"
        ),
        pytest.param(
            {".coveragerc": "[run]\nsource = .\n"}, None, OTHER, id="everything"
        ),
        pytest.param({".coveragerc": "[run]\nomit = a/x.py\n"}, None, OTHER, id="less"),
        pytest.param(
            {"a/b_pb2.py": "# Generated by the protocol buffer compiler\n"},
            None,
            OTHER,
            id="generated",
        ),
        pytest.param(
            {".coveragerc": "[report]\nfail_under = 3\n"}, None, "", id="there"
        ),
    ],
)
def test_the_ratchet_is_what_was_measured(
    files: dict[str, str], share: int | None, why: str
) -> None:
    """Today's value is written only where the same files are measured."""
    target = target_of({"a/__init__.py": "", **TEST, **files}, {"fail_under": "79.9"})

    found = wanted(target, read_settings(target))

    values = {option.name: option.value for option in found.options}
    assert values.get("fail_under") == share
    assert found.no_ratchet == why


def test_packages_without_init_are_measured_by_folder() -> None:
    """A namespace package is no name that coverage.py can import."""
    target = target_of(
        {"pyproject.toml": "[project]\nname = 'a'\n", "src/a/b.py": "", **TEST}
    )

    options = wanted(target, read_settings(target)).options

    assert Option("run", "source", ("src/a",)) in options


def test_a_folder_of_scripts_has_no_package_of_its_own() -> None:
    """Packages that are a small part of the files are not the project."""
    files = {f"script{number}.py": "" for number in range(5)}

    assert own_packages(target_of({**files, "helpers/__init__.py": ""})) == {}


@pytest.mark.parametrize(
    ("python", "name"),
    [
        pytest.param("3.11", "exclude_also", id="new"),
        pytest.param("3.6", "exclude_lines", id="old"),
    ],
)
def test_lines_that_no_test_reaches(python: str, name: str) -> None:
    """Old Pythons have a coverage.py that knows no `exclude_also`."""
    project = f"[project]\nname = 'a'\nrequires-python = '>={python}'\n"
    target = target_of(
        {
            "pyproject.toml": project,
            "a/__init__.py": "def f():\n    raise NotImplementedError\n",
            **TEST,
        }
    )

    options = wanted(target, read_settings(target)).options

    assert name in [option.name for option in options]


@pytest.mark.parametrize("value", ["many", "101", "-1"])
def test_a_wrong_ratchet_is_refused(value: str) -> None:
    """A share is a number from 0 to 100."""
    target = target_of({"a.py": "", **TEST}, {"fail_under": value})

    with pytest.raises(ActionError, match="not a number from 0 to 100"):
        ACTIONS["adopt-coverage"].change(target, LocalTools())


def test_settings_that_coverage_cannot_read_are_an_error() -> None:
    """What coverage.py says of the settings ends the action."""
    target = target_of(
        {
            ".coveragerc": "[run]\nsource = a\nconcurrency = nonsense\n",
            "a.py": "",
            **TEST,
        }
    )

    with pytest.raises(ActionError, match=r"coverage\.py cannot read the settings"):
        ACTIONS["adopt-coverage"].change(target, LocalTools())
