"""Aliases made into one advisory."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.version import Version

from bot.dependencies.advisories.matching import affects
from bot.dependencies.advisories.merging import joined_spans, merged
from bot.dependencies.advisories.model import Advisory, Span


def advisory(*ids: str, name: str = "shop", **more: object) -> Advisory:
    """Return an advisory with these ids."""
    return Advisory(ids[0], ids, name, f"Fault {ids[0]}", **more)  # type: ignore[arg-type]


def test_aliases_over_several_steps() -> None:
    """A chain of ids is one advisory, in whatever order its records come."""
    chain = (
        advisory("PYSEC-1", "CVE-1"),
        advisory("GHSA-1", "CVE-1", "CVE-2"),
        advisory("PYSEC-2", "CVE-2"),
        advisory("CVE-3"),
    )

    for order in permutations(chain):
        first, second = merged(order)

        assert first.ids == ("CVE-1", "CVE-2", "GHSA-1", "PYSEC-1", "PYSEC-2")
        assert second.ids == ("CVE-3",)


def test_packages_stay_apart() -> None:
    """One fault in two packages makes two advisories."""
    found = merged([advisory("CVE-1"), advisory("CVE-1", name="tea")])

    assert [each.name for each in found] == ["shop", "tea"]


def test_what_the_one_says() -> None:
    """Versions of all, the worst severity with its score, the edited text."""
    first = advisory("PYSEC-1", "CVE-1", spans=(Span("0", "2"),), versions=("1",))
    second = advisory(
        "GHSA-1",
        "CVE-1",
        spans=(Span("1", "3"), Span("4")),
        versions=("1", "2.5"),
        severity="high",
        score="CVSS:3.1/x",
        url="https://forge.example",
        published="2026",
    )

    (found,) = merged([first, second])

    assert found.id == "CVE-1"
    assert found.summary == "Fault GHSA-1"
    assert found.spans == (Span("0", "3"), Span("4"))
    assert found.versions == ("1", "2.5")
    assert (found.severity, found.score) == ("high", "CVSS:3.1/x")
    assert (found.url, found.published) == ("https://forge.example", "2026")


@pytest.mark.parametrize(
    ("spans", "expected"),
    [
        pytest.param([Span("2", "3"), Span("0", "1")], "0-1) 2-3)", id="apart"),
        pytest.param([Span("0", "2"), Span("1", "3")], "0-3)", id="overlap"),
        pytest.param([Span("0", "2"), Span("2", "3")], "0-3)", id="touch"),
        pytest.param([Span("0", "3"), Span("1", "2")], "0-3)", id="inside"),
        pytest.param([Span("0"), Span("1", "2")], "0-)", id="no-end"),
        pytest.param([Span("0", "2"), Span("0", "", "2")], "0-2]", id="last"),
        pytest.param(
            [Span("0", "", "2"), Span("3", "4")], "0-2] 3-4)", id="last-apart"
        ),
        pytest.param([Span("0", "x"), Span("0", "2")], "0-x) 0-2)", id="no-version"),
    ],
)
def test_spans(spans: list[Span], expected: str) -> None:
    """Spans that overlap or touch are one; odd ones stay."""
    found = joined_spans(spans)

    assert " ".join(map(_shown, found)) == expected


def _shown(span: Span) -> str:
    end = f"{span.last_affected}]" if span.last_affected else f"{span.fixed})"
    return f"{span.introduced}-{end}"


SPANS = st.builds(
    lambda begin, length, kind: (
        Span(str(begin)),
        Span(str(begin), fixed=str(begin + length + 1)),
        Span(str(begin), last_affected=str(begin + length)),
    )[kind],
    st.integers(0, 6),
    st.integers(0, 3),
    st.integers(0, 2),
)


@given(st.lists(SPANS, max_size=5), st.integers(0, 12))
def test_joined_spans_hold_the_same_versions(spans: list[Span], half: int) -> None:
    """No version comes in or goes when spans are joined."""
    version = Version(f"{half // 2}.{half % 2}")
    before = advisory("CVE-1", spans=tuple(spans))
    after = advisory("CVE-1", spans=joined_spans(spans))

    assert affects(before, version) == affects(after, version)
