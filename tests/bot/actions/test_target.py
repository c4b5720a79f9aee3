"""What an action looks at."""

from __future__ import annotations

import pytest

from bot.actions.base import Target
from bot.assessment.facts import gather
from bot.model import Policy
from bot.services.trees import MemoryTree


@pytest.mark.parametrize(
    ("only", "files"),
    [
        ((), ("a.py", "b.py")),
        (("b.py",), ("b.py",)),
        (("b.py", "requirements.txt"), ("b.py",)),
        (("requirements.txt",), ("a.py", "b.py")),
    ],
)
def test_python_files(only: tuple[str, ...], files: tuple[str, ...]) -> None:
    """Places in Python files limit them; places in others do not."""
    tree = MemoryTree(
        {"a.py": b"x = 1\n", "b.py": b"y = 1\n", "requirements.txt": b"a\n"}
    )

    assert Target(tree, gather(tree, Policy()), only=only).python_files == files
