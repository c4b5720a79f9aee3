"""Places in a TOML text are found."""

from __future__ import annotations

import tomllib
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.toml_lines import Place, line_of, places

TEXT = dedent("""\
    title = "x" # title
    [tool."a.b".c] # a table
    list = [
        "one", # [not] = "this"
        'two',
        "thr\\u00e9e",
    ]
    many = '''
    a = "b"
    '''
    inline = { version = "1", extras = ["x", "y"], deep = { z = "q" } }
    dotted.key = 3

    [[more]]
    name = "first"
    [[more]]
    name = "second"
    [empty]
    """)


@pytest.mark.parametrize(
    ("key", "string", "line"),
    [
        pytest.param(("title",), "", 1, id="top"),
        pytest.param(("tool", "a.b", "c"), "", 2, id="table"),
        pytest.param(("tool", "a.b", "c", "list"), "", 3, id="list"),
        pytest.param(("tool", "a.b", "c", "list"), "one", 4, id="first string"),
        pytest.param(("tool", "a.b", "c", "list"), "two", 5, id="literal string"),
        pytest.param(("tool", "a.b", "c", "list"), "thrée", 6, id="escaped string"),
        pytest.param(("tool", "a.b", "c", "list"), "four", 3, id="string not there"),
        pytest.param(("tool", "a.b", "c", "many"), "", 8, id="after a list"),
        pytest.param(("tool", "a.b", "c", "inline", "version"), "1", 11, id="inline"),
        pytest.param(
            ("tool", "a.b", "c", "inline", "extras"), "y", 11, id="list in it"
        ),
        pytest.param(("tool", "a.b", "c", "inline", "deep", "z"), "q", 11, id="deep"),
        pytest.param(("tool", "a.b", "c", "dotted", "key"), "", 12, id="dotted"),
        pytest.param(("tool", "a.b", "c", "absent"), "", 2, id="key not there"),
        pytest.param(("more",), "second", 17, id="array of tables"),
        pytest.param(("empty",), "", 18, id="empty table"),
        pytest.param(("nowhere",), "", 0, id="nothing"),
    ],
)
def test_line_of(key: tuple[str, ...], string: str, line: int) -> None:
    """The line is that of the string, else of the key, else of the table."""
    tomllib.loads(TEXT)

    assert line_of(places(TEXT), key, string) == line


def test_an_empty_text_has_no_places() -> None:
    """Nothing is found in nothing."""
    assert places("") == ()


def test_stray_marks_are_no_places() -> None:
    """What is no TOML gives no key, and no error."""
    assert places("= ] }\n[]\nkey = 'v'\n") == (Place(("key",), 3, (("v", 3),)),)


@given(
    st.dictionaries(
        st.text("abc-_", min_size=1, max_size=4),
        st.one_of(
            st.integers(),
            st.text("ab #[]{}=,.'\n", max_size=6),
            st.lists(st.text("ab#[]{}=,.", max_size=4), max_size=4),
        ),
        max_size=6,
    )
)
def test_every_key_of_a_document_is_found(
    document: dict[str, int | str | list[str]],
) -> None:
    """Each key is on the line where it was written."""
    written = [f"{key} = {_toml(value)}" for key, value in document.items()]
    text = "\n# [table]\n".join(written)
    assert tomllib.loads(text) == document

    found = places(text)

    lines = {place.key[0]: place.line for place in found if len(place.key) == 1}
    assert lines == {key: 1 + 2 * at for at, key in enumerate(document)}


def _toml(value: int | str | list[str]) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_toml(item) for item in value)}]"
    if isinstance(value, str):
        return '"' + value.replace("\n", "\\n") + '"'
    return str(value)
