"""Other linters' settings in Ruff's terms."""

from __future__ import annotations

import pytest

from bot.actions.catalogue import ACTIONS
from bot.actions.formatting.linting.configuration import Configuration
from bot.actions.formatting.linting.flake8 import flake8, per_file_ignores
from bot.actions.formatting.linting.isort import isort
from bot.actions.formatting.linting.pylint import pylint
from bot.actions.formatting.linting.ratchet import Found, settled
from bot.actions.formatting.linting.rules import Rules, read_rules
from bot.errors import ActionError
from tests.support.local_tools import LocalTools
from tests.support.targets import target_of

RULES = Rules(
    {
        "F401": "unused-import",
        "SIM101": "x",
        "S101": "y",
        "PLR0913": "too-many-arguments",
        "C901": "z",
        "C400": "z",
    },
    {"E203": "whitespace"},
)


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        pytest.param("F", True, id="family"),
        pytest.param("F4", True, id="prefix"),
        pytest.param("F401", True, id="code"),
        pytest.param("SI", False, id="half-a-family"),
        pytest.param("PL", True, id="pylint"),
        pytest.param("C", True, id="two-families"),
        pytest.param("E2", False, id="preview"),
        pytest.param("W503", False, id="unknown"),
        pytest.param("", False, id="empty"),
    ],
)
def test_known_selectors(selector: str, *, expected: bool) -> None:
    """A selector is known where Ruff has a stable rule for it."""
    assert RULES.is_known(selector) is expected


def test_rules_come_from_ruff() -> None:
    """Ruff itself says which rules it has."""
    rules = read_rules(LocalTools())

    assert rules.stable["F401"] == "unused-import"
    assert rules.is_known("E722")
    assert rules.only_preview("E203")
    assert not rules.is_known("W503")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a.py:E1,E2", {"a.py": ("E1", "E2")}, id="one"),
        pytest.param(
            "\na.py: E1\nb.py : E2 # why\n",
            {"a.py": ("E1",), "b.py": ("E2",)},
            id="lines",
        ),
        pytest.param(
            "a.py b.py:E1", {"a.py": ("E1",), "b.py": ("E1",)}, id="two-patterns"
        ),
        pytest.param(
            "a.py,b.py:E1 c.py:F",
            {"a.py": ("E1",), "b.py": ("E1",), "c.py": ("F",)},
            id="commas",
        ),
        pytest.param("./a.py:E1 a.py:E2", {"a.py": ("E1", "E2")}, id="twice"),
        pytest.param("", {}, id="empty"),
    ],
)
def test_per_file_ignores(text: str, expected: dict[str, tuple[str, ...]]) -> None:
    """flake8's patterns and codes are told apart as flake8 does."""
    assert per_file_ignores(text) == expected


@pytest.mark.parametrize(
    ("files", "length", "select"),
    [
        pytest.param({".flake8": "[flake8]\n"}, 79, ("E", "F", "W"), id="default"),
        pytest.param(
            {".flake8": "[flake8]\nignore = E5\n"}, None, ("E", "F", "W"), id="no-limit"
        ),
        pytest.param(
            {".flake8": "[flake8]\nselect = B,E9\n"}, 79, ("B", "E9"), id="select"
        ),
        pytest.param(
            {
                "pyproject.toml": "[tool.flake8]\nmax-line-length = 90\n"
                "extend-select = ['N']\n"
            },
            90,
            ("E", "F", "W", "N"),
            id="pyproject",
        ),
    ],
)
def test_flake8(
    files: dict[str, str], length: int | None, select: tuple[str, ...]
) -> None:
    """What flake8 selects by itself, or is told to, is carried over."""
    found = flake8(target_of(files))

    assert found is not None
    assert (found.line_length, found.select) == (length, select)


def test_flake8_hook_options_come_on_top() -> None:
    """The hook's arguments count more than the file, as for flake8."""
    hook = (
        "repos:\n- repo: https://github.com/pycqa/flake8\n  rev: 6.1.0\n  hooks:\n"
        "  - id: flake8\n    args: [--max-line-length=120, --ignore, E203]\n"
        "    additional_dependencies: ['flake8-bugbear==23.1']\n"
    )
    files = {
        ".pre-commit-config.yaml": hook,
        ".flake8": "[flake8]\nmax-line-length=90\n",
    }

    found = flake8(target_of(files))

    assert found is not None
    assert found.line_length == 120
    assert found.ignore == ("E203",)
    assert found.select == ("E", "F", "W", "B")


