"""Programs drawn at random do the same before and after."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import hypothesmith
import pytest
from hypothesis import HealthCheck, given, note, settings

from codemods.catalogue import CATALOGUE
from codemods.engine import DEFECT, examine
from codemods.model import Project, Safety
from tests.support.linting import lint_for_all
from tests.support.random_programs import outcome, programs

if TYPE_CHECKING:
    from codemods.base import Codemod

PROJECT = Project(minimum_python=(3, 11), dependencies=frozenset({"pytest"}))
KEEPING = [
    codemod
    for codemod in (CATALOGUE[slug] for slug in CATALOGUE)
    if codemod.safety is not Safety.REVIEW and not codemod.report
]


def changed(source: str, codemods: list[Codemod]) -> dict[str, str]:
    """Return the program as each codemod that changes it would have it."""
    lint = lint_for_all(codemods, PROJECT)
    found = examine("program.py", source.encode(), codemods, PROJECT, lint=lint)
    assert found.problem is None
    for slug, rewrite in found.rewrites.items():
        defects = [left.reason for left in rewrite.left_alone if left.line == 0]
        assert not [reason for reason in defects if reason.startswith(DEFECT)], slug
    return {
        slug: rewrite.source.decode()
        for slug, rewrite in found.rewrites.items()
        if rewrite.findings
    }


@pytest.mark.slow
def test_programs_do_the_same() -> None:
    """What a program prints, logs and raises is what it was."""
    seen: Counter[str] = Counter()

    @settings(max_examples=800)
    @given(programs())
    def check(source: str) -> None:
        results = changed(source, KEEPING)
        before = outcome(source) if results else None
        for slug, text in results.items():
            seen[slug] += 1
            note(f"{slug}\n{text}")
            assert outcome(text) == before, slug

    check()

    assert len(seen) >= len(KEEPING) // 4, sorted(seen)


@pytest.mark.slow
@settings(max_examples=150, suppress_health_check=[HealthCheck.filter_too_much])
@given(hypothesmith.from_node())
def test_any_syntax(source: str) -> None:
    """Whatever Python can be written as: results compile, and a second run rests."""
    everything = [CATALOGUE[slug] for slug in CATALOGUE]

    for slug, text in changed(source, everything).items():
        note(f"{slug}\n{text}")
        compile(text, "program.py", "exec", dont_inherit=True)
        assert slug not in changed(text, [CATALOGUE[slug]])
