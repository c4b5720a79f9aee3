"""Small projects of every set-up, installed and tested in the real sandbox.

Packages come from the index that this machine is configured for.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from bot.assessment.facts import gather
from bot.model import Change, FileChange, Policy, Verdict
from bot.services.gateway.gateway import PackageGateway
from bot.services.index import discover
from bot.services.interpreters import find_interpreters
from bot.services.sandbox import open_sandbox
from bot.services.tools import OwnTools
from bot.verification.verify import Verifier
from tests.support.fake_sandbox import FakeCheckout, Silence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.verification.baseline import Baseline

pytestmark = [
    pytest.mark.sandbox,
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("bwrap"), reason="bubblewrap is not installed"),
]

ORDERS = "def total(prices):\n    return sum(prices)\n\n\ndef unused():\n    return 1\n"
TESTS = """\
import pytest

from shop.orders import total


@pytest.mark.parametrize("prices", [[1, 2], [3]])
def test_total(prices):
    assert total(prices) == 3
"""
UNITTESTS = """\
import unittest

from shop.orders import total


class OrdersTest(unittest.TestCase):
    def test_one(self):
        self.assertEqual(total([1, 2]), 3)

    def test_two(self):
        self.assertEqual(total([3]), 3)
"""
FLAT = {"shop/__init__.py": "", "shop/orders.py": ORDERS, "tests/test_orders.py": TESTS}
SRC = {
    "src/shop/__init__.py": "",
    "src/shop/orders.py": ORDERS,
    "tests/test_orders.py": TESTS,
}
PROJECT = '[project]\nname = "shop"\nversion = "1"\n'
HATCHLING = (
    '[build-system]\nrequires = ["hatchling"]\nbuild-backend = "hatchling.build"\n'
)
LOCK = '[[package]]\nname = "iniconfig"\nversion = "2.0.0"\n'
SET_UPS = [
    pytest.param(
        SRC
        | {
            "pyproject.toml": HATCHLING
            + PROJECT
            + '[project.optional-dependencies]\ntest = ["pytest"]\n'
        },
        id="extra",
    ),
    pytest.param(
        SRC
        | {
            "pyproject.toml": HATCHLING + PROJECT + "[dependency-groups]\n"
            'dev = [{include-group = "tests"}]\ntests = ["pytest"]\n',
            "uv.lock": f'version = 1\n{LOCK}source = {{ registry = "x" }}\n',
        },
        id="uv",
    ),
    pytest.param(
        SRC
        | {
            "pyproject.toml": '[tool.poetry]\nname = "shop"\nversion = "1"\n'
            'description = ""\nauthors = []\n'
            'packages = [{include="shop", from="src"}]\n'
            '[tool.poetry.dependencies]\npython = "^3.9"\n'
            '[tool.poetry.group.dev.dependencies]\npytest = ">=8"\n'
            '[build-system]\nrequires = ["poetry-core"]\n'
            'build-backend = "poetry.core.masonry.api"\n',
            "poetry.lock": LOCK,
        },
        id="poetry",
    ),
    pytest.param(
        SRC
        | {
            "pyproject.toml": PROJECT
            + '[tool.pdm.dev-dependencies]\ntest = ["pytest"]\n'
            + '[build-system]\nrequires = ["pdm-backend"]\n'
            + 'build-backend = "pdm.backend"\n',
            "pdm.lock": LOCK,
        },
        id="pdm",
    ),
    pytest.param(
        FLAT
        | {
            "Pipfile": '[packages]\n[dev-packages]\npytest = "*"\n',
            "Pipfile.lock": '{"develop": {"iniconfig": {"version": "==2.0.0"}}}',
        },
        id="pipenv",
    ),
    pytest.param(
        SRC
        | {
            "pyproject.toml": HATCHLING + PROJECT,
            "hatch.toml": '[envs.hatch-test]\nextra-dependencies = ["attrs"]\n',
        },
        id="hatch",
    ),
    pytest.param(
        FLAT
        | {
            "setup.py": "import pkg_resources\nfrom setuptools import setup\n"
            "setup(name='shop', version='1', packages=['shop'])\n",
            "requirements.txt": "pytest\nflake8\n",
        },
        id="old-setup-py",
    ),
    pytest.param(
        FLAT
        | {
            "setup.cfg": "[metadata]\nname = shop\nversion = 1\n[options]\n"
            "packages = find:\n[options.extras_require]\ntesting =\n    pytest\n",
        },
        id="setup-cfg",
    ),
    pytest.param(
        FLAT | {"requirements/base.txt": "", "requirements/test.txt": "pytest\n"},
        id="requirements",
    ),
    pytest.param(
        FLAT
        | {
            "setup.py": "from setuptools import setup\nsetup(name='shop')\n",
            "tox.ini": "[testenv]\ndeps = pytest\ncommands = pytest {posargs:tests}\n",
        },
        id="tox",
    ),
    pytest.param(
        FLAT
        | {
            "pyproject.toml": HATCHLING + PROJECT,
            "noxfile.py": "import nox\n@nox.session\ndef tests(session):\n"
            "    session.install('pytest')\n    session.run('pytest', 'tests')\n",
        },
        id="nox",
    ),
    pytest.param(
        SRC
        | {
            "pyproject.toml": '[project]\nname = "shop"\ndynamic = ["version"]\n'
            "[tool.setuptools_scm]\nversion_file = 'src/shop/_version.py'\n"
            '[build-system]\nrequires = ["setuptools", "setuptools-scm"]\n'
            'build-backend = "setuptools.build_meta"\n',
            "src/shop/__init__.py": "from shop._version import version\n",
        },
        id="version-from-git",
    ),
    pytest.param(
        FLAT | {"tests/__init__.py": "", "tests/test_orders.py": UNITTESTS},
        id="unittest",
    ),
    pytest.param(
        FLAT
        | {
            "pyproject.toml": "[build-system]\nrequires = ['no-such-backend-at-all']\n"
            "build-backend = 'none'\n" + PROJECT
        },
        id="unbuildable",
    ),
]


@pytest.fixture(scope="module")
def verifier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Verifier]:
    """Return a verifier with the real sandbox and the real index."""
    home = tmp_path_factory.mktemp("home")
    with PackageGateway(discover(os.environ), home) as gateway:
        sandbox = open_sandbox("bubblewrap", home=home, gateway=gateway)
        tools = OwnTools(sandbox, home)
        pythons = find_interpreters(home=home)
        yield Verifier(sandbox, tools, pythons, home / "cache", gather=gather)


def baseline_of(
    verifier: Verifier,
    files: Mapping[str, str],
    *,
    root: str = "",
    policy: Policy | None = None,
) -> Baseline:
    """Return the baseline of these files."""
    policy = policy or Policy()
    checkout = FakeCheckout(files, root=root, commit=f"{hash((root, repr(files))):x}")
    facts = gather(checkout.tree, policy)
    return verifier.baseline(checkout, facts, policy, Silence())


@pytest.mark.parametrize("files", SET_UPS)
def test_set_ups(verifier: Verifier, files: Mapping[str, str]) -> None:
    """Each set-up is installed, its tests run, its lines are seen, its lock kept."""
    baseline = baseline_of(verifier, files)

    assert baseline.not_run == ""
    assert baseline.counts is not None
    assert (baseline.counts.passed, baseline.counts.uncollectable) == (2, 0)
    assert baseline.covered_percent is not None
    assert baseline.prepared is not None
    orders = next(path for path in files if path.endswith("shop/orders.py"))
    assert len(baseline.prepared.coverage.tests_of(orders)) == 2
    if any("lock" in path for path in files):
        assert baseline.prepared.environment.version("iniconfig") == "2.0.0"


@pytest.mark.parametrize("tests", [TESTS, UNITTESTS], ids=["pytest", "unittest"])
def test_verdicts(verifier: Verifier, tests: str) -> None:
    """A change that breaks is rejected, a harmless one tested, a layout proven."""
    files = FLAT | {"tests/__init__.py": "", "tests/test_orders.py": tests}
    baseline = baseline_of(verifier, files)

    def verdict(old: str, new: str) -> Verdict:
        after = ORDERS.replace(old, new).encode()
        file = FileChange("shop/orders.py", ORDERS.encode(), after)
        change = Change("slug", "", (file,))
        return verifier.verify(change, baseline, Silence()).verdict

    assert verdict("sum(prices)", "max(prices)") is Verdict.REJECTED
    assert verdict("sum(prices)", "0 + sum(prices)") is Verdict.TESTED
    assert verdict("return 1", "return 2") is Verdict.UNTESTED
    assert verdict("sum(prices)", "sum( prices )") is Verdict.PROVEN


def test_a_folder_of_a_repository(verifier: Verifier) -> None:
    """A project in a folder is tested there."""
    files = SRC | {"pyproject.toml": HATCHLING + PROJECT}

    baseline = baseline_of(verifier, files, root="packages/shop")

    assert baseline.counts is not None
    assert baseline.counts.passed == 2
    assert baseline.prepared is not None
    assert baseline.prepared.coverage.tests_of("src/shop/orders.py")


def test_what_the_owners_say(verifier: Verifier) -> None:
    """Commands of the policy install and test."""
    policy = Policy(
        install=("pip install pytest", "pip install --no-deps -e ."),
        test_command="pytest tests -k '1 or 3'",
    )
    files = SRC | {"pyproject.toml": HATCHLING + PROJECT}

    baseline = baseline_of(verifier, files, policy=policy)

    assert baseline.problems == ()
    assert baseline.counts is not None
    assert baseline.counts.passed == 1


def test_a_red_suite(verifier: Verifier) -> None:
    """Failing, dying, hanging and broken tests are told apart, and the rest runs."""
    tests = """\
import os, time

def test_good(): pass
def test_bad(): assert False
def test_dies(): os._exit(3)
def test_network():
    import socket
    socket.create_connection(("192.0.2.1", 80), 5)
def test_hangs(): time.sleep(1000)
def test_after(): pass
"""
    files = FLAT | {
        "tests/test_red.py": tests,
        "tests/test_broken.py": "import no_such_module\n",
    }

    baseline = baseline_of(verifier, files, policy=Policy(test_seconds=200))

    assert baseline.counts is not None
    assert baseline.run is not None
    counts = baseline.counts
    assert (counts.passed, counts.failed, counts.errors) == (4, 3, 1)
    assert baseline.run.uncollectable == {
        "tests/test_broken.py": "ModuleNotFoundError: No module named 'no_such_module'"
    }
    messages = {
        name.rpartition("::")[2]: result.message
        for name, result in baseline.run.tests.items()
    }
    assert messages["test_dies"] == (
        "The test process ended while this test ran: exit code 3."
    )
    assert messages["test_hangs"] == "Failed: the test took longer than 10 s"
    assert "Network is unreachable" in messages["test_network"]
