"""The kind of a value is known where every way to it says the same."""

from __future__ import annotations

import pytest

from codemods.reading.kinds import Kind, kind_of
from tests.support.modules import expression, module_of

HEAD = """
import datetime, enum, json, os, pathlib, random, sys, time, typing, uuid
from typing import Annotated, Any, Dict, List, Literal, Optional, Union
from shop import Colour
Alias = int
class Plain: ...
class Derived(Plain): ...
class Size(str, enum.Enum): SMALL = "s"
class Level(enum.IntEnum): LOW = 1
class Mark(enum.Enum): A = 1
class Money:
    def __format__(self, spec): ...
"""


def kind_in(body: str, text: str = "X") -> Kind:
    """Return the kind of the last expression `text` of a function's body."""
    module = module_of(HEAD + body)
    return kind_of(module, expression(module, text))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("'a'", Kind.TEXT, id="text"),
        pytest.param("f'{x}'", Kind.TEXT, id="f-string"),
        pytest.param("1", Kind.INTEGER, id="integer"),
        pytest.param("True", Kind.INTEGER, id="bool"),
        pytest.param("1.5", Kind.NUMBER, id="float"),
        pytest.param("1j", Kind.PLAIN, id="complex"),
        pytest.param("None", Kind.PLAIN, id="none"),
        pytest.param("[x]", Kind.PLAIN, id="list"),
        pytest.param("{k: v for k, v in x}", Kind.PLAIN, id="comprehension"),
        pytest.param("x", Kind.UNKNOWN, id="name"),
        pytest.param("x()", Kind.UNKNOWN, id="call"),
        pytest.param("x.y", Kind.UNKNOWN, id="attribute"),
        pytest.param("(x for x in y)", Kind.UNKNOWN, id="generator"),
        pytest.param("not x", Kind.INTEGER, id="not"),
        pytest.param("-1.5", Kind.NUMBER, id="minus"),
        pytest.param("-x", Kind.UNKNOWN, id="minus-unknown"),
        pytest.param("~1", Kind.UNKNOWN, id="invert"),
        pytest.param("1 + 2 * 3", Kind.INTEGER, id="integers"),
        pytest.param("1 / 2", Kind.NUMBER, id="division"),
        pytest.param("1 + 2.0", Kind.NUMBER, id="mixed"),
        pytest.param("2 ** 3", Kind.UNKNOWN, id="power"),
        pytest.param("1.5 | 2", Kind.UNKNOWN, id="no-such-operator"),
        pytest.param("x / 2", Kind.UNKNOWN, id="perhaps-decimal"),
        pytest.param("'a' + 'b'", Kind.TEXT, id="sum"),
        pytest.param("'a' * 3", Kind.TEXT, id="repeated"),
        pytest.param("'a' % x", Kind.TEXT, id="percent"),
        pytest.param("'a' + x", Kind.UNKNOWN, id="sum-with-unknown"),
        pytest.param("1 if x else 2.0", Kind.NUMBER, id="condition"),
        pytest.param("'a' if x else None", Kind.PLAIN, id="condition-plain"),
        pytest.param("x or 'a'", Kind.UNKNOWN, id="or"),
        pytest.param("x is y", Kind.INTEGER, id="identity"),
        pytest.param("1 < len(x)", Kind.INTEGER, id="comparison"),
        pytest.param("x < y", Kind.UNKNOWN, id="arrays-perhaps"),
        pytest.param("(y := 'a')", Kind.TEXT, id="walrus"),
        pytest.param("len(x)", Kind.INTEGER, id="len"),
        pytest.param("str(x)", Kind.TEXT, id="str"),
        pytest.param("float(x)", Kind.NUMBER, id="float-of"),
        pytest.param("type(x)", Kind.PLAIN, id="type"),
        pytest.param("json.dumps(x)", Kind.TEXT, id="dumps"),
        pytest.param("time.time() - 1", Kind.NUMBER, id="time"),
        pytest.param("os.environ.get('a')", Kind.PLAIN, id="environment"),
        pytest.param("os.environ['a']", Kind.TEXT, id="environment-item"),
        pytest.param("sys.argv[1]", Kind.TEXT, id="argv"),
        pytest.param("pathlib.Path(x)", Kind.PLAIN, id="path"),
        pytest.param("datetime.datetime.now()", Kind.PLAIN, id="now"),
        pytest.param("abs(-1)", Kind.INTEGER, id="abs"),
        pytest.param("round(1.5)", Kind.INTEGER, id="round"),
        pytest.param("round(1.5, 1)", Kind.NUMBER, id="round-to"),
        pytest.param("round(x)", Kind.UNKNOWN, id="round-unknown"),
        pytest.param("max(1, 2.0)", Kind.NUMBER, id="max"),
        pytest.param("max(x)", Kind.UNKNOWN, id="max-of-one"),
        pytest.param("max('a', 'b')", Kind.UNKNOWN, id="max-of-text"),
        pytest.param("max(1, 2, key=x)", Kind.UNKNOWN, id="max-key"),
        pytest.param("', '.join(x)", Kind.TEXT, id="join"),
        pytest.param("'a'.upper()[1]", Kind.TEXT, id="text-item"),
        pytest.param("x.upper()", Kind.PLAIN, id="upper"),
        pytest.param("x.replace(y)", Kind.UNKNOWN, id="replace"),
        pytest.param("x.total_seconds()", Kind.NUMBER, id="seconds"),
        pytest.param("[1, 2][1:]", Kind.PLAIN, id="slice"),
        pytest.param("[1, 2][0]", Kind.UNKNOWN, id="item"),
        pytest.param("__name__", Kind.TEXT, id="module-name"),
        pytest.param("x.__qualname__", Kind.TEXT, id="qualified-name"),
        pytest.param("x.__class__", Kind.PLAIN, id="class-of"),
        pytest.param("Size.SMALL", Kind.ENUM, id="text-enum"),
        pytest.param("Level.LOW", Kind.ENUM, id="integer-enum"),
        pytest.param("Mark.A", Kind.UNKNOWN, id="plain-enum"),
    ],
)
def test_expressions(text: str, kind: Kind) -> None:
    """An expression has a kind of its own, or that of its parts."""
    assert kind_in(f"{text}\n", text) is kind


