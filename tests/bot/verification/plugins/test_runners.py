"""The runners inside of the target's environment, each as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest

from bot.verification.coverage_map import IMPORTED, lines_of, read_coverage
from bot.verification.plugins import honebot_recorder
from bot.verification.results import read_written

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.verification.results import Written

PLUGINS = Path(honebot_recorder.__file__).parent


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Return an empty folder for a target."""
    folder = tmp_path / "target"
    (folder / "tests").mkdir(parents=True)
    return folder


@pytest.fixture
def run(tmp_path: Path, target: Path) -> Callable[..., Written]:
    """Return what runs a runner on the target, and reads what it wrote."""
    results = tmp_path / "results"

    def start(*argv: str, **plan: Any) -> Written:
        results.mkdir()
        whole: dict[str, Any] = {"only": None, "skip": [], "limit": 20}
        whole |= {"coverage": False, "count": [], **plan}
        (results / "plan.json").write_text(json.dumps(whole))
        subprocess.run(
            [sys.executable, *argv],
            cwd=target,
            env=environment(target, results),
            capture_output=True,
            timeout=120,
            check=False,
        )
        return read_written((results / "tests.jsonl").read_bytes())

    return start


def environment(target: Path, results: Path) -> dict[str, str]:
    """Return the variables that a runner gets."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(target),
        "PYTHONPATH": str(PLUGINS),
        "PYTHONDONTWRITEBYTECODE": "1",
        "HONEBOT_RESULTS": str(results),
        "HONEBOT_TARGET": str(target),
    }


PYTEST = (
    *("-m", "pytest", "-p", "honebot_pytest", "-p", "no:randomly"),
    *("--continue-on-collection-errors", "--tb=no", "-q", "-o", "addopts="),
)
UNITTEST = (str(PLUGINS / "honebot_unittest.py"), "-s", "tests", "-t", ".")


def write(target: Path, **files: str) -> None:
    """Write modules of tests."""
    for name, text in files.items():
        (target / "tests" / f"{name}.py").write_text(dedent(text))


def outcomes(written: Written) -> dict[str, str]:
    """Return the outcome of each test, by the last part of its id."""
    return {
        name.replace("::", ".").rpartition(".")[2]: result.outcome.value
        for name, result in written.tests.items()
    }


MIXED = """
    import pytest

    def test_passes(): pass
    def test_fails(): assert 1 == 2, "not so"
    def test_skips(): pytest.skip("why")

    @pytest.fixture
    def broken(): raise ValueError("fixture")

    def test_set_up(broken): pass

    @pytest.fixture
    def untidy():
        yield
        raise ValueError("tear-down")

    def test_tear_down(untidy): pass

    @pytest.mark.xfail
    def test_expected(): assert False

    @pytest.mark.xfail
    def test_unexpected(): pass

    @pytest.mark.xfail(strict=True)
    def test_strict(): pass

    @pytest.mark.parametrize("x", [object()], ids=repr)
    def test_address(x): pass
"""


def test_pytest_outcomes(target: Path, run: Callable[..., Written]) -> None:
    """Each test's worst phase counts, with its reason; the run is said to end."""
    write(target, test_a=MIXED)

    written = run(*PYTEST)

    assert outcomes(written) == {
        "test_passes": "passed",
        "test_fails": "failed",
        "test_skips": "skipped",
        "test_set_up": "error",
        "test_tear_down": "error",
        "test_expected": "xfailed",
        "test_unexpected": "xpassed",
        "test_strict": "failed",
        "test_address[<object object at 0x0>]": "passed",
    }
    reasons = {name.rpartition("::")[2]: r.message for name, r in written.tests.items()}
    assert reasons["test_fails"].startswith("AssertionError: not so")
    assert reasons["test_skips"] == "Skipped: why"
    assert reasons["test_set_up"] == "ValueError: fixture"
    assert written.finished
    assert written.runner.startswith("pytest ")
    assert len(written.collected) == 9
    assert any("pluggy" in module for module in written.modules)


def test_pytest_collection(target: Path, run: Callable[..., Written]) -> None:
    """Modules that cannot be imported are named; one that exits ends nothing."""
    write(
        target,
        test_a="import no_such_module",
        test_b="import sys; sys.exit(3)",
        test_c="raise KeyError('x')",
        test_d="def test_it(): pass",
    )

    written = run(*PYTEST)

    assert written.uncollectable == {
        "tests/test_a.py": "ModuleNotFoundError: No module named 'no_such_module'",
        "tests/test_b.py": "SystemExit: the module ends the process (3)",
        "tests/test_c.py": "KeyError: 'x'",
    }
    assert outcomes(written) == {"test_it": "passed"}


