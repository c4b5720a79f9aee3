"""Patterns of names and paths."""

from __future__ import annotations

import pytest

from bot.dependencies.choosing.rules import (
    is_expression,
    is_harmless,
    is_specifier,
    matches_name,
    matches_path,
)


@pytest.mark.parametrize(
    ("patterns", "name", "matched"),
    [
        ((), "spam", True),
        (("spam",), "spam", True),
        (("Spam_Eggs",), "spam-eggs", True),
        (("spam",), "spam-eggs", False),
        (("spam*",), "spam-eggs", True),
        (("*",), "anything", True),
        (("s?am",), "spam", True),
        (("/^spam/",), "spam-eggs", True),
        (("/^SPAM/",), "spam-eggs", True),
        (("/eggs$/",), "eggs-spam", False),
        (("!spam",), "spam", False),
        (("!spam",), "eggs", True),
        (("s*", "!spam"), "spam", False),
        (("s*", "!/am$/"), "spam", False),
        (("s*", "!spam"), "sausage", True),
        (("s.m",), "s-m", True),
    ],
)
def test_names(patterns: tuple[str, ...], name: str, *, matched: bool) -> None:
    """Names, parts of names, expressions, and what is taken out."""
    assert matches_name(patterns, name) == matched


@pytest.mark.parametrize(
    ("patterns", "path", "matched"),
    [
        ((), "a.txt", True),
        (("a.txt",), "a.txt", True),
        (("/a.txt",), "a.txt", True),
        (("a.txt",), "docs/a.txt", False),
        (("**/a.txt",), "a.txt", True),
        (("**/a.txt",), "docs/en/a.txt", True),
        (("docs/*",), "docs/a.txt", True),
        (("docs/*",), "docs/en/a.txt", False),
        (("docs/**",), "docs/en/a.txt", True),
        (("docs/**",), "docs2/a.txt", False),
        (("**/test/**",), "src/test/a.txt", True),
        (("**/test/**",), "src/tests/a.txt", False),
        (("contains:test",), "src/tests/a.txt", True),
        (("!docs/**",), "docs/a.txt", False),
        (("a.tx?",), "a.txt", True),
        (("a+b.txt",), "a+b.txt", True),
    ],
)
def test_paths(patterns: tuple[str, ...], path: str, *, matched: bool) -> None:
    """One star stays in its folder, two go on."""
    assert matches_path(patterns, path) == matched


@pytest.mark.parametrize(
    ("expression", "harmless"),
    [
        ("^spam", True),
        ("^(?:spam|eggs)-.*$", True),
        ("^[a-z]+-stubs$", True),
        ("(a+)+$", False),
        ("(a|b)*c", False),
        (r"(a)\1", False),
        ("(?=a)b", False),
        ("a*b*c*d*e", False),
        ("(", False),
        ("a" * 300, False),
    ],
)
def test_expressions_that_can_be_used(expression: str, *, harmless: bool) -> None:
    """An expression that could keep us busy, or is none, is not used."""
    assert is_harmless(expression) == harmless


def test_forms() -> None:
    """What a text of a rule can be."""
    assert is_expression("/a/")
    assert not is_expression("/")
    assert not is_expression("//")
    assert is_specifier("<2")
    assert not is_specifier("")
    assert not is_specifier("^2")
