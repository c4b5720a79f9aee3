"""YAML scalars, each character with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.compat import StringIO

from bot.reading.yaml_text import (
    YamlTextError,
    characters,
    compose,
    elements,
    scalars,
    text_of,
    value_of,
)


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("a: one x==1.0 two\n", id="plain"),
        pytest.param("a: one\n  x==1.0\n\n  two\n", id="plain lines"),
        pytest.param("a: 'it''s x==1.0'\n", id="single"),
        pytest.param('a: "tab\\t\\"q\\" \\x41 x==1.0 \\\n   end"\n', id="double"),
        pytest.param("a: |\n   one\n     x==1.0\n   # no comment\n", id="literal"),
        pytest.param("a: |-2\n    x==1.0\n", id="literal with header"),
        pytest.param("a: >\n  one\n  x==1.0\n\n  two\n", id="folded"),
        pytest.param("{a: [x==1.0, b]}\n", id="flow"),
        pytest.param("a: |\r\n  one\r\n  x==1.0\r\n", id="carriage returns"),
        pytest.param("a: \u00e9\U0001f600 x==1.0\n", id="wide"),
    ],
)
def test_a_word_of_a_scalar_has_its_place(written: str) -> None:
    """Whatever the style, the word is found where it is written."""
    first, *_ = [
        said
        for _, node in scalars(compose(written))
        if (said := characters(written, node)) and "x==1.0" in said.text
    ]

    at = first.text.index("x==1.0")
    places = first.offsets[at : at + len("x==1.0")]
    assert places == tuple(range(places[0], places[0] + len("x==1.0")))
    assert written[places[0] : places[-1] + 1] == "x==1.0"


@pytest.mark.parametrize("style", ["", "'", '"', "|", ">"])
@given(text=st.text("ab1=.'\"\\#: \n\u00e9-", min_size=1, max_size=20))
def test_visible_characters_are_where_they_are_written(style: str, text: str) -> None:
    """For any text in any style, each visible character stands at its place."""
    yaml = YAML(typ="safe", pure=True)
    yaml.default_style = style or None  # type: ignore[assignment]
    stream = StringIO()
    yaml.dump({"k": text}, stream)
    written = stream.getvalue()

    node = value_of(compose(written)[0], text_of(compose(written)[0].value[0][0]))

    assert node is not None
    said = characters(written, node)
    assert said is not None
    assert said.text == node.value
    for char, offset in zip(said.text, said.offsets, strict=True):
        if not char.isspace():
            assert written[offset] in {char, "\\"}


def test_a_text_that_is_no_yaml_says_where() -> None:
    """The line is counted from 1."""
    with pytest.raises(YamlTextError) as caught:
        compose("a: 1\nb: [\n")

    assert caught.value.line == 3
    assert "not valid YAML" in caught.value.reason


def test_nodes_are_walked_once() -> None:
    """An anchor within itself ends, and keys lead to each scalar."""
    nodes = compose("a: &x [1, {b: 2}, *x]\nc: *x\n")

    assert [(keys, text_of(node)) for keys, node in scalars(nodes)] == [
        (("a",), "1"),
        (("a", "b"), "2"),
    ]
    assert [text_of(item) for item in elements(value_of(nodes[0], "a"))[:1]] == ["1"]
    assert value_of(nodes[0], "d") is None
