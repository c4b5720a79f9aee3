"""OSV records made into advisories."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.version import Version

from bot.dependencies.advisories.matching import affects
from bot.dependencies.advisories.model import Advisory, Span
from bot.dependencies.advisories.records import advisories_of
from tests.support.advisories import fixed, last, record, since
from tests.support.loopback_osv import is_about

V31 = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
V40 = "CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:N/VI:N/VA:L/SC:N/SI:N/SA:N"


def test_a_record() -> None:
    """Every field comes from the record; the best known id is in front."""
    given_record = record(
        "PYSEC-2026-1",
        *(since("0"), fixed("1.2"), since("2"), fixed("2.0.1")),
        versions=["1.0", "1.1"],
        aliases=["GHSA-aaaa", "CVE-2026-1"],
        published="2026-01-01T00:00:00Z",
        severity=[{"type": "CVSS_V3", "score": V31}],
        references=[
            {"type": "FIX", "url": "https://forge.example/fix"},
            {"type": "ADVISORY", "url": "https://forge.example/advisory"},
        ],
    )

    (found,) = advisories_of(given_record)

    assert found == Advisory(
        id="CVE-2026-1",
        ids=("CVE-2026-1", "GHSA-aaaa", "PYSEC-2026-1"),
        name="shop",
        summary="Fault PYSEC-2026-1",
        spans=(Span("0", "1.2"), Span("2", "2.0.1")),
        versions=("1.0", "1.1"),
        severity="critical",
        score=V31,
        url="https://forge.example/advisory",
        published="2026-01-01T00:00:00Z",
    )
    assert Advisory.from_row(found.row()) == found


@pytest.mark.parametrize(
    ("events", "spans"),
    [
        pytest.param([since("1")], [Span("1")], id="no-end"),
        pytest.param([since("1"), last("2")], [Span("1", "", "2")], id="last"),
        pytest.param([fixed("2"), since("0")], [Span("0", "2")], id="any-order"),
        pytest.param(
            [since("5.0"), fixed("5.1"), since("4.10"), fixed("4.11")],
            [Span("4.10", "4.11"), Span("5.0", "5.1")],
            id="sorted-as-versions",
        ),
        pytest.param(
            [since("1"), since("2"), fixed("3")], [Span("1", "3")], id="twice-in"
        ),
        pytest.param(
            [since("1"), fixed("2"), fixed("3")], [Span("1", "2")], id="twice-out"
        ),
        pytest.param([since("1"), fixed("1")], [], id="nothing"),
        pytest.param([since("1"), last("1")], [Span("1", "", "1")], id="one-version"),
        pytest.param(
            [since("1"), fixed("2"), since("2"), fixed("3")],
            [Span("1", "2"), Span("2", "3")],
            id="out-and-in",
        ),
        pytest.param([since("0"), fixed("2.0-final2")], [], id="no-version"),
        pytest.param([fixed("2")], [], id="never-in"),
    ],
)
def test_events(events: list[dict[str, str]], spans: list[Span]) -> None:
    """Events make up spans in the order of versions."""
    (found,) = advisories_of(record("CVE-1", *events))

    assert list(found.spans) == spans


def test_ranges_of_commits_are_no_versions() -> None:
    """Only ranges of the ecosystem count."""
    ranges = [
        {"type": "GIT", "repo": "x", "events": [since("0"), fixed("abc")]},
        {"type": "SEMVER", "events": [since("0"), fixed("9.0.0")]},
    ]

    (found,) = advisories_of(record("CVE-1", ranges=ranges, versions=["1.0"]))

    assert (found.spans, found.versions) == ((), ("1.0",))


def test_what_is_left_out() -> None:
    """Withdrawn records, and packages of other ecosystems."""
    withdrawn = record("CVE-1", since("0"), withdrawn="2026-01-01T00:00:00Z")
    other = record("CVE-2", since("0"))
    other["affected"][0]["package"]["ecosystem"] = "npm"

    assert advisories_of(withdrawn) == advisories_of(other) == ()


def test_a_record_about_two_packages() -> None:
    """It makes one advisory for each, under its normalised name."""
    both = record("CVE-1", since("0"), fixed("1"), name="Shop.Keeper")
    both["affected"] += record("CVE-1", since("3"), name="tea")["affected"]
    both["affected"] += record("CVE-1", since("4"), fixed("5"), name="tea")["affected"]

    found = {each.name: each.spans for each in advisories_of(both)}

    assert found == {
        "shop-keeper": (Span("0", "1"),),
        "tea": (Span("3"), Span("4", "5")),
    }


@pytest.mark.parametrize(
    ("more", "severity"),
    [
        pytest.param({"severity": [{"score": V31}]}, "critical", id="v3"),
        pytest.param({"severity": [{"score": V40}]}, "moderate", id="v4"),
        pytest.param(
            {"severity": [{"score": V31}, {"score": V40}]}, "moderate", id="4"
        ),
        pytest.param(
            {"database_specific": {"severity": "MODERATE"}}, "moderate", id="word"
        ),
        pytest.param(
            {
                "severity": [{"score": "CVSS:3.1/?"}],
                "database_specific": {"severity": "LOW"},
            },
            "low",
            id="broken-vector",
        ),
        pytest.param({"database_specific": {"severity": "Medium"}}, "moderate", id="m"),
        pytest.param({"database_specific": {"severity": "odd"}}, "", id="odd"),
        pytest.param({"database_specific": {"severity": [1]}}, "", id="no-word"),
        pytest.param({}, "", id="unknown"),
    ],
)
def test_severity(more: dict[str, Any], severity: str) -> None:
    """It follows from the newest vector that can be read, else from the word."""
    (found,) = advisories_of(record("CVE-1", since("0"), **more))

    assert found.severity == severity
    assert bool(found.score) == ("severity" in more and severity != "low")


def test_long_details_are_cut() -> None:
    """Where there is no summary, the details begin on one line, whole words."""
    text = "word " * 200
    (found,) = advisories_of(record("CVE-1", since("0"), summary="", details=text))

    assert found.summary.endswith("word ...")
    assert len(found.summary) <= 304
    assert "  " not in found.summary


@pytest.mark.parametrize(
    "value",
    [
        pytest.param({}, id="empty"),
        pytest.param([], id="list"),
        pytest.param({"id": "a", "affected": 1}, id="affected"),
        pytest.param(
            {"id": "a", "affected": [{"package": {"ecosystem": "PyPI"}}]}, id="name"
        ),
        pytest.param(record("a", ranges=[{}]), id="range"),
        pytest.param(record("a", ranges=[{"type": "ECOSYSTEM", "events": 1}]), id="ev"),
    ],
)
def test_what_is_no_record(value: Any) -> None:
    """It is a `ValueError`, whatever is wrong."""
    with pytest.raises(ValueError, match="not in the format of OSV"):
        advisories_of(value)


def events_with(end: str) -> st.SearchStrategy[list[dict[str, str]]]:
    """Return lists of events; a range has but one kind of end."""
    event = st.builds(
        lambda key, number: {key: str(number)},
        st.sampled_from(["introduced", end]),
        st.integers(0, 6),
    )
    return st.lists(event, min_size=1, max_size=6)


EVENTS = st.one_of(events_with("fixed"), events_with("last_affected"))


@given(EVENTS, st.lists(st.integers(0, 6), max_size=2), st.integers(0, 7))
def test_as_the_specification_says(
    events: list[dict[str, str]], listed: list[int], version: int
) -> None:
    """A version is affected where the specification's own way says so."""
    versions = [str(each) for each in listed]
    made = record("CVE-1", *events, versions=versions)

    (found,) = advisories_of(made)

    assert affects(found, Version(str(version))) == is_about(made, "shop", str(version))
