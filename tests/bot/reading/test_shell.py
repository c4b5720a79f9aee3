"""Shell scripts as their simple commands, with every word in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.shell import ShellSyntaxError, characters, commands


def read(script: str, *, backslash: bool = True) -> list[list[str]]:
    """Return the words of each command."""
    found = commands(script, backslash=backslash)
    return [[word.text for word in command.words] for command in found]


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        pytest.param(
            "a b; c && d || e | f & g", ["a b", "c", "d", "e", "f", "g"], id="operators"
        ),
        pytest.param("a 'b c' \"d $e\" f\\ g", ["a|b c|d $e|f g"], id="quotations"),
        pytest.param("a\n# b; c\nd # e\n", ["a", "d"], id="comments"),
        pytest.param("a \\\n b\\\nc", ["a bc"], id="joined lines"),
        pytest.param("a \\\r\n b", ["a b"], id="joined lines of Windows"),
        pytest.param("if a; then b; else c; fi", ["a", "b", "c", "fi"], id="if"),
        pytest.param("while ! a; do time b; done", ["a", "b", "done"], id="while"),
        pytest.param(
            "case $x in a) b ;; c) d;; esac",
            ["case|$x|in|a", "b", "c", "d", "esac"],
            id="case",
        ),
        pytest.param("(a; b) { c; }", ["a", "b", "c", "}"], id="groups"),
        pytest.param("X=1 Y=2 a Z=3", ["a Z=3"], id="assignments"),
        pytest.param("a >b 2>&1 <c >>d e &>f", ["a e"], id="redirections"),
        pytest.param("a <<X b\nc d\nX\ne", ["a b", "e"], id="here-document"),
        pytest.param("a <<-X\n\tb\n\tX\nc", ["a", "c"], id="here-document with tabs"),
        pytest.param("a <<<b c", ["a c"], id="here-string"),
        pytest.param(
            "a $(b; c 'd)') `e` ${f:-g h}",
            ["a|$(b; c 'd)')|`e`|${f:-g h}"],
            id="expansions",
        ),
        pytest.param("a <(b c) >(d)", ["a|<(b c)|>(d)"], id="process substitutions"),
        pytest.param(
            'a "$(b "c d")"', ['a|$(b "c d")'], id="quotation in an expansion"
        ),
        pytest.param('a "b\\"c\\d"', ['a|b"c\\d'], id="escapes in quotes"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_commands(script: str, expected: list[str]) -> None:
    """Commands end where the shell ends them."""
    wanted = [each.split("|") if "|" in each else each.split() for each in expected]

    assert read(script) == wanted


def test_a_backslash_can_be_part_of_a_path() -> None:
    """On Windows a backslash quotes nothing."""
    assert read(r"C:\Python\python.exe -m pip", backslash=False) == [
        [r"C:\Python\python.exe", "-m", "pip"]
    ]


def test_expansions_are_told_from_plain_words() -> None:
    """A word that the shell expands is not plain."""
    (command,) = commands("a $b 'c$d' \"e$f\" g`h`")

    assert [word.plain for word in command.words] == [True, False, True, False, False]


@pytest.mark.parametrize(
    ("script", "what"),
    [
        pytest.param("a 'b", "a single quote", id="single quote"),
        pytest.param('a "b', "a double quote", id="double quote"),
        pytest.param("a `b", "a backtick", id="backtick"),
        pytest.param("a $(b", "$(", id="substitution"),
        pytest.param("a ${b", "${", id="parameter"),
    ],
)
def test_what_is_never_closed_is_told(script: str, what: str) -> None:
    """A script that ends within a quotation cannot be read."""
    with pytest.raises(ShellSyntaxError) as raised:
        commands(script)

    assert str(raised.value) == f"{what} is never closed"
    assert raised.value.offset == 2


@given(st.text(alphabet=" \n\t\\'\"$(){}`;|&<>#ab=!-", max_size=60))
def test_every_word_stands_where_it_says(script: str) -> None:
    """Words are in order, apart from each other, and hold what stands there."""
    try:
        found = commands(script)
    except ShellSyntaxError:
        return

    end = 0
    for command in found:
        for word in (*command.assignments, *command.words):
            written = script[word.start : word.end]
            assert end <= word.start < word.end
            assert written == word.text or set(written) & set("\\'\"")
            end = word.end


@pytest.mark.parametrize("backslash", [True, False])
@given(st.text(alphabet=" \n\t\r\\'\"$(){}`;|&<>#ab=!-", max_size=60))
def test_every_character_of_a_word_stands_where_it_says(
    backslash: bool, script: str  # noqa: FBT001  # a parameter of the test
) -> None:
    """The characters make up the word's text, and each is that of the script."""
    try:
        found = commands(script, backslash=backslash)
    except ShellSyntaxError:
        return
    for command in found:
        for word in (*command.assignments, *command.words):
            said = characters(script, word, backslash=backslash)

            assert said.text == word.text
            assert "".join(script[offset] for offset in said.offsets) == word.text
            assert all(word.start <= offset < word.end for offset in said.offsets)
            assert list(said.offsets) == sorted(set(said.offsets))
