"""What is made of hadolint's answers."""

from __future__ import annotations

import pytest

from bot.actions.ci.docker_no_cache import _doubt
from bot.actions.ci.dockerfiles.hadolint import HadolintError, Lint, lint
from bot.actions.ci.dockerfiles.package_cache import Examined
from tests.support.local_tools import LocalTools

CACHE = Lint(3, "DL3042", "Avoid use of cache")


def test_lines_after_a_here_document_are_right() -> None:
    """The line put in for hadolint is taken out of what it says."""
    part = b"RUN <<E\ntrue\nE\nRUN pip install b==1\n"
    source = b"FROM a:1\n" + part + part

    found = lint(LocalTools(), {"Dockerfile": source})["Dockerfile"]

    assert [each.line for each in found if each.code == "DL3042"] == [5, 9]


def test_a_failure_of_hadolint_is_told() -> None:
    """A file name that hadolint cannot open is its failure, not the target's."""

    class Failing(LocalTools):
        def run(self, argv, **_):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN003, ANN202
            return super().run((*argv, "missing"))

    with pytest.raises(HadolintError, match=r"hadolint failed: .*does not exist"):
        lint(Failing(), {"Dockerfile": b"FROM a:1\n"})


@pytest.mark.parametrize(
    ("before", "after", "doubt"),
    [
        pytest.param([CACHE], [], None, id="mended"),
        pytest.param(
            [CACHE],
            [CACHE],
            "hadolint still finds a cache kept in line 3",
            id="not mended",
        ),
        pytest.param(
            [Lint(2, "DL1000", "unexpected 'x'\nmore")],
            [Lint(2, "DL1000", "unexpected 'x'\nmore")],
            "hadolint cannot read line 2: unexpected 'x'",
            id="unreadable",
        ),
        pytest.param(
            [],
            [Lint(4, "SC1000", "new")],
            "hadolint finds something new in line 4: new",
            id="something new",
        ),
    ],
)
def test_doubt(before: list[Lint], after: list[Lint], doubt: str | None) -> None:
    """A file is trusted only where hadolint agrees."""
    examined = Examined(runs=frozenset({3}))

    assert _doubt(examined, before, after) == doubt
