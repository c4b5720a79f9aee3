"""The build backend and the manager of the environment are found."""

from __future__ import annotations

import pytest

from tests.support.assessment import facts_of

POETRY = "[build-system]\nbuild-backend = 'poetry.core.masonry.api'\n"
HATCH = "[build-system]\nbuild-backend = 'hatchling.build'\n"
LEGACY = "setuptools.build_meta:__legacy__"


@pytest.mark.parametrize(
    ("files", "backend"),
    [
        pytest.param(
            {"pyproject.toml": "[build-system]\nbuild-backend = 'hatchling.build'\n"},
            "hatchling.build",
            id="declared",
        ),
        pytest.param(
            {"pyproject.toml": "[build-system]\nrequires = ['wheel']\n"},
            LEGACY,
            id="requires only",
        ),
        pytest.param(
            {"pyproject.toml": "[project]\n", "setup.py": "setup()"},
            LEGACY,
            id="setup.py",
        ),
        pytest.param({"setup.cfg": "[metadata]\nname = a\n"}, LEGACY, id="setup.cfg"),
        pytest.param({"setup.cfg": "[flake8]\n"}, "", id="no build"),
    ],
)
def test_backend(files: dict[str, str], backend: str) -> None:
    """The backend is what PEP 517 makes of the files."""
    assert facts_of(files).backend == backend


@pytest.mark.parametrize(
    ("files", "manager"),
    [
        pytest.param({"uv.lock": "", "poetry.lock": ""}, "uv", id="lock"),
        pytest.param(
            {"poetry.lock": "", "pyproject.toml": "[tool.uv]\n"},
            "poetry",
            id="lock before table",
        ),
        pytest.param({"pdm.lock": ""}, "pdm", id="pdm lock"),
        pytest.param({"Pipfile.lock": "{}"}, "pipenv", id="pipenv lock"),
        pytest.param(
            {"examples/uv.lock": "", "requirements.txt": "a\n"},
            "pip",
            id="lock elsewhere",
        ),
        pytest.param(
            {"pyproject.toml": POETRY},
            "poetry",
            id="backend",
        ),
        pytest.param(
            {"pyproject.toml": f"{HATCH}[tool.uv]\n"},
            "uv",
            id="table",
        ),
        pytest.param({"pyproject.toml": "[tool.pdm]\n"}, "pdm", id="pdm table"),
        pytest.param({"Pipfile": ""}, "pipenv", id="Pipfile"),
        pytest.param({"pyproject.toml": "[tool.hatch.envs.a]\n"}, "hatch", id="hatch"),
        pytest.param({"hatch.toml": ""}, "hatch", id="hatch file"),
        pytest.param({"requirements.in": "a\n"}, "pip-tools", id="pip-tools"),
        pytest.param(
            {"pyproject.toml": "[tool.pip-tools]\n"}, "pip-tools", id="pip-tools table"
        ),
        pytest.param({"setup.py": "setup()"}, "pip", id="pip"),
        pytest.param({"a.py": ""}, "", id="none"),
    ],
)
def test_manager(files: dict[str, str], manager: str) -> None:
    """A lock decides, then the backend, then a table, then the manifests."""
    assert facts_of(files).manager == manager
