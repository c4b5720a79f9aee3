"""A docstring's sections are read, and its faults are named."""

from __future__ import annotations

import pytest

from codemods.base import Codemod
from codemods.catalogue import CATALOGUE
from codemods.explanation import MalformedDocstringError, explain

TEXT = """Do it.

    Because of this,
    and that.

    More.

    Before:

        if x:
            y

    After:

        y

    Fix safety: none
    at all.

    Left alone: the rest.
    """


def documented(text: str | None, base: type = Codemod) -> type:
    """Return a class with a docstring."""
    return type("Documented", (base,), {"__doc__": text, "references": ("a",)})


def test_sections() -> None:
    """Each section comes without its heading and its margin."""
    explanation = explain(documented(TEXT))

    assert explanation.title == "Do it"
    assert explanation.why == "Because of this,\nand that.\n\nMore."
    assert explanation.before == "if x:\n    y"
    assert explanation.after == "y"
    assert explanation.fix_safety == "none\nat all."
    assert explanation.left_alone == "the rest."
    assert explanation.references == ("a",)
    assert explanation.text.startswith("Do it.\n\nBecause")


def test_other_actions_need_no_example() -> None:
    """An action that is no codemod may leave out Before and After."""
    text = "Do it.\n\nWhy.\n\nFix safety: a\n\nLeft alone: b\n"

    explanation = explain(documented(text, object))

    assert (explanation.before, explanation.after) == ("", "")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(None, "there is none", id="none"),
        pytest.param("Do it\n\nWhy.", "full stop", id="no-full-stop"),
        pytest.param(f"{'x' * 73}.\n\nWhy.", "longer than 72", id="long-title"),
        pytest.param("Do it.\nWhy.", "an empty line", id="no-empty-line"),
        pytest.param("Do it.", "no text for why, Before", id="title-alone"),
        pytest.param(
            TEXT.replace("Because of this,\n    and that.\n\n    More.", ""),
            "no text for why",
            id="no-why",
        ),
        pytest.param(
            TEXT.replace("Fix safety: none\n    at all.", ""),
            "no text for Fix safety",
            id="no-safety",
        ),
        pytest.param(
            TEXT.replace("After:\n\n        y", ""), "no text for After", id="no-after"
        ),
        pytest.param(
            TEXT.replace("        if x", "    if x"),
            "indented",
            id="example-not-indented",
        ),
        pytest.param(
            f"{TEXT}\n    Before:\n\n        z\n",
            "'Before' must stand once",
            id="twice",
        ),
        pytest.param(
            TEXT.replace("Left alone", "Fix safety"), "'Fix safety' must", id="repeated"
        ),
    ],
)
def test_faults(text: str | None, reason: str) -> None:
    """A malformed docstring is refused with the class and the fault."""
    with pytest.raises(MalformedDocstringError, match=reason) as caught:
        explain(documented(text))

    assert "Documented" in str(caught.value)


def test_half_an_example() -> None:
    """An action that shows what was also shows what comes of it."""
    text = "Do it.\n\nWhy.\n\nBefore:\n\n    a\n\nFix safety: a\n\nLeft alone: b\n"

    with pytest.raises(MalformedDocstringError, match="half of an example"):
        explain(documented(text, object))


@pytest.mark.parametrize("slug", [pytest.param(slug, id=slug) for slug in CATALOGUE])
def test_every_codemod_explains_itself(slug: str) -> None:
    """All codemods have all sections, and references to read on."""
    explanation = explain(type(CATALOGUE[slug]))

    assert explanation.references
    assert all(line.startswith("https://") for line in explanation.references)


def test_report_has_what_is_found() -> None:
    """What only reports shows what it finds, and has nothing to say of fixes."""
    text = "Find it.\n\nWhy.\n\nFound:\n\n    x\n\nLeft alone: b\n"
    reporting = type("Reporting", (Codemod,), {"report": True})

    explanation = explain(documented(text, reporting))

    assert (explanation.found, explanation.before) == ("x", "")
    assert explanation.fix_safety == ""