def test_pytest_takes_too_long(target: Path, run: Callable[..., Written]) -> None:
    """A test or an import without end fails, even where it catches exceptions."""
    write(
        target,
        test_a="""
            import time

            def test_slow():
                try:
                    time.sleep(60)
                except Exception:
                    pass

            def test_next(): pass
        """,
        test_b="import time; time.sleep(60)",
    )

    written = run(*PYTEST, limit=1)

    assert outcomes(written) == {"test_slow": "failed", "test_next": "passed"}
    slow = written.tests["tests/test_a.py::test_slow"]
    assert slow.message == "Failed: the test took longer than 1 s"
    assert list(written.uncollectable) == ["tests/test_b.py"]


def test_pytest_dies(target: Path, run: Callable[..., Written]) -> None:
    """What was known before the end is written, and which test ran then."""
    write(
        target,
        test_a="import os\ndef test_a(): pass\ndef test_b(): os._exit(1)\n",
    )

    written = run(*PYTEST)

    assert outcomes(written) == {"test_a": "passed"}
    assert written.running == "tests/test_a.py::test_b"
    assert not written.finished


def test_pytest_chooses(target: Path, run: Callable[..., Written]) -> None:
    """Only the tests of the plan are run; a file stands for all in it."""
    write(
        target,
        test_a="def test_a(): pass\ndef test_b(): pass\ndef test_c(): pass\n",
        test_b="def test_d(): pass\n",
        test_c="def test_e(): pass\n",
    )
    only = ["tests/test_a.py::test_a", "tests/test_a.py::test_b", "tests/test_b.py"]

    written = run(*PYTEST, only=only, skip=["tests/test_a.py::test_b"])

    assert outcomes(written) == {"test_a": "passed", "test_d": "passed"}
    assert len(written.collected) == 3


def test_chance_is_the_same_in_each_run(
    target: Path, run: Callable[..., Written]
) -> None:
    """Random numbers depend on the test alone, not on what ran before it."""
    write(
        target,
        test_a="""
            import random

            def test_a(): raise ValueError(random.random())
            def test_b(): raise ValueError(random.random())
        """,
    )

    whole = run(*PYTEST)
    (target.parent / "results").rename(target.parent / "before")
    alone = run(*PYTEST, only=["tests/test_a.py::test_b"])

    first, second = (result.message for result in whole.tests.values())
    assert first != second
    assert [result.message for result in alone.tests.values()] == [second]


def test_only_the_outer_pytest_writes(
    target: Path, run: Callable[..., Written]
) -> None:
    """A pytest that a test starts does not write into the results."""
    write(
        target,
        test_a="""
            import subprocess, sys

            def test_outer(tmp_path):
                (tmp_path / "test_inner.py").write_text("def test_inner(): pass")
                command = [sys.executable, "-m", "pytest", "-p", "honebot_pytest"]
                subprocess.run([*command, str(tmp_path)], check=True)
        """,
    )

    assert outcomes(run(*PYTEST)) == {"test_outer": "passed"}


CASES = """
    import unittest

    class Case(unittest.TestCase):
        def test_passes(self): pass
        def test_fails(self): self.assertEqual(1, 2)
        def test_raises(self): raise ValueError("x")
        @unittest.skip("why")
        def test_skips(self): pass
        @unittest.expectedFailure
        def test_expected(self): self.fail()
        @unittest.expectedFailure
        def test_unexpected(self): pass
        def test_parts(self):
            for number in range(3):
                with self.subTest(number=number):
                    self.assertNotEqual(number, 1)
        def test_broken_parts(self):
            with self.subTest():
                raise KeyError("x")

    class Broken(unittest.TestCase):
        @classmethod
        def setUpClass(cls): raise ValueError("class")
        def test_never(self): pass

    class Skipped(unittest.TestCase):
        @classmethod
        def setUpClass(cls): raise unittest.SkipTest("class")
        def test_not_now(self): pass
"""


def test_unittest_outcomes(target: Path, run: Callable[..., Written]) -> None:
    """Sub-tests count for their test, fixtures of a class for all in it."""
    write(target, __init__="", test_a=CASES, test_b="import no_such_module")

    written = run(*UNITTEST)

    assert outcomes(written) == {
        "test_passes": "passed",
        "test_fails": "failed",
        "test_raises": "error",
        "test_skips": "skipped",
        "test_expected": "xfailed",
        "test_unexpected": "xpassed",
        "test_parts": "failed",
        "test_broken_parts": "error",
        "test_never": "error",
        "test_not_now": "skipped",
    }
    assert (
        written.tests["tests.test_a.Broken.test_never"].message == "ValueError: class"
    )
    assert written.uncollectable == {
        "tests.test_b": "ModuleNotFoundError: No module named 'no_such_module'"
    }
    assert written.finished


