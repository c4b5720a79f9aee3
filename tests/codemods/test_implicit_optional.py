"""Annotations that admit None, in the style of the file and for its Pythons."""

from __future__ import annotations

import ast
import inspect
import typing
from dataclasses import replace
from typing import Any

import pytest

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Outcome, Project
from codemods.reading import program

CODEMOD = CATALOGUE["implicit-optional"]


def rewritten(source: str, *, minimum: tuple[int, int]) -> str:
    """Return what the codemod makes of a file of a project."""
    project = Project(minimum_python=minimum)
    return rewrite(CODEMOD, "shop.py", source.encode(), project).source.decode()


def namespace(source: str) -> dict[str, Any]:
    """Return what a file defines when it runs."""
    names: dict[str, Any] = {}
    code = compile(source, "shop.py", "exec", dont_inherit=True)
    exec(code, names)  # noqa: S102  # our own text
    return names


FUTURE = "from __future__ import annotations\n"
PIPED = "def g(y: str | None = None): ...\n"
LOCAL = "def g(self, y: typing.Optional[str] = None): ...\n"
WRITTEN = "from typing import Optional\ndef g(y: Optional[str] = None): ...\n"


@pytest.mark.parametrize(
    ("before", "minimum", "parameter"),
    [
        pytest.param("", (3, 10), "x: int | None = None", id="no-style-3.10"),
        pytest.param("", (3, 9), "x: Optional[int] = None", id="no-style-3.9"),
        pytest.param(
            FUTURE, (3, 9), "x: Optional[int] = None", id="future-alone-is-no-style"
        ),
        pytest.param(FUTURE + PIPED, (3, 9), "x: int | None = None", id="future-pipe"),
        pytest.param(PIPED, (3, 8), "x: int | None = None", id="pipes-already"),
        pytest.param(WRITTEN, (3, 12), "x: Optional[int] = None", id="written-out"),
        pytest.param(
            WRITTEN + PIPED, (3, 12), "x: int | None = None", id="both-styles-3.10"
        ),
        pytest.param(
            f"class Optional:\n    import typing\n    {LOCAL}",
            (3, 10),
            "x: int | None = None",
            id="no-way-but-the-pipe",
        ),
    ],
)
def test_style(before: str, minimum: tuple[int, int], parameter: str) -> None:
    """The file's style decides, then the lowest Python of the project."""
    source = f"{before}def f(x: int = None): ...\n"

    result = rewritten(source, minimum=minimum)

    assert f"def f({parameter}): ..." in result


IMPORTS = """\
import datetime
import multiprocessing
import threading
from decimal import Decimal
from typing import Callable, Dict, List, TypeVar, Union
T = TypeVar("T")
Name = Union[str, bytes]
def make(): return Line
class Line:
    class Part: ...
"""


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        pytest.param("int", "int | None", id="builtin"),
        pytest.param("list[int]", "list[int] | None", id="generic"),
        pytest.param("int | str", "int | str | None", id="union"),
        pytest.param("Union[int, str]", "Union[int, str] | None", id="written-union"),
        pytest.param(
            "Callable[[int], str]", "Callable[[int], str] | None", id="callable"
        ),
        pytest.param(
            "Dict[str, List[int]]", "Dict[str, List[int]] | None", id="typing"
        ),
        pytest.param("T", "T | None", id="type-variable"),
        pytest.param("Line", "Line | None", id="own-class"),
        pytest.param("Name", "Name | None", id="own-alias"),
        pytest.param("Line.Part", "Optional[Line.Part]", id="attribute-of-a-class"),
        pytest.param("make().Part", "Optional[make().Part]", id="attribute-of-a-call"),
        pytest.param("'Line'", "'Line | None'", id="in-a-string"),
        pytest.param("'''Line'''", "Optional['''Line''']", id="in-a-long-string"),
        pytest.param("Decimal", "Decimal | None", id="imported-class"),
        pytest.param("datetime.date", "datetime.date | None", id="lowercase-class"),
        pytest.param("threading.Lock", "Optional[threading.Lock]", id="function"),
        pytest.param(
            "multiprocessing.Queue", "Optional[multiprocessing.Queue]", id="method"
        ),
    ],
)
def test_evaluates(annotation: str, expected: str) -> None:
    """What is written works when the file runs, and means what it says."""
    source = f"{IMPORTS}def f(x: {annotation} = None): ...\n"

    result = rewritten(source, minimum=(3, 10))
    new = namespace(result)
    old = eval(annotation.strip("'"), new)  # noqa: S307  # our own text

    assert f"def f(x: {expected} = None)" in result
    hint = typing.get_type_hints(new["f"], new)["x"]
    assert hint == typing.Optional[old]  # noqa: UP045  # `old` may be text
    parameters = inspect.signature(new["f"]).parameters.values()
    assert [(p.name, p.kind, p.default) for p in parameters] == [
        ("x", inspect.Parameter.POSITIONAL_OR_KEYWORD, None)
    ]


