"""Files for people and their headings are found."""

from __future__ import annotations

from textwrap import dedent

from bot.assessment.readers.people import headings
from tests.support.assessment import facts_of


def test_files() -> None:
    """README and its kind, at the top and in docs, and the README that is packaged."""
    facts = facts_of(
        {
            "README.md": "# Shop\n\n## Install\n",
            "docs/CHANGELOG.rst": "",
            ".github/SECURITY.md": "",
            "LICENSE": "",
            "src/README.md": "# Other\n",
            "about.txt": "# About\n",
            "pyproject.toml": "[project]\nreadme = {file = 'about.txt'}\n",
        }
    )

    assert facts.documents == (
        ".github/SECURITY.md",
        "LICENSE",
        "README.md",
        "about.txt",
        "docs/CHANGELOG.rst",
    )
    assert facts.readme_headings == ("Shop", "Install")


def test_no_readme() -> None:
    """Without a README there are no headings; a missing file is none."""
    facts = facts_of(
        {"LICENSE": "", "pyproject.toml": "[project]\nreadme = 'gone.md'\n"}
    )

    assert facts.documents == ("LICENSE",)
    assert facts.readme_headings == ()


def test_headings() -> None:
    """Markdown's and reStructuredText's, but none in a block of code."""
    text = dedent("""\
        # One #
        ```sh
        # no heading
        ```
        Two
        ===
        text
        ~~~~
        # neither
        ~~~~
        --

        ---
        Three is longer
        ---
        """)

    assert headings(text) == ("One", "Two")