@pytest.mark.parametrize(
    ("annotation", "kind"),
    [
        pytest.param("str", Kind.TEXT, id="str"),
        pytest.param("'str'", Kind.TEXT, id="quoted"),
        pytest.param("'not a type('", Kind.UNKNOWN, id="no-type"),
        pytest.param("int", Kind.INTEGER, id="int"),
        pytest.param("bool", Kind.INTEGER, id="bool"),
        pytest.param("float", Kind.NUMBER, id="float"),
        pytest.param("int | float", Kind.NUMBER, id="pipe"),
        pytest.param("str | None", Kind.PLAIN, id="or-none"),
        pytest.param("Optional[str]", Kind.PLAIN, id="optional"),
        pytest.param("Union[int, float]", Kind.NUMBER, id="union"),
        pytest.param("str | Colour", Kind.FOREIGN, id="or-foreign"),
        pytest.param("Annotated[int, 3]", Kind.INTEGER, id="annotated"),
        pytest.param("Literal['a', 'b']", Kind.TEXT, id="literal"),
        pytest.param("list[str]", Kind.PLAIN, id="list"),
        pytest.param("Dict[str, int]", Kind.PLAIN, id="dict"),
        pytest.param("type[Plain]", Kind.PLAIN, id="type"),
        pytest.param("datetime.datetime", Kind.PLAIN, id="datetime"),
        pytest.param("ValueError", Kind.PLAIN, id="exception"),
        pytest.param("Any", Kind.UNKNOWN, id="any"),
        pytest.param("object", Kind.UNKNOWN, id="object"),
        pytest.param("Plain", Kind.PLAIN, id="class-of-the-file"),
        pytest.param("Derived", Kind.UNKNOWN, id="derived-class"),
        pytest.param("Size", Kind.ENUM, id="enum"),
        pytest.param("Mark", Kind.UNKNOWN, id="plain-enum"),
        pytest.param("Money", Kind.OWN_FORMAT, id="own-format"),
        pytest.param("Colour", Kind.FOREIGN, id="class-from-elsewhere"),
        pytest.param("Alias", Kind.UNKNOWN, id="alias"),
        pytest.param("T", Kind.UNKNOWN, id="unbound"),
        pytest.param("f()", Kind.UNKNOWN, id="call"),
        pytest.param("None", Kind.PLAIN, id="none"),
    ],
)
def test_annotations(annotation: str, kind: Kind) -> None:
    """A parameter is what its annotation says."""
    assert kind_in(f"def f(X: {annotation}):\n    X\n") is kind


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param("X = 1\nX", Kind.INTEGER, id="assigned"),
        pytest.param("X = 1\nX = 2.0\nX", Kind.NUMBER, id="twice"),
        pytest.param("X = 1\nX = 'a'\nX", Kind.PLAIN, id="two-kinds"),
        pytest.param("X = 1\nX = y\nX", Kind.UNKNOWN, id="one-unknown"),
        pytest.param("X: int = y\nX", Kind.INTEGER, id="annotated"),
        pytest.param("X = 0\nX += 1\nX", Kind.INTEGER, id="counter"),
        pytest.param("X = 0\nX += 0.5\nX", Kind.NUMBER, id="summed"),
        pytest.param("X = 0\nX += y\nX", Kind.UNKNOWN, id="summed-unknown"),
        pytest.param("X = 'a'\nX += 'b'\nX", Kind.TEXT, id="text-grown"),
        pytest.param("X = 1\nX = X + 1\nX", Kind.INTEGER, id="of-itself"),
        pytest.param("X = -X\nX", Kind.UNKNOWN, id="of-itself-alone"),
        pytest.param("X = Y\nY = X\nX", Kind.UNKNOWN, id="in-a-circle"),
        pytest.param("X = 1\n" * 13 + "X", Kind.UNKNOWN, id="too-often"),
        pytest.param("try: ...\nexcept E as X:\n    X", Kind.PLAIN, id="exception"),
        pytest.param("for X in range(3):\n    X", Kind.INTEGER, id="range"),
        pytest.param("for X in ('a', 'b'):\n    X", Kind.TEXT, id="literals"),
        pytest.param("for X in y:\n    X", Kind.UNKNOWN, id="loop"),
        pytest.param("for X, y in enumerate(z):\n    X", Kind.INTEGER, id="enumerate"),
        pytest.param(
            "for y, X in enumerate(['a']):\n    X", Kind.TEXT, id="enumerate-value"
        ),
        pytest.param("for X, y in z:\n    X", Kind.UNKNOWN, id="pairs"),
        pytest.param("X, y = 1, 2\nX", Kind.UNKNOWN, id="unpacked"),
        pytest.param("with y as X:\n    X", Kind.UNKNOWN, id="with"),
        pytest.param("def f(*X):\n    X", Kind.PLAIN, id="star"),
        pytest.param("def f(**X: int):\n    X", Kind.PLAIN, id="double-star"),
        pytest.param("def f(X):\n    X", Kind.UNKNOWN, id="bare-parameter"),
        pytest.param(
            "def f(y: List[int]):\n    for X in y:\n        X",
            Kind.INTEGER,
            id="elements",
        ),
        pytest.param(
            "def f(y: dict[str, int]):\n    for X in y:\n        X",
            Kind.TEXT,
            id="keys",
        ),
        pytest.param(
            "def f(y: Plain):\n    for X in y:\n        X",
            Kind.UNKNOWN,
            id="of-a-class",
        ),
        pytest.param(
            "def f(y: tuple[int, str]):\n    for X in y:\n        X",
            Kind.UNKNOWN,
            id="of-a-tuple",
        ),
    ],
)
def test_names(body: str, kind: Kind) -> None:
    """A name has the kind of all that is bound to it."""
    assert kind_in(body) is kind


