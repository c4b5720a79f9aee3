"""What the catalogue says of itself, on the command line and in the docs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.actions.catalogue import ACTIONS
from bot.cli.catalogue import kind_of, page
from bot.errors import UnknownActionError
from codemods.explanation import explain
from codemods.model import Area
from tests.support.command_line import honebot

DOCS = Path(__file__).parents[3] / "docs"


def test_the_pages_of_the_catalogue_are_up_to_date(tmp_path: Path) -> None:
    """`python -m bot catalogue` would write what is there, one page each."""
    there = {
        path.name: path.read_text(encoding="utf-8")
        for path in (DOCS / "catalogue").iterdir()
    }

    honebot("catalogue", str(tmp_path), home=tmp_path / "home")

    written = {
        path.name: path.read_text(encoding="utf-8") for path in tmp_path.glob("*.md")
    }
    assert written == there
    assert set(there) == {"README.md", *(f"{slug}.md" for slug in ACTIONS)}


def test_actions_are_listed_as_the_contract_says(tmp_path: Path) -> None:
    """`honebot actions --json` has one row per action, in the plan's order."""
    rows = json.loads(honebot("actions", "--json", home=tmp_path).out)["actions"]

    assert [row["slug"] for row in rows] == list(ACTIONS)
    assert {tuple(row) for row in rows} == {
        ("slug", "area", "kind", "safety", "title", "params")
    }
    areas = [list(Area).index(Area(row["area"])) for row in rows]
    assert areas == sorted(areas)
    timeout = next(row for row in rows if row["slug"] == "request-timeout")
    assert timeout["kind"] == "codemod"
    assert timeout["params"] == ["seconds", "paths"]


@pytest.mark.parametrize("slug", [pytest.param(slug, id=slug) for slug in ACTIONS])
def test_every_action_explains_itself(slug: str) -> None:
    """Its page has the title, the reason, the risk and what is left alone."""
    action = ACTIONS[slug]
    text = explain(action.documented)

    shown = page(action)

    assert shown.startswith(f"# {slug}\n\n{text.title}.")
    assert kind_of(action) in shown
    for part in (text.why, text.fix_safety, text.left_alone):
        assert part in shown


@pytest.mark.parametrize("slug", [pytest.param(slug, id=slug) for slug in ACTIONS])
def test_every_action_has_cases(slug: str) -> None:
    """An action without a folder of cases is not done."""
    tests = DOCS.parent / "tests"
    folders = (tests / "codemods/data" / slug, tests / "bot/actions/data" / slug)

    assert any(folder.is_dir() and any(folder.iterdir()) for folder in folders)


def test_an_unknown_action_names_the_nearest() -> None:
    """A typing error is helped with."""
    with pytest.raises(UnknownActionError, match="did you mean 'utcnow'"):
        ACTIONS.get_known("utcnw")
    with pytest.raises(KeyError):
        ACTIONS["utcnw"]
    assert len(ACTIONS) == len(list(ACTIONS))


def test_codemods_of_version_steps_are_known_but_not_listed(tmp_path: Path) -> None:
    """`apply` and `explain` know them; the catalogue, from which plans come, not."""
    file = tmp_path / "limits.py"
    file.write_text("import numpy as np\n\nbest = np.Inf\n")
    home = tmp_path / "home"

    shown = honebot("explain", "numpy-2-names", home=home)
    honebot("apply", "numpy-2-names", str(file), "--write", home=home)

    assert "area dependencies, codemod, safe" in shown.out
    assert file.read_text() == "import numpy as np\n\nbest = np.inf\n"
    assert "numpy-2-names" not in set(ACTIONS)
