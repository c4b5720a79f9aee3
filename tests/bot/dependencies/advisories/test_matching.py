"""Which versions advisories are about."""

from __future__ import annotations

import pytest
from packaging.version import Version

from bot.dependencies.advisories.matching import Vulnerable, affects, fixes, vulnerable
from bot.dependencies.advisories.model import Advisory, Span
from bot.dependencies.releases import Listing, Release, ReleaseFile


def advisory(
    *spans: Span, identity: str = "CVE-1", versions: tuple[str, ...] = ()
) -> Advisory:
    """Return an advisory about these versions."""
    return Advisory(identity, (identity,), "shop", "", spans, versions)


def listing(*versions: str, yanked: tuple[str, ...] = ()) -> Listing:
    """Return a listing, newest first."""
    releases = (
        Release(
            Version(text),
            (
                ReleaseFile(
                    f"shop-{text}.zip", yanked="bad" if text in yanked else None
                ),
            ),
        )
        for text in versions
    )
    return Listing(
        "shop", tuple(sorted(releases, key=lambda r: r.version, reverse=True))
    )


@pytest.mark.parametrize(
    ("span", "inside", "outside"),
    [
        pytest.param(
            Span("0", "2"), ["0.1", "1.9", "2rc1"], ["2", "2.0.0"], id="fixed"
        ),
        pytest.param(Span("1", "", "2"), ["1", "2.0"], ["0.9", "2.0.1"], id="last"),
        pytest.param(Span("1"), ["1", "99"], ["1rc1"], id="no-end"),
        pytest.param(Span("0", "2"), [], ["1!0"], id="epoch"),
        pytest.param(Span("0", "odd"), [], ["1"], id="no-version"),
        pytest.param(Span("odd", "2"), [], ["1"], id="no-begin"),
        pytest.param(Span("0", "", "1.0"), ["1.0+cu118"], ["1.0.1+cu118"], id="local"),
        pytest.param(Span("0", "1.0"), ["0.9+cu"], ["1.0+cu118"], id="local-fixed"),
    ],
)
def test_spans(span: Span, inside: list[str], outside: list[str]) -> None:
    """A span is what PEP 440 says; a local version is as its public one."""
    found = advisory(span)

    assert all(affects(found, Version(text)) for text in inside)
    assert not any(affects(found, Version(text)) for text in outside)


def test_listed_versions() -> None:
    """A listed version counts, however it is written."""
    found = advisory(versions=("1.0", "odd", "2.0rc1"))

    assert affects(found, Version("1.0.0"))
    assert affects(found, Version("2.0.rc1"))
    assert not affects(found, Version("1.1"))


def test_vulnerable() -> None:
    """Only versions that an advisory is about are there, in order."""
    old = advisory(Span("0", "1"), identity="CVE-1")
    new = advisory(Span("0", "2"), identity="CVE-2")
    versions = {
        "tea": [Version("1")],
        "shop": [Version("1.5"), Version("0.5"), Version("3")],
    }

    found = vulnerable(versions, {"shop": (old, new), "cup": (old,)})

    assert found == (
        Vulnerable("shop", Version("0.5"), (old, new)),
        Vulnerable("shop", Version("1.5"), (new,)),
    )


def test_fixes_are_free_of_all() -> None:
    """A release that has another fault is no way out of the first."""
    first = advisory(Span("0", "1.2"))
    second = advisory(Span("1.2", "1.4"), identity="CVE-2")
    releases = listing("1.0", "1.1", "1.2", "1.3", "1.4", "1.10", "2.0")

    found = fixes([first, second], Version("1.0"), releases)

    assert list(map(str, found)) == ["1.4", "1.10", "2.0"]


def test_what_is_no_fix() -> None:
    """Yanked, earlier, pre-releases, local builds of the same; none at all."""
    found = advisory(Span("1", "1.2"))
    releases = listing(
        "0.9", "1.0", "1.0+local", "1.2", "1.3rc1", "1.3", yanked=("1.2",)
    )

    assert list(map(str, fixes([found], Version("1.0"), releases))) == ["1.3"]
    assert fixes([advisory(Span("0"))], Version("1.0"), releases) == ()


def test_a_pre_release_may_go_to_another() -> None:
    """Who uses a pre-release may get one."""
    found = fixes(
        [advisory(Span("0", "2b2"))], Version("2b1"), listing("2b1", "2b2", "2rc1")
    )

    assert list(map(str, found)) == ["2b2", "2rc1"]
