"""What `warn` writes, `warning` writes as well."""

from __future__ import annotations

import logging
import warnings
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Outcome, Project

CODEMOD = CATALOGUE["logging-warn"]
HEADS = {
    "logger": "import logging\nlogger = logging.getLogger('warned')\n",
    "log.root": "import logging as log\n",
    "log": "import logging as log\n",
    "adapter": "from logging import LoggerAdapter, getLogger\n"
    "adapter = LoggerAdapter(getLogger('warned'), {})\n",
    "getLogger('warned').getChild('a')": "from logging import getLogger\n",
}


class Lines(logging.Handler):
    """Keeps name, level and text of what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one record."""
        self.lines.append((record.name, record.levelno, record.getMessage()))


def lines_of(source: bytes) -> list[tuple[str, int, str]]:
    """Return what a program logs."""
    handler = Lines()
    logging.root.addHandler(handler)
    namespace: dict[str, Any] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            exec(compile(source, "a.py", "exec"), namespace)  # noqa: S102  # made here
    finally:
        logging.root.removeHandler(handler)
    return handler.lines


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(sorted(HEADS)),
    st.sampled_from(["'a'", "'%s', 1", "'%(a)s', {'a': 2}", "'a', exc_info=True"]),
    st.sampled_from(["{}.warn({})", "f = {}.warn\nf({})", "(lambda: {}.warn({}))()"]),
)
def test_same_lines(receiver: str, arguments: str, form: str) -> None:
    """Name, level and text of a line are the same."""
    source = f"{HEADS[receiver]}{form.format(receiver, arguments)}\n".encode()

    made = rewrite(CODEMOD, "shop/a.py", source)

    assert made.findings
    assert b"warn(" not in made.source
    assert lines_of(made.source) == lines_of(source)


@pytest.mark.parametrize(
    ("minor", "outcomes"),
    [
        pytest.param(10, [Outcome.REFUSED], id="3.10"),
        pytest.param(11, [], id="3.11"),
    ],
)
def test_stacklevel_by_version(minor: int, outcomes: list[Outcome]) -> None:
    """From Python 3.11 on, the frames of `logging` do not count."""
    source = b"import logging\nlogging.warn('a', stacklevel=2)\n"

    made = rewrite(CODEMOD, "a.py", source, Project(minimum_python=(3, minor)))

    assert [left.outcome for left in made.left_alone] == outcomes
    assert bool(made.findings) == (not outcomes)
