"""From the bytes of a file to its tree, and back to the same bytes."""

from __future__ import annotations

import ast
import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codemods.reading import source
from codemods.reading.source import UnreadableSourceError


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param(b"", "", id="empty"),
        pytest.param(b"x = 1\n", "x = 1\n", id="plain"),
        pytest.param(b"x = 1\r\ny = 2\r\n", "x = 1\r\ny = 2\r\n", id="crlf"),
        pytest.param(b"x = 1\ry = 2", "x = 1\ry = 2", id="cr-only"),
        pytest.param(codecs.BOM_UTF8 + b"x = 1", "x = 1", id="byte-order-mark"),
        pytest.param(
            "# coding: latin-1\nx = 'é'\n".encode("latin-1"),
            "# coding: latin-1\nx = 'é'\n",
            id="latin-1",
        ),
        pytest.param(
            "#!/bin/sh\n# -*- coding: euc-jp -*-\nx = '猫'".encode("euc-jp"),
            "#!/bin/sh\n# -*- coding: euc-jp -*-\nx = '猫'",
            id="euc-jp",
        ),
        pytest.param(
            "x = '猫\u2028\x0c'\n".encode(), "x = '猫\u2028\x0c'\n", id="utf-8"
        ),
    ],
)
def test_bytes_come_back(raw: bytes, text: str) -> None:
    """What is read as text is written back as the same bytes."""
    read = source.read(raw)

    assert read.data.decode() == text
    assert read.encode(read.data) == raw


@pytest.mark.parametrize(
    ("raw", "line", "reason"),
    [
        pytest.param(b"x\n\0", 2, "null bytes", id="null"),
        pytest.param(
            b"x = 1\ny = '\xe9'\n", 2, "byte 0xe9 is not valid utf-8", id="bytes"
        ),
        pytest.param(b"\xff\xfex\0", 1, "null bytes", id="utf-16"),
        pytest.param(b"# coding: klingon\n", 1, "unknown encoding", id="unknown"),
        pytest.param(b"# coding: hex\n", 1, "cannot be read as hex", id="no-text"),
        pytest.param(b"# coding: utf-7\nx\n", 1, "not supported", id="utf-7"),
        pytest.param(b"# coding: ascii\nx\n'\xe9'", 3, "not valid ascii", id="ascii"),
        pytest.param(
            codecs.BOM_UTF8 + b"# coding: latin-1\n", 1, "encoding problem", id="both"
        ),
        pytest.param(
            b"# coding: iso2022_jp\n# \x1b$B\x1b(B\n",
            1,
            "cannot be written back",
            id="not-canonical",
        ),
    ],
)
def test_unreadable(raw: bytes, line: int, reason: str) -> None:
    """A file that is no text is named with its line and a plain reason."""
    with pytest.raises(UnreadableSourceError, match=reason) as caught:
        source.read(raw)

    assert caught.value.line == line


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        pytest.param("x = (\n", 1, "does not parse as Python", id="syntax"),
        pytest.param("x = 1\nprint 'a'\n", 2, "Python 2 source", id="print"),
        pytest.param(
            "try:\n  x\nexcept A, e:\n  y\n", 3, "Python 2 source", id="except"
        ),
        pytest.param("x = 0777\n", 1, "Python 2 source", id="octal"),
        pytest.param("raise E, 'x'\n", 1, "Python 2 source", id="raise"),
        pytest.param("x = 10L\n", 1, "Python 2 source", id="long"),
        pytest.param("(" * 300 + ")" * 300, 1, "too many nested", id="parentheses"),
        pytest.param("-" * 100_000 + "1", 0, "nests too deeply", id="deep"),
        pytest.param("x = " + "9" * 5000, 1, "Exceeds the limit", id="digits"),
    ],
)
def test_no_python(text: str, line: int, reason: str) -> None:
    """What the parser does not take is named with its line and reason."""
    with pytest.raises(UnreadableSourceError, match=reason) as caught:
        source.parse(source.read(text.encode()))

    assert caught.value.line == line


def test_warnings_of_the_parser_are_kept_back() -> None:
    """An invalid escape in a target's string is none of our business."""
    tree = source.parse(source.read(rb"x = '\d'"))

    assert isinstance(tree, ast.Module)


@pytest.mark.parametrize(
    ("text", "newline"),
    [
        pytest.param("x\r\ny", "\r\n", id="crlf"),
        pytest.param("x\ny\r\n", "\n", id="first-counts"),
        pytest.param("x\ry", "\r", id="cr"),
        pytest.param("x", "\n", id="none"),
    ],
)
def test_newline(text: str, newline: str) -> None:
    """The newline of a file is the first that it has."""
    assert source.read(text.encode()).newline() == newline


@given(
    st.lists(
        st.sampled_from(
            ["a = 1", "b = 'ü猫'", "# ä", "", "\x0c", "\tc = '\u2028' # x"]
        ),
        max_size=6,
    ),
    st.sampled_from(["\n", "\r\n", "\r"]),
)
def test_spans_are_those_of_the_tree(lines: list[str], newline: str) -> None:
    """The bytes between a node's offsets are the node's own text."""
    read = source.read(newline.join(line.lstrip("\t") for line in lines).encode())

    tree = source.parse(read)

    for node in tree.body:
        start, end = read.span(node)
        assert ast.unparse(ast.parse(read.data[start:end])) == ast.unparse(node)
