"""Every case of every codemod: `data/<slug>/*.py`, input and output in one.

Input stands above the line `# output`. A case without it says that nothing
may change. Where a codemod only reports, the places stand below the line
`# reported`, each as `# <line>: <start of the reason>`. Where a codemod is for
some projects only, `data/<slug>/project.toml` tells of one: its `dependencies`,
and what stands before a case's name in its path (`prefix`).
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from codemods.catalogue import CATALOGUE
from codemods.editing.fragments import comments
from codemods.engine import DEFECT, rewrite
from codemods.explanation import explain
from codemods.model import Project
from codemods.upgrades.catalogue import UPGRADES
from tests.support.linting import lint_for

if TYPE_CHECKING:
    from codemods.model import Rewrite

DATA = Path(__file__).parent / "data"
MARKER = b"# output\n"
REPORTED = b"# reported\n"
CHANGING = 3
RESTING = 4

LOWEST = re.compile(rb"# minimum Python: 3\.(\d+)\n")

EXAMPLES = (Project(), Project(minimum_python=(3, 12)))
"""The projects that a documented example may be about."""

EVERY = {**CATALOGUE, **UPGRADES}
"""All codemods: those of the catalogue, and those of version steps."""

CASES = sorted(DATA.glob("*/*.py"))


def read(case: Path) -> tuple[bytes, bytes]:
    """Return the input and the output of a case."""
    source, marker, output = case.read_bytes().partition(MARKER)
    return source, output if marker else source


def facts(slug: str) -> dict[str, Any]:
    """Return what the cases of a codemod say together of their project."""
    file = DATA / slug / "project.toml"
    return tomllib.loads(file.read_text()) if file.exists() else {}


def path(slug: str, name: str) -> str:
    """Return where a file stands in the project of a codemod's cases."""
    return f"{facts(slug).get('prefix', '')}{name}"


def declaring(slug: str, project: Project) -> Project:
    """Return a project with the dependencies that a codemod's cases have."""
    return replace(project, dependencies=frozenset(facts(slug).get("dependencies", ())))


def project(slug: str, source: bytes) -> Project:
    """Return what a case says of its project."""
    lowest = LOWEST.match(source)
    found = Project(minimum_python=(3, int(lowest[1]))) if lowest else Project()
    return declaring(slug, found)


def places(case: Path) -> list[str]:
    """Return the places that a case says are reported."""
    _, _, told = case.read_bytes().partition(REPORTED)
    return [line.removeprefix("# ") for line in told.decode().splitlines()]


def defects(result: Rewrite) -> list[str]:
    """Return what the codemod itself has done wrong."""
    return [left.reason for left in result.left_alone if left.reason.startswith(DEFECT)]


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=f"{case.parent.name}/{case.stem}") for case in CASES]
)
def test_case(case: Path) -> None:
    """A codemod writes the output of the case, and finds nothing more in it."""
    source, output = read(case)
    slug = case.parent.name
    codemod = EVERY[slug]
    where, about = path(slug, case.name), project(slug, source)

    lint = lint_for(codemod, about)
    first = rewrite(codemod, where, source, about, lint=lint)
    second = rewrite(codemod, where, first.source, about, lint=lint)

    assert not defects(first)
    assert first.source.decode() == output.decode()
    assert bool(first.findings) == (source != output)
    assert second.source == first.source
    lost = Counter(comments(source)) - Counter(comments(first.source))
    assert all(codemod.takes and codemod.takes.match(comment) for comment in lost)
    ast.parse(first.source)
    if codemod.report:
        found = [f"{left.line}: {left.reason}" for left in first.left_alone]
        told = places(case)
        assert len(found) == len(told)
        assert all(map(str.startswith, found, told)), found


@pytest.mark.parametrize("slug", [pytest.param(slug, id=slug) for slug in EVERY])
def test_example_is_true(slug: str) -> None:
    """A codemod turns its Before into its After, or finds what is in Found."""
    codemod = EVERY[slug]
    explanation = explain(type(codemod))
    example = explanation.found if codemod.report else explanation.before

    results = [
        rewrite(
            codemod,
            path(slug, "example.py"),
            f"{example}\n".encode(),
            about,
            lint=lint_for(codemod, about),
        )
        for about in (declaring(slug, project) for project in EXAMPLES)
    ]

    assert any(result.left_alone for result in results) or not codemod.report
    assert f"{explanation.after or explanation.found}\n" in [
        result.source.decode() for result in results
    ]


@pytest.mark.parametrize("slug", [pytest.param(slug, id=slug) for slug in EVERY])
def test_has_enough_cases(slug: str) -> None:
    """A codemod shows what it changes, and what it leaves alone."""
    cases = [case for case in CASES if case.parent.name == slug]

    resting = [case for case in cases if len(set(read(case))) == 1 and not places(case)]
    changing = [case for case in cases if case not in resting]

    assert len(changing) >= CHANGING
    assert len(resting) >= RESTING


def test_every_case_has_its_codemod() -> None:
    """No folder of cases is left behind when a codemod goes."""
    folders = {case.parent.name for case in CASES}

    assert folders <= set(EVERY)