@pytest.mark.parametrize(
    ("options", "select"),
    [
        pytest.param("profile = black", ("I",), id="black"),
        pytest.param("multi_line_output = 3", ("I",), id="vertical"),
        pytest.param("multi_line_output = 5", (), id="grid"),
        pytest.param("profile = django", (), id="django"),
        pytest.param("force_single_line = true", ("I",), id="single-lines"),
        pytest.param("line_length = 80", (), id="isort's-own-layout"),
    ],
)
def test_isort_is_followed_where_ruff_can(
    options: str, select: tuple[str, ...]
) -> None:
    """Import order is carried over only where the layout is one that Ruff has."""
    found = isort(target_of({".isort.cfg": f"[settings]\n{options}\n"}))

    assert found is not None
    assert found.select == select
    assert bool(found.not_carried) is (not select)


def test_isort_sections_and_numbers() -> None:
    """Options of isort have their counterparts."""
    text = (
        "[isort]\nprofile=google\nlines_between_types=1\nsections=FUTURE,STDLIB\n"
        "known_django=django\n"
    )

    found = isort(target_of({"setup.cfg": text}))

    assert found is not None
    assert found.tables == {
        "isort": {
            "force-sort-within-sections": True,
            "force-single-line": True,
            "lines-between-types": 1,
            "section-order": ("future", "standard-library"),
        }
    }


@pytest.mark.parametrize(
    ("files", "select", "left"),
    [
        pytest.param(
            {".pylintrc": "[MAIN]\ndisable=all\nenable=unused-import,R0913,nonsense\n"},
            ("F401", "PLR0913"),
            ("nonsense",),
            id="only-some",
        ),
        pytest.param(
            {"pyproject.toml": "[tool.pylint.main]\njobs = 0\n"},
            ("PL",),
            (),
            id="pyproject",
        ),
        pytest.param(
            {"setup.cfg": "[pylint.messages]\ndisable = x\n"}, ("PL",), (), id="setup"
        ),
        pytest.param(
            {"pylintrc": "# first\njobs=1\n[MAIN]\n"},
            ("PL",),
            (),
            id="before-a-section",
        ),
    ],
)
def test_pylint(
    files: dict[str, str], select: tuple[str, ...], left: tuple[str, ...]
) -> None:
    """Pylint's messages become the rules that stand for them."""
    found = pylint(target_of(files), RULES)

    assert found is not None
    assert found.select == select
    assert found.not_carried == left


def test_the_ratchet_keeps_rules_on_where_it_can() -> None:
    """A rule broken in few files is excepted there; a mistake in more of them."""
    many = {f"f{number}.py": 1 for number in range(9)}
    found = Found(
        places={"E722": {"a[1].py": 2}, "W291": many, "F821": many},
        names={"E722": "bare-except", "W291": "trailing", "F821": "undefined"},
        fixable={
            "W291": dict.fromkeys(many, 1),
            "E722": {"a[1].py": 0},
            "F821": dict.fromkeys(many, 0),
        },
    )

    new = settled(target_of({"a.py": ""}), Configuration(("E", "F", "W")), found)

    assert new.ignore == {"W291": "trailing: 9 places in 9 files, 9 mended by --fix"}
    assert new.per_file["a[[]1[]].py"] == ("E722",)
    assert new.per_file["f3.py"] == ("F821",)


def test_an_unknown_rule_by_hand_is_refused() -> None:
    """A rule that Ruff does not have is an error that names it."""
    target = target_of({"a.py": "x = 1\n"}, {"select": "F,ABC"})

    with pytest.raises(ActionError, match="Ruff has no ABC"):
        ACTIONS["adopt-linter"].change(target, LocalTools())


def test_settings_that_ruff_does_not_take_are_an_error() -> None:
    """Settings of a sub-folder count too; broken ones end it with Ruff's words."""
    files = {"a.py": "x = 1\n", "sub/a.py": "", "sub/ruff.toml": "nonsense = 1\n"}

    with pytest.raises(ActionError, match="ruff does not take the settings"):
        ACTIONS["adopt-linter"].change(target_of(files), LocalTools())
