"""Which requirements files are pinned, for which Python, and which are not."""

from __future__ import annotations

import sys

import pytest

from bot.actions.dependencies.pinning.installs import installs
from bot.actions.dependencies.pinning.layout import lay_out
from tests.support.targets import target_of

OWN = sys.version_info[:2]
DOCKERFILE = "FROM python:3.12-slim\nRUN pip install -r requirements.txt\n"


@pytest.mark.parametrize(
    ("path", "content", "expected"),
    [
        pytest.param(
            "Dockerfile",
            "FROM a\nRUN pip install -r a.txt -c b.txt\n",
            (("a.txt",), ("b.txt",), ()),
            id="docker",
        ),
        pytest.param(
            "Dockerfile",
            "FROM a\nCOPY x/a.txt /tmp/b.txt\nRUN pip install -r /tmp/b.txt\n",
            (("x/a.txt",), (), ()),
            id="docker copies under a new name",
        ),
        pytest.param(
            "Dockerfile",
            'FROM a\nRUN ["pip", "install", "-r", "a.txt"]\n',
            (("a.txt",), (), ()),
            id="docker exec form",
        ),
        pytest.param(
            "Makefile",
            "x:\n\tpython3 -m pip install --upgrade -ra.txt .\n",
            (("a.txt",), (), (".",)),
            id="make",
        ),
        pytest.param(
            "run.sh",
            "pip install -i https://x/simple \\\n  --requirement=a.txt -q pytest\n",
            (("a.txt",), (), ("pytest",)),
            id="shell",
        ),
        pytest.param("run.sh", "uv pip sync a.txt\n", (("a.txt",), (), ()), id="sync"),
        pytest.param(
            "run.sh",
            "pip install -r requirements-$ENV.txt\n",
            (("requirements-*.txt",), (), ()),
            id="variable",
        ),
        pytest.param(
            "run.sh",
            "pip install -e . --group dev -r a.txt\n",
            (("a.txt",), (), ("-e .", "--group dev")),
            id="editable and group",
        ),
        pytest.param(
            "run.sh",
            "pip install --strange -r a.txt\n",
            (("a.txt",), (), ()),
            id="unknown option",
        ),
        pytest.param(
            "tox.ini",
            "[testenv]\ndeps =\n    -r{toxinidir}/a.txt\n    pytest # x\n",
            (("a.txt",), (), ("pytest",)),
            id="tox deps",
        ),
        pytest.param(
            "tox.ini",
            "[testenv]\ncommands = pip install -r a.txt\n",
            (("a.txt",), (), ()),
            id="tox commands",
        ),
        pytest.param(
            "noxfile.py",
            "def t(s):\n    s.install('-r', 'a.txt', name)\n",
            (("a.txt",), (), ("*",)),
            id="nox",
        ),
        pytest.param(
            ".readthedocs.yaml",
            "python:\n  install:\n    - requirements: docs/a.txt\n",
            (("docs/a.txt",), (), ()),
            id="read the docs",
        ),
        pytest.param(
            "environment.yml",
            "name: x\ndependencies:\n  - pip:\n    - -r a.txt\n    - b\n",
            (("a.txt",), (), ("b",)),
            id="conda",
        ),
        pytest.param(
            "README.md",
            "Run `pip install -r a.txt` first.\n",
            (("a.txt",), (), ()),
            id="readme",
        ),
        pytest.param(
            ".gitlab-ci.yml",
            "t:\n  script:\n    - pip install -r a.txt && pytest\n",
            (("a.txt",), (), ()),
            id="gitlab",
        ),
        pytest.param(
            "Jenkinsfile",
            "sh 'pip install -r a.txt'\n",
            (("a.txt",), (), ()),
            id="jenkins",
        ),
    ],
)
def test_installs(path: str, content: str, expected: object) -> None:
    """Every command that installs from a file is found, wherever it stands."""
    target = target_of({path: content, "requirements.txt": "alpha\n"})

    (found,) = installs(target)

    assert (found.files, found.constraints, found.others) == expected