def test_unittest_chooses_and_watches(
    target: Path, run: Callable[..., Written]
) -> None:
    """Only the tests of the plan run, for as long as they may."""
    write(
        target,
        test_a="""
            import time, unittest

            class Case(unittest.TestCase):
                def test_a(self): time.sleep(60)
                def test_b(self): pass
                def test_c(self): pass
        """,
    )
    stem = "test_a.Case.test_"

    written = run(
        *(UNITTEST[0], "-s", "tests"),
        only=[f"{stem}a", f"{stem}b"],
        skip=[f"{stem}b"],
        limit=1,
    )

    assert outcomes(written) == {"test_a": "error"}
    assert written.collected == [f"{stem}a", f"{stem}b"]


def test_lines_by_test(
    tmp_path: Path, target: Path, run: Callable[..., Written]
) -> None:
    """Coverage tells which test executed which line, and the share of all."""
    (target / "shop.py").write_text(
        "def one():\n    return 1\n\n\ndef two():\n    return 2\n"
    )
    (target / "unused.py").write_text("x = 1\ny = 2\n")
    write(
        target,
        test_a="import shop\ndef test_one(): shop.one()\ndef test_none(): pass\n",
    )
    run(*PYTEST, coverage=True, count=["shop.py", "unused.py"])

    results = tmp_path / "results"
    subprocess.run(
        [sys.executable, str(PLUGINS / "honebot_coverage.py"), str(results)],
        env=environment(target, results),
        check=True,
        timeout=60,
    )
    found, percent = read_coverage((results / "coverage.json").read_bytes(), "")

    by_test = found.files["shop.py"]
    assert lines_of(by_test[IMPORTED]) == [1, 5]
    assert lines_of(by_test["tests/test_a.py::test_one"]) == [2]
    assert found.tests_of("shop.py") == {"tests/test_a.py::test_one"}
    assert percent == 50.0


def test_services_of_an_environment(target: Path) -> None:
    """Missing modules are named, projects linked, byte code written."""
    script = str(PLUGINS / "honebot_environment.py")

    def ask(*argv: str, stdin: str = "") -> str:
        done = subprocess.run(
            [sys.executable, script, *argv],
            input=stdin,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        return done.stdout

    names = "json pytest sys no_such_module ruamel.yaml ruamel.no_such json.no_such"
    missing = ask("missing", stdin=names).split()
    (target / "a.py").write_text("x = 1\n")
    (target / "b.py").write_text("x = \n")
    ask("compile", stdin=f"{target}/a.py\n{target}/b.py\n{target}/gone.py\n")

    assert missing == ["no_such_module", "ruamel.no_such"]
    assert len(list((target / "__pycache__").glob("a.*.pyc"))) == 1


def test_a_linked_project(tmp_path: Path, target: Path) -> None:
    """A project that was not built is importable and has its entry points."""
    venv = tmp_path / "venv"
    subprocess.run(
        [sys.executable, "-m", "venv", "--without-pip", str(venv)],
        check=True,
        timeout=60,
    )
    (target / "pyproject.toml").write_text(
        '[project]\nname = "shop"\n[project.scripts]\nshop = "shop:main"\n'
        '[project.entry-points."shop.plugins"]\none = "shop:one"\n'
    )
    (target / "src").mkdir()
    (target / "src" / "shop.py").write_text("def main(): ...\n")
    python = str(venv / "bin" / "python")
    script = str(PLUGINS / "honebot_environment.py")
    subprocess.run(
        [python, script, "link", "shop", "2.0", str(target)], check=True, timeout=60
    )

    look = (
        "import shop, importlib.metadata as m;"
        "found = m.entry_points(group='shop.plugins');"
        "print(m.version('shop'), [each.value for each in found])"
    )
    said = subprocess.run(
        [python, "-c", look], capture_output=True, text=True, check=True, timeout=60
    )

    assert said.stdout == "2.0 ['shop:one']\n"


def test_long_ids() -> None:
    """Ids are the same in the next run, and of limited length."""
    long = "tests/test_a.py::test_a[" + "x" * 1000 + "]"

    assert honebot_recorder.identity("a[<X at 0x7f0011223344>]") == "a[<X at 0x0>]"
    assert len(honebot_recorder.identity(long)) == 509
    assert honebot_recorder.identity(long) != honebot_recorder.identity(long[:-2])
