"""Files laid out by a formatter in a folder of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.actions.formatting.layout.layouts import Layout, black, proven, ruff
from bot.errors import ActionError
from bot.protocols import Completed
from tests.support.local_tools import LocalTools

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


UNSTABLE = "INTERNAL ERROR: Black produced different code on second pass."


class Pretender:
    """A formatter that says and writes what a test wants."""

    version = "1"

    def __init__(
        self, said: str = "", code: int = 0, killed: str = "", append: bytes = b""
    ) -> None:
        self.said, self.code, self.killed, self.append = said, code, killed, append

    def run(self, argv: Sequence[str], folder: Path, seconds: float) -> Completed:
        """Append to each file, and say the text with `{folder}` filled in."""
        del argv, seconds
        for path in folder.rglob("*.py"):
            path.write_bytes(path.read_bytes() + self.append)
        said = self.said.replace("{folder}", str(folder)).encode()
        return Completed(self.code, b"", said, 0.1, self.killed)


def test_what_black_refuses_is_left_alone_with_its_words() -> None:
    """A file that Black cannot format keeps its bytes."""
    said = (
        f"error: cannot format {{folder}}/sub/a.py: {UNSTABLE}\n"
        "{folder}/b.py already well formatted, good job.\n"
    )

    layout = black(
        {"sub/a.py": b"a", "b.py": b"b", "c.py": b"c"},
        {},
        Pretender(said, 123),
        LocalTools(),
    )

    assert layout.files == {"b.py": b"b"}
    assert [(item.path, item.reason) for item in layout.left_alone] == [
        ("c.py", "excluded by Black's configuration or .gitignore"),
        ("sub/a.py", f"Black left it alone: {UNSTABLE}"),
    ]


def test_black_in_a_folder_with_settings_of_its_own() -> None:
    """Paths that Black names from a sub-folder are the target's."""
    layout = black(
        {"sub/a.py": b"a"},
        {"sub/pyproject.toml": b""},
        Pretender("reformatted a.py\n", append=b"!"),
        LocalTools(),
        config="sub/pyproject.toml",
        top="sub",
    )

    assert layout.files == {"sub/a.py": b"a!"}


@pytest.mark.parametrize(
    ("formatter", "message"),
    [
        pytest.param(
            Pretender("Error: no such option in {folder}/pyproject.toml", 2),
            "could not run: Error: no such option in pyproject.toml",
            id="settings",
        ),
        pytest.param(
            Pretender(code=-9, killed="time"),
            "could not run: it was stopped by its limit of time",
            id="time",
        ),
        pytest.param(Pretender(code=2), "could not run: exit code 2", id="silent"),
    ],
)
def test_a_formatter_that_cannot_run_is_an_error(
    formatter: Pretender, message: str
) -> None:
    """What the formatter said is in the error, without our own paths."""
    for lay_out, name in ((black, "Black"), (ruff, "Ruff")):
        with pytest.raises(ActionError) as raised:
            lay_out({"a.py": b"a"}, {}, formatter, LocalTools())

        assert str(raised.value) == f"{name} {message}"


def test_a_file_that_moves_each_time_is_left_alone() -> None:
    """A layout that does not come to rest is not taken."""
    layout = ruff({"a.py": b"a\n"}, {}, Pretender(append=b"#\n"), LocalTools())

    assert layout.files == {}
    assert layout.left_alone[0].reason == "Ruff lays it out differently each time"


def test_what_ruff_cannot_parse_is_named_with_its_line() -> None:
    """Ruff's words for a file stand beside its line."""
    said = "error: Failed to parse a.py:3:7: Expected an expression\n"

    layout = ruff({"a.py": b"a\n"}, {}, Pretender(said, 2), LocalTools())

    assert layout.files == {}
    assert layout.left_alone[0].line == 3
    assert layout.left_alone[0].reason == "Ruff left it alone: Expected an expression"


def test_a_layout_with_another_tree_is_not_taken() -> None:
    """Whatever the formatter says, the syntax tree has to be the same."""
    layout = proven(
        Layout({"a.py": b"x = 2\n", "b.py": b"x = 1\n"}),
        {"a.py": b"x=1", "b.py": b"x=1"},
    )

    assert layout.files == {"b.py": b"x = 1\n"}
    assert layout.left_alone[0].reason == "the syntax tree would not be the same"
