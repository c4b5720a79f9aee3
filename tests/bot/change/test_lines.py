"""How much a change changes, and how it reads."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.change.lines import changed_lines, diff
from bot.model import FileChange

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param(b"a\nb\n", b"a\nc\n", (1, 1), id="one line changed"),
        pytest.param(b"a\n", b"a\nb\n", (1, 0), id="one line added"),
        pytest.param(None, b"a\nb\n", (2, 0), id="new file"),
        pytest.param(b"a\nb\n", None, (0, 2), id="file removed"),
        pytest.param(b"a", b"a\n", (1, 1), id="line break at the end"),
        pytest.param(b"a\r\n", b"a\n", (1, 1), id="line ending"),
        pytest.param(b"same", b"same", (0, 0), id="nothing"),
    ],
)
def test_changed_lines(
    before: bytes | None, after: bytes | None, expected: tuple[int, int]
) -> None:
    """Added and removed lines are counted, endings included."""
    file = FileChange("a.py", before, after)

    assert changed_lines(file) == expected


def test_a_diff_names_the_missing_line_break() -> None:
    """A file without a line break at its end is shown as git shows it."""
    file = FileChange("a.py", b"one\ntwo", b"one\nthree\n")

    assert diff(file) == (
        "--- a/a.py\n+++ b/a.py\n@@ -1,2 +1,2 @@\n one\n-two\n"
        "\\ No newline at end of file\n+three\n"
    )


def test_a_new_file_has_no_old_side() -> None:
    """A new file is shown against /dev/null."""
    assert diff(FileChange("a.txt", None, b"x\n")).startswith("--- /dev/null\n")


def test_a_binary_file_is_one_line() -> None:
    """Bytes that are no text are not shown."""
    assert diff(FileChange("a.bin", b"\0", b"\1\0")) == "Binary file a.bin differs\n"


def test_bytes_that_are_not_utf8_are_shown_escaped() -> None:
    """A Latin-1 file is readable but for its odd bytes."""
    text = diff(FileChange("a.txt", b"caf\xe9\n", b"tea\n"))

    assert "-caf\\xe9\n" in text


text_files = st.lists(
    st.text(
        st.characters(codec="ascii", exclude_characters="\0\r\x0b\x0c\x1c\x1d\x1e\x85"),
        max_size=5,
    ).map(lambda line: line.replace("\n", "")),
    max_size=12,
).map(lambda lines: "\n".join(lines).encode())


@given(before=text_files, after=text_files)
def test_a_diff_can_be_applied(
    tmp_path_factory: pytest.TempPathFactory, before: bytes, after: bytes
) -> None:
    """`git apply` makes the new file out of the old one and the diff."""
    folder: Path = tmp_path_factory.mktemp("apply")
    (folder / "a.txt").write_bytes(before)
    text = diff(FileChange("a.txt", before, after))

    if before != after:
        subprocess.run(
            ["git", "apply", "--unidiff-zero", "--whitespace=nowarn", "-"],
            cwd=folder,
            input=text.encode(),
            check=True,
            capture_output=True,
        )

    assert (folder / "a.txt").read_bytes() == after
    shutil.rmtree(folder)
