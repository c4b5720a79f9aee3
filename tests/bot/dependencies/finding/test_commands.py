"""Requirements of commands in a script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.dependencies.finding.scripts import read
from tests.support.readings import checked, said


def places(script: str) -> list[str]:
    """Return what a shell script installs, after all offsets were checked."""
    content = script.encode()
    return [said(place) for place in checked(read("a.sh", content), content).places]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param("pip install a==1.0 b", ["a==1.0", "b"], id="pip"),
        pytest.param("pip3.11 install --upgrade a~=1.0", ["a~=1.0"], id="numbered"),
        pytest.param("python -m pip install -U 'a>=1,<2'", ["a>=1,<2"], id="module"),
        pytest.param('py -3 -m pip install "a[x,y]==1"', ["a[x,y]==1"], id="py"),
        pytest.param("$PYTHON -m pip install a==1", ["a==1"], id="variable"),
        pytest.param("${VENV}/bin/pip install a==1", ["a==1"], id="folder"),
        pytest.param("$PIP install a==1", ["a==1"], id="pip in a variable"),
        pytest.param("sudo -H env X=1 pip install a==1", ["a==1"], id="wrappers"),
        pytest.param("pip wheel -w out a==1", ["a==1"], id="wheel"),
        pytest.param(
            "uv pip install --system a==1 \\\n b==2", ["a==1", "b==2"], id="uv"
        ),
        pytest.param("uv tool install a==1 --with b==2", ["a==1", "b==2"], id="tool"),
        pytest.param("uvx a@1.2.3 --with b==2", ["a==1.2.3"], id="at"),
        pytest.param("uvx copychat@latest run", ["copychat"], id="latest"),
        pytest.param("uvx --from 'a[x]==1.2' cmd b==2", ["a[x]==1.2"], id="from"),
        pytest.param("uvx --with b>=2 a", ["b", "a"], id="redirected option"),
        pytest.param(
            "uv run --with 'a>=1,<2,b==2' pip install c==3",
            ["a>=1,<2", "b==2", "c==3"],
            id="run with",
        ),
        pytest.param("pipx install a==1 b==2", ["a==1", "b==2"], id="pipx"),
        pytest.param("pipx run --spec a==1 cmd b==2", ["a==1"], id="spec"),
        pytest.param("pipx run a==1 b==2", ["a==1"], id="pipx run"),
        pytest.param("pipx inject venv a==1", ["a==1"], id="inject"),
        pytest.param("python3 -m pipx install a==1", ["a==1"], id="pipx module"),
        pytest.param("sh -ec 'pip install a==1'", ["a==1"], id="nested"),
        pytest.param(
            "pip install a==1 && pip install b==2", ["a==1", "b==2"], id="two"
        ),
        pytest.param(
            "pip install -i https://u:p@x.invalid/ --timeout 10 a==1",
            ["a==1"],
            id="options",
        ),
        pytest.param("pip install --platform linux a==1", ["a==1"], id="valued"),
        pytest.param("pip install --new-option value a==1", ["a==1"], id="unknown"),
        pytest.param("pip install . ./x[dev] ../y /z x.whl", [], id="folders"),
        pytest.param(
            "pip install git+https://x.invalid/a/b.git@v1.2#egg=b",
            ["b@v1.2 (repository)"],
            id="repository",
        ),
        pytest.param("pip install git+https://x.invalid/a/b.git", [], id="nameless"),
        pytest.param("echo pip install a==1", [], id="no command"),
        pytest.param("pip uninstall a; pip freeze; npm install b@1", [], id="others"),
        pytest.param(
            "cat <<E\npip install a==1\nE\npip install b==2", ["b==2"], id="doc"
        ),
        pytest.param("pip install a==1\necho 'open\n", ["a==1"], id="broken script"),
    ],
)
def test_what_a_command_installs(script: str, expected: list[str]) -> None:
    """All tools and spellings; no value of an option is taken for a name."""
    assert places(script) == expected


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        pytest.param(
            "pip install a>=1",
            "the shell takes what follows `a` for a redirection",
            id="redirection",
        ),
        pytest.param(
            "pip install a==$V", "`a==$V` is put together when it runs", id="variable"
        ),
        pytest.param(
            'pip install "a==1.${M}"',
            "`a==1.${M}` is put together when it runs",
            id="part",
        ),
        pytest.param(
            "pip install 'a=>1'", "`a=>1` is no requirement (PEP 508)", id="operator"
        ),
        pytest.param(
            "pip install a==1.\\0",
            "`a==1.0`: its version is not written in one piece",
            id="quoted within",
        ),
    ],
)
def test_what_cannot_be_read_is_told(script: str, reason: str) -> None:
    """A problem with its line, not a guess."""
    reading = read("a.sh", f"\n{script}\n".encode())

    assert [(each.line, each.reason) for each in reading.problems] == [(2, reason)]


def test_files_that_commands_name() -> None:
    """In each spelling of the options, constraints told apart."""
    script = (
        "pip install -r a.txt -rb.txt --requirement=c.txt -qr d.txt\n"
        "pip install -c e.txt --constraint ../f.txt -r $G -r /dev/stdin x\n"
    )

    found = read("ci/a.sh", script.encode()).includes

    assert [(each.path, each.constraint) for each in found] == [
        ("ci/a.txt", False),
        ("ci/b.txt", False),
        ("ci/c.txt", False),
        ("ci/d.txt", False),
        ("ci/e.txt", True),
        ("f.txt", True),
    ]


def test_no_password_is_kept() -> None:
    """Neither in a place nor in a problem."""
    script = (
        "pip install 'a @ git+https://me:s3cret@x.invalid/a@v1'\n"
        "pip install git+https://me:s3cret@x.invalid/b.git#egg=b\n"
        "pip install 'c==https://me:s3cret@x.invalid'\n"
    )

    reading = read("a.sh", script.encode())

    assert len(reading.places) == 2
    assert "s3cret" not in repr(reading)


@given(st.text("ab1.=<>~'\"\\ $@[]-,\n#&", max_size=40))
def test_any_command_can_be_read(words: str) -> None:
    """Nothing makes the reader fail, and all places are exact."""
    places(f"pip install {words}\n")