@pytest.mark.parametrize(
    ("files", "pythons", "universal"),
    [
        pytest.param({"Dockerfile": DOCKERFILE}, ((3, 12),), False, id="docker"),
        pytest.param(
            {"Dockerfile": "ARG V=3.12\n" + DOCKERFILE.replace("3.12", "${V}")},
            ((3, 12),),
            False,
            id="docker argument",
        ),
        pytest.param(
            {
                ".github/workflows/t.yml": "on: push\njobs:\n  t:\n    strategy:\n"
                "      matrix:\n        python-version:\n        - '3.9'\n"
                "        - '3.12'\n    steps:\n"
                "    - run: pip install -r requirements.txt\n",
                "pyproject.toml": '[project]\nname = "x"\nversion = "1"\n'
                'requires-python = ">=3.11"\n',
            },
            ((3, 12),),
            False,
            id="only what the project supports",
        ),
        pytest.param(
            {
                ".gitlab-ci.yml": "image: python:3.11\nt:\n  script:\n"
                "    - pip install -r requirements.txt\n",
                "Dockerfile": DOCKERFILE,
            },
            ((3, 11), (3, 12)),
            True,
            id="several",
        ),
        pytest.param(
            {
                ".github/workflows/t.yml": "on: push\njobs:\n  t:\n"
                "    runs-on: windows-latest\n    steps:\n"
                "    - run: pip install -r requirements.txt # py 3.12\n",
            },
            (OWN,),
            True,
            id="windows",
        ),
        pytest.param({".python-version": "3.10.4\n"}, ((3, 10),), True, id="file"),
        pytest.param(
            {"setup.cfg": "[options]\npython_requires = >=3.10\n"},
            ((3, 10),),
            True,
            id="declared",
        ),
        pytest.param({}, (OWN,), True, id="nothing"),
    ],
)
def test_for_which_python(
    files: dict[str, str], pythons: object, *, universal: bool
) -> None:
    """What installs the file says for which Pythons it is."""
    target = target_of({**files, "requirements.txt": "alpha\n"})

    (pin,) = lay_out(target).pins

    assert (pin.environment.pythons, pin.environment.universal) == (pythons, universal)


def test_a_person_can_name_the_python() -> None:
    """The parameter decides, and leaves nothing open."""
    target = target_of(
        {"Dockerfile": DOCKERFILE, "requirements.txt": "alpha\n"}, {"python": "3.13"}
    )

    (pin,) = lay_out(target).pins

    assert pin.environment.pythons == ((3, 13),)
    assert not pin.environment.universal


