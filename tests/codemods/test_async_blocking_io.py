"""What a coroutine gets from a blocking call, it gets from the thread."""

from __future__ import annotations

import asyncio
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project

BLOCKING = CATALOGUE["async-blocking-io"]
SLEEP = CATALOGUE["async-sleep"]
PYTHON = Project(minimum_python=(3, 11))

HEAD = "import subprocess\nimport time\nasync def run(seen):\n"

COMMANDS = st.sampled_from(
    [
        "['true']",
        "['false']",
        "'echo a', shell=True, capture_output=True, text=True",
        "['false'], check=True",
        "['no-such-command']",
        "*[['echo', 'a']], **{'capture_output': True}",
    ]
)
FORMS = st.sampled_from(
    [
        "subprocess.run({})",
        "subprocess.run({}).returncode",
        "[subprocess.run({}).args][0]",
        "not subprocess.call({})",
        'f"{{subprocess.call({})}}"',
        "-subprocess.call({}) ** 2",
        "subprocess.call({}) == 0 and seen",
    ]
)


def outcome(source: bytes) -> str:
    """Return what a program's coroutine gives, or raises."""
    namespace: dict[str, Any] = {}
    try:
        exec(compile(source, "a.py", "exec"), namespace)  # noqa: S102  # made here
        return repr(asyncio.run(namespace["run"]([1])))
    except Exception as error:  # noqa: BLE001  # whatever a program raises
        return repr(error)


@settings(max_examples=40, deadline=None)
@given(FORMS, COMMANDS)
def test_same_results(form: str, command: str) -> None:
    """Results and errors are the same, in whatever expression the call stands."""
    source = f"{HEAD}    return {form.format(command)}\n".encode()

    made = rewrite(BLOCKING, "shop/a.py", source, PYTHON)

    assert b"await asyncio.to_thread(" in made.source
    assert outcome(made.source) == outcome(source)


@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(["0", "0.001", "seen[0] / 1000", "seen[5]", "'a'"]),
    st.sampled_from(
        ["{}", "try:\n        {}\n    except Exception:\n        return 2"]
    ),
)
def test_sleep_gives_the_same(delay: str, form: str) -> None:
    """A coroutine that sleeps goes on, or fails, as before."""
    statement = form.format(f"time.sleep({delay})")
    source = f"{HEAD}    {statement}\n    return 1\n".encode()

    made = rewrite(SLEEP, "shop/a.py", source, PYTHON)

    assert b"await asyncio.sleep(" in made.source
    before, after = outcome(source), outcome(made.source)
    assert after.partition("(")[0] == before.partition("(")[0]
