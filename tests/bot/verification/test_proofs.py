"""What holds of a change without running it, and why not."""

from __future__ import annotations

import pytest

from bot.model import FileChange
from bot.verification.proofs import (
    ANNOTATIONS,
    DOCSTRING_SPACE,
    DOCSTRINGS,
    SYNTAX_TREE,
    prove,
)

LAZY = "from __future__ import annotations\n"
NEW = (3, 12)


def change(before: str | None, after: str | None, path: str = "a.py") -> FileChange:
    """Return the change of one file."""
    return FileChange(
        path,
        None if before is None else before.encode(),
        None if after is None else after.encode(),
    )


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        pytest.param("x = 1", "x  =  1  # one\n", SYNTAX_TREE, id="layout"),
        pytest.param("x = u'a'", 'x = "a"', SYNTAX_TREE, id="quotes"),
        pytest.param("del (a, b)", "del a, b", SYNTAX_TREE, id="del"),
        pytest.param(
            "del (a, (b, c)), d", "del a, b, c, d", SYNTAX_TREE, id="del-deep"
        ),
        pytest.param("x = 'a' 'b'", "x = 'ab'", SYNTAX_TREE, id="joined"),
        pytest.param("x = 1\r\n", "x = 1\n", SYNTAX_TREE, id="line-ends"),
        pytest.param(
            'def f():\n  """Do.\n\n  It. \n  """',
            'def f():\n    """Do.\n\n    It.\n    """',
            DOCSTRING_SPACE,
            id="docstring-indented",
        ),
        pytest.param('"""One."""', '"""Two."""', DOCSTRINGS, id="docstring"),
        pytest.param(
            "def f():\n    pass",
            'def f():\n    """Do."""',
            DOCSTRINGS,
            id="docstring-for-pass",
        ),
        pytest.param("x = 1", "x = 2", "", id="code"),
        pytest.param("x = 'a'", "x = 'b'", "", id="text"),
        pytest.param("x = ' a'", "x = 'a'", "", id="space-in-a-text"),
        pytest.param("x = b'a'", "x = 'a'", "", id="bytes"),
        pytest.param("print 'a'", "print('a')", "", id="not-python"),
        pytest.param(None, "x = 1", "", id="new"),
        pytest.param("x = 1", None, "", id="gone"),
        pytest.param(
            'import docopt\n"""Usage"""',
            'import docopt\n"""Use"""',
            "",
            id="no-docstring",
        ),
        pytest.param('"""A."""\n__doc__', '"""B."""\n__doc__', "", id="docstring-read"),
        pytest.param(
            '"""A."""', '"""A.\n\n>>> 1\n1\n"""', "", id="docstring-with-examples"
        ),
        pytest.param('"""A."""\nx = 1', '"""B."""\nx = 2', "", id="docstring-and-code"),
    ],
)
def test_unclaimed(before: str | None, after: str | None, name: str) -> None:
    """Equal trees and docstrings are found without being claimed."""
    assert prove([change(before, after)], "", (), NEW).name == name


def test_every_file_counts() -> None:
    """One file that is not the same is enough."""
    files = [change("x = 1", "x = 1  "), change("x = 1", "x = 2", "b.py")]

    proof = prove(files, SYNTAX_TREE, (), NEW)

    assert (proof.name, proof.why) == ("", "the syntax tree of b.py changed")