def test_lazy() -> None:
    """Where annotations are evaluated only when asked, any name may be piped."""
    source = "import threading\ndef f(x: threading.Lock = None): ...\n"

    result = rewritten(source, minimum=(3, 14))

    assert "def f(x: threading.Lock | None = None): ..." in result


TAKEN = f"import shop\nclass Optional:\n    import typing\n    {LOCAL}"


@pytest.mark.parametrize(
    ("before", "annotation", "expected"),
    [
        pytest.param("", "'A' | 'B'", "Optional['A' | 'B']", id="texts"),
        pytest.param(TAKEN, "shop.Kind", "shop.Kind | None", id="taken-but-a-class"),
        pytest.param(TAKEN, "shop.kind", "shop.kind", id="taken-and-unknown"),
    ],
)
def test_no_pipe_on_what_may_be_no_class(
    before: str, annotation: str, expected: str
) -> None:
    """`|` is written only where it works; else `Optional`, or nothing."""
    source = f"{before}def f(x: {annotation} = None): ...\n"

    result = rewritten(source, minimum=(3, 10))

    assert f"def f(x: {expected} = None): ...\n" in result


def test_only_annotations_change() -> None:
    """Without annotations and the import, the tree is the one before."""
    source = (
        "from typing import Any, Dict\n"
        "class Shop:\n"
        "    async def find(self, of: list = None, /, *, by: Dict[str, int] = None):\n"
        "        return by or of\n"
    )

    result = rewritten(source, minimum=(3, 8))

    assert result != source
    assert bare(result) == bare(source)


def bare(source: str) -> str:
    """Return a file's tree without annotations and without imports of `typing`."""
    tree = ast.parse(source)
    tree.body = [node for node in tree.body if not isinstance(node, ast.ImportFrom)]
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
    return ast.dump(tree)


@pytest.mark.parametrize(
    ("source", "reason", "outcome"),
    [
        pytest.param(
            "@app.get('/')\ndef f(x: int = None): ...\n",
            "`x`: `@app.get` may read the annotation",
            Outcome.UNSURE,
            id="decorator",
        ),
        pytest.param(
            "import typer\ndef f(x: int = None): ...\ntyper.run(f)\n",
            "`x`: `typer` may read the annotation",
            Outcome.UNSURE,
            id="framework",
        ),
        pytest.param(
            "from shop import AnyPath\ndef f(x: AnyPath = None): ...\n",
            "`x`: `AnyPath` may admit None already",
            Outcome.UNSURE,
            id="alias",
        ),
        pytest.param(
            "class Optional: ...\ndef f(x: int = None): ...\n",
            "`x`: the file has another `Optional`",
            Outcome.REFUSED,
            id="taken",
        ),
        pytest.param(
            "def f(x: any = None): ...\n",
            "`x`: `any` is a function, not a type",
            Outcome.REFUSED,
            id="function",
        ),
        pytest.param(
            "def f(x: int = None):\n    assert x is not None and x > 1\n",
            "`x`: the function rejects None",
            Outcome.REFUSED,
            id="rejects",
        ),
        pytest.param(
            "def f(x: int = None): ...  # noqa: RUF013\n",
            "the line says `# noqa: RUF013`",
            Outcome.REFUSED,
            id="owner",
        ),
        pytest.param(
            "def f(x: int = None): ...  # type: ignore[assignment]\n",
            "`x`: the line says `# type: ignore[assignment]`",
            Outcome.REFUSED,
            id="type-checker-silenced",
        ),
    ],
)
def test_says_why(source: str, reason: str, outcome: Outcome) -> None:
    """A place that stays comes with its reason."""
    result = rewrite(CODEMOD, "shop.py", source.encode())

    assert result.source == source.encode()
    assert [(left.reason, left.outcome) for left in result.left_alone] == [
        (reason, outcome)
    ]


@pytest.mark.parametrize(
    ("types", "annotation", "after"),
    [
        pytest.param(
            "from typing import Union\nQuery = Union[str, None]\n",
            "Query",
            "Query",
            id="alias",
        ),
        pytest.param(
            "from yarl import Query as _Query\nQuery = _Query\n",
            "Query",
            "Query",
            id="alias-of-another",
        ),
        pytest.param("class Query: ...\n", "Query", "Query | None", id="class"),
        pytest.param(
            "class PathLike: ...\n", "PathLike", "PathLike | None", id="class-for-sure"
        ),
        pytest.param("from yarl import Query\n", "Query", "Query | None", id="foreign"),
    ],
)
def test_what_another_file_defines(types: str, annotation: str, after: str) -> None:
    """An alias of the project's may admit None already; a class does not."""
    head = f"from .types import {annotation}\n"
    files = {
        "shop/__init__.py": b"",
        "shop/types.py": types.encode(),
        "shop/cart.py": f"{head}def read(x: {annotation} = None): ...\n".encode(),
    }
    modules = frozenset({"shop", "shop.types", "shop.cart"})
    project = Project(minimum_python=(3, 12), modules=modules)
    project = replace(project, program=program.index(files, project))

    result = rewrite(CODEMOD, "shop/cart.py", files["shop/cart.py"], project)

    assert result.source.decode() == f"{head}def read(x: {after} = None): ...\n"
