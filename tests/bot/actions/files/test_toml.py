"""TOML documents: where things stand, and additions that change nothing else."""

from __future__ import annotations

import tomllib
from difflib import SequenceMatcher
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from bot.actions.files.errors import BrokenFileError, UnusualFileError
from bot.actions.files.text import Text
from bot.actions.files.toml import (
    Toml,
    add_item,
    add_keys,
    add_table,
    parse_toml,
    render_list,
    render_text,
    set_value,
)
from bot.reading.toml_scanner import item_spans, scan

TRICKY = Path(__file__).parent / "data" / "tricky.toml"


def document(source: str) -> Toml:
    """Return a document of that text."""
    return parse_toml(Text("a.toml", source))


def test_each_value_stands_where_the_scanner_says() -> None:
    """Every key of a tricky document is found, with exactly its value."""
    source = TRICKY.read_text("utf-8")
    toml = document(source)

    found = {
        place.table
        + place.key: tomllib.loads(f"k = {source[place.value : place.end]}")["k"]
        for place in toml.places
        if place.key
    }

    assert found[("quoted key",)] == "it"
    assert found[("a", "b", "c.d")] == 1
    assert found[("text",)] == "[not.a.header]\nx = 1"
    assert found[("ended",)] == "two quotes at the end''"
    assert found[("tool", "x", "list")] == [1, [2, 3], {"d": "]"}, "last"]
    assert found[("many", "k")] == 2
    assert [place.table for place in toml.places if not place.key] == [
        ("tool", "x"),
        ("many",),
        ("many",),
        ("tool", "x", "sub"),
    ]


KEYS = st.text('abc-_ .\u00e9"', min_size=1, max_size=4)
VALUES = st.recursive(
    st.one_of(
        st.integers(-99, 99),
        st.booleans(),
        st.text("ab'\"\\\n#[]{}=,\u00e9", max_size=8),
        st.datetimes().map(lambda moment: moment.replace(microsecond=0)),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_the_scanner_agrees_with_tomllib(data: dict[str, object]) -> None:
    """In any document, each place holds the value that tomllib reads there."""
    source = tomlkit.dumps(data)
    whole = tomllib.loads(source)

    for place in scan(source):
        if not place.key or place.in_array:
            continue
        value = tomllib.loads(f"k = {source[place.value : place.end]}")["k"]
        found: object = whole
        names = list(place.table + place.key)
        while names and isinstance(found, dict):
            found = found[names.pop(0)]
        if names:
            continue  # below an array of tables
        assert value == found
        if isinstance(value, list):
            assert len(item_spans(source, place.value, place.end)) == len(value)


@given(data=st.dictionaries(KEYS, VALUES, max_size=5), ended=st.booleans())
def test_a_new_table_only_adds(data: dict[str, object], *, ended: bool) -> None:
    """A table is added to any document without changing a character of it."""
    source = tomlkit.dumps(data)
    source = source if ended else source.rstrip("\n")
    toml = document(source)

    new = add_table(toml, ("tool", "new one"), "x = 1\n")

    assert new.data == {**toml.data, "tool": {"new one": {"x": 1}}}
    kept = SequenceMatcher(None, source, new.text.text, autojunk=False)
    assert all(tag in {"equal", "insert"} for tag, *_ in kept.get_opcodes())


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(
            "[tool.x]\na = 1 # one\n\n# the next\n[tool.y]\n",
            "[tool.x]\na = 1 # one\nb = 2\n\n# the next\n[tool.y]\n",
            id="before-the-comment-of-the-next",
        ),
        pytest.param(
            "[tool.x]\n  a = [\n  1,\n  ]\n",
            "[tool.x]\n  a = [\n  1,\n  ]\n  b = 2\n",
            id="indented",
        ),
        pytest.param("[tool.x]\n[z]\n", "[tool.x]\nb = 2\n[z]\n", id="empty"),
        pytest.param("[tool.x]", "[tool.x]\nb = 2", id="not-ended"),
        pytest.param(
            "[tool]\nx.a = 1\ny = 3\n", "[tool]\nx.a = 1\nx.b = 2\ny = 3\n", id="dotted"
        ),
        pytest.param("a = 1\n", "a = 1\n\n[tool.x]\nb = 2\n", id="no-such-table"),
        pytest.param("", "[tool.x]\nb = 2\n", id="empty-file"),
        pytest.param(
            "[tool.x.sub]\nc = 1\n",
            "[tool.x.sub]\nc = 1\n\n[tool.x]\nb = 2\n",
            id="only-below",
        ),
    ],
)
def test_keys_are_added_to_their_table(source: str, expected: str) -> None:
    """Keys stand behind the last one of their table, laid out alike."""
    new = add_keys(document(source), ("tool", "x"), "b = 2\n")

    assert new.text.text == expected


