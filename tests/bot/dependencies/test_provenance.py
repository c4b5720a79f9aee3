"""Who published a release, and what an update changes about it."""

from __future__ import annotations

import json

import pytest

from bot.dependencies.provenance import (
    Provenance,
    Publisher,
    read_publishers,
    what_changed,
)

OURS = Publisher("GitHub", "tea/tea", "release.yml")
FORK = Publisher("GitHub", "fork/tea", "release.yml")
NONE = Provenance(files=2, without=2)


def test_publishers_are_read() -> None:
    """Each publisher is there once, whichever forge it is of."""
    github = {"kind": "GitHub", "repository": "tea/tea", "workflow": "release.yml"}
    gitlab = {
        "kind": "GitLab",
        "repository": "tea/tea",
        "workflow_filepath": ".gitlab-ci.yml",
        "environment": "release",
    }
    google = {"kind": "Google", "email": "tea@tea.example"}
    active = {"kind": "ActiveState", "sub": "o:tea", "pipeline_slug": "build"}
    bundles = [{"publisher": each} for each in (github, gitlab, github, google, active)]

    found = read_publishers(json.dumps({"attestation_bundles": bundles}).encode())

    assert found == (
        Publisher("ActiveState", "o:tea", "build"),
        OURS,
        Publisher("GitLab", "tea/tea", ".gitlab-ci.yml", "release"),
        Publisher("Google", "tea@tea.example"),
    )
    assert list(map(str, found[1:])) == [
        "GitHub tea/tea (release.yml)",
        "GitLab tea/tea (.gitlab-ci.yml)",
        "Google tea@tea.example",
    ]


@pytest.mark.parametrize(
    "document",
    [b"", b"[]", b"{}", b'{"attestation_bundles": [{"publisher": {}}]}', b"\xff"],
)
def test_what_is_no_provenance(document: bytes) -> None:
    """It is a `ValueError`."""
    with pytest.raises(ValueError):  # noqa: PT011  # texts differ
        read_publishers(document)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(NONE, NONE, "", id="never"),
        pytest.param(NONE, Provenance((OURS,), 2, 0), "", id="now"),
        pytest.param(Provenance((OURS,), 2), Provenance((OURS,), 1), "", id="same"),
        pytest.param(Provenance((OURS,), 2, 1), NONE, "", id="some-then-none"),
        pytest.param(
            Provenance((OURS,), 2),
            Provenance((OURS,), 3, 1),
            "of its 3 files, 1 have no provenance; all of the release in use have one",
            id="no-longer",
        ),
        pytest.param(
            Provenance((OURS,), 2),
            Provenance((FORK, OURS), 2),
            "it was published by GitHub fork/tea (release.yml), the release in use"
            " by GitHub tea/tea (release.yml)",
            id="other",
        ),
    ],
)
def test_what_changed(old: Provenance, new: Provenance, expected: str) -> None:
    """What was attested and is no longer, and another publisher, are told."""
    assert what_changed(old, new) == expected
