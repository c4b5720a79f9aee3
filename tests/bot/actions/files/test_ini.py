"""INI files: what they say, and options added in place."""

from __future__ import annotations

import pytest

from bot.actions.files.errors import BrokenFileError, UnusualFileError
from bot.actions.files.ini import add_options, parse_ini, values
from bot.actions.files.text import Text


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(
            "[run]\n; why\nsource = a\n\n# the next\n[report]\nx = 1\n",
            "[run]\n; why\nsource = a\nbranch = true\n\n# the next\n[report]\nx = 1\n",
            id="before-the-comment-of-the-next",
        ),
        pytest.param("[run]\n", "[run]\nbranch = true\n", id="empty-section"),
        pytest.param("", "[run]\nbranch = true\n", id="empty-file"),
        pytest.param("[x]", "[x]\n\n[run]\nbranch = true", id="not-ended"),
        pytest.param(
            "[run]\r\na =\r\n    1\r\n",
            "[run]\r\na =\r\n    1\r\nbranch = true\r\n",
            id="windows-and-many-lines",
        ),
        pytest.param("[x]\n\n", "[x]\n\n[run]\nbranch = true\n", id="blank-at-the-end"),
    ],
)
def test_an_option_is_added_behind_the_last(source: str, expected: str) -> None:
    """An option stands at the end of its section, and nothing else moves."""
    ini = parse_ini(Text("a.ini", source))

    new = add_options(ini, "run", [("branch", "true")])

    assert new.text.text == expected


def test_a_list_has_one_item_a_line() -> None:
    """A value of several lines is indented."""
    new = add_options(parse_ini(Text("a.ini", "")), "run", [("omit", "\na\nb")])

    assert new.text.text == "[run]\nomit =\n    a\n    b\n"
    assert values(new.sections["run"]["omit"]) == ("a", "b")


def test_an_option_that_is_there_is_not_written_twice() -> None:
    """An option that the section has is refused."""
    ini = parse_ini(Text("a.ini", "[x]\n[run]\nbranch = false\n"))

    with pytest.raises(UnusualFileError) as raised:
        add_options(ini, "run", [("branch", "true")])

    assert (
        str(raised.value) == "a.ini:2: branch is set already, so the file is left alone"
    )


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        pytest.param("E501,W503", ("E501", "W503"), id="commas"),
        pytest.param("\nE501,  # long\nW503\n# no\n", ("E501", "W503"), id="comments"),
        pytest.param("", (), id="empty"),
    ],
)
def test_values_of_a_list(raw: str, expected: tuple[str, ...]) -> None:
    """A list is read by commas and line ends, without its comments."""
    assert values(raw) == expected


@pytest.mark.parametrize(
    ("source", "message"),
    [
        pytest.param("a = 1\n", "a.ini:1: a line before the first section", id="head"),
        pytest.param("[x]\nb\n", "a.ini:2: a line that is no option", id="line"),
        pytest.param("[x]\n[x]\n", "a.ini:2: a second section [x]", id="section"),
        pytest.param(
            "[x]\na = 1\na = 2\n", "a.ini:3: a second 'a' in [x]", id="option"
        ),
    ],
)
def test_a_broken_file_is_named_with_its_line(source: str, message: str) -> None:
    """What is no INI file is an error with path and line."""
    with pytest.raises(BrokenFileError) as raised:
        parse_ini(Text("a.ini", source))

    assert str(raised.value) == message
