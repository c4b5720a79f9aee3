"""Small programs, drawn at random, that run and tell what they did."""

from __future__ import annotations

import contextlib
import io
import logging
import textwrap
import warnings
from typing import Any

from hypothesis import strategies as st

HEAD = """\
import asyncio
import collections
import copy
import datetime
import hashlib
import json
import logging
import os
import random
import re
import sys
import tempfile
import time
import unittest
from typing import Dict, List, Optional, Tuple, Union

logger = logging.getLogger(__name__)


class Oops(Exception):
    \"\"\"An error of the program's own.\"\"\"


class Odd:
    \"\"\"Equal to everything, contains what it likes, counts what it is asked.\"\"\"

    asked = 0

    def __init__(self, n=0):
        self.n = n

    def __eq__(self, other):
        Odd.asked += 1
        return True

    def __hash__(self):
        return 1

    def __contains__(self, item):
        return item == self.n

    def __iter__(self):
        return iter([self.n, self.n + 1])

    def keys(self):
        return [3, 4]

    def __getitem__(self, key):
        return key

    def __repr__(self):
        return f"Odd({self.n})"


def noisy(x):
    print("noisy", repr(x))
    return x


def fails(x):
    print("fails")
    raise Oops(x)

"""

# fmt: off
CONSTANTS = [
    "0", "1", "-2", "3", "1.5", "True", "False", "None", "'a'", "'b%s'", "''", "b'x'",
    "()", "(1, 2)", "[]", "[1, 2]", "[3, 1, 2]", "{}", "{1: 2}", "{'a': 1}", "{1, 2}",
    "Odd()", "Odd(3)",
]
# fmt: on
ATOMS = [*CONSTANTS, "x", "y", "xs", "d", "s", "n"]

CALLS = (
    "noisy({0})",
    "len({0})",
    "list({0})",
    "sorted({0})",
    "str({0})",
    "repr({0})",
    "({0}).keys()",
    "any([{0}, {1}])",
    "any([noisy(i) for i in {0}])",
    "all([i == {1} for i in xs])",
    "sum([n for n in xs], {0})",
    "sum([n for n in xs])",
    "max([n for n in xs])",
    "', '.join([str(i) for i in {0}])",
    "set([i for i in xs])",
    "sorted(xs)[0]",
    "sorted({0})[-1]",
    "sorted(xs, reverse=True)[0]",
    "list(sorted({0}))",
    "dict([(k, v) for k, v in d.items()])",
    "{0} in [1, 'a', (1, 2)]",
    "{0} in [{1}, 2]",
    "{0} not in [1, 2]",
    "{0} in d.keys()",
    "{0} in ({1}).keys()",
    "{0} == None",
    "{0} != None",
    "{0} == True",
    "type({0}) == int",
    "type({0}) == type({1})",
    "(not {0} == {1})",
    "(not {0} in xs)",
    "(not {0} < {1})",
    "'%s and %r' % ({0}, {1})",
    "'%s' % {0}",
    "'%s %%' % ({0},)",
    "'%d' % {0}",
    "'%(a)s' % {0}",
    "'{{}} {{!r:>5}}'.format({0}, {1})",
    "'{{0}} {{1}} {{0}}'.format({0}, {1})",
    "'{{a}}'.format(a={0})",
    "{0} + {1}",
    "({0} or {1})",
    "({0} and {1})",
    "({0} if {1} else {0})",
    "[i for i in {0}]",
    "[{0} for _ in range(2)]",
    "s.startswith('a') or s.startswith('b')",
    "isinstance(x, int) or isinstance(x, str)",
    "hashlib.md5(b'a').hexdigest()",
    "datetime.datetime.utcfromtimestamp(0).year",
    "Optional[int]",
    "json.dumps({0})",
    "copy.copy({0})",
    "random.Random(3).random()",
    "(lambda q={0}: q)()",
)

STATEMENTS = (
    "print({0})",
    "x = {0}",
    "len(xs) < 9 and xs.append({0})",
    "y = x = {0}",
    "s += str({0})",
    "logger.warn('%s' % {0})",
    "logger.info(f'{{x}} is {{y!r}}')",
    "logger.error('a' + str({0}))",
    "logging.warning('root %s', {0})",
    "assert {0}, 'told'",
    "assert ({0}, 'told')",
    "raise Oops({0})",
    "return {0}",
    "del x",
    "pass",
    "d[{0}] = {1}",
    "noisy({0})",
)

