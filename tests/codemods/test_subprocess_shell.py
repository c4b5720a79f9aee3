"""Why commands keep their shell, and that shells read plain ones alike."""

from __future__ import annotations

import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.security.parts import shell_words


def reasons(text: str) -> list[str]:
    """Return why places of a file are left alone."""
    source = f"import os, shlex, subprocess, sys\n{text}\n".encode()
    result = rewrite(CATALOGUE["subprocess-shell"], "shop.py", source)
    assert result.source == source
    return [left.reason for left in result.left_alone]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(
            'def f(a): subprocess.run(f"ls {a}", shell=True)',
            "a shell reads this command, with text from a parameter",
            id="parameter",
        ),
        pytest.param(
            'os.system("ls " + sys.argv[1])',
            "a shell reads this command, with text from the command line",
            id="command-line",
        ),
        pytest.param(
            'subprocess.run("java -version", shell=True)',
            "the command may ask whether the program is there at all",
            id="availability",
        ),
        pytest.param(
            'subprocess.run("git fetch", shell=True, **more)',
            "`*` or `**` may say more of how the command runs",
            id="stars",
        ),
        pytest.param(
            'subprocess.run(["ls", "-l"], shell=True)',
            "of a list, a POSIX shell runs the first item only",
            id="list",
        ),
        pytest.param(
            'try:\n subprocess.check_call("git fetch", shell=True)\n'
            "except subprocess.CalledProcessError: pass",
            "a program that is not there would raise what nobody catches here",
            id="caught",
        ),
    ],
)
def test_reason(text: str, reason: str) -> None:
    """What is left alone says why."""
    assert reasons(text) == [reason]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('subprocess.run("ls | wc", shell=True)', id="pipe"),
        pytest.param('os.system("clear")', id="literal"),
        pytest.param(
            'for n in ("a", "b"): os.system(f"ls {n}")', id="one-of-some-literals"
        ),
        pytest.param('def f(a): os.system(f"ls {shlex.quote(a)}")', id="quoted"),
        pytest.param(
            'def f(a):\n c = "ls %s" % shlex.quote(a)\n os.system(c)', id="quoted-above"
        ),
        pytest.param(
            'def f(a): os.system("ls " + " ".join(map(shlex.quote, a)))',
            id="quoted-each",
        ),
        pytest.param(
            'def f(a): os.system(" ".join(shlex.quote(b) for b in a))',
            id="quoted-in-generator",
        ),
        pytest.param(
            'def f(a): os.system("ls {}".format(shlex.quote(a)))', id="quoted-format"
        ),
        pytest.param(
            'def f(a):\n if a not in {"x", "y"}: raise ValueError\n'
            ' os.system(f"ls {a}")',
            id="checked",
        ),
        pytest.param('def f(a): os.system(f"kill {int(a)}")', id="number"),
        pytest.param("def f():\n c = c + 'x'\n os.system(c)", id="itself"),
    ],
)
def test_no_case(text: str) -> None:
    """What nobody outside has a say in is no case at all."""
    assert reasons(text) == []


@given(st.text(alphabet="ab1./:=@,+-_ \"'$*~;&|", max_size=12))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.filter_too_much]
)
def test_shell_reads_the_same_words(text: str) -> None:
    """A shell gives a program the words of which a plain command is made."""
    command = f"program {text}"
    words = shell_words.plain(command)
    if not words:
        return

    script = f'program() {{ printf "%s\\n" program "$@"; }}; {command}'
    said = subprocess.run(
        ["/bin/sh", "-c", script], capture_output=True, text=True, check=True
    )

    assert said.stdout.splitlines() == words
