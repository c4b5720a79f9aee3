"""Plain assertions hold, and fail, exactly where unittest's do."""

from __future__ import annotations

import unittest
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project

if TYPE_CHECKING:
    from codemods.model import Rewrite

CODEMOD = CATALOGUE["pytest-asserts"]
PYTEST = Project(dependencies=frozenset({"pytest"}))

HEAD = """import unittest


class TestIt(unittest.TestCase):
    def runTest(self):
"""

VALUES = st.one_of(
    st.integers(-2, 2),
    st.sampled_from([0.1, 1e-9, "", "a", "ab", None, (), (1,)]),
    st.lists(st.integers(0, 2), max_size=2),
    st.dictionaries(st.sampled_from("ab"), st.integers(0, 1), max_size=2),
)
NUMBERS = st.one_of(
    st.integers(-3, 3), st.floats(-1, 1), st.sampled_from([0.1 + 0.2, 0.3, 1e-8])
)


@st.composite
def assertions(draw: st.DrawFn) -> str:
    """Return a statement of unittest's kind about `a`, `b` and numbers."""
    pairs = st.sampled_from(
        ["Equal", "NotEqual", "Is", "IsNot", "In", "NotIn", "Greater", "LessEqual"]
    )
    message = draw(st.sampled_from(["", ", 'why'", ", msg=f'{a!r}'"]))
    left, right = (
        draw(st.sampled_from(["a", "b", "a == b", "not a", "a if b else 1", "[a]"]))
        for _ in "ab"
    )
    number = draw(st.sampled_from(["", ", 3", ", places=1", ", delta=0.5"]))
    return draw(
        st.sampled_from(
            [
                f"self.assert{draw(pairs)}({left}, {right}{message})",
                f"self.assertTrue({left}{message})",
                f"self.assertFalse({left}{message})",
                f"self.assertIsNone({left}{message})",
                f"self.assertIsNotNone({left})",
                f"self.assertIsInstance({left}, (int, list){message})",
                f"self.assertNotIsInstance({left}, str)",
                f"self.assertAlmostEqual(x, y{number})",
                f"self.assertNotAlmostEqual(x, x + y{number})",
                "self.assertRegex(repr(a), '^.?1')",
                f"self.assertListEqual([1], {right})",
            ]
        )
    )


def outcome(source: str, values: dict[str, Any]) -> str:
    """Return how a class's test ends: the kind of error, "" for none."""
    namespace = dict(values)
    exec(compile(source, "test_a.py", "exec"), namespace)  # noqa: S102  # our own text
    case = namespace["TestIt"]()
    assert isinstance(case, unittest.TestCase)
    try:
        case.debug()
    except Exception as error:  # noqa: BLE001  # any error is an outcome
        return type(error).__name__
    return ""


def rewritten(source: str, project: Project = PYTEST) -> Rewrite:
    """Return what the codemod makes of a file of tests."""
    return rewrite(CODEMOD, "tests/test_a.py", source.encode(), project)


@settings(max_examples=100, deadline=None)
@given(assertions(), VALUES, VALUES, NUMBERS, NUMBERS)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_fails_where_it_failed(statement: str, a: Any, b: Any, x: Any, y: Any) -> None:
    """Whatever is compared with what, a test ends as it did before."""
    source = f"{HEAD}        {statement}\n"
    values = {"a": a, "b": b, "x": x, "y": y}

    result = rewritten(source)

    assert result.findings or "Python warns" in result.left_alone[0].reason
    assert outcome(source, values) == outcome(result.source.decode(), values)


@pytest.mark.parametrize(
    ("path", "project", "reason"),
    [
        pytest.param("tests/test_a.py", Project(), "", id="no-pytest"),
        pytest.param("tests/cases.py", PYTEST, "does not rewrite", id="other-name"),
    ],
)
def test_where_pytest_has_no_say(path: str, project: Project, reason: str) -> None:
    """Tests stay as they are where pytest does not run, or not show, them."""
    source = f"{HEAD}        self.assertEqual(1, 2)\n".encode()

    result = rewrite(CODEMOD, path, source, project)

    assert result.source == source
    assert [left.reason for left in result.left_alone if reason in left.reason] == [
        left.reason for left in result.left_alone
    ]
    assert bool(result.left_alone) == bool(reason)


def test_django_with_its_plugin() -> None:
    """Where the project has pytest-django, pytest runs Django's tests too."""
    source = HEAD.replace("unittest.TestCase", "TestCase").replace(
        "import unittest", "from django.test import TestCase"
    )
    project = Project(dependencies=frozenset({"pytest-django"}))

    result = rewritten(f"{source}        self.assertEqual(1, 2)\n", project)

    assert b"        assert 1 == 2\n" in result.source
