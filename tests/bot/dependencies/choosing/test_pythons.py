"""Sets of Pythons: specifiers, markers, interpreters, projects."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.markers import Marker
from packaging.specifiers import SpecifierSet

from bot.dependencies.choosing.pythons import (
    ALL,
    MINORS,
    PythonSet,
    of_marker,
    of_minors,
    of_names,
    of_project,
    of_specifier,
)


def _specifier(text: str) -> PythonSet:
    found = of_specifier(text)
    assert found is not None
    return found


def _marker(text: str) -> PythonSet:
    found = of_marker(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", "2.7 to 3.15"),
        (">=3.8", "3.8 to 3.15"),
        (">=3.8.1", "parts of 3.8, 3.9 to 3.15"),
        (">=3.9,<3.13", "3.9 to 3.12"),
        (">=2.7, !=3.0.*, !=3.1.*", "2.7, 3.2 to 3.15"),
        ("==3.11.*", "3.11"),
        ("~=3.9", "3.9 to 3.15"),
        (">=3.7,<4.0", "3.7 to 3.15"),
        ("==3.11.4", "3.11.4"),
        (">=3.11.30,<3.12", "3.11.30 and others"),
        (">=4", "no Python"),
    ],
)
def test_specifiers(text: str, shown: str) -> None:
    """`requires-python` is a set of versions, to the patch."""
    assert str(_specifier(text)) == shown


def test_more_than_a_few_are_counted() -> None:
    """A long list of Pythons is cut, with the number of the rest."""
    found = of_names(["3.1", "3.3", "3.5", "3.7", "3.9", "3.11"])

    assert str(found) == "3.1, 3.3, 3.5, 3.7 and 2 more"


def test_unreadable() -> None:
    """What is no specifier or marker is no set."""
    assert of_specifier("three") is None
    assert of_marker("python > three") is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", "2.7 to 3.15"),
        ("python_version < '3.8'", "2.7 to 3.7"),
        ('python_version<"3.8"', "2.7 to 3.7"),
        ("'3.8' > python_version", "2.7 to 3.7"),
        ("python_version > '3.8'", "3.9 to 3.15"),
        ("python_version == '3.8'", "3.8"),
        ("python_version >= '3.10'", "3.10 to 3.15"),
        ("python_version in '2.7 3.8'", "2.7, 3.8"),
        ("python_version not in '3.9'", "2.7 to 3.8, 3.10 to 3.15"),
        ("python_full_version < '3.8.1'", "2.7 to 3.7, parts of 3.8"),
        ("platform_python_implementation == 'PyPy'", "2.7 to 3.15"),
        ("extra == 'python_version'", "2.7 to 3.15"),
        ("python_version < '3' and os_name == 'nt'", "2.7"),
        ("python_version < '3' or os_name == 'nt'", "2.7 to 3.15"),
        (
            "(python_version < '3' or os_name == 'nt') and python_version >= '3.12'",
            "3.12 to 3.15",
        ),
    ],
)
def test_markers(text: str, shown: str) -> None:
    """A marker takes away the Pythons for which it cannot hold."""
    assert str(_marker(text)) == shown


@pytest.mark.parametrize(
    ("required", "named", "shown"),
    [
        (">=3.9", [], "3.9 to 3.15"),
        (">=3.9", ["3.10", "3.12"], "3.9 to 3.12"),
        (">=3.9,<3.12", ["3.13"], "3.9 to 3.11"),
        (">=3.13", ["3.11"], "3.13 to 3.15"),
        ("", ["3.10", "pypy3.12"], "3.10, 3.11, 3.12"),
        ("", ["python:3.11.4-slim", "python:3"], "3.11"),
        ("", [], "3.8 to 3.15"),
        ("nonsense", [], "3.8 to 3.15"),
    ],
)
def test_projects(required: str, named: list[str], shown: str) -> None:
    """A project supports what it requires, up to what it is run with."""
    assert str(of_project(required, named, (3, 8))) == shown


def test_a_named_interpreter_is_its_latest_patch() -> None:
    """A job that names 3.8 gets a 3.8 that is later than 3.8.1."""
    assert of_names(["3.8"]) <= _specifier(">=3.8.1")
    assert not of_names(["3.8.0"]) <= _specifier(">=3.8.1")
    assert not _specifier(">=3.8") <= _specifier(">=3.8.1")
    assert not of_names(["2.6", "latest", "13.8"])


SPECIFIERS = st.builds(
    "{}3.{}".format,
    st.sampled_from([">=", "<", "!=", "<=", ">"]),
    st.one_of(st.integers(0, 15).map(str), st.sampled_from(["8.1", "9.0", "11.4"])),
)


@given(st.lists(SPECIFIERS, max_size=3), st.lists(SPECIFIERS, max_size=3))
def test_sets_are_sets(first: list[str], second: list[str]) -> None:
    """Intersection, union, difference and subset agree with `packaging`'s answers."""
    left, right = ",".join(first), ",".join(second)
    a, b = _specifier(left), _specifier(right)

    assert a & b == _specifier(",".join(filter(None, [left, right])))
    assert (a & b) <= a <= (a | b) <= ALL
    assert not (a - b) & b
    assert (a - b) | (a & b) == a
    assert bool(a) == any(
        SpecifierSet(left).contains(f"{major}.{minor}.{patch}")
        for major, minor in MINORS
        for patch in range(32)
    )
    assert set((a & b).minors) <= set(a.minors)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["<", ">=", "==", "!=", ">", "<="]), st.integers(0, 15)
        ),
        min_size=1,
        max_size=4,
    ),
    st.lists(st.sampled_from(["and", "or"]), min_size=3, max_size=3),
)
def test_markers_agree_with_packaging(
    parts: list[tuple[str, int]], joints: list[str]
) -> None:
    """For each minor version, a marker holds where `packaging` says so."""
    text = f"python_version {parts[0][0]} '3.{parts[0][1]}'"
    for (operator, minor), joint in zip(parts[1:], joints, strict=False):
        text += f" {joint} python_version {operator} '3.{minor}'"
    marker = Marker(text)

    held = [
        minor
        for minor in MINORS
        if marker.evaluate({"python_version": "{}.{}".format(*minor)})
    ]

    assert list(_marker(text).minors) == held


def test_minors() -> None:
    """All Pythons between two minor versions are whole."""
    assert of_minors((3, 8), (3, 9)) == _specifier("==3.8.*") | _specifier("==3.9.*")
