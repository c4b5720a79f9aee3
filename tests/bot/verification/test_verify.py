"""Verdicts on changes, in a sandbox that runs nothing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.assessment.facts import gather
from bot.model import Change, Check, FileChange, Policy, Verdict
from bot.protocols import Interpreter
from bot.services.tools import OwnTools
from bot.verification.verify import Verifier
from tests.support.fake_sandbox import (
    DONE,
    FakeCheckout,
    FakeSandbox,
    Moment,
    Ran,
    Silence,
    failed,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.model import Verification

ORDERS = "def total():\n    return 1\n\n\ndef other():\n    return 2\n"
SHOP = {
    "pyproject.toml": (
        '[project]\nname = "shop"\nversion = "1"\n'
        'optional-dependencies.test = ["pytest>=8"]\n'
        '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
        "[tool.pytest.ini_options]\ntestpaths = ['tests']\n"
        "[tool.ruff.lint]\nselect = ['F']\n"
    ),
    "README.md": "shop\n",
    "Dockerfile": "FROM x\n",
    "src/shop/__init__.py": "",
    "src/shop/orders.py": ORDERS,
    "tests/test_orders.py": "def test_total():\n    from shop import orders\n",
    "tests/test_files.py": "def test_image():\n    open('Dockerfile')\n",
}
TOTAL, OTHER, IMAGE = (
    "tests/test_orders.py::test_total",
    "tests/test_orders.py::test_other",
    "tests/test_files.py::test_image",
)


def suite(moment: Moment) -> Ran:
    """Test that the functions return what they should."""
    text = moment.text("src/shop/orders.py")
    return Ran(
        {
            TOTAL: "passed" if "return 1\n" in text else "failed",
            OTHER: "passed" if "return 2" in text or "return 3" in text else "failed",
            IMAGE: "failed" if "latest" in moment.text("Dockerfile") else "passed",
        },
        lines={"src/shop/orders.py": {"": [1, 5], TOTAL: [2], OTHER: [6]}},
    )


@pytest.fixture
def verify(tmp_path: Path) -> Callable[..., Verification]:
    """Return what verifies a change of these files in this sandbox."""

    def make(
        change: Change,
        sandbox: FakeSandbox,
        files: Mapping[str, str] = SHOP,
        policy: Policy | None = None,
        root: str = "",
    ) -> Verification:
        policy = policy or Policy()
        tools = OwnTools(sandbox, tmp_path / "home")
        python = Interpreter(Path("/usr/bin/python3"), (3, 11, 7))
        verifier = Verifier(
            sandbox, tools, (python,), tmp_path / "cache", gather=gather
        )
        checkout = FakeCheckout(files, root=root)
        facts = gather(checkout.tree, policy)
        baseline = verifier.baseline(checkout, facts, policy, Silence())
        sandbox.commands.clear()
        return verifier.verify(change, baseline, Silence())

    return make


def changed(
    path: str, old: str, new: str, *, claim: str = "", checks: tuple[Check, ...] = ()
) -> Change:
    """Return a change of one file of the shop."""
    before = SHOP[path]
    file = FileChange(path, before.encode(), before.replace(old, new).encode())
    return Change("slug", "", (file,), proof=claim, checks=checks)


def test_tested(verify: Callable[..., Verification]) -> None:
    """Tests execute the changed line, and none newly fails."""
    change = changed("src/shop/orders.py", "return 2", "return 3")

    done = verify(change, FakeSandbox(suite))

    evidence = done.evidence
    assert done.verdict is Verdict.TESTED
    assert done.reason == (
        "Passing tests execute 1 of 1 changed lines."
        " The whole suite was run (3 tests), and no test newly fails."
    )
    assert (evidence.changed_lines, evidence.changed_lines_covered) == (1, 1)
    assert (evidence.affected, evidence.complete) == (1, True)
    assert evidence.tests_before is not None
    assert evidence.tests_after is not None
    assert (evidence.tests_before.passed, evidence.tests_after.passed) == (3, 3)
    assert evidence.commands == ("pytest",)
    assert evidence.proof == ""
    assert [check.name for check in evidence.checks] == [
        "public API (griffe)",
        "ruff check",
    ]


def test_rejected(verify: Callable[..., Verification]) -> None:
    """A test that passed before fails with the change, three times."""
    change = changed("src/shop/orders.py", "return 1", "return 4")
    sandbox = FakeSandbox(suite)

    done = verify(change, sandbox)

    assert done.verdict is Verdict.REJECTED
    assert done.reason == (
        f"With the change, 1 test that passed before fails: {TOTAL} (failed it is)."
    )
    assert done.evidence.newly_failing == (TOTAL,)
    assert done.evidence.tests_after is not None
    assert done.evidence.tests_after.failed == 1
    assert sum("pytest" in command.argv for command in sandbox.commands) == 4


def test_flaky(verify: Callable[..., Verification]) -> None:
    """A test that fails once and passes when run again is flaky, not failing."""
    runs: list[Moment] = []

    def tests(moment: Moment) -> Ran:
        runs.append(moment)
        ran = suite(moment)
        outcome = "failed" if len(runs) == 2 else "passed"
        return replace(ran, outcomes={**ran.outcomes, TOTAL: outcome})

    done = verify(
        changed("src/shop/orders.py", "return 2", "return 3"), FakeSandbox(tests)
    )

    assert done.verdict is Verdict.TESTED
    assert done.evidence.flaky == (TOTAL,)
    assert done.evidence.tests_after is not None
    assert done.evidence.tests_after.passed == 3


def test_known_to_be_flaky(verify: Callable[..., Verification]) -> None:
    """A test that is flaky on the base is not run again for that."""
    runs: list[Moment] = []

    def tests(moment: Moment) -> Ran:
        runs.append(moment)
        ran = suite(moment)
        outcome = "failed" if len(runs) in {1, 4} else "passed"
        return replace(ran, outcomes={**ran.outcomes, TOTAL: outcome})

    done = verify(
        changed("src/shop/orders.py", "return 2", "return 3"), FakeSandbox(tests)
    )

    assert len(runs) == 4
    assert done.evidence.flaky == (TOTAL,)
    assert done.evidence.newly_failing == ()


def test_order_dependent(verify: Callable[..., Verification]) -> None:
    """A test that fails alone without the change too is not to blame on it."""

    def tests(moment: Moment) -> Ran:
        ran = suite(moment)
        alone = moment.plan["only"] == [TOTAL]
        broken = "return 3" in moment.text("src/shop/orders.py")
        outcome = "failed" if alone or broken else "passed"
        return replace(ran, outcomes={**ran.outcomes, TOTAL: outcome})

    done = verify(
        changed("src/shop/orders.py", "return 2", "return 3"), FakeSandbox(tests)
    )

    assert done.verdict is Verdict.TESTED
    assert done.evidence.flaky == (TOTAL,)


def test_untested(verify: Callable[..., Verification]) -> None:
    """Nothing executes the changed line."""

    def tests(moment: Moment) -> Ran:
        return replace(suite(moment), lines={"src/shop/orders.py": {TOTAL: [2]}})

    change = changed("src/shop/orders.py", "return 2", "return 3")

    done = verify(change, FakeSandbox(tests))

    assert done.verdict is Verdict.UNTESTED
    assert done.reason.startswith("No passing test executes the changed lines.")
    assert done.evidence.changed_lines_covered == 0


def test_no_tests(verify: Callable[..., Verification]) -> None:
    """Where there are no tests, the verdict says that."""
    files = {path: text for path, text in SHOP.items() if "test_" not in path}

    done = verify(
        changed("src/shop/orders.py", "return 2", "return 3"), FakeSandbox(), files
    )

    assert done.verdict is Verdict.UNTESTED
    assert done.reason == "No test was run: no tests were found."
    assert done.evidence.tests_before is None
    assert done.evidence.not_run == "No test was run: no tests were found."


def test_proven(verify: Callable[..., Verification]) -> None:
    """Equal trees are proof, and the tests still run."""
    change = changed(
        "src/shop/orders.py", "return 2", "return 2  # two", claim="syntax-tree"
    )

    done = verify(change, FakeSandbox(suite))

    assert done.verdict is Verdict.PROVEN
    assert done.evidence.proof == "syntax-tree"
    assert done.evidence.complete


def test_proven_and_rejected(verify: Callable[..., Verification]) -> None:
    """A test that newly fails rejects even what seems proven."""
    change = changed(
        "src/shop/orders.py", "return 1", "return 1  # one", claim="syntax-tree"
    )

    assert verify(change, FakeSandbox(suite)).verdict is Verdict.REJECTED


def test_a_false_claim(verify: Callable[..., Verification]) -> None:
    """A claim that does not hold is rejected, whatever the tests say."""
    change = changed("src/shop/orders.py", "return 2", "return 3", claim="syntax-tree")

    done = verify(change, FakeSandbox(suite))

    assert done.verdict is Verdict.REJECTED
    assert "the syntax tree of src/shop/orders.py changed" in done.reason


def test_configuration(verify: Callable[..., Verification]) -> None:
    """Configuration that no test reads is proven by its own checks."""
    change = changed(
        "README.md",
        "shop",
        "Shop",
        claim="configuration",
        checks=(Check("links", passed=True, before="", after=""),),
    )
    sandbox = FakeSandbox(suite)

    done = verify(change, sandbox)

    assert done.verdict is Verdict.PROVEN
    assert done.evidence.proof == "configuration"
    assert done.evidence.not_run == "No test can tell: none reads what was changed."
    assert sandbox.commands == []


def test_a_file_that_tests_name(verify: Callable[..., Verification]) -> None:
    """Tests whose text names the changed file are run, and can reject it."""
    change = changed(
        "Dockerfile",
        "FROM x",
        "FROM x:latest",
        claim="configuration",
        checks=(Check("hadolint", passed=True, before="", after=""),),
    )

    done = verify(change, FakeSandbox(suite))

    assert done.verdict is Verdict.REJECTED
    assert done.evidence.newly_failing == (IMAGE,)
    assert done.evidence.affected == 1


def test_configuration_of_the_tests(verify: Callable[..., Verification]) -> None:
    """What changes how tests run affects all of them."""
    change = changed(
        "pyproject.toml",
        "testpaths",
        "xfail_strict = true\ntestpaths",
        claim="configuration",
        checks=(Check("schema", passed=True, before="", after=""),),
    )

    done = verify(change, FakeSandbox(suite))

    assert done.verdict is Verdict.PROVEN
    assert done.evidence.affected == 3
    assert done.evidence.complete


def test_configuration_of_other_tools(verify: Callable[..., Verification]) -> None:
    """A table of a linter affects no test, in whatever file it stands."""
    change = changed(
        "pyproject.toml",
        "select = ['F']",
        "select = ['E']",
        claim="configuration",
        checks=(Check("schema", passed=True, before="", after=""),),
    )
    sandbox = FakeSandbox(suite)

    done = verify(change, sandbox)

    assert done.verdict is Verdict.PROVEN
    assert done.evidence.affected == 0
    assert sandbox.commands == []


def test_two_at_once(tmp_path: Path) -> None:
    """Verifications side by side give what they give one after the other."""
    sandbox = FakeSandbox(suite)
    tools = OwnTools(sandbox, tmp_path / "home")
    python = Interpreter(Path("/usr/bin/python3"), (3, 11, 7))
    verifier = Verifier(sandbox, tools, (python,), tmp_path / "cache")
    checkout = FakeCheckout(SHOP)
    facts = gather(checkout.tree, Policy())
    baseline = verifier.baseline(checkout, facts, Policy(), Silence())
    changes = [
        changed("src/shop/orders.py", "return 1", "return 4"),
        changed("src/shop/orders.py", "return 2", "return 3"),
    ] * 3

    def verdict(change: Change) -> tuple[Verdict, str]:
        done = verifier.verify(change, baseline, Silence())
        return done.verdict, done.reason

    with ThreadPoolExecutor(3) as pool:
        together = list(pool.map(verdict, changes))

    assert together == [verdict(change) for change in changes]
    assert {each for each, _ in together} == {Verdict.REJECTED, Verdict.TESTED}


def test_other_needs(verify: Callable[..., Verification]) -> None:
    """A change of what is needed runs in an environment of its own."""
    change = changed(
        "pyproject.toml",
        '["pytest>=8"]',
        '["pytest>=8", "pytest-cov"]',
        claim="configuration",
        checks=(Check("schema", passed=True, before="", after=""),),
    )
    seen: list[Moment] = []

    def tests(moment: Moment) -> Ran:
        seen.append(moment)
        return suite(moment)

    done = verify(change, FakeSandbox(tests))

    assert done.verdict is Verdict.PROVEN
    assert "pytest-cov" not in seen[0].packages
    assert "pytest-cov" in seen[-1].packages


@pytest.mark.parametrize(
    ("importers", "version", "verdict", "reason"),
    [
        (
            ("src/shop/orders.py", "src/shop/files.py"),
            "VERSION",
            Verdict.TESTED,
            "With pytest-cov VERSION installed, passing tests execute 1 of 2 files",
        ),
        (
            ("tests/test_orders.py", "conftest.py"),
            "VERSION",
            Verdict.TESTED,
            "With pytest-cov VERSION installed, passing tests execute 2 of 2 files",
        ),
        (
            ("src/shop/files.py",),
            "VERSION",
            Verdict.UNTESTED,
            "No passing test executes a file that imports pytest-cov.",
        ),
        (
            ("src/shop/orders.py",),
            "9999",
            Verdict.UNTESTED,
            "The tests ran with pytest-cov VERSION, not with 9999.",
        ),
    ],
)
def test_other_versions(
    verify: Callable[..., Verification],
    importers: tuple[str, ...],
    version: str,
    verdict: Verdict,
    reason: str,
) -> None:
    """An upgrade is tested where it was installed, and tests run what imports it."""
    change = changed("pyproject.toml", '["pytest>=8"]', '["pytest>=8", "pytest-cov"]')
    seen: list[Moment] = []

    def tests(moment: Moment) -> Ran:
        seen.append(moment)
        return suite(moment)

    verify(change, sandbox := FakeSandbox(tests))
    there = seen[-1].packages["pytest-cov"]
    wanted = version.replace("VERSION", there)
    upgrade = replace(change, installs={"pytest-cov": wanted}, importers=importers)

    done = verify(upgrade, sandbox)

    assert done.verdict is verdict
    assert done.reason.startswith(reason.replace("VERSION", there))


def test_needs_that_cannot_be_met(verify: Callable[..., Verification]) -> None:
    """A change with which nothing can be installed any more is rejected."""
    change = changed(
        "pyproject.toml",
        '["pytest>=8"]',
        '["pytest>=8", "wrong"]',
        claim="configuration",
        checks=(Check("schema", passed=True, before="", after=""),),
    )
    down = failed("error: Request failed\n  cause: Failed to fetch: `x`")
    sandbox = FakeSandbox(
        suite, uv=lambda argv, needs: down if "wrong" in needs and argv else None
    )

    done = verify(change, sandbox)

    assert done.verdict is Verdict.REJECTED
    assert done.reason == (
        "With the change: the environment could not be installed:"
        " the package index did not answer."
    )


def test_nothing_that_could_tell(verify: Callable[..., Verification]) -> None:
    """Where all tests are red and slow, none is run for nothing."""

    def tests(moment: Moment) -> Ran:
        ran = suite(moment)
        return replace(ran, outcomes=dict.fromkeys(ran.outcomes, "failed"), seconds=90)

    change = changed("src/shop/orders.py", "return 2", "return 3")

    done = verify(change, FakeSandbox(tests))

    assert done.verdict is Verdict.UNTESTED
    assert done.reason == "No test was run: none that passed is affected."


def test_a_command_of_the_owners(verify: Callable[..., Verification]) -> None:
    """A command is one test, run for every change however long it takes."""

    def tests(moment: Moment) -> Ran:
        broken = "return 4" in moment.text("src/shop/orders.py")
        done = failed("make: *** no") if broken else DONE
        return Ran(completed=replace(done, seconds=500.0), finished=False)

    policy = Policy(test_command="make test")
    change = changed("src/shop/orders.py", "return 1", "return 4")

    done = verify(change, FakeSandbox(tests), policy=policy)

    assert done.verdict is Verdict.REJECTED
    assert done.evidence.newly_failing == ("make test",)


def test_options_stay_as_in_the_baseline(verify: Callable[..., Verification]) -> None:
    """Options that could not be used on the base are not used with the change."""

    def tests(moment: Moment) -> Ran:
        if "addopts=" in moment.argv:
            return suite(moment)
        return Ran(completed=failed("error: odd", 4), finished=False)

    change = changed(
        "pyproject.toml",
        "testpaths",
        "xfail_strict = true\ntestpaths",
        claim="configuration",
        checks=(Check("schema", passed=True, before="", after=""),),
    )

    assert verify(change, FakeSandbox(tests)).verdict is Verdict.PROVEN


def test_a_part_of_a_slow_suite(verify: Callable[..., Verification]) -> None:
    """Of a suite that takes long, the affected tests run first, and it is said."""

    def tests(moment: Moment) -> Ran:
        ran = suite(moment)
        many = {f"tests/test_files.py::t{number}": "passed" for number in range(50)}
        return replace(ran, outcomes={**many, **ran.outcomes}, seconds=20.0)

    change = changed("src/shop/orders.py", "return 2", "return 3")

    done = verify(change, FakeSandbox(tests))

    assert done.verdict is Verdict.TESTED
    assert done.reason == (
        "Passing tests execute 1 of 1 changed lines."
        " 7 tests were run, affected ones first, and none newly fails."
    )
    assert not done.evidence.complete
    assert done.evidence.tests_before is not None
    assert done.evidence.tests_before.collected == 7


def test_a_new_test_file(verify: Callable[..., Verification]) -> None:
    """The tests of a new file are run, and count after the change only."""
    new = "tests/test_new.py::test_new"

    def tests(moment: Moment) -> Ran:
        ran = suite(moment)
        if not moment.text("tests/test_new.py"):
            return ran
        return replace(
            ran,
            outcomes={**ran.outcomes, new: "passed"},
            lines={"tests/test_new.py": {"": [1], new: [2]}},
        )

    file = FileChange("tests/test_new.py", None, b"def test_new():\n    x = 1\n")

    done = verify(Change("slug", "", (file,)), FakeSandbox(tests))

    assert done.verdict is Verdict.TESTED
    assert done.evidence.tests_before is not None
    assert done.evidence.tests_after is not None
    assert done.evidence.tests_before.collected == 3
    assert done.evidence.tests_after.collected == 4


def test_a_collection_that_breaks(verify: Callable[..., Verification]) -> None:
    """A change after which nothing can be collected fails all tests."""

    def tests(moment: Moment) -> Ran:
        if "return 3" in moment.text("src/shop/orders.py"):
            broken = failed("ImportError while loading conftest", 4)
            return Ran(completed=broken, finished=False)
        return suite(moment)

    done = verify(
        changed("src/shop/orders.py", "return 2", "return 3"), FakeSandbox(tests)
    )

    assert done.verdict is Verdict.REJECTED
    assert set(done.evidence.newly_failing) == {TOTAL, OTHER, IMAGE}
    assert "was not collected" in done.reason


def test_a_sub_folder(verify: Callable[..., Verification]) -> None:
    """A target within a repository is run in its own folder."""
    change = changed("src/shop/orders.py", "return 2", "return 3")

    def tests(moment: Moment) -> Ran:
        moment = replace(moment, target=moment.target / "pkg")
        ran = suite(moment)
        lines = {f"pkg/{path}": by_test for path, by_test in ran.lines.items()}
        return replace(ran, lines=lines)

    done = verify(change, FakeSandbox(tests), root="pkg")

    assert done.verdict is Verdict.TESTED
    assert done.evidence.changed_lines_covered == 1
