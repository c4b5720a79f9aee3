"""Packages, modules and entry points are found."""

from __future__ import annotations

from textwrap import dedent

import pytest

from tests.support.assessment import facts_of

PROJECT = '[build-system]\nrequires = []\n[project]\nname = "shop"\n'


def files(*paths: str, **texts: str) -> dict[str, str]:
    """Return empty files, and those with texts (`_DOT_` for a dot)."""
    return dict.fromkeys(paths, "") | {
        name.replace("_DOT_", ".").replace("__", "/"): text
        for name, text in texts.items()
    }


@pytest.mark.parametrize(
    ("tree", "kind", "packages"),
    [
        pytest.param(
            files(
                "src/shop/__init__.py", "tests/test_a.py", pyproject_DOT_toml=PROJECT
            ),
            "src",
            {"shop": "src/shop"},
            id="src",
        ),
        pytest.param(
            files("shop/__init__.py", "shop/a/__init__.py", pyproject_DOT_toml=PROJECT),
            "flat",
            {"shop": "shop"},
            id="flat",
        ),
        pytest.param(
            files("src/ns/shop/__init__.py", pyproject_DOT_toml=PROJECT),
            "src",
            {"ns.shop": "src/ns/shop"},
            id="namespace",
        ),
        pytest.param(
            files("src/shop/a.py", "src/shop/deep/b.py", pyproject_DOT_toml=PROJECT),
            "src",
            {"shop": "src/shop"},
            id="no __init__",
        ),
        pytest.param(
            files("src/my-tool/a.py", pyproject_DOT_toml=PROJECT),
            "module",
            {},
            id="no import name",
        ),
        pytest.param(
            files("shop.py", pyproject_DOT_toml=PROJECT), "module", {}, id="module"
        ),
        pytest.param(
            files("shop.py", setup_DOT_py="setup(py_modules=['shop'])"),
            "module",
            {},
            id="module of setup.py",
        ),
        pytest.param(
            files("shop.py", setup_DOT_cfg="[options]\npy_modules = shop\n"),
            "module",
            {},
            id="module of setup.cfg",
        ),
        pytest.param(
            files("a.py", pyproject_DOT_toml="[tool.ruff]\n"),
            "scripts",
            {},
            id="scripts",
        ),
        pytest.param(
            files("a.py", "b.py", "c.py", "old/__init__.py"),
            "scripts",
            {"old": "old"},
            id="mostly scripts",
        ),
        pytest.param(
            files(
                "one/src/a/__init__.py",
                "two/src/b/__init__.py",
                one__pyproject_DOT_toml=PROJECT,
                two__pyproject_DOT_toml=PROJECT,
            ),
            "monorepo",
            {"a": "one/src/a", "b": "two/src/b"},
            id="monorepo",
        ),
        pytest.param(
            files(
                "src/shop/__init__.py",
                "sdk/client/__init__.py",
                sdk__setup_DOT_py="setup()",
                pyproject_DOT_toml=PROJECT,
            ),
            "src",
            {"client": "sdk/client", "shop": "src/shop"},
            id="with a part",
        ),
        pytest.param(
            files("tests/__init__.py", "docs/conf.py", "scripts/x/__init__.py"),
            "scripts",
            {},
            id="no packages",
        ),
        pytest.param(files("README.md"), "", {}, id="no Python"),
    ],
)
def test_kind_and_packages(
    tree: dict[str, str], kind: str, packages: dict[str, str]
) -> None:
    """The layout is what the folders and manifests say."""
    facts = facts_of(tree)

    assert (facts.layout, dict(facts.packages)) == (kind, packages)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        pytest.param(
            "pyproject.toml",
            "[tool.setuptools.package-dir]\n'' = 'lib'\n",
            id="package-dir",
        ),
        pytest.param(
            "pyproject.toml",
            "[tool.setuptools.packages.find]\nwhere = ['lib']\n",
            id="find",
        ),
        pytest.param(
            "pyproject.toml",
            "[tool.hatch.build.targets.wheel]\npackages = ['lib/shop']\n",
            id="hatch",
        ),
        pytest.param(
            "pyproject.toml",
            "[[tool.poetry.packages]]\ninclude = 'shop'\nfrom = 'lib'\n",
            id="poetry",
        ),
        pytest.param(
            "pyproject.toml", "[tool.pdm.build]\npackage-dir = 'lib'\n", id="pdm"
        ),
        pytest.param(
            "pyproject.toml", "[tool.uv.build-backend]\nmodule-root = 'lib'\n", id="uv"
        ),
        pytest.param(
            "pyproject.toml", "[tool.maturin]\npython-source = 'lib'\n", id="maturin"
        ),
        pytest.param(
            "setup.cfg", "[options]\npackage_dir =\n  = lib\n", id="setup.cfg"
        ),
        pytest.param(
            "setup.cfg", "[options.packages.find]\nwhere = lib\n", id="setup.cfg find"
        ),
        pytest.param("setup.py", "setup(package_dir={'': 'lib'})", id="setup.py"),
    ],
)
def test_a_declared_source_folder(path: str, text: str) -> None:
    """Imports start from the folder that the build is told."""
    facts = facts_of({path: text, "lib/shop/__init__.py": "", "lib/shop/a.py": ""})

    assert dict(facts.packages) == {"shop": "lib/shop"}
    assert {"shop", "shop.a"} <= facts.modules


def test_a_source_folder_that_is_not_there() -> None:
    """What does not exist is no root."""
    facts = facts_of(
        {
            "pyproject.toml": "[tool.pdm.build]\npackage-dir = 'gone'\n",
            "shop/__init__.py": "",
        }
    )

    assert dict(facts.packages) == {"shop": "shop"}


def test_modules() -> None:
    """Modules have the names that imports use; other files have none."""
    facts = facts_of(
        files(
            "src/shop/__init__.py",
            "src/shop/a.py",
            "tests/unit/test_a.py",
            "run.py",
            "my-script.py",
        )
    )

    assert facts.modules == {"shop", "shop.a", "tests.unit.test_a", "run"}


def test_entry_points() -> None:
    """Commands of all manifests, and packages that run as a module."""
    facts = facts_of(
        {
            "pyproject.toml": dedent("""\
                [project.scripts]
                shop = "shop.cli:main"
                [project.gui-scripts]
                shopw = "shop.gui:main"
                [tool.poetry.scripts]
                old = "shop.old:main"
                odd = { reference = "x" }
                """),
            "setup.cfg": (
                "[options.entry_points]\nconsole_scripts =\n  cfg = shop.cfg:main\n"
            ),
            "setup.py": "setup(entry_points={'console_scripts': ['py=shop.py:main']})",
            "tests/data/pyproject.toml": '[project.scripts]\nno = "no:no"\n',
            "shop/__init__.py": "",
            "shop/__main__.py": "",
            "shop/inner/__init__.py": "",
            "shop/inner/__main__.py": "",
            "other/__main__.py": "",
        }
    )

    assert facts.entry_points == (
        "cfg = shop.cfg:main",
        "old = shop.old:main",
        "py = shop.py:main",
        "python -m shop",
        "python -m shop.inner",
        "shop = shop.cli:main",
        "shopw = shop.gui:main",
    )
