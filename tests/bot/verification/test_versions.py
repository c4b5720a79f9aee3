"""Requirements of every tool become text that pip and uv understand."""

from __future__ import annotations

import pytest

from bot.verification.versions import name_of, pep508


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("pytest>=8", "pytest>=8", id="plain"),
        pytest.param("Pillow", "Pillow", id="no-version"),
        pytest.param("sphinx ^7.1", "sphinx<8,>=7.1", id="caret"),
        pytest.param("x ^0.2.3", "x<0.3,>=0.2.3", id="caret-of-zero"),
        pytest.param("x ^0.0.3", "x<0.0.4,>=0.0.3", id="caret-of-zeros"),
        pytest.param("x ^0", "x<1,>=0", id="caret-of-one-zero"),
        pytest.param("x ^1.2b1", "x<2,>=1.2b1", id="caret-of-a-beta"),
        pytest.param("x ^0.b", "x<0.1,>=0.b", id="caret-of-no-number"),
        pytest.param("x ~1.2.3", "x<1.3,>=1.2.3", id="tilde"),
        pytest.param("x ~1", "x<2,>=1", id="tilde-of-one-number"),
        pytest.param("requests 2.31.0", "requests>=2.31.0", id="bare-version"),
        pytest.param("requests 2.*", "requests==2.*", id="wildcard"),
        pytest.param("requests *", "requests", id="anything"),
        pytest.param("x >=1 <2", "x<2,>=1", id="no-comma"),
        pytest.param("x ^1 | ^2", "x", id="alternatives"),
        pytest.param("x[a,b] ^1.0", "x[a,b]<2,>=1.0", id="extras"),
        pytest.param(
            'x ^1; python_version < "3.12"',
            'x<2,>=1; python_version < "3.12"',
            id="marker",
        ),
        pytest.param("x 1; nonsense", "x", id="broken-marker"),
        pytest.param("-e .", "", id="editable-path"),
        pytest.param("--editable=../lib", "", id="editable-option"),
        pytest.param("x @ https://x.invalid/x.whl", "", id="address"),
        pytest.param("git+https://x.invalid/x.git", "", id="repository"),
        pytest.param("lib ../lib", "", id="path"),
        pytest.param("lib lib", "", id="folder"),
        pytest.param("!!", "", id="no-name"),
    ],
)
def test_pep508(text: str, expected: str) -> None:
    """The text means the same in PEP 508, or is empty."""
    assert pep508(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Foo.Bar_baz>=1", "foo-bar-baz", id="normalised"),
        pytest.param("not a requirement", "", id="none"),
    ],
)
def test_name_of(text: str, expected: str) -> None:
    """The name is normalised, and empty where there is none."""
    assert name_of(text) == expected
