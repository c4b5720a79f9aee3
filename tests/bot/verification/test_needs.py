"""What the target's tests need, by its manifests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.assessment.facts import gather
from bot.model import Policy
from bot.reading.imports import read_imports
from bot.services.trees import MemoryTree
from bot.verification.needs import (
    DEV,
    FILE,
    MAIN,
    RUNNER,
    TEST,
    Needs,
    read_needs,
    supply,
    with_modules,
    with_plugins,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.verification.needs import Need

BUILD = '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
TESTS = {"tests/test_a.py": "import pytest\ndef test_a(): pass\n"}


def needs_of(files: Mapping[str, str]) -> Needs:
    """Return what these files need."""
    tree = MemoryTree({path: text.encode() for path, text in files.items()})
    facts = gather(tree, Policy())
    return read_needs(tree, facts, read_imports(tree, facts))


def ranked(needs: Needs, rank: int) -> list[str]:
    """Return the texts of one rank."""
    return [need.text for need in needs.needs if need.rank == rank]


PYPROJECT = f"""\
{BUILD}
[project]
name = "Shop"
version = "1"
dependencies = ["httpx>=0.25"]
[project.optional-dependencies]
test = ["pytest>=8", "shop[fast]"]
fast = ["orjson"]
docs = ["sphinx"]
[dependency-groups]
dev = ["ruff", "pytest-mock", {{include-group = "types"}}]
types = ["mypy", {{include-group = "dev"}}, {{odd = 1}}]
"""


def test_extras_and_groups() -> None:
    """Main, test extras with what they include, and test tools from elsewhere."""
    needs = needs_of({"pyproject.toml": PYPROJECT, **TESTS})

    assert (needs.name, needs.project, needs.dynamic) == ("shop", True, False)
    assert ranked(needs, MAIN) == ["httpx>=0.25"]
    assert ranked(needs, TEST) == ["pytest>=8", "orjson"]
    assert ranked(needs, DEV) == ["pytest-mock"]
    assert ranked(needs, RUNNER) == ["coverage"]
    assert "sphinx" in {need.text for need in needs.spare}


def test_groups_that_include_groups() -> None:
    """Without tests set apart, the whole development group is taken."""
    text = PYPROJECT.replace('test = ["pytest>=8", "shop[fast]"]', "")

    needs = needs_of({"pyproject.toml": text, **TESTS})

    assert sorted(ranked(needs, DEV)) == ["mypy", "pytest-mock", "ruff"]
    assert ranked(needs, RUNNER) == ["coverage", "pytest"]


def test_poetry() -> None:
    """Ranges are translated, groups followed, neighbours not sought elsewhere."""
    text = """\