def test_a_table_of_the_same_tool_comes_behind_it() -> None:
    """Tables of one tool stay together."""
    toml = document("[tool.x.a]\nk = 1\n\n[tool.z]\n")

    new = add_table(toml, ("tool", "x", "b"), "k = 2\n")

    assert new.text.text == "[tool.x.a]\nk = 1\n\n[tool.x.b]\nk = 2\n\n[tool.z]\n"


def test_an_inline_table_is_not_edited() -> None:
    """A table in one line is refused, with its line."""
    toml = document("[tool]\nx = {a = 1}\n")

    with pytest.raises(UnusualFileError) as raised:
        add_keys(toml, ("tool", "x"), "b = 2\n")

    assert str(raised.value) == (
        "a.toml:2: tool.x is an inline table, so the file is left alone"
    )


def test_a_key_that_is_there_is_not_written_twice() -> None:
    """What would not be TOML any more is refused."""
    with pytest.raises(BrokenFileError):
        add_keys(document("[tool.x]\nb = 1\n"), ("tool", "x"), "b = 2\n")


def test_a_value_is_replaced_alone() -> None:
    """A new value leaves the comment behind it."""
    toml = document("[tool.x]\na = 1 # one\n")
    place = toml.place("tool", "x", "a")

    assert place is not None
    assert set_value(toml, place, "2").text.text == "[tool.x]\na = 2 # one\n"


@pytest.mark.parametrize(
    ("source", "after", "expected"),
    [
        pytest.param("a = []\n", -1, 'a = ["n"]\n', id="empty"),
        pytest.param('a = ["x"]\n', 0, 'a = ["x", "n"]\n', id="one-line"),
        pytest.param('a = ["x"]\n', -1, 'a = ["n", "x"]\n', id="first"),
        pytest.param(
            'a = [\n  "x"\n]\n',
            0,
            'a = [\n  "x",\n  "n"\n]\n',
            id="no-comma-at-the-end",
        ),
        pytest.param(
            'a = [\n  "x", # one\n]\n',
            0,
            'a = [\n  "x", # one\n  "n",\n]\n',
            id="comment-behind",
        ),
        pytest.param(
            'a = [\n  "x",\n  "y",\n]\n',
            -1,
            'a = [\n  "n",\n  "x",\n  "y",\n]\n',
            id="first-of-several",
        ),
    ],
)
def test_an_item_is_added_in_the_layout_of_the_array(
    source: str, after: int, expected: str
) -> None:
    """An item is laid out as its neighbours are."""
    toml = document(source)
    place = toml.place("a")

    assert place is not None
    assert add_item(toml, place, '"n"', after).text.text == expected


def test_broken_toml_is_named_with_its_line() -> None:
    """What is no TOML is an error with path and line."""
    with pytest.raises(BrokenFileError) as raised:
        document("[x]\na = \n")

    assert str(raised.value) == "a.toml:2: not TOML: Invalid value"


@given(st.text(max_size=20))
def test_rendered_text_is_read_back(text: str) -> None:
    """Any string survives being written as TOML."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return

    assert tomllib.loads(f"k = {render_text(text)}")["k"] == text


def test_a_long_list_has_one_item_a_line() -> None:
    """A list that does not fit a line is broken into lines."""
    long = render_list(["x" * 50, "y" * 50])

    assert long.count("\n") == 3
    assert render_list(["x"]) == '["x"]'
