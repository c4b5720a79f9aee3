"""The owner's word that a place is meant to be so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from codemods.base import Codemod, Site
from codemods.engine import rewrite
from codemods.model import Outcome
from codemods.reading.pragmas import kept_by_owner
from tests.support.modules import expression, module_of

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from codemods.reading.module import Module

RULES = frozenset({"S506", "B506", "logging-not-lazy"})


@pytest.mark.parametrize(
    ("comment", "kept"),
    [
        pytest.param("# noqa", "# noqa", id="all"),
        pytest.param("# NOQA : S506", "# NOQA : S506", id="upper-case"),
        pytest.param("# noqa: E501, S5", "# noqa: E501, S5", id="beginning"),
        pytest.param("# noqa: E501 S506", "# noqa: E501 S506", id="spaces"),
        pytest.param("# noqa: E501", "", id="another-rule"),
        pytest.param("# nosec", "# nosec", id="bandit"),
        pytest.param("# nosec B506", "# nosec B506", id="bandit-rule"),
        pytest.param("# nosec: B101", "", id="bandit-other-rule"),
        pytest.param(
            "# pylint: disable=foo, logging-not-lazy",
            "# pylint: disable=foo, logging-not-lazy",
            id="pylint",
        ),
        pytest.param("# pylint: disable=foo", "", id="pylint-other-rule"),
        pytest.param("# type: ignore", "", id="type-ignore"),
        pytest.param("# a note", "", id="note"),
    ],
)
def test_on_the_line(comment: str, kept: str) -> None:
    """A linter's comment holds for its line and for the rules that it names."""
    module = module_of(f"a  # noqa\nx(\n  b,  {comment}\n)\nc  # noqa\n")

    assert kept_by_owner(module, expression(module, "x(b)"), RULES) == kept


@pytest.mark.parametrize(
    ("comment", "kept"),
    [
        pytest.param("# ruff: noqa", True, id="ruff"),
        pytest.param("# flake8: noqa: S506", True, id="flake8"),
        pytest.param("# ruff: noqa: E501", False, id="another-rule"),
        pytest.param("x = 1  # ruff: noqa", False, id="not-alone"),
    ],
)
def test_for_the_file(comment: str, *, kept: bool) -> None:
    """A comment for the whole file stands on a line of its own."""
    module = module_of(f"{comment}\n\n\nx(b)\n")

    found = kept_by_owner(module, expression(module, "x(b)"), RULES)

    assert found == (comment if kept else "")


def test_without_rules_nothing_holds() -> None:
    """A codemod that answers to no rule is not kept from anything."""
    module = module_of("x(b)  # noqa\n")

    assert not kept_by_owner(module, expression(module, "x(b)"), frozenset())


def test_bandit_is_for_its_own_rules() -> None:
    """`nosec` says nothing of rules that Bandit does not have."""
    module = module_of("x(b)  # nosec\n")

    assert not kept_by_owner(module, expression(module, "x(b)"), {"G004"})


def test_a_node_without_a_place() -> None:
    """Of a file as a whole, only what is said of the whole file holds."""
    module = module_of("# ruff: noqa\nx  # noqa: S506\n")

    assert kept_by_owner(module, module.root, RULES) == "# ruff: noqa"


class Calls(Codemod):
    """Reports calls."""

    report = True
    rules = RULES

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Report the call."""
        yield Site(node, Outcome.UNSURE, module.line_of(node))


def test_what_owners_keep_is_not_reported() -> None:
    """A codemod that only reports has nothing to say of a marked place."""
    result = rewrite(Calls(), "a.py", b"a()  # noqa: S506\nb()  # noqa: E501\n")

    assert [left.reason for left in result.left_alone] == ["b()"]


def test_in_capitals_alone() -> None:
    """Linters take the word however it is spelt, and so where it is the only one."""
    module = module_of("x(b)  # NoQA\n")

    assert kept_by_owner(module, expression(module, "x(b)"), RULES) == "# NoQA"
