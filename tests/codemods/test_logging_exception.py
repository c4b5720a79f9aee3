"""What is logged stays, and the traceback comes to it."""

from __future__ import annotations

import logging
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project

EXCEPTION = CATALOGUE["logging-exception"]
SWALLOWED = CATALOGUE["log-swallowed"]

HEAD = """\
import logging
logger = logging.getLogger("handled")

def run():
"""


class Records(logging.Handler):
    """Keeps what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        self.records.append(record)


def outcome(source: bytes) -> tuple[str, list[logging.LogRecord]]:
    """Return what a program's `run` gives or raises, and what it logs."""
    handler = Records()
    logger = logging.getLogger("handled")
    logger.setLevel(logging.DEBUG)
    logger.addHandler(handler)
    namespace: dict[str, Any] = {}
    try:
        exec(compile(source, "a.py", "exec"), namespace)  # noqa: S102  # made here
        result = repr(namespace["run"]())
    except Exception as error:  # noqa: BLE001  # whatever a program raises
        result = repr(error)
    finally:
        logger.removeHandler(handler)
    return result, handler.records


STATEMENTS = st.sampled_from(
    [
        "logger.error('one')",
        "logger.error('%s', error)",
        "logger.warning('two')",
        "logger.error('three', exc_info=True)",
        "found.append(repr(error))",
        "raise ValueError(1)",
        "return found",
        "pass",
        "logger.error('four') if found else logger.error('five')",
    ]
)
CAUGHT = st.sampled_from(
    ["Exception", "BaseException", "KeyError", "(OSError, Exception)"]
)


def program(raised: str, caught: str, body: list[str]) -> bytes:
    """Return a program that handles an error."""
    lines = [
        "    found = []",
        "    try:",
        f"        {raised}",
        f"    except {caught} as error:",
        *(f"        {line}" for line in body),
        "    return found",
    ]
    return (HEAD + "\n".join(lines) + "\n").encode()


RAISED = st.sampled_from(["{}['a']", "1 / 0", "found.append(1)"])


@settings(max_examples=80, deadline=None)
@given(RAISED, CAUGHT, st.lists(STATEMENTS, min_size=1, max_size=3))
def test_only_the_traceback_is_new(raised: str, caught: str, body: list[str]) -> None:
    """Results, messages and levels are the same; no record loses its traceback."""
    source = program(raised, caught, body)

    made = rewrite(EXCEPTION, "shop/a.py", source, Project())

    before, old = outcome(source)
    after, new = outcome(made.source)
    assert after == before
    assert [(r.levelno, r.getMessage()) for r in new] == [
        (r.levelno, r.getMessage()) for r in old
    ]
    assert all(
        there.exc_info or not was.exc_info for was, there in zip(old, new, strict=True)
    )
    assert sum(bool(record.exc_info) for record in new) <= max(
        1, sum(bool(record.exc_info) for record in old)
    )


@settings(max_examples=40, deadline=None)
@given(RAISED, CAUGHT, st.sampled_from(["pass", "..."]))
def test_only_a_line_is_new(raised: str, caught: str, body: str) -> None:
    """A program that drops its errors gives the same, and says so for a debugger."""
    source = program(raised, caught, [body])

    made = rewrite(SWALLOWED, "shop/a.py", source, Project())

    before, old = outcome(source)
    after, new = outcome(made.source)
    assert after == before
    assert not old
    assert [record.levelno for record in new] in ([], [logging.DEBUG])
