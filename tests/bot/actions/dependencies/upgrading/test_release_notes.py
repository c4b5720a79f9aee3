"""Change logs as people write them, and what is taken from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from packaging.version import Version

from bot.actions.dependencies.upgrading import release_notes as module
from bot.actions.dependencies.upgrading.release_notes import (
    release_notes,
    sections_between,
)
from bot.actions.dependencies.upgrading.unpacking import Unpacked

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO = Version("1.0"), Version("2.0")


@pytest.mark.parametrize(
    "heading",
    [
        pytest.param("## 2.0", id="markdown"),
        pytest.param("## [v2.0](https://example.org/2.0) - 2024-08-06", id="link"),
        pytest.param("# shop 2.0 (2024-08-06)", id="name"),
        pytest.param("### Version 2.0: the great one", id="words"),
        pytest.param("2.0 (2024-08-06)\n----------------", id="underlined"),
        pytest.param("*****\n2.0.0\n*****", id="overlined"),
        pytest.param("Version 2.0\n~~~~~~~~~~~", id="version"),
        pytest.param("`v2.0 <https://example.org>`__\n=====", id="rst-link"),
        pytest.param("## 12 May 2026: shop 2.0", id="date-first"),
        pytest.param("Release 2.0 (released Aug 6, 2024)\n=====", id="release"),
    ],
)
def test_headings(heading: str) -> None:
    """A heading that starts with the version begins its section."""
    text = f"Changes\n=======\n\n{heading}\n\n- new in two\n\n\n- more\n\n"
    text += f"{heading.replace('2.0', '1.0')}\n\n- old\n"

    found = sections_between(text, ONE, TWO)

    assert [(each.version, each.lines) for each in found] == [
        (TWO, ("- new in two", "", "- more"))
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("## Added in 2.0 and later, see below\n\nx\n", id="words-first"),
        pytest.param("## 2.0ish things\n\nx\n", id="no-version"),
        pytest.param("```\n## 2.0\n```\nx\n", id="code"),
        pytest.param("- 2.0\n- 1.0\n", id="list"),
        pytest.param("## 2.0\n\n## 1.0\n", id="empty"),
        pytest.param("", id="nothing"),
    ],
)
def test_no_section(text: str) -> None:
    """What is no heading of a release gives nothing."""
    assert sections_between(text, ONE, TWO) == ()


def test_only_what_lies_between() -> None:
    """The release before is known already; newest first, sub-headings inside."""
    text = "".join(
        f"## {version}\n\n### Fixed\n\n- {version}\n\n"
        for version in ("2.1", "1.5", "2.0", "2.0rc1", "1.0", "0.9")
    )

    found = sections_between(text, ONE, TWO)

    assert [str(each.version) for each in found] == ["2.0", "2.0rc1", "1.5"]
    assert found[0].lines == ("### Fixed", "", "- 2.0")


def test_underlines_of_tildes_open_no_code() -> None:
    """Headings below a heading that is underlined with tildes are seen."""
    text = (
        "2.0\n---\n\nFixed\n~~~~~\n\n- a\n\n1.5\n---\n\n- b\n\n.. _x: y\n\n1.0\n---\n"
    )

    found = sections_between(text, ONE, TWO)

    assert [each.lines[-1] for each in found] == ["- a", "- b"]


def test_plain_text_without_headings() -> None:
    """Versions with a date on lines of their own are the headings then."""
    text = "2.0 (2024-08-06)\n\n- a\n\n1.0 (2023-08-06)\n\n- b\n"

    found = sections_between(text, ONE, TWO)

    assert [each.lines for each in found] == [("- a",)]


def release(folder: Path, files: dict[str, str]) -> Unpacked:
    """Return a release with these change logs."""
    for path, text in files.items():
        (folder / path).write_text(text)
    return Unpacked(folder, tuple(files), histories=tuple(files))


METADATA = (
    "Metadata-Version: 2.1\nProject-URL: What's New, https://example.org/news\n"
    "Project-URL: Source, https://example.org/shop\n"
    "Project-URL: Changes, javascript:alert(1)\n"
)


def test_the_first_log_that_tells(tmp_path: Path) -> None:
    """A log that says nothing of the releases is passed over."""
    logs = {"A.md": "## 0.1\n\nold\n", "CHANGES": "## 2.0\n\nnew\n"}

    found = release_notes(release(tmp_path, logs), METADATA, ONE, TWO)

    assert found.source == "CHANGES"
    assert found.address == "https://example.org/news"
    assert found.sentence == "From `CHANGES`."


def test_description_tells() -> None:
    """The description of a release may hold what is new in it."""
    found = release_notes(None, f"{METADATA}\n# Shop\n\n## 2.0\n\nnew\n", ONE, TWO)

    assert [each.lines for each in found.sections] == [("new",)]


def test_forge_is_asked_last() -> None:
    """What a forge says of the releases is taken where nothing else tells."""
    asked = []

    def notes_of(address: str, versions: object) -> list[tuple[str, str]]:
        asked.append((address, versions))
        return [("v2.0", "new\r\n@you"), ("v1.0", "old"), ("main", "no release")]

    found = release_notes(None, METADATA, ONE, TWO, notes_of)

    assert asked == [("https://example.org/shop", ("1.0", "2.0"))]
    assert [each.lines for each in found.sections] == [("new", "@you")]


@pytest.mark.parametrize(
    ("metadata", "said"),
    [
        pytest.param(
            METADATA,
            "No release notes were found; the project names"
            " `https://example.org/news`.",
            id="address",
        ),
        pytest.param(
            "Project-URL: Changelog, https://example.org/`x`\n",
            "No release notes were found in the release or its metadata.",
            id="odd",
        ),
        pytest.param(
            "", "No release notes were found in the release or its metadata.", id="no"
        ),
    ],
)
def test_none_found(metadata: str, said: str) -> None:
    """That there are none is one sentence."""
    assert release_notes(None, metadata, ONE, TWO).sentence == said


def test_long_notes_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too long is counted."""
    monkeypatch.setattr(module, "MOST_LINES", 3)
    log = "## 2.0\n\na\nb\n\n## 1.5\n\nc\nd\n"

    found = release_notes(release(tmp_path, {"CHANGES.md": log}), "", ONE, TWO)

    assert [each.lines for each in found.sections] == [("a", "b")]
    assert found.left_out == 2