def test_no_python() -> None:
    """Nothing is proved of files that are not Python."""
    proof = prove([change("a", "b", "README.md")], SYNTAX_TREE, (), NEW)

    assert (proof.name, proof.why) == ("", "no Python source changed")


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        pytest.param('"""A."""', '"""B."""', "", id="so"),
        pytest.param(
            "x = 1", "x = 2", "more than docstrings changed in a.py", id="code"
        ),
        pytest.param(
            None, "x = 1", "a.py is new, removed, or cannot be parsed", id="new"
        ),
        pytest.param(
            '"""A."""\n__doc__',
            '"""B."""\n__doc__',
            "a.py uses docstrings when it runs",
            id="read",
        ),
        pytest.param(
            '"""A."""',
            '""">>> 1"""',
            "a docstring of a.py holds examples that run",
            id="examples",
        ),
    ],
)
def test_claimed_docstrings(before: str | None, after: str, why: str) -> None:
    """Where docstrings are claimed and it is not so, the reason is given."""
    assert prove([change(before, after)], DOCSTRINGS, (), NEW).why == why


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("def f(x): ...", "def f(x: int) -> str: ...", id="builtins"),
        pytest.param(
            "def f(*x, **y): ...", "def f(*x: int, **y: int): ...", id="stars"
        ),
        pytest.param(
            LAZY + "def f(x): ...", LAZY + "def f(x: Unknown | None): ...", id="lazy"
        ),
        pytest.param(
            "def f(x: int = None): ...",
            "from typing import Optional\ndef f(x: Optional[int] = None): ...",
            id="import-from-typing",
        ),
        pytest.param(
            "import typing\ndef f(x): ...",
            "import typing\ndef f(x: typing.Any): ...",
            id="module-there",
        ),
        pytest.param("x: int = 1", "x: float = 1", id="variable"),
        pytest.param(
            "class A:\n    def f(self): ...",
            "class A:\n    def f(self) -> None: ...",
            id="method",
        ),
        pytest.param(
            "class A:\n    @property\n    def f(self): ...",
            "class A:\n    @property\n    def f(self) -> int: ...",
            id="harmless-decorator",
        ),
        pytest.param(
            "@functools.lru_cache(1)\ndef f(): ...",
            "@functools.lru_cache(1)\ndef f() -> int: ...",
            id="called-decorator",
        ),
        pytest.param(
            "def f():\n    def g(x): ...",
            "def f():\n    def g(x: list[int] | None): ...",
            id="nested",
        ),
    ],
)
def test_annotations(before: str, after: str) -> None:
    """Annotations that nobody reads, and that evaluate, change nothing."""
    assert prove([change(before, after)], ANNOTATIONS, (), NEW).name == ANNOTATIONS


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        pytest.param(
            "def f(x): ...",
            "def f(x: Unknown): ...",
            "Unknown, which is not surely there, is used in an annotation in a.py",
            id="unbound",
        ),
        pytest.param(
            "def f(x): ...",
            "def f(x: int()): ...",
            "an annotation calls something in a.py",
            id="call",
        ),
        pytest.param(
            "class A:\n    x: int = 1",
            "class A:\n    x: str = 1",
            "an annotation in the body of a class changed in a.py",
            id="field",
        ),
        pytest.param(
            "@app.get('/')\ndef f(x): ...",
            "@app.get('/')\ndef f(x: int): ...",
            "the annotations of a decorated function changed in a.py",
            id="decorated",
        ),
        pytest.param(
            "@(yield)\ndef f(x): ...",
            "@(yield)\ndef f(x: int): ...",
            "the annotations of a decorated function changed in a.py",
            id="odd-decorator",
        ),
        pytest.param(
            "def f(x): ...",
            "def f(x): ...\ndef g(x): ...",
            "functions or variables were added or removed in a.py",
            id="more-functions",
        ),
        pytest.param(
            "def f(x): return 1",
            "def f(x: int): return 2",
            "more than annotations changed in a.py",
            id="more",
        ),
        pytest.param(
            "from typing import Any\nx = Any",
            "x = Any",
            "an import was removed in a.py",
            id="import-gone",
        ),
        pytest.param(
            "Optional = 1\ndef f(x): ...",
            "from typing import Optional\nOptional = 1\ndef f(x: Optional): ...",
            "Optional, which is imported now, was another name in a.py",
            id="name-taken",
        ),
        pytest.param(
            "from x import Optional\ndef f(x): ...",
            "from typing import Optional\nfrom x import Optional\ndef f(x): ...",
            "Optional, which is imported now, was another name in a.py",
            id="import-taken",
        ),
        pytest.param(
            "def f(x): ...", "def f(x", "a.py is new, removed, or cannot be parsed",
            id="broken",
        ),
    ],
)  # fmt: skip
def test_annotations_that_matter(before: str, after: str, why: str) -> None:
    """The first reason to doubt is given."""
    assert prove([change(before, after)], ANNOTATIONS, (), NEW).why == why


@pytest.mark.parametrize(
    ("annotation", "minimum", "proved"),
    [
        pytest.param("int | None", (3, 9), False, id="union-too-early"),
        pytest.param("int | None", (3, 10), True, id="union"),
        pytest.param("list[int]", (3, 8), False, id="subscript-too-early"),
        pytest.param("list[int]", (3, 9), True, id="subscript"),
    ],
)
def test_annotations_of_old_pythons(
    annotation: str, minimum: tuple[int, int], *, proved: bool
) -> None:
    """What the lowest Python cannot evaluate is not harmless."""
    file = change("def f(x): ...", f"def f(x: {annotation}): ...")

    assert bool(prove([file], ANNOTATIONS, (), minimum).name) is proved


@pytest.mark.parametrize(
    ("source", "word"),
    [
        pytest.param(b"get_type_hints(f)", "get_type_hints", id="reader"),
        pytest.param(b"inspect.signature(f)", "signature", id="signature"),
        pytest.param(b"from fastapi import Depends", "fastapi", id="library"),
        pytest.param(b"import pydantic_settings", "pydantic_settings", id="family"),
    ],
)
def test_readers_of_annotations(source: bytes, word: str) -> None:
    """Anybody in the target who reads annotations spoils the proof."""
    file = change("def f(x): ...", "def f(x: int): ...")

    proof = prove([file], ANNOTATIONS, [("b.py", b"x = 1"), ("c.py", source)], NEW)

    assert proof.why == f"c.py may read annotations when it runs ({word})"
