"""All facts of a target together."""

from __future__ import annotations

from bot.assessment.facts import gather
from bot.model import CiSystem, Manifest, Policy, Tool
from bot.services.trees import MemoryTree
from codemods.model import LeftAlone
from tests.support.assessment import facts_of


def test_a_whole_target() -> None:
    """Each reader fills its fields."""
    facts = facts_of(
        {
            "README.md": "# Shop\n",
            "pyproject.toml": (
                "[build-system]\nrequires = []\nbuild-backend = 'hatchling.build'\n"
                "[project]\nname = 'shop'\nrequires-python = '>=3.11'\n"
                "dependencies = ['attrs']\n[tool.black]\n"
            ),
            "src/shop/__init__.py": "x = 1\ny = 2",
            "src/shop/_version.py": "v = 1\n",
            "tests/test_shop.py": "import pytest\ndef test_a(): ...\n",
            ".travis.yml": "script: pytest\n",
            "Dockerfile": "FROM python\n",
            "compose.yml": "services: {}\n",
            "bad.yml": "[",
        }
    )

    assert facts.python_files == ("src/shop/__init__.py", "tests/test_shop.py")
    assert facts.lines == 4
    assert [left.path for left in facts.left_alone] == ["src/shop/_version.py"]
    assert facts.test_files == ("tests/test_shop.py",)
    assert facts.packages == {"shop": "src/shop"}
    assert facts.modules == {"shop", "shop._version", "tests.test_shop"}
    assert facts.manifests == (Manifest("pyproject.toml", "pyproject"),)
    assert [need.name for need in facts.requirements] == ["attrs"]
    assert facts.minimum_python == (3, 11)
    assert facts.backend == "hatchling.build"
    assert facts.tools == (
        Tool("black", "pyproject.toml", "[tool.black]"),
        Tool("pytest", ".travis.yml", ""),
    )
    assert facts.ci == (CiSystem("travis", (".travis.yml",)),)
    assert facts.dockerfiles == ("Dockerfile",)
    assert facts.compose_files == ("compose.yml",)
    assert facts.test_framework == "pytest"
    assert facts.documents == ("README.md",)
    assert facts.problems == ()


def test_an_empty_target() -> None:
    """Nothing is known of nothing."""
    facts = facts_of({})

    assert facts.python_files == ()
    assert facts.layout == ""
    assert facts.minimum_python == (3, 8)


def test_every_broken_file_is_named_and_the_rest_goes_on() -> None:
    """One broken file of each kind costs only itself."""
    facts = facts_of(
        {
            "pyproject.toml": "[project\n",
            "setup.py": "def (",
            "setup.cfg": "[options\n",
            "environment.yml": "name: [\n",
            "requirements.txt": b"\xff\n",
            ".gitlab-ci.yml": "<<<<<<< a\nx: 1\n>>>>>>> b\n",
            "docker-compose.yml": "services: [\n",
            "tox.ini": "nothing\n",
            "Pipfile": "= 1\n",
            "good/requirements.txt": "six\n",
            "a.py": b"\xff\xfe",
        }
    )

    assert [(one.path, one.line) for one in facts.problems] == [
        (".gitlab-ci.yml", 1),
        ("Pipfile", 1),
        ("docker-compose.yml", 2),
        ("environment.yml", 2),
        ("pyproject.toml", 1),
        ("requirements.txt", 1),
        ("setup.cfg", 1),
        ("setup.py", 1),
        ("tox.ini", 1),
    ]
    assert [need.name for need in facts.requirements] == ["six"]
    assert facts.python_files == ("a.py", "setup.py")


def test_policy_excludes() -> None:
    """What the policy excludes is left alone."""
    facts = facts_of({"a.py": "x\n", "old/b.py": "y\n"}, Policy(exclude=("old/",)))

    assert facts.python_files == ("a.py",)
    assert [(left.path, left.reason) for left in facts.left_alone] == [
        ("old/b.py", "is excluded by the policy")
    ]


def test_what_the_tree_leaves_out() -> None:
    """Links and files that cannot be read are named like all that is left alone."""
    tree = MemoryTree({"a.py": b"x\n"})
    tree.left_out = (  # type: ignore[attr-defined]  # as trees of folders have it
        LeftAlone("b.py", 0, "is a symbolic link"),
        LeftAlone("c.txt", 0, "is a symbolic link"),
    )

    facts = gather(tree, Policy())

    assert facts.left_alone == (LeftAlone("b.py", 0, "is a symbolic link"),)


def test_notebooks_are_left_alone_and_named() -> None:
    """Their cells are Python that is not rewritten; a vendored one keeps its reason."""
    facts = facts_of({"a.ipynb": "{}", "vendor/b.ipynb": "{}", "c.py": "x = 1\n"})

    assert [(left.path, left.reason) for left in facts.left_alone] == [
        ("a.ipynb", "is a notebook, whose cells are not rewritten"),
        ("vendor/b.ipynb", "is other people's code, in vendor/"),
    ]
