"""Which tag follows, and what one pull request holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.actions.base import Part
from bot.actions.catalogue import ACTIONS
from bot.actions.dependencies.images.references import reference_of
from bot.actions.dependencies.images.tags import choose
from bot.errors import ActionError
from bot.model import Status
from bot.reading.joined import run
from tests.support.case_index import tools_of
from tests.support.loopback_registry import digest_of
from tests.support.targets import target_of

if TYPE_CHECKING:
    from pathlib import Path

ACTION = ACTIONS["update-image"]
REGISTRY = {"acme/tea": ["1.0", "1.1"], "library/cup": ["3", "4"]}
FILES = {"Dockerfile": "FROM acme/tea:1.0\n", "Containerfile": "FROM cup:3\n"}


@pytest.mark.parametrize(
    ("image", "written", "there", "expected"),
    [
        ("tea", "1.2", "1.3 1.3.1 2", "1.3"),
        ("tea", "1.2", "1.10 1.9", "1.10"),
        ("tea", "3.12-slim", "3.14-slim 3.14-alpine 3.15.0a2-slim", "3.14-slim"),
        ("tea", "17-alpine3.20", "18-alpine3.21 18-alpine", "17-alpine3.20"),
        ("tea", "17-alpine3.20", "18-alpine3.20", "18-alpine3.20"),
        ("tea", "1.0-rc1", "1.1-rc1", "1.0-rc1"),
        ("tea", "3", "20240115 1234567", "3"),
        ("tea", "3.1", "2024.1", "3.1"),
        ("tea", "2024.1", "2024.2 9999999.1", "2024.2"),
        ("tea", "v1.0", "1.1", "v1.0"),
        ("tea", "latest", "1.0", "latest"),
        ("postgres", "15.1", "15.9 17.2", "15.9"),
        ("acme/postgres", "9.5.1", "9.5.2 9.6.1", "9.5.2"),
        ("mysql", "8.0", "8.4 9.0", "8.0"),
        ("mariadb", "10.5.1", "10.5.3 10.6.1", "10.5.3"),
        ("python", "3.12.1", "3.12.2 3.13.0", "3.12.2"),
        ("python", "3.12", "3.13", "3.12"),
    ],
)
def test_choose(image: str, written: str, there: str, expected: str) -> None:
    """Only the same family counts, and what is held stays."""
    assert choose(image, written, [written, *there.split()]).tag == expected


def test_the_range_of_pythons() -> None:
    """An image of a Python that the project excludes is not taken."""
    choice = choose("python", "3.12.1", ["3.12.1", "3.12.5"], ">=3.9,!=3.12.5")

    assert choice.tag == "3.12.1"
    assert "the project supports Python >=3.9,!=3.12.5" in choice.reason


@pytest.mark.parametrize(
    ("text", "name", "tag"),
    [
        ("a", "a", ""),
        ("a:1", "a", "1"),
        ("h.example:5000/a/b", "h.example:5000/a/b", ""),
        ("h.example:5000/a/b:1-x", "h.example:5000/a/b", "1-x"),
        ("a__b/c-d:1", "a__b/c-d", "1"),
    ],
)
def test_references(text: str, name: str, tag: str) -> None:
    """A port is no tag."""
    found = reference_of(run(text, 0))

    assert found is not None
    assert (found.name, found.tag) == (name, tag)


@pytest.mark.parametrize("text", ["", "A:1", "a/../b:1", "a:", "a:1@sha256:12", "a b"])
def test_no_references(text: str) -> None:
    """What is no reference is left alone."""
    assert reference_of(run(text, 0)) is None


def test_each_image_is_a_part(tmp_path: Path) -> None:
    """The scope is the image, the edition its new tag; it changes its files only."""
    with tools_of({"registry": REGISTRY}, tmp_path) as tools:
        target = target_of(FILES)
        parts = ACTION.parts(target, tools)
        change = ACTION.part(target, tools, parts[0])

    assert parts == [Part("acme.tea", "1.1"), Part("cup", "4")]
    assert [file.path for file in change.files] == ["Dockerfile"]
    assert (change.scope, change.edition) == ("acme.tea", "1.1")
    assert change.title == "Update the image acme/tea to 1.1"


def test_a_digest_alone_is_an_edition(tmp_path: Path) -> None:
    """A no to one digest is no word about the next."""
    files = {"Dockerfile": f"FROM cup:4@sha256:{'0' * 64}\n"}
    with tools_of({"registry": REGISTRY}, tmp_path) as tools:
        (part,) = ACTION.parts(target_of(files), tools)

    assert part.edition == f"4@{digest_of('library/cup', '4')[:19]}"


def test_the_digest_of_a_moving_tag_stays(tmp_path: Path) -> None:
    """`latest` means another version each time, whatever stands behind it."""
    files = {"Dockerfile": f"FROM cup:latest-slim@sha256:{'0' * 64}\n"}
    with tools_of({"registry": {"library/cup": ["latest-slim"]}}, tmp_path) as tools:
        target = target_of(files)
        assessed = ACTION.look_up(target, tools, ACTION.assess(target))

    assert assessed.findings == ()
    assert assessed.left_alone[0].reason.endswith("another version each time")


def test_one_image_by_hand(tmp_path: Path) -> None:
    """`image` names what moves; what cannot move is an error."""
    with tools_of({"registry": REGISTRY}, tmp_path) as tools:
        change = ACTION.change(target_of(FILES, {"image": "cup"}), tools)
        with pytest.raises(ActionError, match="jar: no newer tag"):
            ACTION.change(target_of(FILES, {"image": "jar"}), tools)

    assert [file.after for file in change.files] == [b"FROM cup:4\n"]


def test_one_silent_registry_is_no_reason_to_stop(tmp_path: Path) -> None:
    """What has an answer moves, and the rest has its reason."""
    with tools_of({"registry": {"acme/tea": ["1.0", "1.1"]}}, tmp_path) as tools:
        target = target_of(FILES)
        assessed = ACTION.look_up(target, tools, ACTION.assess(target))

    assert assessed.status is Status.PROPOSED
    assert [finding.path for finding in assessed.findings] == ["Dockerfile"]
    (left,) = assessed.left_alone
    assert left.path == "Containerfile"
    assert left.reason.endswith("does not know it")
