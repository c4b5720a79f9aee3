"""Filenames of an index made into releases."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    parse_sdist_filename,
    parse_wheel_filename,
)

from bot.services.gateway.listing import File
from bot.services.packages.releases import Versions, read_time, releases_of

if TYPE_CHECKING:
    from packaging.version import Version

TAGS = st.sampled_from(
    ["py3-none-any", "cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64"]
)
NAMES = st.sampled_from(["shop", "Shop", "sho.p", "shop_keeper", "shop-keeper"])
VERSIONS = st.sampled_from(
    ["1", "1.0", "1!2.0", "1.0rc1", "1.0.post1", "1.0+cu118", "2.0.dev3", "1.0-1", "x"]
)
FILENAMES = st.one_of(
    st.builds("{}-{}-{}.whl".format, NAMES, VERSIONS, TAGS),
    st.builds("{}-{}-1-{}.whl".format, NAMES, VERSIONS, TAGS),
    st.builds("{}-{}{}".format, NAMES, VERSIONS, st.sampled_from([".tar.gz", ".zip"])),
)


@given(FILENAMES, st.sampled_from(["shop", "shop-keeper"]))
def test_versions_are_those_of_packaging(filename: str, project: str) -> None:
    """The fast way reads every filename as `packaging` does."""
    expected: Version | None = None
    with contextlib.suppress(InvalidWheelFilename, InvalidSdistFilename):
        if filename.endswith(".whl"):
            name, version, *_ = parse_wheel_filename(filename)
        else:
            name, version = parse_sdist_filename(filename)
        expected = version if name == project else None

    found = Versions(project).of(filename)

    assert found == expected


def test_releases_are_in_order() -> None:
    """They are sorted by PEP 440, not by text; files of a version are together."""
    files = [
        File("shop-1.9.tar.gz", "u", requires_python=">=3.9"),
        File("shop-1.10-py3-none-any.whl", "u", (("sha256", "ab"),)),
        File("shop-1.10.tar.gz", "u", yanked="broken"),
        File("shop-1!0.1.tar.gz", "u", provenance="https://index.example/p"),
        File("shop-2.0rc1.tar.gz", "u", uploaded="2026-01-02T03:04:05Z"),
    ]

    found = releases_of("shop", files)

    assert [str(each.version) for each in found] == ["1!0.1", "2.0rc1", "1.10", "1.9"]
    assert [each.filename for each in found[2].files] == [
        "shop-1.10-py3-none-any.whl",
        "shop-1.10.tar.gz",
    ]
    assert found[0].files[0].provenance == "https://index.example/p"
    assert found[1].uploaded == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert found[2].yanked is None
    assert found[2].files[0].hashes == (("sha256", "ab"),)
    assert found[3].files[0].requires_python == ">=3.9"


def test_other_files_are_left_out() -> None:
    """No release: another project's, a broken version, an egg, too many dashes."""
    names = [
        "shop-keeper-1.0.tar.gz",
        "shop-1.0-final2.tar.gz",
        "shop-abc.tar.gz",
        "shop-1.0-py3.11.egg",
        "shop-1.0-a-b-c-d-e-f.whl",
        "shop-1.0.whl",
    ]

    assert releases_of("shop", [File(name, "u") for name in names]) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2026-01-02T03:04:05.000006Z", 6, id="utc"),
        pytest.param("2026-01-02T03:04:05.000006", 6, id="no-zone"),
        pytest.param("", None, id="none"),
        pytest.param("yesterday", None, id="no-time"),
    ],
)
def test_upload_times(text: str, expected: int | None) -> None:
    """A time without a zone is in UTC; what is no time is None."""
    found = read_time(text)

    assert (found and (found.microsecond, found.tzinfo)) == (
        (expected, UTC) if expected else None
    )
