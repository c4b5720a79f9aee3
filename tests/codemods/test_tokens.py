"""The tokens of a piece of code."""

import pytest

from codemods.base import EditRefusedError
from codemods.engine import rewrite
from codemods.model import Outcome
from codemods.readability.commented_code import CommentedCode
from codemods.reading.tokens import lines_in_strings, tokens_of

UNEVEN = b"try:\n  pass\n# one\n \\\n\nfinally:\n pass\n"


def test_strings_over_lines() -> None:
    """The lines behind the first of each string are in it, of f-strings too."""
    code = b'a = """\n#\n"""\nb = f"""\n{a}\n"""\nc = 1\n'

    assert lines_in_strings(code) == {2, 3, 5, 6}


@pytest.mark.parametrize("code", [UNEVEN, b"(", b"'''", b"# coding: none\n"])
def test_unreadable(code: bytes) -> None:
    """What cannot be read is refused."""
    with pytest.raises(EditRefusedError, match="told apart"):
        list(tokens_of(code))


def test_compiled_and_not_tokenized() -> None:
    """A codemod refuses a file that only the compiler can read."""
    compile(UNEVEN, "uneven.py", "exec")

    (left,) = rewrite(CommentedCode(), "uneven.py", UNEVEN).left_alone

    assert left.outcome is Outcome.REFUSED
