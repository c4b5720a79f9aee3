"""The verdict on each change, from the target's own tests and tools."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.model import Evidence, Verdict, Verification
from bot.verification.api import public_api
from bot.verification.baseline import make_baseline
from bot.verification.bench import Bench
from bot.verification.covered import Seen, covered
from bot.verification.lint import lint
from bot.verification.proofs import PYTHON, prove
from bot.verification.trials import Trials
from bot.verification.verdicts import Judged, judge

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from bot.model import Change, Facts, Policy
    from bot.protocols import Checkout, Interpreter, Progress, Sandbox, Tools, Tree
    from bot.verification.baseline import Baseline
    from bot.verification.proofs import Proof
    from bot.verification.trials import Trial


class Verifier:
    """Runs the target's tests before and after a change, in the sandbox.

    Safe to use from several threads at once: each run works on a copy of its
    own, and what is built once (environment, baseline) is built under a lock.
    `gather` reads the facts of changed files; without it, a change of
    manifests is judged by the facts of the base.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        tools: Tools,
        interpreters: Sequence[Interpreter],
        cache: Path,
        *,
        gather: Callable[[Tree, Policy], Facts] | None = None,
    ) -> None:
        self._bench = Bench(sandbox, tools, interpreters, cache)
        self._gather = gather

    def baseline(
        self, checkout: Checkout, facts: Facts, policy: Policy, progress: Progress
    ) -> Baseline:
        """Return what the base commit's own tests do; cached on disk.

        A suite that is red, partly uncollectable, slow or absent is no error:
        the result says so. Raises `SandboxError` where nothing can be run in
        the sandbox at all for a reason of this machine.
        """
        return make_baseline(self._bench, checkout, facts, policy, progress)

    def verify(
        self, change: Change, baseline: Baseline, progress: Progress
    ) -> Verification:
        """Return the verdict on this change alone, with what was measured.

        Raises `SandboxError` as `baseline` does.
        """
        began = time.monotonic()
        name = f"{change.slug}/{change.scope}" if change.scope else change.slug
        with progress.task(f"Verifying {name}") as done:
            proof = self._prove(change, baseline)
            trial = Trials(self._bench, self._gather, baseline).of(change.files, proof)
            evidence = self._evidence(change, baseline, proof, trial)
            done(1)
        judged = Judged(
            proof=proof,
            python_changed=any(file.path.endswith(PYTHON) for file in change.files),
            broken=trial.broken,
            failures=trial.failures,
            unseen=trial.unseen,
            installed=trial.installed,
            executed=trial.executed,
        )
        verdict, reason = judge(change, evidence, judged)
        if verdict is Verdict.PROVEN and not proof.name:
            evidence = replace(evidence, proof=change.proof)
        evidence = replace(evidence, seconds=time.monotonic() - began)
        return Verification(verdict, reason, evidence)

    # ----------------------------------------------------------------- proofs

    def _prove(self, change: Change, baseline: Baseline) -> Proof:
        tree, facts = baseline.checkout.tree, baseline.facts
        sources = tree.read_many([p for p in tree.paths() if p.endswith(".py")])
        return prove(change.files, change.proof, sources, facts.lowest_python)

    # --------------------------------------------------------------- evidence

    def _evidence(
        self, change: Change, baseline: Baseline, proof: Proof, trial: Trial
    ) -> Evidence:
        facts, tree = baseline.facts, baseline.checkout.tree
        extra = (
            public_api(change.files, facts.packages, facts.test_files),
            lint(change.files, tree, facts, self._bench.tools),
        )
        evidence = Evidence(
            affected=trial.affected,
            checks=(*change.checks, *(check for check in extra if check)),
            not_run=trial.not_run,
            environment=baseline.environment,
            proof=proof.name,
        )
        before, prepared = baseline.run, baseline.prepared
        if trial.run is None or before is None or prepared is None:
            return evidence
        seen = Seen(before, prepared.coverage)
        share = covered(change.files, seen, Seen(trial.run, trial.coverage))
        measured = bool(trial.coverage.files) or not share.changed
        counts = before.counts_of(n for n in trial.ran if n in before.tests)
        if not trial.complete:
            counts = replace(counts, uncollectable=0)
        return replace(
            evidence,
            tests_before=counts,
            tests_after=trial.run.counts_of(trial.ran),
            suite=before.counts,
            newly_failing=trial.newly_failing,
            newly_passing=trial.newly_passing,
            flaky=trial.flaky,
            complete=trial.complete,
            changed_lines=share.changed,
            changed_lines_covered=share.executed if measured else None,
            commands=(prepared.suite.text,),
        )
