"""Sections of single actions, and what they quote of others."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from bot.model import Quotation, Section
from bot.pull_request.sections import sections

HOSTILE = """# 3.0
- thanks @octocat, fixes #12
    * <script>alert(1)</script> ![x](https://tracker.invalid/pixel.png)
</details>
/close
"""


def test_list_and_sentences() -> None:
    """Sentences are paragraphs, items a list that is cut."""
    section = Section(
        "Use", ("It is used by `a.py`.",), ("`x` is gone", "two", "three")
    )

    (made,) = sections([section], 2)

    assert made == (
        "Use",
        ["It is used by `a.py`.", "", "- `x` is gone", "- two", "- 1 more"],
    )


def test_hostile_notes_mean_nothing() -> None:
    """What others wrote calls nobody, loads nothing and ends nothing."""
    ((_, lines),) = sections(
        [Section("Notes", quotations=(Quotation("3.0", HOSTILE, "CHANGES"),))], 20
    )
    text = "\n".join(lines)

    html = MarkdownIt("commonmark").render(text)

    assert lines[-1] == "</details>"
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "<img" not in html
    assert html.count("</details>") == 1
    assert html.count("<code") == 2
    assert "@octocat" not in html.replace(
        html[html.index("<pre>") : html.index("</pre>")], ""
    )


@pytest.mark.parametrize(("most", "shown"), [(0, 0), (5, 10), (40, 60)])
def test_long_notes_are_cut(most: int, shown: int) -> None:
    """Where there is little room, little is quoted."""
    quotation = Quotation("1.0", "\n".join(f"line {n}" for n in range(100)))

    ((_, lines),) = sections([Section("Notes", quotations=(quotation,))], most)

    assert sum(line.startswith("line ") for line in lines) == shown
