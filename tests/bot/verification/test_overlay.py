"""A tree with a change laid over it."""

from __future__ import annotations

import pytest

from bot.model import FileChange
from bot.services.trees import MemoryTree
from bot.verification.overlay import ChangedTree

BASE = MemoryTree({"a": b"1", "b": b"2", "c": b"3"})
TREE = ChangedTree(
    BASE,
    [
        FileChange("b", b"2", b"two", 0o100755),
        FileChange("c", b"3", None),
        FileChange("d", None, b"4"),
    ],
)


def test_what_is_there() -> None:
    """Changed and new files are there, removed ones are not."""
    assert TREE.paths() == ("a", "b", "d")
    assert "d" in TREE
    assert "c" not in TREE
    assert list(TREE.read_many(["d", "a", "b"])) == [
        ("d", b"4"),
        ("a", b"1"),
        ("b", b"two"),
    ]
    assert TREE.mode("a") == 0o100644
    assert TREE.mode("b") == 0o100755


def test_identities() -> None:
    """An id is the base's where nothing changed, and another where it did."""
    assert TREE.identity("a") == BASE.identity("a")
    assert TREE.identity("b") != BASE.identity("b")


def test_what_is_gone() -> None:
    """A removed file raises like one that never was."""
    for ask in (TREE.read, TREE.identity, TREE.mode):
        with pytest.raises(KeyError):
            ask("c")
