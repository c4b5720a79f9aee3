"""Bullets are read as people write them."""

from __future__ import annotations

from textwrap import dedent

import pytest

from bot.plan.bullets import Bullet, default_plan, read_plan
from bot.plan.errors import UnreadablePlanError


def bullets(text: str) -> tuple[Bullet, ...]:
    """Return the bullets of a plan."""
    return read_plan(dedent(text).encode(), "PLAN.md")


def shown(text: str) -> list[tuple[str, str]]:
    """Return number and text of each bullet."""
    return [(bullet.id, bullet.text) for bullet in bullets(text)]


def test_headings_and_bullets() -> None:
    """Sections are numbered as they come, bullets within them."""
    found = bullets("""\
        # Plan

        Some prose.

        ## Code
        - one
        * two `code` [link](x) *it*

        ## Tests
        1. three
        2. four,
           on two lines

           and in two paragraphs

        ```
        - no bullet
        ```
        """)

    assert found == (
        Bullet("1.1", "one", 6, ("Plan", "Code")),
        Bullet("1.2", "two `code` link it", 7, ("Plan", "Code")),
        Bullet("2.1", "three", 10, ("Plan", "Tests")),
        Bullet(
            "2.2", "four, on two lines and in two paragraphs", 11, ("Plan", "Tests")
        ),
    )


def test_numbered_headings() -> None:
    """The number that is written is the section's."""
    assert shown("""\
        ## 3. Formatting
        - a
        ## 4.2 Testing
        - b
        ## 2024 in words
        - c
        ## 3) Again
        - d
        """) == [("3.1", "a"), ("4.1", "b"), ("5.1", "c"), ("6.1", "d")]


def test_numbered_items_as_headings() -> None:
    """A list item with a list in it is a heading; so is a bold paragraph."""
    found = bullets("""\
        **Phase 1: Start**

        1.  **Scan:**
            *   **Objective:** know.
            *   **Actions:**
                *   **Read `README.md`:** what it is.
                *   Run it.

        2.  **Profile:**
            *   Hot spots
            *   **Deep:**
                *   Deeper

        **Phase 2**

        3. Last
        """)

    assert found == (
        Bullet(
            "1.1",
            "Read `README.md`: what it is.",
            6,
            ("Phase 1: Start", "1. Scan:"),
            lead="Read `README.md`",
        ),
        Bullet("1.2", "Run it.", 7, ("Phase 1: Start", "1. Scan:")),
        Bullet("2.1", "Hot spots", 10, ("Phase 1: Start", "2. Profile:")),
        Bullet("2.2", "Deeper", 12, ("Phase 1: Start", "2. Profile:", "Deep:")),
        Bullet("3.1", "Last", 16, ("Phase 2",)),
    )


def test_no_headings() -> None:
    """Bullets without a heading are a section of their own."""
    assert shown("- a\n- b\n") == [("1.1", "a"), ("1.2", "b")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("**Objective:** be good", id="objective"),
        pytest.param("Goals: many", id="goals"),
        pytest.param("*Success criteria*: green", id="criteria"),
        pytest.param("Owner : me", id="owner"),
        pytest.param("", id="empty"),
    ],
)
def test_what_asks_for_nothing(text: str) -> None:
    """Bullets about the work are no work."""
    assert [bullet.text for bullet in bullets(f"- {text}\n- do it\n")] == ["do it"]


@pytest.mark.parametrize(
    ("item", "text", "lead"),
    [
        pytest.param("[ ] open", "open", "", id="box"),
        pytest.param("[x] **done**: yes", "done: yes", "done", id="ticked"),
        pytest.param("[link] text", "[link] text", "", id="no box"),
        pytest.param("**Lead:** text", "Lead: text", "Lead", id="lead"),
        pytest.param("text **bold**", "text bold", "", id="bold later"),
        pytest.param("**all bold**", "all bold", "all bold", id="all bold"),
    ],
)
def test_boxes_and_leads(item: str, text: str, lead: str) -> None:
    """Check boxes go, bold beginnings count."""
    (bullet,) = bullets(f"- {item}\n")

    assert (bullet.text, bullet.lead) == (text, lead)


def test_markers() -> None:
    """A marker holds for its bullet, or for all below its heading."""
    found = bullets("""\
        ## A <!-- honebot: format-code, adopt-linter -->
        - one
        - two <!-- honebot:lazy-logging -->
        - three

          <!-- honebot: utcnow -->
        - four <!-- todo --> <b>x</b>
        - five <!-- honebot: a -->
          - six
        ## B
        - seven
        """)

    assert [(bullet.text, bullet.marked) for bullet in found] == [
        ("one", ("format-code", "adopt-linter")),
        ("two", ("lazy-logging",)),
        ("three", ("utcnow",)),
        ("four x", ("format-code", "adopt-linter")),
        ("six", ("a",)),
        ("seven", ()),
    ]


@pytest.mark.parametrize(
    ("content", "path", "reason"),
    [
        pytest.param(b"", "p.md", "is empty", id="empty"),
        pytest.param(b" \n", "p.md", "is empty", id="blank"),
        pytest.param(b"# Only\n\nprose\n", "p.md", "has no bullet", id="no bullet"),
        pytest.param(b"\x89PNG\r\n\xff", "p.md", "is not UTF-8 text", id="binary"),
        pytest.param(b"- a\0b", "p.md", "is no text but binary data", id="null"),
        pytest.param(b"- a: 1\n", "p.YAML", "is no Markdown but .yaml", id="YAML"),
        pytest.param(b"%PDF-1.7\n", "p.pdf", "is no Markdown but .pdf", id="PDF"),
        pytest.param(b"- a\n" * 2001, "p.md", "has more than 2,000 bullets", id="many"),
        pytest.param(
            b"x" * 1_000_001, "p", "has more than 1,000,000 bytes", id="large"
        ),
    ],
)
def test_no_plan(content: bytes, path: str, reason: str) -> None:
    """What is wrong is told, with what a plan is."""
    with pytest.raises(UnreadablePlanError) as raised:
        read_plan(content, path)

    assert str(raised.value) == (
        f"{path} {reason}; a plan is a Markdown file with headings and bullets, one"
        " bullet for each thing to be done"
    )


def test_default_plan() -> None:
    """The built-in plan has eleven areas, and every bullet names its actions."""
    found = default_plan()

    assert [bullet.id for bullet in found] == [f"1.{at}" for at in range(1, 12)]
    assert all(bullet.marked for bullet in found)
