"""Statements find the same rows as before, and what is in a value stays a value."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite

CODEMOD = CATALOGUE["sql-parameters"]
TEXTS = st.text(st.sampled_from("ab '\"%?{}\\;-\u00e9\u732b1"), max_size=6)
VALUES = TEXTS | st.integers(-9, 9) | st.dates() | st.booleans() | st.none()
FORMS = (
    "f\"SELECT name, age FROM users WHERE name = '{name}' AND {rest}\"",
    "\"SELECT name, age FROM users WHERE name = '%s' AND age<>'%s'\" % (name, age)",
    "\"SELECT name, age FROM users WHERE name='{}' OR age='{}'\".format(name, age)",
    '"SELECT name, age FROM users WHERE name = \'" + str(name) + "\'"',
    "\"SELECT name, age FROM users WHERE name IN ('%s', 'b')\" % (name,)",
)
PROGRAM = """
import sqlite3

rest = "1 = 1"


def find(base: sqlite3.Connection, name, age):
    return base.execute({form}).fetchall()
"""


def run(source: bytes, name: object, age: object) -> object:
    """Return what a program finds, or the kind of the error that it meets."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE users (name TEXT, age INTEGER)")
    base.executemany(
        "INSERT INTO users VALUES (?, ?)",
        [(str(name), 1), ("b", 2), ("a", str(age)), ("", None)],
    )
    namespace: dict[str, Any] = {}
    try:
        exec(compile(source, "a.py", "exec"), namespace)  # noqa: S102  # made here
        return namespace["find"](base, name, age)
    except sqlite3.Error as error:
        return type(error)
    finally:
        base.close()


@pytest.mark.parametrize("form", [pytest.param(form, id=form[:1]) for form in FORMS])
@given(name=VALUES, age=VALUES)
def test_rows_stay(form: str, name: object, age: object) -> None:
    """Values without quotes find what they found; with quotes, only themselves."""
    before = PROGRAM.format(form=form).encode()
    after = rewrite(CODEMOD, "a.py", before).source
    assert b"?" in after

    found = run(after, name, age)

    assert isinstance(found, list)
    if "'" not in f"{name}{age}":
        assert found == run(before, name, age)
    elif "OR" not in form and "IN" not in form:
        assert {row[0] for row in found} <= {str(name)}


def test_injection_is_only_a_value() -> None:
    """A value that ends its quotes found all rows, and finds none now."""
    before = PROGRAM.format(form=FORMS[3]).encode()
    attack = "x' OR '1' = '1"

    after = rewrite(CODEMOD, "a.py", before).source

    assert len(str(run(before, attack, 1))) > len(str(run(after, attack, 1)))
    assert run(after, attack, 1) == [(attack, 1)]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        pytest.param(
            "def f(name, c):\n    c.execute(f\"DELETE FROM a WHERE b = '{name}'\")",
            "the file does not tell which database driver this is: `name` (line 2)",
            id="driver",
        ),
        pytest.param(
            'import sys\nwho = sys.argv[1]\nsql = f"DELETE FROM a WHERE b = {who}"\n'
            "import sqlite3\nsqlite3.connect('a').execute(sql)",
            "a value without quotes may be any piece of a statement: "
            "`sys.argv[1]` (line 2) as `who`",
            id="way",
        ),
    ],
)
def test_reason_tells_the_way(source: str, reason: str) -> None:
    """A place that stays is named with the way of the value."""
    result = rewrite(CODEMOD, "a.py", source.encode())

    assert [left.reason for left in result.left_alone] == [reason]
