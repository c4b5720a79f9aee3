"""Words of other projects mean nothing in our pull requests."""

from __future__ import annotations

from packaging.version import Version

from bot.actions.dependencies.upgrading.release_notes import ReleaseNotes, Section
from bot.pull_request.release_notes import quoted


def test_words_stay_words() -> None:
    """Mentions, links to issues and HTML stand in a block of code."""
    lines = ("- fixes #1, thanks @you", "```", "<img src=x>", "/merge")
    notes = ReleaseNotes(
        "CHANGES.md", "https://example.org/", (Section(Version("2.0"), lines),), 5
    )

    text = quoted(notes)

    start = text.index("````text")
    assert text[start + 1 : start + 5] == list(lines)
    assert text[start + 5] == "````"
    assert text[0] == "From `CHANGES.md`."
    assert "5 more lines in `https://example.org/`." in text
    assert text[-1] == "</details>"


def test_none_is_one_line() -> None:
    """Without notes there is just the sentence."""
    assert quoted(ReleaseNotes()) == [
        "No release notes were found in the release or its metadata."
    ]
