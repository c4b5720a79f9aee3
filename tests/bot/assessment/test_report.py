"""An assessment is shown as text, Markdown and JSON."""

from __future__ import annotations

import json
from dataclasses import replace
from textwrap import dedent

from bot.assessment.report import as_json, as_markdown, as_table
from bot.model import Assessed, Assessment, CiSystem, Facts, Manifest, Status, Tool
from codemods.model import Finding, LeftAlone

FACTS = Facts(
    python_files=("a.py",),
    packages={"shop": "src/shop"},
    modules=frozenset({"shop"}),
    manifests=(Manifest("pyproject.toml", "pyproject"),),
    minimum_python=(3, 9),
    lines=12,
    tools=(Tool("black", "pyproject.toml"), Tool("black", "ci.yml")),
    ci=(CiSystem("github", ("ci.yml",), ("lint",)),),
    documents=tuple(f"{number}.md" for number in range(9)),
    layout="src",
    problems=(
        LeftAlone("b.py", 3, "is\x1b[31m broken"),
        LeftAlone("<b>|c.py", 0, "is large"),
    ),
)
ASSESSMENT = Assessment(
    "shop",
    "0123456789abcdef",
    "",
    FACTS,
    {
        "utcnow": Assessed(
            "utcnow", Status.PROPOSED, "1 place in 1 file.", (Finding("a.py", 2, "m"),)
        ),
        "a|b": Assessed("a|b", Status.BLOCKED, "Because `x` | y."),
    },
    1.23456,
)


def test_table() -> None:
    """Two aligned columns, wrapped, nothing that drives a terminal."""
    assert as_table(ASSESSMENT) == dedent("""\
        shop at 0123456789ab

        Facts
          Python files     1 with 12 lines
          left alone       0 Python files
          layout           src
          packages         shop in src/shop
          entry points     none
          lowest Python    3.9
          requires-python  none
          built with       none
          managed with     none
          manifests        pyproject.toml (pyproject)
          requirements     0
          tests            0 files, none
          tools            black
          CI               github (jobs: 1)
          Dockerfiles      none
          compose files    none
          documents        0.md, 1.md, 2.md, 3.md, 4.md, 5.md, 6.md and 2 more

        Actions
          a|b     blocked   Because `x` | y.
          utcnow  proposed  1 place in 1 file.

        Could not be read
          b.py:3    is\N{REPLACEMENT CHARACTER}[31m broken
          <b>|c.py  is large
        """)


def test_table_of_a_part() -> None:
    """The folder is named; without problems there is no list of them."""
    text = as_table(replace(ASSESSMENT, root="src/x", facts=Facts()))

    assert text.startswith("shop at 0123456789ab, folder src/x\n")
    assert "Could not be read" not in text


def test_an_empty_reason_is_an_empty_line() -> None:
    """A row stays a row."""
    text = as_table(
        replace(ASSESSMENT, actions={"a": Assessed("a", Status.BLOCKED, "")})
    )

    assert "\n  a  blocked\n" in text


def test_markdown() -> None:
    """Texts of the target are shown as they are."""
    text = as_markdown(ASSESSMENT)

    assert text.startswith("# shop at 0123456789ab\n")
    assert "| `a|b` | blocked | 0 | 0 | Because \\`x\\` \\| y. |\n" in text
    assert "- \\<b\\>\\|c.py: is large\n" in text
    assert "Could not be read" not in as_markdown(replace(ASSESSMENT, facts=Facts()))


def test_json() -> None:
    """Everything there is, as JSON has it."""
    value = json.loads(json.dumps(as_json(ASSESSMENT)))

    assert value["seconds"] == 1.235
    assert value["facts"]["modules"] == ["shop"]
    assert value["facts"]["minimum_python"] == [3, 9]
    assert value["facts"]["packages"] == {"shop": "src/shop"}
    assert value["facts"]["tools"][0] == {
        "name": "black",
        "path": "pyproject.toml",
        "where": "",
    }
    assert value["actions"][1] == {
        "slug": "utcnow",
        "status": "proposed",
        "reason": "1 place in 1 file.",
        "findings": [{"path": "a.py", "line": 2, "message": "m"}],
        "left_alone": [],
    }
