"""What cannot be installed is given up step by step, the least dear first."""

from __future__ import annotations

import pytest

from bot.verification.ladder import Attempt, mend_build, step_down
from bot.verification.needs import DEV, MAIN, RUNNER, SPARE, TEST, Need
from bot.verification.trouble import Kind, Trouble

HTTPX = Need("httpx", "httpx>=0.25", "pyproject.toml", MAIN)
PYTEST = Need("pytest", "pytest>=8", "'test' of pyproject.toml", TEST)
OLD_PYTEST = Need("pytest", "pytest==7", "requirements-dev.txt", DEV)
COVERAGE = Need("coverage", "coverage", "the test runner", RUNNER)
SHAP = Need("shap", "shap==0.43", "requirements.txt", SPARE)
ALL = (HTTPX, PYTEST, OLD_PYTEST, COVERAGE)


def because(kind: Kind, *names: str, module: str = "") -> Trouble:
    """Return a trouble with these packages."""
    return Trouble(kind, names, "it is so", module)


def texts(attempt: Attempt | None) -> list[str]:
    """Return what the attempt still installs."""
    assert attempt is not None
    return [need.text for need in attempt.needs]


@pytest.mark.parametrize(
    ("trouble", "left", "said"),
    [
        pytest.param(
            because(Kind.CONFLICT, "pytest"),
            ["httpx>=0.25", "pytest>=8", "coverage"],
            "pytest==7 (requirements-dev.txt) was left out: it is so.",
            id="conflict-drops-the-least-dear",
        ),
        pytest.param(
            because(Kind.MISSING, "pytest", "httpx"),
            ["httpx>=0.25", "pytest>=8", "coverage"],
            "pytest==7 (requirements-dev.txt) was left out: it is so.",
            id="missing-drops-what-is-named-first",
        ),
        pytest.param(
            because(Kind.BUILD, "below", "httpx"),
            ["pytest>=8", "pytest==7", "coverage"],
            "httpx>=0.25 (pyproject.toml) was left out: it is so.",
            id="build-drops-who-asks-for-it",
        ),
        pytest.param(
            because(Kind.BUILD, "below"),
            ["httpx>=0.25", "pytest>=8", "pytest==7", "coverage"],
            "below, which others need, was left out: it is so.",
            id="build-of-an-unknown-is-excluded",
        ),
        pytest.param(
            because(Kind.OTHER),
            ["httpx>=0.25", "pytest>=8", "pytest==7"],
            "Left out: coverage; it is so.",
            id="last-resort-drops-a-rank",
        ),
    ],
)
def test_needs_are_dropped(trouble: Trouble, left: list[str], said: str) -> None:
    """One step gives up one thing, and says which."""
    attempt = step_down(Attempt(ALL), trouble)

    assert texts(attempt) == left
    assert attempt is not None
    assert attempt.said == (said,)


def test_a_lock_is_relaxed_before_anything_is_dropped() -> None:
    """The locked version goes first, for the blamed package alone."""
    locked = {"numpy": ("numpy==1.21",), "httpx": ("httpx==0.25",)}

    attempt = step_down(Attempt(ALL, locked), because(Kind.BUILD, "numpy", "httpx"))

    assert attempt is not None
    assert attempt.needs == ALL
    assert attempt.constraints == {"httpx": ("httpx==0.25",)}
    assert attempt.said == ("The locked version of numpy was not used: it is so.",)


def test_a_lock_is_relaxed_for_what_asks_for_the_blamed() -> None:
    """Where the blamed package is not locked, that of its parent is."""
    attempt = step_down(
        Attempt(ALL, {"httpx": ("httpx==0.25",)}), because(Kind.BUILD, "x", "httpx")
    )

    assert attempt is not None
    assert attempt.constraints == {}


def test_a_conflict_relaxes_all_that_are_named() -> None:
    """All locked versions in a conflict go together."""
    locked = {"a": ("a==1",), "b": ("b==1",), "c": ("c==1",)}

    attempt = step_down(Attempt(ALL, locked), because(Kind.CONFLICT, "a", "b"))

    assert attempt is not None
    assert list(attempt.constraints) == ["c"]


