"""Text from elsewhere means nothing to Markdown, to forges, to terminals."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.pull_request.quoting import block, cell, code, plain, prose, visible

MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])
REFERENCE = re.compile(r"[@#][\w\[]|[!$%&~^]\d|GH-\d|https?://|www\.\w", re.IGNORECASE)
NASTY = st.text(
    st.sampled_from("`|\\<>&@#!*_[]()~-+/ \n\ta1:.\x1b\u202e\u200b") | st.characters(),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a\nb\t c\r\n", "a b c", id="space"),
        pytest.param("\x1b[31mred", "\\x1b[31mred", id="escape"),
        pytest.param("a\u202eb", "a\\u202eb", id="direction"),
        pytest.param("a\u200bb\xad", "a\\u200bb\\xad", id="hidden"),
        pytest.param("\ud800", "\\ud800", id="surrogate"),
        pytest.param("\x9b2J", "\\x9b2J", id="c1"),
        pytest.param("Größe 1 🐝", "Größe 1 🐝", id="plain"),
        pytest.param("x" * 300, "x" * 98 + "..." + "x" * 98, id="long"),
    ],
)
def test_visible(text: str, shown: str) -> None:
    """Every character can be seen, on one line of limited length."""
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("a", "`a`", id="plain"),
        pytest.param("a`b", "``a`b``", id="backtick"),
        pytest.param("``a``", "``` ``a`` ```", id="backticks-at-the-ends"),
        pytest.param("", "(empty)", id="empty"),
        pytest.param("a | b", "`a | b`", id="pipe"),
    ],
)
def test_code(text: str, shown: str) -> None:
    """A code span's fence is longer than any run of backticks in it."""
    assert code(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("`@ada` said `x*y`", "`@ada` said `x*y`", id="spans"),
        pytest.param("a ` b", "a \\` b", id="half-a-span"),
        pytest.param("@ada", "@\u200bada", id="mention"),
        pytest.param("fixes #12", "fixes #\u200b12", id="closing"),
        pytest.param("GH-3, o/r#4", "GH-\u200b3, o/r#\u200b4", id="issues"),
        pytest.param("http://x.invalid", "http:\u200b//x.invalid", id="link"),
        pytest.param("/close", "\u200b/close", id="quick-action"),
        pytest.param("<b>&amp;", "&lt;b&gt;&amp;amp;", id="html"),
        pytest.param("*a* _b_ [c](d)", "\\*a\\* \\_b\\_ \\[c\\](d)", id="marks"),
        pytest.param("~bug", "\\~\u200bbug", id="label"),
        pytest.param("5 % are C# or R&D", "5 % are C# or R&amp;D", id="words"),
    ],
)
def test_prose(text: str, shown: str) -> None:
    """Prose keeps its code spans, and everything else is only text."""
    assert prose(text) == shown


@given(NASTY)
@example("`a`b`")
@example("``")
def test_prose_is_only_text(text: str) -> None:
    """Whatever the text: it renders as text and code, and refers to nothing."""
    tokens = MARKDOWN.parse(f"- x: {prose(text)}\n\n{prose(text)}\n")

    inline = [child for token in tokens for child in token.children or ()]
    assert {token.type for token in tokens} <= {
        "bullet_list_open",
        "bullet_list_close",
        "list_item_open",
        "list_item_close",
        "paragraph_open",
        "paragraph_close",
        "inline",
    } or re.match(r"\d{1,9}[.)]", visible(text))
    assert {child.type for child in inline} <= {"text", "code_inline", "text_special"}
    words = "\n".join(child.content for child in inline if child.type != "code_inline")
    assert not REFERENCE.search(words)


@given(NASTY)
def test_code_is_one_span(text: str) -> None:
    """Whatever the text: it renders as one code span that shows it."""
    tokens = MARKDOWN.parse(f"- {code(text)}: x\n")

    inline = [child for token in tokens for child in token.children or ()]
    shown = [child.content for child in inline if child.type == "code_inline"]
    assert shown == ([visible(text)] if visible(text) else [])


@given(NASTY, NASTY)
def test_cells_stay_apart(one: str, other: str) -> None:
    """Whatever the texts: a row of two cells has two cells."""
    table = f"| a | b |\n|---|---|\n| {cell(one)} | {cell(other)} |\n\nAfter.\n"

    tokens = MARKDOWN.parse(table)

    types = [token.type for token in tokens]
    assert types.count("td_open") == 2
    assert types.count("tr_open") == 2
    assert types[-4:] == ["table_close", "paragraph_open", "inline", "paragraph_close"]


@given(st.lists(NASTY, min_size=1, max_size=4))
def test_block_is_one_block(lines: list[str]) -> None:
    """Whatever the lines: they are one fenced block, a line each."""
    text = "\n".join([*block(lines, "sh"), "", "After."])

    tokens = MARKDOWN.parse(text)

    assert [token.type for token in tokens] == [
        "fence",
        "paragraph_open",
        "inline",
        "paragraph_close",
    ]
    assert tokens[0].content.count("\n") == len(lines)


@given(NASTY)
def test_plain_refers_to_nothing(text: str) -> None:
    """Titles and commit messages call nobody and close nothing."""
    shown = plain(text)

    assert not REFERENCE.search(shown)
    assert not any(unicodedata.category(char) in {"Cc", "Cs"} for char in shown)


def test_long_text_is_cheap() -> None:
    """A text of any length is cut before it is looked at."""
    shown = visible("a" * 50_000_000 + "end")

    assert len(shown) == 199
    assert shown.endswith("aend")
