"""Broken files are named, and the rest goes on."""

from __future__ import annotations

import pytest

from bot.assessment.readers.documents import (
    LARGEST,
    Documents,
    as_mapping,
    as_strings,
    child,
    elements,
    entries,
    table,
    walk_yaml,
)
from bot.services.trees import MemoryTree


def documents(content: bytes | str, path: str = "file") -> Documents:
    """Return the documents of a tree of one file."""
    if isinstance(content, str):
        content = content.encode()
    return Documents(MemoryTree({path: content}))


def said(found: Documents) -> list[tuple[int, str]]:
    """Return line and reason of all problems."""
    return [(one.line, one.reason) for one in found.problems]


@pytest.mark.parametrize(
    ("content", "line", "reason"),
    [
        pytest.param(b"a\n\xff\n", 2, "is not UTF-8", id="bytes"),
        pytest.param("ab".encode("utf-16"), 1, "is UTF-16, not UTF-8", id="UTF-16"),
        pytest.param(
            b"a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> x\n",
            2,
            "holds an unresolved merge conflict",
            id="conflict",
        ),
        pytest.param(
            b"x" * (LARGEST + 1),
            0,
            "is too large to be read as configuration: 1,000,001 bytes",
            id="large",
        ),
    ],
)
def test_no_text(content: bytes, line: int, reason: str) -> None:
    """What is no text is named once, however often it is asked for."""
    found = documents(content)

    assert found.text("file") is None
    assert found.text("file") is None
    assert found.toml("file") == {}
    assert found.ini("file").sections() == []
    assert found.yaml("file") == ()
    assert found.python("file") is None
    assert said(found) == [(line, reason)]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        pytest.param(b"\xef\xbb\xbfa\r\nb\rc", "a\nb\nc", id="BOM and line ends"),
        pytest.param(
            b"a\n<<<<<<< quoted\nb", "a\n<<<<<<< quoted\nb", id="half a conflict"
        ),
    ],
)
def test_text(content: bytes, text: str) -> None:
    """Lines end in LF; a lone marker is no conflict."""
    found = documents(content)

    assert found.text("file") == text
    assert found.problems == []


def test_a_missing_file_is_no_problem() -> None:
    """What is not there is empty."""
    found = documents("")

    assert found.text("gone") is None
    assert found.toml("gone") == {}
    assert found.problems == []


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        pytest.param(
            "a = 1\nb = \n", 2, "is not valid TOML: Invalid value", id="value"
        ),
        pytest.param(
            "a = 1\na = 2\n",
            2,
            "is not valid TOML: Cannot overwrite a value",
            id="twice",
        ),
        pytest.param("a = [", 1, "is not valid TOML: Invalid value", id="end"),
        pytest.param(
            "a = " + "[" * 5000, 0, "is not valid TOML: nested too deeply", id="deep"
        ),
    ],
)
def test_broken_toml(text: str, line: int, reason: str) -> None:
    """The line of the mistake is told."""
    found = documents(text)

    assert found.toml("file") == {}
    assert found.toml("file") == {}
    assert said(found) == [(line, reason)]


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        pytest.param("[a]\nb = 1\n[broken\n", 3, "is not valid INI:", id="section"),
        pytest.param("no = section\n", 1, "is not valid INI:", id="no section"),
    ],
)
def test_broken_ini(text: str, line: int, reason: str) -> None:
    """The line of the mistake is told."""
    found = documents(text)

    assert found.ini("file").sections() == []
    ((told, why),) = said(found)
    assert (told, why[: len(reason)]) == (line, reason)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        pytest.param("def (:\n", 1, "is not valid Python: invalid syntax", id="syntax"),
        pytest.param(
            "a = '\0'\n",
            0,
            "is not valid Python: source code string cannot contain null bytes",
            id="null",
        ),
        pytest.param(
            "(" * 10_000,
            1,
            "is not valid Python: too many nested parentheses",
            id="deep",
        ),
        pytest.param("-" * 200_000 + "1", 0, "is not valid Python: ", id="deep tree"),
    ],
)
def test_broken_python(text: str, line: int, reason: str) -> None:
    """The line of the mistake is told."""
    found = documents(text)

    assert found.python("file") is None
    ((told, why),) = said(found)
    assert (told, why[: len(reason)]) == (line, reason)


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        pytest.param("a: [1\nb: 2\n", 2, "is not valid YAML: ", id="flow"),
        pytest.param(
            "a: *b\n", 1, "is not valid YAML: found undefined alias", id="alias"
        ),
        pytest.param("a: \x07\n", 0, "is not valid YAML: ", id="control character"),
        pytest.param("[" * 500, 0, "is not valid YAML: ", id="deep"),
        pytest.param(
            "a: 1\n" * 60_000,
            0,
            "is too large to be read as YAML: 300,000 characters",
            id="large",
        ),
    ],
)
def test_broken_yaml(text: str, line: int, reason: str) -> None:
    """The line of the mistake is told."""
    found = documents(text)

    assert found.yaml("file") == ()
    ((told, why),) = said(found)
    assert (told, why[: len(reason)]) == (line, reason)


def test_yaml_with_any_tags() -> None:
    """Tags of other programs are no matter, nor are several documents."""
    found = documents("a: !reference [b, c]\n---\n? [x, y]\n: z\n? {}\n")

    assert list(walk_yaml(found.yaml("file"))) == [
        (("a",), "b", 1),
        (("a",), "c", 1),
        (("",), "z", 4),
        (("",), "", 6),
    ]
    assert found.problems == []


def test_parts_of_nodes() -> None:
    """Children, entries and elements of what has none are empty."""
    (root,) = documents("a: 1\nb: [x]\n? [k]\n: v\n").yaml("file")

    assert [name for name, _ in entries(root)] == ["a", "b"]
    assert entries(child(root, "a")) == ()
    assert [item.value for item in elements(child(root, "b"))] == ["x"]
    assert elements(child(root, "a")) == ()
    assert elements(child(root, "gone")) == ()
    assert child(None, "a") is None


def test_values_of_the_wrong_kind_are_empty() -> None:
    """A table or list that is something else holds nothing."""
    assert as_mapping([1]) == {}
    assert as_strings(3) == ()
    assert as_strings(["a", 3, "b"]) == ("a", "b")
    assert table({"a": {"b": {"c": 1}}}, "a", "b") == {"c": 1}
    assert table({"a": 3}, "a", "b") == {}