@pytest.mark.parametrize(
    ("annotation", "kind"),
    [
        pytest.param("list[str]", Kind.TEXT, id="list"),
        pytest.param("Dict[str, float]", Kind.NUMBER, id="dict"),
        pytest.param("Plain", Kind.UNKNOWN, id="class"),
    ],
)
def test_items(annotation: str, kind: Kind) -> None:
    """An item has the kind that the container's annotation promises."""
    assert kind_in(f"def f(y: {annotation}):\n    y[0]\n", "y[0]") is kind


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param("    name: str\n", Kind.TEXT, id="field"),
        pytest.param("    other: str\n", Kind.UNKNOWN, id="other-field"),
        pytest.param(
            "    def __init__(self, name: str):\n        self.name = name\n",
            Kind.TEXT,
            id="assigned",
        ),
        pytest.param(
            "    def __init__(self, name):\n        self.name: int = name\n",
            Kind.INTEGER,
            id="annotated",
        ),
        pytest.param("    ...\n", Kind.UNKNOWN, id="nowhere"),
    ],
)
def test_attributes_of_self(body: str, kind: Kind) -> None:
    """An attribute of `self` has the kind that its class tells."""
    source = f"class C:\n{body}    def last(self):\n        self.name\n"

    assert kind_in(source, "self.name") is kind


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        pytest.param("class C:\n  def f(X):\n    X", Kind.PLAIN, id="class"),
        pytest.param("class C(B):\n  def f(X):\n    X", Kind.UNKNOWN, id="derived"),
        pytest.param(
            "class C(str, enum.Enum):\n  def f(X):\n    X", Kind.ENUM, id="enum"
        ),
        pytest.param("class C:\n  def f(self, X):\n    X", Kind.UNKNOWN, id="second"),
        pytest.param(
            "class C:\n  @d\n  def f(X):\n    X", Kind.UNKNOWN, id="decorated"
        ),
        pytest.param("class C:\n  f = lambda X: X", Kind.UNKNOWN, id="lambda"),
    ],
)
def test_self(source: str, kind: Kind) -> None:
    """A method's first parameter is an instance of its class."""
    assert kind_in(source) is kind
