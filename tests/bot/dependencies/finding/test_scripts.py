"""Requirements of shell scripts, makefiles and justfiles."""

from __future__ import annotations

import pytest

from bot.dependencies.finding.scripts import kind_of, read
from tests.support.readings import checked, said


def places(path: str, script: str) -> list[str]:
    """Return what a file installs, after all offsets were checked."""
    content = script.encode()
    return [said(place) for place in checked(read(path, content), content).places]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("Makefile", "makefile"),
        ("a/GNUmakefile", "makefile"),
        ("build/rules.mk", "makefile"),
        (".justfile", "justfile"),
        ("a.just", "justfile"),
        ("ci/x.sh", "shell"),
        ("x.py", ""),
        ("Makefile.py.txt", ""),
    ],
)
def test_kinds_are_known_by_name(path: str, kind: str) -> None:
    """Any other file is none."""
    assert kind_of(path) == kind


def test_recipes_of_a_makefile() -> None:
    """Only recipes are commands; make's marks and variables are understood."""
    makefile = (
        "PIP_ARGS = pip install no==1\n"
        "install: venv\n"
        "\t@$(PYTHON) -m pip install a==1 \\\n"
        "\t\tb==2\n"
        "\t-$(VENV)/bin/pip install 'c>=3,<4'\n"
        "\tfor x in 1 2; do pip install d==$$x; done\n"
        "# pip install no==2\n"
    )

    assert places("Makefile", makefile) == ["a==1", "b==2", "c>=3,<4"]
    (problem,) = read("Makefile", makefile.encode()).problems
    assert problem.line == 6


def test_recipes_of_a_justfile() -> None:
    """What stands in double braces is not known."""
    justfile = "dev:\n    @pip install a==1\n    uvx b@{{version}} c\n    uvx d@2.0\n"

    assert places("justfile", justfile) == ["a==1", "d==2.0"]
    (problem,) = read("justfile", justfile.encode()).problems
    assert problem.reason == "`b@{{version}}` is put together when it runs"


def test_a_file_without_an_install_is_not_parsed() -> None:
    """Bytes that no encoding has do no harm."""
    assert read("a.sh", b"echo \xff 'open").problems == ()


def test_other_bytes_move_no_place() -> None:
    """A script may hold bytes that are no UTF-8."""
    content = b"# \xff\xe9 \xe2\x82\xac\r\npip install a==1.0\r\n"

    (place,) = checked(read("a.sh", content), content).places

    assert content[place.start : place.end] == b"a==1.0"