[tool.poetry]
name = "shop"
version = "1"
[tool.poetry.dependencies]
python = "^3.11"
httpx = "^0.25"
lib = { path = "lib" }
far = { path = "../far" }
[tool.poetry.group.dev]
include-groups = ["test"]
[tool.poetry.group.dev.dependencies]
ruff = "*"
[tool.poetry.group.test.dependencies]
pytest = "^8.0"
[build-system]
requires = ["poetry-core"]
build-backend = "poetry.core.masonry.api"
"""

    lib = '[project]\nname = "lib"\ndependencies = ["anyio"]\n'
    needs = needs_of({"pyproject.toml": text, "lib/pyproject.toml": lib, **TESTS})

    assert ranked(needs, MAIN) == ["anyio", "httpx<0.26,>=0.25"]
    assert ranked(needs, TEST) == ["pytest<9,>=8.0"]
    assert needs.local == ("lib", "../far")
    assert (needs.project, needs.dynamic) == (True, False)


def test_setup_py() -> None:
    """Only the build knows all that a script needs; its extras are asked for."""
    script = (
        "from setuptools import setup\n"
        "setup(name='My.Shop', install_requires=['httpx'],\n"
        "      extras_require={'test': ['pytest']})\n"
    )

    needs = needs_of({"setup.py": script, **TESTS})

    assert (needs.name, needs.project, needs.dynamic) == ("my-shop", True, True)
    assert needs.extras == ("test",)
    assert ranked(needs, MAIN) == ["httpx"]


def test_setup_cfg() -> None:
    """A declarative setup is asked the same way."""
    text = "[metadata]\nname = shop\n[options]\ninstall_requires = file: r.txt\n"

    needs = needs_of({"setup.cfg": text, **TESTS})

    assert (needs.name, needs.project, needs.dynamic) == ("shop", True, True)


@pytest.mark.parametrize(
    ("text", "project", "dynamic"),
    [
        pytest.param('[project]\nname = "x"\n', False, False, id="no-build"),
        pytest.param(
            f'{BUILD}[project]\nname = "x"\ndynamic = ["dependencies"]\n',
            True,
            True,
            id="dynamic",
        ),
        pytest.param(
            f'{BUILD}[project]\nname = "x"\ndynamic = ["version"]\n',
            True,
            False,
            id="dynamic-version",
        ),
        pytest.param(
            f'{BUILD}[project]\nname = "x"\ndynamic = "odd"\n', True, False, id="odd"
        ),
        pytest.param(
            f"{BUILD}[tool.poetry]\npackage-mode = false\n",
            False,
            False,
            id="poetry-app",
        ),
        pytest.param(f"{BUILD}[tool.uv]\npackage = false\n", False, False, id="uv-app"),
        pytest.param(
            f"{BUILD}[tool.pdm]\ndistribution = false\n", False, False, id="pdm-app"
        ),
        pytest.param(BUILD, True, False, id="nothing-but-a-build"),
        pytest.param("[broken", False, False, id="broken"),
    ],
)
def test_projects(text: str, *, project: bool, dynamic: bool) -> None:
    """What can be installed, and whether only the build knows its needs."""
    needs = needs_of({"pyproject.toml": text, **TESTS})

    assert (needs.project, needs.dynamic) == (project, dynamic)


def test_requirements_files_beside_a_project() -> None:
    """Files for tests come after extras; a plain file gives its test tools."""
    needs = needs_of(
        {
            "setup.py": "setup(name='x')",
            "requirements.txt": "flake8\nmock\n",
            "requirements-test.txt": "pytest\nextra\n",
            "docs/requirements.txt": "sphinx\n",
            "deep/er/requirements-test.txt": "never\n",
            "tox.ini": "[testenv]\ndeps = tox-need\n",
            **TESTS,
        }
    )

    assert set(ranked(needs, FILE)) == {
        "flake8",
        "mock",
        "pytest",
        "extra",
        "tox-need",
    }
    assert "sphinx" not in {need.text for need in needs.spare}


def test_requirements_files_alone() -> None:
    """Without a project, the plain file is what is needed."""
    needs = needs_of(
        {
            "requirements/base.txt": "httpx==1\n",
            "requirements/test.txt": "pytest==8\n",
            "requirements/dev.txt": "ruff\npytest-mock\n",
            **TESTS,
        }
    )

    assert ranked(needs, MAIN) == ["httpx==1"]
    assert ranked(needs, TEST) == ["pytest==8"]
    assert ranked(needs, FILE) == ["pytest-mock"]


def test_a_folder_of_scripts() -> None:
    """Of a long list without a project, only what tests import is taken."""
    many = "".join(f"package{number}\n" for number in range(30))
    needs = needs_of(
        {
            "requirements.txt": f"{many}Pillow\npytest\n",
            "tool.py": "import PIL\n",
            "test_tool.py": "import tool, pytest\ndef test(): pass\n",
        }
    )

    assert ranked(needs, MAIN) == ["Pillow", "pytest"]
    assert needs.left_out == (
        "Of requirements.txt, only what the tests import was taken.",
    )
    assert needs.imported == ("PIL", "pytest")


def test_heavy_needs_are_left_out() -> None:
    """Giants are not installed, and it is said."""
    text = PYPROJECT.replace('"httpx>=0.25"', '"torch", "keras>=3"')

    needs = needs_of({"pyproject.toml": text, **TESTS})

    assert ranked(needs, MAIN) == []
    assert needs.left_out == ("Left out, because they are very large: keras, torch.",)


def test_needs_from_elsewhere() -> None:
    """What is not on the package index is left out, and it is said."""
    text = "x @ git+https://git.invalid/x.git\n-e git+ssh://git.invalid/y#egg=y\n-e .\n"

    needs = needs_of({"requirements.txt": text, **TESTS})

    assert ranked(needs, MAIN) == []
    assert needs.left_out == tuple(
        f"{where} (requirements.txt) was left out: only the package index can be"
        " reached."
        for where in (
            "x @ git+https://git.invalid/x.git",
            "git+ssh://git.invalid/y#egg=y",
        )
    )


def test_unittest_needs_no_pytest() -> None:
    """What runs the tests is not installed where the standard library does."""
    source = "import unittest\nclass A(unittest.TestCase):\n    def test(self): ..."

    needs = needs_of({"tests/test_a.py": source})

    assert [need.text for need in needs.needs] == ["coverage"]


def test_hatch_tests() -> None:
    """Hatch brings its own test tools, and projects of a workspace."""
    hatch = """\
