"""INI files, each character with its place."""

from __future__ import annotations

from configparser import Error, RawConfigParser

from hypothesis import given
from hypothesis import strategies as st

from bot.reading.ini import options
from bot.reading.joined import run

FILE = """\
; top
[options]
Install_Requires =
    a==1
    # not this
    b==2 ; marker
python_requires: >=3.9
empty =

[other:part]
one = x
    y
flag
"""


def test_options_have_the_lines_of_their_values() -> None:
    """Names are in small letters; comments within a value are left out."""
    found = list(options(run(FILE, 0)))

    assert [
        (option.section, option.name, [line.text for line in option.lines])
        for option in found
    ] == [
        ("options", "install_requires", ["a==1", "b==2 ; marker"]),
        ("options", "python_requires", [">=3.9"]),
        ("options", "empty", []),
        ("other:part", "one", ["x", "y"]),
        ("other:part", "flag", []),
    ]
    assert [option.below for option in found] == [True, False, True, False, True]
    for option in found:
        for line in option.lines:
            start = line.offsets[0]
            assert FILE[start : start + len(line.text)] == line.text


LINES = st.lists(
    st.sampled_from(
        ["[s]", "[t]", "a = 1", "b: 2", "c=", "  more", "\tx = y", "# n", "", "  ; z"]
    ),
    max_size=12,
)


@given(LINES)
def test_values_are_those_of_the_standard_library(lines: list[str]) -> None:
    """Where it reads a file, section, name and value are the same."""
    text = "\n".join(["[s]", *lines, ""])
    parser = RawConfigParser(strict=False, default_section="", allow_no_value=True)
    try:
        parser.read_string(text)
    except Error:
        return

    found = {
        (option.section, option.name): [line.text for line in option.lines]
        for option in options(run(text, 0))
    }

    assert found == {
        (section, name): [line for line in (value or "").splitlines() if line]
        for section in parser.sections()
        for name, value in parser.items(section)
    }