def test_the_whole_lock_goes_where_nothing_is_named() -> None:
    """An unknown trouble first costs the lock, then needs."""
    first = step_down(Attempt(ALL, {"a": ("a==1",)}), because(Kind.OTHER))

    assert first is not None
    assert first.constraints == {}
    assert first.needs == ALL
    assert first.said == ("The lock could not be used: it is so.",)


def test_what_is_installed_stays() -> None:
    """Firm constraints are not relaxed: the new need goes another way."""
    attempt = Attempt((HTTPX, SHAP), {"numpy": ("numpy==2",)}, firm=True)

    first = step_down(attempt, because(Kind.CONFLICT, "numpy", "shap"))
    assert first is not None
    second = step_down(first, because(Kind.CONFLICT, "numpy", "shap"))
    assert second is not None
    third = step_down(second, because(Kind.CONFLICT, "numpy"))

    assert texts(first) == ["httpx>=0.25", "shap"]
    assert texts(second) == ["httpx>=0.25"]
    assert first.constraints == second.constraints == {"numpy": ("numpy==2",)}
    assert third is not None
    assert third.excluded == ("numpy",)


def test_nothing_left_to_give_up() -> None:
    """What the project itself needs is not dropped unnamed; that is the end."""
    firm = Attempt((HTTPX,), {"numpy": ("numpy==2",)}, firm=True)

    assert step_down(Attempt((HTTPX,)), because(Kind.OTHER)) is None
    assert step_down(Attempt(()), because(Kind.OTHER)) is None
    assert step_down(firm, because(Kind.OTHER)) is None


def test_excluded_once() -> None:
    """A package that is excluded and blamed again leads further down."""
    attempt = Attempt((HTTPX, PYTEST), excluded=("below",))

    further = step_down(attempt, because(Kind.BUILD, "below"))

    assert texts(further) == ["httpx>=0.25"]


def test_the_network_gets_two_more_tries() -> None:
    """An index that does not answer is asked again twice, then no more."""
    trouble = because(Kind.NETWORK)
    first = step_down(Attempt(ALL), trouble)
    assert first is not None
    second = step_down(first, trouble)
    assert second is not None

    third = step_down(second, trouble)

    assert first.needs == second.needs == ALL
    assert third is None


def test_old_builds_get_an_old_setuptools() -> None:
    """Two steps down, then the package is dropped like any other."""
    trouble = because(Kind.BUILD, "httpx", module="pkg_resources")
    first = step_down(Attempt(ALL), trouble)
    assert first is not None
    second = step_down(first, Trouble(Kind.BUILD, ("httpx",), "invalid use_2to3"))
    assert second is not None

    third = step_down(second, trouble)

    assert (first.setuptools, second.setuptools) == (1, 2)
    assert "httpx>=0.25" not in texts(third)


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        pytest.param(
            "numpy", {"x": ("numpy", "setuptools", "wheel")}, id="named-alike"
        ),
        pytest.param("yaml", {"x": ("pyyaml", "setuptools", "wheel")}, id="named-else"),
        pytest.param("", None, id="unknown"),
        pytest.param("x", None, id="itself"),
        pytest.param("tkinter", None, id="standard-library"),
    ],
)
def test_builds_get_what_they_lack(
    module: str, expected: dict[str, tuple[str, ...]] | None
) -> None:
    """A module that a build imports is given to it, once."""
    trouble = because(Kind.BUILD, "x", module=module)

    mended = mend_build(Attempt(ALL), trouble)

    assert (mended.build_needs if mended else None) == expected
    if mended:
        assert mend_build(mended, trouble) is None


def test_a_build_without_a_name() -> None:
    """A build of nobody in particular that lacks nothing known is not mended."""
    assert mend_build(Attempt(ALL), because(Kind.BUILD)) is None
