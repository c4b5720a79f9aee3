"""What the base commit's own tests do, in a sandbox that runs nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.assessment.facts import gather
from bot.model import Policy, TestOutcome
from bot.protocols import Interpreter
from bot.services.tools import OwnTools
from bot.verification.verify import Verifier
from tests.support.fake_sandbox import (
    FakeCheckout,
    FakeSandbox,
    Moment,
    Ran,
    Silence,
    failed,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.verification.baseline import Baseline

SHOP = {
    "pyproject.toml": (
        '[project]\nname = "shop"\nversion = "1"\n'
        'dependencies = ["httpx"]\noptional-dependencies.test = ["pytest>=8"]\n'
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        "[tool.pytest.ini_options]\ntestpaths = ['tests']\n"
    ),
    "src/shop/__init__.py": "",
    "src/shop/orders.py": "def total():\n    return 1\n",
    "tests/test_orders.py": "def test_total():\n    from shop import orders\n",
}
PYTHON = Interpreter(Path("/usr/bin/python3"), (3, 11, 7))


@pytest.fixture
def base(tmp_path: Path) -> Callable[..., Baseline]:
    """Return what makes a baseline of these files in this sandbox."""

    def make(
        sandbox: FakeSandbox,
        files: Mapping[str, str] = SHOP,
        policy: Policy | None = None,
        pythons: tuple[Interpreter, ...] = (PYTHON,),
    ) -> Baseline:
        tools = OwnTools(sandbox, tmp_path / "home")
        verifier = Verifier(sandbox, tools, pythons, tmp_path / "cache", gather=gather)
        checkout = FakeCheckout(files)
        policy = policy or Policy()
        facts = gather(checkout.tree, policy)
        return verifier.baseline(checkout, facts, policy, Silence())

    return make


def runs(sandbox: FakeSandbox) -> int:
    """Return how often the suite was run."""
    return sum("pytest" in command.argv for command in sandbox.commands)


def test_a_green_suite(base: Callable[..., Baseline]) -> None:
    """Counts, share and how it was run."""
    sandbox = FakeSandbox(lambda _: Ran({"t::a": "passed"}, percent=75.0))

    baseline = base(sandbox)

    assert baseline.counts is not None
    assert baseline.counts.passed == 1
    assert baseline.covered_percent == 75.0
    assert baseline.not_run == ""
    assert baseline.problems == ()
    assert baseline.environment[0] == "Python 3.11.7"
    assert baseline.environment[-1] == "run as `pytest`"


def test_kept_on_disk(base: Callable[..., Baseline]) -> None:
    """The same commit in the same environment is not run again."""
    sandbox = FakeSandbox(
        lambda _: Ran({"t::a": "passed", "t::b": "failed"}, {"m.py": {"t::a": [2]}})
    )
    first = base(sandbox)
    before = runs(sandbox)

    second = base(sandbox)

    assert runs(sandbox) == before
    assert second.run == first.run
    assert second.prepared is not None
    assert first.prepared is not None
    assert second.prepared.coverage == first.prepared.coverage
    assert second.environment == first.environment


def test_what_is_installed(base: Callable[..., Baseline]) -> None:
    """What the project and its tests need, and what measures them."""
    sandbox = FakeSandbox(lambda _: Ran({"t::a": "passed"}))

    baseline = base(sandbox)

    assert baseline.prepared is not None
    assert dict(baseline.prepared.environment.packages) == {
        "coverage": "9.0",
        "httpx": "9.0",
        "pytest": "9.0",
    }


@pytest.mark.parametrize(
    ("files", "pythons", "reason"),
    [
        pytest.param({"a.py": "x = 1\n"}, (PYTHON,), "No tests were found.", id="none"),
        pytest.param(
            SHOP
            | {"pyproject.toml": '[project]\nname="x"\nrequires-python=">=3.99"\n'},
            (PYTHON,),
            "No Python here fits '>=3.99' (there are 3.11).",
            id="python",
        ),
        pytest.param(
            SHOP, (), "No Python here fits '' (there are none).", id="no-python"
        ),
    ],
)
def test_nothing_to_run(
    base: Callable[..., Baseline],
    files: Mapping[str, str],
    pythons: tuple[Interpreter, ...],
    reason: str,
) -> None:
    """A sentence says why."""
    baseline = base(FakeSandbox(), files, pythons=pythons)

    assert (baseline.run, baseline.counts, baseline.not_run) == (None, None, reason)


def test_an_environment_that_cannot_be_made(base: Callable[..., Baseline]) -> None:
    """The reason is a sentence, and nothing is run."""
    down = failed("error: Request failed\n  cause: Failed to fetch: `x`")
    sandbox = FakeSandbox(uv=lambda argv, _: down if "compile" in argv else None)

    baseline = base(sandbox)

    assert baseline.run is None
    assert baseline.not_run == (
        "The environment could not be installed: the package index did not answer."
    )


def test_what_could_not_be_installed_is_said(base: Callable[..., Baseline]) -> None:
    """The rest runs."""
    missing = failed(
        "error: No solution found when resolving dependencies\n  cause: Because httpx"
        " was not found in the package registry and you require httpx, we can conclude"
        " that your requirements are unsatisfiable."
    )
    sandbox = FakeSandbox(
        lambda _: Ran({"t::a": "passed"}),
        uv=lambda argv, needs: (
            missing if "compile" in argv and "httpx" in needs else None
        ),
    )

    baseline = base(sandbox)

    assert baseline.counts is not None
    assert baseline.problems == (
        "httpx (pyproject.toml) was left out: the package index does not have it.",
    )


def test_nothing_can_be_collected(base: Callable[..., Baseline]) -> None:
    """A suite without a test that starts is no suite."""
    broken = failed("ImportError while loading conftest: no x", 4)
    sandbox = FakeSandbox(lambda _: Ran(completed=broken, finished=False))

    baseline = base(sandbox)

    assert baseline.run is None
    assert baseline.not_run == (
        "No test was run: ImportError while loading conftest: no x."
    )


def test_flaky_and_disturbed(base: Callable[..., Baseline]) -> None:
    """A test that passes when run again is flaky, or does not stand measuring."""
    seen: list[str] = []

    def tests(moment: Moment) -> Ran:
        first = not seen
        seen.append("")
        measured = bool(moment.plan["coverage"])
        return Ran(
            {
                "t::good": "passed",
                "t::red": "failed",
                "t::flaky": "failed" if first else "passed",
                "t::slowed": "failed" if measured else "passed",
            }
        )

    baseline = base(FakeSandbox(tests))

    assert baseline.flaky == ("t::flaky",)
    assert baseline.prepared is not None
    assert baseline.prepared.disturbed == {"t::slowed"}
    assert baseline.counts is not None
    assert (baseline.counts.passed, baseline.counts.failed) == (3, 1)


def test_tests_that_live_on_others(base: Callable[..., Baseline]) -> None:
    """In a long suite, tests that only pass after all others count as flaky."""

    def tests(moment: Moment) -> Ran:
        whole = moment.plan["only"] is None
        after = "passed" if whole else "failed"
        return Ran({"a": "passed", "b": after, "red": "failed"}, seconds=25.0)

    baseline = base(FakeSandbox(tests))

    assert baseline.flaky == ("b",)
    assert baseline.counts is not None
    assert baseline.counts.passed == 2


def test_an_older_pytest(base: Callable[..., Baseline]) -> None:
    """Tests that a new pytest refuses run with an older one."""

    def tests(moment: Moment) -> Ran:
        if moment.packages["pytest"] == "9.0":
            why = "Failed: Marks cannot be applied to fixtures."
            return Ran({"t::a": "passed"}, uncollectable={"b.py": why})
        return Ran({"t::a": "passed", "b.py::t": "passed"})

    sandbox = FakeSandbox(tests)
    baseline = base(sandbox)
    again = base(sandbox)

    assert baseline.counts is not None
    assert (baseline.counts.collected, baseline.counts.uncollectable) == (2, 0)
    assert baseline.prepared is not None
    assert baseline.prepared.pytest == "<9"
    assert again.run == baseline.run


def test_no_older_pytest_for_a_slow_suite(base: Callable[..., Baseline]) -> None:
    """A suite that takes long is not run again for a file or two."""
    why = "Failed: Marks cannot be applied to fixtures."
    sandbox = FakeSandbox(lambda _: Ran({"a": "passed"}, uncollectable={"b.py": why}))

    base(sandbox, policy=Policy(test_seconds=0))

    assert runs(sandbox) == 0


def test_a_module_that_was_missed(base: Callable[..., Baseline]) -> None:
    """What a run asks for and a manifest names is installed, and its tests run."""
    files = SHOP | {"requirements-prod.txt": "python-multipart==1.0\n"}

    def tests(moment: Moment) -> Ran:
        if "python-multipart" in moment.packages:
            return Ran({"a.py::t": "passed", "b.py::t": "passed"})
        why = 'RuntimeError: Form data requires "python-multipart" to be installed.'
        return Ran({"a.py::t": "passed"}, uncollectable={"b.py": why})

    sandbox = FakeSandbox(tests)
    baseline = base(sandbox, files)
    again = base(sandbox, files)

    assert baseline.counts is not None
    assert (baseline.counts.collected, baseline.counts.uncollectable) == (2, 0)
    assert baseline.prepared is not None
    assert "python-multipart" in dict(baseline.prepared.environment.packages)
    assert again.prepared is not None
    assert again.prepared.environment.packages == baseline.prepared.environment.packages


def test_a_module_that_nobody_names(base: Callable[..., Baseline]) -> None:
    """What no manifest names stays missing; nothing is run again for it."""
    sandbox = FakeSandbox(
        lambda _: Ran({"a": "passed"}, uncollectable={"b.py": "No module named 'jwt'"})
    )

    baseline = base(sandbox)

    assert baseline.run is not None
    assert baseline.run.uncollectable == {"b.py": "No module named 'jwt'"}
    assert runs(sandbox) == 1


def test_options_that_cannot_be_used(base: Callable[..., Baseline]) -> None:
    """Without the options of the configuration the suite runs, and it is said."""

    def tests(moment: Moment) -> Ran:
        if "addopts=" in moment.argv:
            return Ran({"a": "passed"})
        complaint = failed("error: unrecognized arguments: --odd", 4)
        return Ran(completed=complaint, finished=False)

    sandbox = FakeSandbox(tests)
    baseline = base(sandbox)
    again = base(sandbox)

    said = (
        "The options in pytest's configuration could not be used:"
        " error: unrecognized arguments: --odd."
    )
    assert baseline.problems == (said,)
    assert baseline.counts is not None
    assert baseline.counts.passed == 1
    assert again.prepared is not None
    assert again.prepared.suite.options == ("-o", "addopts=")


def test_options_that_can_never_be_used(base: Callable[..., Baseline]) -> None:
    """Where the rest cannot be used either, that is what is said."""
    complaint = failed("error: odd", 4)
    sandbox = FakeSandbox(lambda _: Ran(completed=complaint, finished=False))

    baseline = base(sandbox)

    assert baseline.not_run == "No test was run: error: odd."


def test_as_the_owners_say(base: Callable[..., Baseline]) -> None:
    """Commands of the policy replace what would be found out."""
    policy = Policy(install=("pip install -e .[x]", "make deps"), test_command="make t")
    sandbox = FakeSandbox(lambda _: Ran(finished=False))

    baseline = base(sandbox, policy=policy)

    commands = [command.argv for command in sandbox.commands]
    told = next(argv for argv in commands if argv[:3] == ("/opt/uv", "pip", "install"))
    assert told[-2:] == ("-e", ".[x]")
    assert ("/bin/sh", "-c", "cd /target && make deps") in commands
    assert baseline.run is not None
    assert baseline.run.tests["make t"].outcome is TestOutcome.PASSED
