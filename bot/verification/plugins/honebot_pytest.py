"""A pytest plugin that writes down how each test ends.

See `honebot_recorder.py`, beside this file, for what is written where.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.verification.plugins.honebot_recorder import (
        Recorder,
        claim,
        first_line,
        identity,
        seed,
    )
else:  # it lies beside this file, wherever that is
    from honebot_recorder import Recorder, claim, first_line, identity, seed

RANK = ("passed", "skipped", "xfailed", "xpassed", "failed", "error")


def fail(text: str) -> None:
    """End the running test; `except Exception` in it does not catch this."""
    pytest.fail(text, pytrace=False)


class Plugin(Recorder):
    """The recorder, as pytest calls it."""

    worst = "passed"
    why = ""
    seconds = 0.0

    # ------------------------------------------------------------- collection

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Say where pytest thinks that it is."""
        config = session.config
        ini = getattr(config, "inipath", None) or getattr(config, "inifile", None)
        root = getattr(config, "rootpath", None) or getattr(config, "rootdir", "")
        runner = f"pytest {pytest.__version__}"
        self.write(k="session", root=str(root), ini=str(ini or ""), runner=runner)

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_make_collect_report(self, collector: pytest.Collector) -> Iterator[None]:
        """Keep a module that exits, or never ends, from ending the session."""
        with self.alarm("the import", fail):
            outcome: Any = yield
        if outcome.excinfo is not None and issubclass(outcome.excinfo[0], SystemExit):
            why = f"SystemExit: the module ends the process ({outcome.excinfo[1]})"
            report = pytest.CollectReport(collector.nodeid, "failed", why, [])
            outcome.force_result(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Write down what cannot be collected, and why."""
        if report.failed:
            path = identity(report.nodeid)
            self.write(k="uncollectable", path=path, why=reason_of(report))

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """Keep the tests of the plan, in their order."""
        wanted = [item for item in items if self.wanted(identity(item.nodeid))]
        self.collected([identity(item.nodeid) for item in wanted])
        kept = [item for item in wanted if identity(item.nodeid) not in self.skip]
        if len(kept) < len(items):
            chosen = set(map(id, kept))
            left = [item for item in items if id(item) not in chosen]
            config.hook.pytest_deselected(items=left)
            items[:] = kept

    # -------------------------------------------------------------------- run

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Tell coverage, and the clock that ends everything, of the test."""
        with self.test(identity(item.nodeid)):
            yield

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Iterator[None]:
        """Start each test from its own seed, and watch its time."""
        seed(identity(item.nodeid))
        with self.alarm("the set-up", fail):
            yield

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Iterator[None]:
        """Seed again: how much the fixtures drew depends on earlier tests."""
        seed(identity(item.nodeid))
        with self.alarm("the test", fail):
            yield

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self) -> Iterator[None]:
        """Watch the time of the tear-down."""
        with self.alarm("the tear-down", fail):
            yield

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Write down which test runs, in case nothing comes after it."""
        self.write(k="start", id=identity(nodeid))
        self.worst, self.why, self.seconds = "passed", "", 0.0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the worst of the phases; a plugin's new attempt begins anew."""
        if report.when == "setup":
            self.worst, self.why = "passed", ""
        self.seconds += getattr(report, "duration", 0.0)
        outcome = outcome_of(report)
        if outcome in RANK and RANK.index(outcome) > RANK.index(self.worst):
            self.worst = outcome
            self.why = reason_of(report)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Write down how the test ended."""
        seconds = round(self.seconds, 4)
        self.write(
            k="end",
            id=identity(nodeid),
            outcome=self.worst,
            seconds=seconds,
            why=self.why,
        )

    # -------------------------------------------------------------------- end

    def pytest_internalerror(self, excrepr: object) -> None:
        """Write down that pytest itself, or a plugin, failed."""
        lines = str(excrepr).strip().splitlines()
        self.write(k="problem", why=first_line(lines[-1] if lines else ""))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """Write the last line."""
        self.finish(int(exitstatus))


def outcome_of(report: pytest.TestReport) -> str:
    """Return the outcome of one phase, or pytest's own word for it."""
    outcome = str(report.outcome)
    if outcome == "failed" and report.when != "call":
        return "error"
    if hasattr(report, "wasxfail"):
        return {"skipped": "xfailed", "passed": "xpassed"}.get(outcome, outcome)
    return outcome


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Return the first line of why a phase, or a collection, did not pass."""
    representation = report.longrepr
    if isinstance(representation, tuple):
        return first_line(representation[-1])
    crash = getattr(representation, "reprcrash", None)
    return first_line(getattr(crash, "message", None) or representation or "")


claimed = claim()
plugin = None if claimed is None else Plugin(*claimed)


def pytest_configure(config: pytest.Config) -> None:
    """Join in, and take chance out of Hypothesis where it is used."""
    if plugin is not None:
        if getattr(config.option, "hypothesis_seed", "") is None:
            config.option.hypothesis_seed = "0"
        config.pluginmanager.register(plugin, "honebot-recorder")
