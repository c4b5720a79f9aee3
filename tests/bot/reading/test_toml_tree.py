"""TOML documents as trees, in which every value has its place."""

from __future__ import annotations

import tomllib

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.toml_tree import Array, Leaf, Node, leaves, string, tree, walk


def plain(node: Node, source: str) -> object:
    """Return a node as tomllib would, each leaf read from its place alone."""
    if isinstance(node, Leaf):
        assert source[node.start : node.end] == node.raw
        value = tomllib.loads(f"v = {node.raw}")["v"]
        if node.is_string:
            assert node.characters().text == value
        return value
    if isinstance(node, Array):
        return [plain(item, source) for item in node.items]
    return {name: plain(value, source) for name, value in node.entries.items()}


KEYS = st.text('abc-_ .\u00e9"', min_size=1, max_size=4)
VALUES = st.recursive(
    st.one_of(
        st.integers(-99, 99),
        st.booleans(),
        st.floats(allow_nan=False),
        st.text("ab'\"\\\r\n\t#[]{}=,\u00e9\U0001f600\x01", max_size=8),
        st.datetimes().map(lambda moment: moment.replace(microsecond=0)),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_the_tree_agrees_with_tomllib(data: dict[str, object]) -> None:
    """Any document comes out as tomllib has it, leaf by leaf."""
    source = tomlkit.dumps(data)
    expected = tomllib.loads(source)

    found = plain(tree(source), source)

    assert found == expected


DOCUMENT = """\
a.b = 1 # one
"a"."c d" = 'x\\y'
[t]
inline = { k.l = "v", m = [1, 2, ], }
block = \"\"\"
first\\
   joined "quoted" end\"\"\"\"
[[many]]
n = 1
[[many]]
n = 2
[many.below]
deep = 1979-05-27 07:32:00
[t.sub]
x = +1_000
"""


def test_headers_dotted_keys_and_arrays_of_tables() -> None:
    """All ways to write a table lead to the same tree as tomllib's."""
    source = DOCUMENT.replace(", ], }", ", ] }")

    found = plain(tree(source), source)

    assert found == tomllib.loads(source)


def test_a_table_knows_where_its_keys_are_written() -> None:
    """The place of a key runs from the key to the end of its value."""
    source = DOCUMENT.replace(", ], }", ", ] }")

    (table,) = (node for _, node in walk(tree(source), "t", "inline", "k"))

    assert not isinstance(table, Leaf | Array)
    start, end = table.keys["l"]
    assert source[start:end] == 'k.l = "v"'


@pytest.mark.parametrize(
    ("written", "character", "place"),
    [
        pytest.param('"a\\u0031b"', "1", 2, id="escape"),
        pytest.param('"""\r\n1"""', "1", 5, id="first line break"),
        pytest.param('"""a\\\r\n   1"""', "1", 10, id="joined lines"),
        pytest.param("'''a\\1'''", "1", 5, id="literal backslash"),
        pytest.param("'1'", "1", 1, id="literal"),
    ],
)
def test_each_character_of_a_string_has_its_place(
    written: str, character: str, place: int
) -> None:
    """Escapes, joined lines and quotes are counted."""
    leaf = tree(f"v={written}").entries["v"]

    assert isinstance(leaf, Leaf)
    characters = leaf.characters()
    assert characters.offsets[characters.text.index(character)] == place + len("v=")


def test_walking_looks_through_arrays() -> None:
    """A star stands for any key, and an array for each of its tables."""
    source = "[[x.y]]\nn = ['a', {v = 'b'}]\n[[x.z]]\nn = 'c'\n"

    found = [
        (names, [leaf.characters().text for leaf in leaves(node)])
        for names, node in walk(tree(source), "x", "*", "n")
    ]

    assert found == [(("y",), ["a"]), (("z",), ["c"])]
    assert [string(n) for _, n in walk(tree(source), "x", "y", "n", "v")] == ["b"]