@pytest.mark.parametrize(
    ("files", "reason"),
    [
        pytest.param(
            {"requirements.txt": "-e .\n"},
            "pip checks no hash of `-e .`",
            id="editable",
        ),
        pytest.param(
            {"requirements.txt": "alpha\n--no-index\n"},
            "`--no-index` names a package index",
            id="index",
        ),
        pytest.param(
            {"requirements.txt": "alpha\nbeta\nwhat is\n"},
            "`what is` is no requirement",
            id="nonsense",
        ),
        pytest.param(
            {"requirements.txt": "alpha\n-r b.txt\n"},
            "it asks for b.txt, which is not there",
            id="missing",
        ),
        pytest.param(
            {"requirements.txt": "alpha\nbeta==1 --hash=sha256:00\n"},
            "some lines have hashes",
            id="mixed",
        ),
        pytest.param(
            {"requirements.txt": "alpha\n", "requirements.in": "# none\n"},
            "requirements.in is there already",
            id="name taken",
        ),
        pytest.param(
            {"requirements.in": "alpha\n", ".gitignore": "requirements.txt\n"},
            "it is kept out of git",
            id="ignored",
        ),
        pytest.param(
            {
                "requirements.txt": "alpha\n",
                "pyproject.toml": "[tool.setuptools.dynamic]\n"
                "dependencies = {file = ['requirements.txt']}\n",
            },
            "pyproject.toml reads it",
            id="dynamic metadata",
        ),
        pytest.param(
            {
                "requirements.txt": "alpha\n",
                "dev.txt": "-r requirements.txt\n./local\n",
                "run.sh": "pip install -r dev.txt\n",
            },
            "dev.txt asks for it, and cannot be pinned",
            id="asked for",
        ),
        pytest.param(
            {
                "requirements.txt": "alpha\n",
                "dev.txt": "./local\nx>=1\n",
                "run.sh": "pip install -r requirements.txt -r dev.txt\n",
            },
            "dev.txt is installed with it, and cannot be pinned",
            id="installed together",
        ),
        pytest.param(
            {
                "requirements.txt": "alpha\n",
                "run.sh": "pip install -r requirements.txt -r /tmp/more.txt\n",
            },
            "run.sh:1 installs it together with /tmp/more.txt, which has no hashes",
            id="installed with something unknown",
        ),
        pytest.param(
            {"requirements.txt": "alpha==${ALPHA}\n"},
            "what it asks for is in the environment variable ALPHA",
            id="variable",
        ),
        pytest.param(
            {"requirements.txt": "alpha\n--pre -i https://x.invalid/simple\n"},
            "`--index-url` names a package index of its own",
            id="index behind another option",
        ),
        pytest.param(
            {"requirements.txt": "# pip-compile a.in b.in\nalpha==1\n"},
            "it is compiled from files that are not there",
            id="unknown sources",
        ),
    ],
)
def test_what_cannot_be_pinned(files: dict[str, str], reason: str) -> None:
    """A file that pip would refuse with hashes is left alone, with the reason."""
    layout = lay_out(target_of(files))

    reasons = {place.path: place.reason for place in layout.left_alone}
    assert "requirements.txt" not in [pin.output for pin in layout.pins]
    assert reasons["requirements.txt"].startswith(reason)


def test_a_file_that_only_asks_for_others_hands_its_installs_on() -> None:
    """What `requirements.txt` leads to is what is installed."""
    target = target_of(
        {
            "requirements.txt": "-r requirements/prod.txt\n",
            "requirements/prod.txt": "alpha\n",
            "requirements/other.txt": "beta\n",
            "Dockerfile": DOCKERFILE,
        }
    )

    layout = lay_out(target)

    assert [pin.output for pin in layout.pins] == ["requirements/prod.txt"]
    assert layout.pins[0].environment.pythons == ((3, 12),)


def test_files_installed_by_one_command_are_constraints_of_each_other() -> None:
    """The later file keeps to the versions of the earlier one."""
    target = target_of(
        {
            "requirements.txt": "alpha\n",
            "requirements-dev.txt": "beta\n",
            "run.sh": "pip install -r requirements.txt -r requirements-dev.txt\n",
        }
    )

    first, second = lay_out(target).pins

    assert (first.output, first.constraints) == ("requirements.txt", ())
    assert second.constraints == ("requirements.txt",)
    assert first.group == second.group == {"requirements.txt", "requirements-dev.txt"}


def test_the_nearest_file_of_a_name_counts() -> None:
    """A Dockerfile beside a file means that one, and not the root's."""
    target = target_of(
        {
            "requirements.txt": "-e .\n",
            "apps/one/requirements.txt": "alpha\n",
            "apps/one/docker/Dockerfile": DOCKERFILE,
        }
    )

    assert [pin.output for pin in lay_out(target).pins] == ["apps/one/requirements.txt"]


def test_lines_of_the_source_stay_as_they_are() -> None:
    """Comments, line endings and bytes that are no text go along."""
    target = target_of(
        {
            "base.txt": "alpha\n",
            "requirements.txt": "# caf\u00e9\r\n-r base.txt # first\r\nbeta\r\n",
            "run.sh": "pip install -r base.txt\n",
        }
    )

    pins = {pin.output: pin for pin in lay_out(target).pins}

    assert pins["requirements.txt"].new_source == (
        b"# caf\xc3\xa9\r\n-r base.in # first\r\n-c base.txt\r\nbeta\r\n"
    )
