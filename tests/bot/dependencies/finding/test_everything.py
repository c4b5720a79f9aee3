"""All places of a repository, whatever the files."""

from __future__ import annotations

from bot.dependencies.finding.everything import reader_of, readings
from bot.dependencies.places import Reading
from bot.services.trees import MemoryTree
from tests.support.assessment import facts_of
from tests.support.readings import checked

FILES = {
    ".github/actions/a/action.yml": "runs: {steps: [{run: pip install one==1}]}\n",
    ".github/workflows/ci.yml": "jobs: {t: {steps: [{run: pip install two==1}]}}\n",
    ".gitlab-ci.yml": "t: {script: [pip install three==1, pip install -r in/x]}\n",
    ".pre-commit-config.yaml": (
        "repos: [{hooks: [{id: mypy, additional_dependencies: [four==1]}]}]\n"
    ),
    ".python-version": "3.11\n",
    ".readthedocs.yaml": "python: {install: [{requirements: docs/needs}]}\n",
    "Dockerfile": "FROM x\nRUN pip install five==1\n",
    "Jenkinsfile": "sh 'pip install six==1'\n",
    "Makefile": "a:\n\tpip install seven==1\n",
    "azure-pipelines.yml": "steps: [{script: pip install eight==1}]\n",
    "docs/needs": "nine==1\n-c limits\n",
    "docs/limits": "ten==1\n",
    "environment.yml": "name: x\ndependencies: [pip: [eleven==1]]\n",
    "in/x": "twelve==1\n",
    "noxfile.py": (
        "# /// script\n# dependencies = ['nox==1']\n# ///\nsession.install('a==1')\n"
    ),
    "Pipfile": "[packages]\nb = '==1'\n",
    "pixi.toml": "[pypi-dependencies]\nc = '==1'\n",
    "pylock.toml": "[[packages]]\nname = 'd'\nversion = '1'\n",
    "pyproject.toml": "[project]\ndependencies = ['e==1']\n",
    "requirements.txt": "f==1\n",
    "script.py": "# /// script\n# dependencies = ['g==1']\n# ///\n",
    "setup.cfg": "[options]\ninstall_requires = h==1\n",
    "setup.py": "from setuptools import setup\nsetup(install_requires='i==1')\n",
    "tox.ini": "[testenv]\ndeps = j==1\n",
    "README.md": "pip install no==1\n",
}


def test_every_kind_of_file_is_read() -> None:
    """Manifests, Dockerfiles, CI, scripts, and the files that these lead to."""
    tree = MemoryTree({path: text.encode() for path, text in FILES.items()})

    found = readings(tree, facts_of(FILES))

    for path, reading in found.items():
        checked(reading, tree.read(path))
    assert {
        path: [(place.kind, place.name) for place in reading.places]
        for path, reading in found.items()
        if reading.places
    } == {
        ".github/actions/a/action.yml": [("github", "one")],
        ".github/workflows/ci.yml": [("github", "two")],
        ".gitlab-ci.yml": [("gitlab", "three")],
        ".pre-commit-config.yaml": [("pre-commit", "four")],
        "Dockerfile": [("dockerfile", "five")],
        "Jenkinsfile": [("jenkins", "six")],
        "Makefile": [("makefile", "seven")],
        "Pipfile": [("pipfile", "b")],
        "azure-pipelines.yml": [("azure", "eight")],
        "docs/limits": [("constraints", "ten")],
        "docs/needs": [("requirements", "nine")],
        "environment.yml": [("conda", "eleven")],
        "in/x": [("requirements", "twelve")],
        "noxfile.py": [("nox", "a"), ("script", "nox")],
        "pixi.toml": [("pixi", "c")],
        "pylock.toml": [("pylock", "d")],
        "pyproject.toml": [("pyproject", "e")],
        "requirements.txt": [("requirements", "f")],
        "script.py": [("script", "g")],
        "setup.cfg": [("setup.cfg", "h")],
        "setup.py": [("setup.py", "i")],
        "tox.ini": [("tox", "j")],
    }
    assert found[".python-version"].requires_python
    assert list(found) == sorted(found)


def test_a_file_that_cannot_be_read_stops_no_other() -> None:
    """It is there with its problem."""
    files = {"pyproject.toml": "[", "tox.ini": "[testenv]\ndeps = a==1\n"}
    tree = MemoryTree({path: text.encode() for path, text in files.items()})

    found = readings(tree, facts_of(files))

    assert found["pyproject.toml"].problems
    assert found["tox.ini"].places


def test_the_readers_of_one_file() -> None:
    """The same as for all files; none for a file that asks for nothing."""
    facts = facts_of(FILES)

    (read,) = reader_of("tox.ini", facts)

    assert read("tox.ini", b"[testenv]\ndeps = k==2\n") != Reading()
    assert reader_of("README.md", facts) == ()