BLOCKS = (
    "if {0}:\n{b}",
    "if {0}:\n{b}\nelse:\n{c}",
    "if {0}:\n    if {1}:\n{bb}",
    "if {0}:\n    return {1}\nelse:\n{b}",
    "if {0}:\n    return {1}\nelif {1}:\n{b}\nelse:\n{c}",
    "if {0}:\n    return True\nelse:\n    return False",
    "if {0}:\n    return True\nreturn False",
    "for i in {0}:\n{b}",
    "for i in range(len(xs)):\n    print(i, xs[i])\n{b}",
    "for i in range(len(xs)):\n    y = xs[i]\n{b}",
    "i = 0\nfor q in xs:\n    print(i, q)\n    i += 1",
    "out = []\nfor q in {0}:\n    out.append(noisy(q))\nprint(out)",
    "out = []\nfor q in xs:\n    if q:\n        out.append(q)\nprint(out, q)",
    "out = ''\nfor q in {0}:\n    out += str(q)\nprint(out)",
    "for k in d.keys():\n    print(k, d[k])",
    "for k in d:\n    print(k, d[k])",
    "for k, v in d.items():\n    print(k)",
    "if {0} in d:\n    y = d[{0}]\nelse:\n    y = None\nprint(y)",
    "count = 3\nwhile count:\n    count -= 1\n{b}",
    "try:\n{b}\nexcept:\n{c}",
    "try:\n{b}\nexcept Exception as e:\n    print(type(e))\n{c}",
    "try:\n    fails({0})\nexcept Oops as e:\n    raise ValueError({1})",
    "try:\n    fails({0})\nexcept Oops as e:\n    logger.error(e)\n    y = 1",
    "try:\n{b}\nexcept Oops:\n    pass",
    "try:\n{b}\nfinally:\n{c}",
    "def inner(q=[], r={0}):\n    q.append(r)\n    return q\nprint(inner(), inner())",
    "def inner(camelCase):\n    longName = camelCase\n    return longName",
    "def inner():\n    return {0}\n    print('never')\nprint(inner())",
    "def inner():\n    if {0}:\n        return 1\n    raise Oops(2)\nprint(inner())",
    "with tempfile.TemporaryFile('w') as f:\n{b}",
    "f = open(os.devnull)\nprint(f.read())\nf.close()",
    "async def go():\n    await asyncio.sleep(0)\n    return 1\nasyncio.run(go())",
)


def _expression(depth: int) -> st.SearchStrategy[str]:
    atoms = st.sampled_from(ATOMS)
    if depth == 0:
        return atoms
    below = _expression(depth - 1)
    made = st.builds(
        lambda template, first, second: template.format(first, second),
        st.sampled_from(CALLS),
        below,
        below,
    )
    return st.one_of(atoms, made)


EXPRESSIONS = _expression(2)


@st.composite
def _block(draw: st.DrawFn, depth: int) -> str:
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        deep = depth > 0 and draw(st.booleans())
        template = draw(st.sampled_from(BLOCKS if deep else STATEMENTS))
        values = [draw(EXPRESSIONS), draw(EXPRESSIONS)]
        named = {}
        for name, indent in (("bb", 8), ("b", 4), ("c", 4)):
            if f"{{{name}}}" in template:
                named[name] = textwrap.indent(draw(_block(depth - 1)), " " * indent)
        lines.append(template.format(*values, **named))
    return "\n".join(lines)


@st.composite
def programs(draw: st.DrawFn) -> str:
    """Return the text of a program: functions, and calls of each."""
    parts = [HEAD]
    number = draw(st.integers(1, 3))
    for index in range(number):
        body = textwrap.indent(draw(_block(2)), "    ")
        parts.append(f"\ndef run{index}(x, y=None, *, xs, d, s='a', n=0):\n{body}\n")
    for index in range(number):
        x = draw(st.sampled_from(CONSTANTS))
        call = f"run{index}({x}, xs=[1, 2], d={{1: 2, 'a': 3}})"
        parts.append(
            f"\ntry:\n    print(repr({call}))\n"
            "except Exception as e:\n    print(type(e), e.args)\n"
        )
    return "".join(parts)


def outcome(source: str) -> tuple[str, list[str]]:
    """Run a program; return what it printed, and what it logged.

    Where a program ends by an exception, its type is the last line printed.
    """
    output = io.StringIO()
    handler = _Lines()
    logger = logging.getLogger("program")
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    namespace: dict[str, Any] = {"__name__": "program"}
    try:
        with contextlib.redirect_stdout(output), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                program = compile(source, "program.py", "exec", dont_inherit=True)
                exec(program, namespace)  # noqa: S102  # this module has made it
            except BaseException as error:  # noqa: BLE001  # it is the outcome
                output.write(f"{type(error)} {error.args}")
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
        logger.handlers.clear()
    return output.getvalue(), handler.lines


class _Lines(logging.Handler):
    """Keeps the lines that are logged, with their levels."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        try:
            message = record.getMessage()
        except Exception as error:  # noqa: BLE001  # logging reports it, no more
            message = f"no message: {type(error).__name__}"
        self.lines.append(f"{record.levelname} {message}")