[envs.hatch-test]
workspace.members = ["./backend/", "libs/*"]
extra-dependencies = ["filelock"]
"""
    needs = needs_of(
        {
            "pyproject.toml": f'{BUILD}[project]\nname = "x"\nversion = "1"\n',
            "hatch.toml": hatch,
            "backend/pyproject.toml": "",
            "libs/a/setup.py": "",
            "libs/a/b/setup.py": "",
            **TESTS,
        }
    )

    assert ranked(needs, TEST) == ["filelock"]
    assert "pytest-mock" in ranked(needs, RUNNER)
    assert needs.local == ("backend", "libs/a")


def test_uv_workspaces() -> None:
    """Members and paths of uv are installed from the repository."""
    text = f"""\
{BUILD}
[project]
name = "x"
version = "1"
[tool.uv.workspace]
members = ["packages/**"]
[tool.uv.sources]
far = {{ path = "../far", editable = true }}
near = {{ workspace = true }}
odd = "x"
"""

    needs = needs_of({"pyproject.toml": text, "packages/a/pyproject.toml": "", **TESTS})

    assert needs.local == ("packages/a", "../far")


def test_with_plugins() -> None:
    """What pytest's configuration asks for is needed too."""
    text = (
        '[project]\nname = "x"\n[project.optional-dependencies]\n'
        'docs = ["pytest-timeout>=2"]\n[tool.pytest.ini_options]\n'
        'addopts = "--cov --timeout=3 -q"\nrequired_plugins = "pytest-env>=1"\n'
    )
    tree = MemoryTree({"pyproject.toml": text.encode()})
    facts = gather(tree, Policy())

    needs = with_plugins(read_needs(tree, facts, read_imports(tree, facts)), tree)

    added = [
        need.text for need in needs.needs if need.text not in {"coverage", "pytest"}
    ]
    assert added == ["pytest-cov", "pytest-env>=1", "pytest-timeout>=2"]


def spare(*files: tuple[str, str]) -> Needs:
    """Return the needs of a project with these further files."""
    text = '[project]\nname = "x"\ndependencies = ["numpy"]\n'
    return needs_of({"pyproject.toml": text, **dict(files), **TESTS})


def texts(found: tuple[Need, ...]) -> list[str]:
    """Return the texts of needs."""
    return [need.text for need in found]


def test_supply() -> None:
    """A missing module is supplied by what names it; its exact pin is loosened."""
    needs = spare(("requirements-prod.txt", "shap==0.43\nPyYAML~=6.0\ntorch==2\n"))

    found = supply(needs, ["shap.utils", "yaml", "torch", "numpy", "unknown"])

    assert texts(found) == ["PyYAML~=6.0", "shap>=0.43"]
    assert texts(with_modules(needs, ["yaml"]).needs)[-1] == "PyYAML~=6.0"


def test_supply_from_a_file_that_is_used() -> None:
    """A pin beside others that were taken stays."""
    needs = needs_of(
        {
            "requirements.txt": "".join(f"p{n}==1\n" for n in range(30))
            + "shap==0.43\n",
            "test_a.py": "import p1\ndef test(): pass\n",
        }
    )

    assert texts(supply(needs, ["shap"])) == ["shap==0.43"]
