"""Names are followed as Python does it, and no further than is sure."""

from __future__ import annotations

import ast

import pytest

from codemods.model import Project
from tests.support.modules import expression, module_of

SHOP = Project(modules=frozenset({"shop", "shop.cart", "yaml"}))

KNOWN = [
    pytest.param("import yaml\nyaml.load", "yaml.load", id="import"),
    pytest.param("import yaml as y\ny.load", "yaml.load", id="alias"),
    pytest.param("import a.x.c\na.x.c.d", "a.x.c.d", id="dotted"),
    pytest.param("import a.x as c\nc.d", "a.x.d", id="dotted-alias"),
    pytest.param("import a\nimport a.b\na.b", "a.b", id="twice"),
    pytest.param("from a import b\nb.c", "a.b.c", id="from"),
    pytest.param("from a.x import c as d\nd", "a.x.c", id="from-alias"),
    pytest.param("open", "builtins.open", id="builtin"),
    pytest.param("str.join", "builtins.str.join", id="builtin-attribute"),
    pytest.param(
        "def f():\n    import a\n    def g():\n        nonlocal a\n        def h():\n"
        "            nonlocal a\n            import a\n    a.b",
        "a.b",
        id="nonlocal-of-nonlocal",
    ),
    pytest.param(
        "try:\n    import a\nexcept ImportError:\n    a = None\na.b",
        "a.b",
        id="optional",
    ),
    pytest.param("a = False\nif x:\n    import a\na.b", "a.b", id="flag"),
    pytest.param("import a\ndef f(x=a.b):\n    a = 1", "a.b", id="default"),
    pytest.param("import a\ndef f(a: a.b): ...", "a.b", id="annotation"),
    pytest.param("import a\n(x for a in a.b)", "a.b", id="first-iterable"),
    pytest.param("import a\nlambda a, x=a.b: x", "a.b", id="lambda-default"),
    pytest.param(
        "def f():\n    import a\n    def g():\n        a.b", "a.b", id="closure"
    ),
    pytest.param(
        "import a\nclass C:\n    a = 1\n    def f(self):\n        a.b",
        "a.b",
        id="class-not-seen-inside",
    ),
    pytest.param("import a\ndef f():\n    global a\n    a.b", "a.b", id="global"),
    pytest.param(
        "def f():\n    import a\n    def g():\n        nonlocal a\n        a.b",
        "a.b",
        id="nonlocal",
    ),
    pytest.param("import a\nclass C:\n    x = [a.b for y in z]", "a.b", id="in-class"),
    pytest.param(
        "def f():\n    global a\n    import a\na.b", "a.b", id="bound-by-global"
    ),
    pytest.param("import a\nif x:\n    a: int\na.b", "a.b", id="bare-annotation"),
]
UNKNOWN = [
    pytest.param("import a\n@a.b\nclass a: ...", id="decorator-of-other"),
    pytest.param("import a\n[a.b for a in y]", id="comprehension"),
    pytest.param("a.b", id="unbound"),
    pytest.param("f().b", id="call"),
    pytest.param("import a\na = 1\na.b", id="assigned"),
    pytest.param("import a\na += 1\na.b", id="augmented"),
    pytest.param("import a\ndel a\na.b", id="deleted"),
    pytest.param("import a\nfor a in x:\n    a.b", id="loop"),
    pytest.param("import a\nwith x as a:\n    a.b", id="with"),
    pytest.param("import a\ntry: ...\nexcept E as a:\n    a.b", id="except"),
    pytest.param("import a\n(a := 1)\na.b", id="walrus"),
    pytest.param("import a\n[(a := 1) for x in y]\na.b", id="walrus-in-comprehension"),
    pytest.param("import a\ndef f(a):\n    a.b", id="parameter"),
    pytest.param("import a\ndef f(*a):\n    a.b", id="star"),
    pytest.param("import a\nlambda a: a.b", id="lambda"),
    pytest.param("import a\ndef f():\n    a.b\n    a = 1", id="local-later"),
    pytest.param("import a\ndef f():\n    a: int\n    a.b", id="local-annotation"),
    pytest.param("import a\ndef a(): ...\na.b", id="function"),
    pytest.param("import a\nclass a: ...\na.b", id="class"),
    pytest.param("import a\nmatch x:\n    case a:\n        a.b", id="match"),
    pytest.param("import a\nmatch x:\n    case [*a]:\n        a.b", id="match-star"),
    pytest.param("import a\nmatch x:\n    case {**a}:\n        a.b", id="match-rest"),
    pytest.param("import a\ndef f():\n    global a\n    a = 1\na.b", id="by-global"),
    pytest.param(
        "def f():\n    import a\n    def g():\n        nonlocal a\n        a = 1\n"
        "    a.b",
        id="by-nonlocal",
    ),
    pytest.param("import a\nfrom c import a\na.b", id="two-modules"),
    pytest.param(
        "class C:\n    import a\n    def f(self):\n        a.b", id="class-body"
    ),
    pytest.param("def f():\n    import a\na.b", id="other-function"),
    pytest.param("from a import *\nopen", id="star-import"),
    pytest.param("x, a = y\na.b", id="unpacked"),
    pytest.param("def f():\n    global a\na.b", id="global-of-nothing"),
]


def looked_up(source: str) -> str:
    """Return the expression of a source that a test looks up."""
    return "a.b" if "a.b" in source else source.rpartition("\n")[2]


@pytest.mark.parametrize(("source", "name"), KNOWN)
def test_known(source: str, name: str) -> None:
    """A name that can mean one thing only is known by its dotted name."""
    module = module_of(source)

    assert module.name_of(expression(module, looked_up(source))) == name


@pytest.mark.parametrize("source", UNKNOWN)
def test_unknown(source: str) -> None:
    """A name that may mean something else is not known."""
    module = module_of(source)

    assert module.name_of(expression(module, looked_up(source))) is None


@pytest.mark.parametrize(
    ("path", "source", "name"),
    [
        pytest.param("shop/cart.py", "from . import x\nx", ".shop.x", id="sibling"),
        pytest.param("shop/__init__.py", "from . import x\nx", ".shop.x", id="package"),
        pytest.param("shop/a/b.py", "from ..c import x\nx", ".shop.c.x", id="parent"),
        pytest.param("src/shop/cart.py", "from .c import x\nx", ".shop.c.x", id="src"),
        pytest.param(
            "lib/shop/cart.py", "from .c import x\nx", ".shop.c.x", id="known"
        ),
        pytest.param(
            "tool.py", "from . import yaml\nyaml.load", ".yaml.load", id="flat"
        ),
        pytest.param("shop/cart.py", "import yaml\nyaml.load", ".yaml.load", id="own"),
        pytest.param(
            "shop/cart.py", "from shop.cart import x\nx", ".shop.cart.x", id="absolute"
        ),
    ],
)
def test_own_modules_start_with_a_dot(path: str, source: str, name: str) -> None:
    """What the project's own modules provide is never taken for a library's."""
    module = module_of(source, path, SHOP)

    assert module.name_of(expression(module, looked_up(source))) == name


@pytest.mark.parametrize(
    ("source", "value"),
    [
        pytest.param("x = f()\nx", "f()", id="once"),
        pytest.param("x: int = f()\nx", "f()", id="annotated"),
        pytest.param("y = x = f()\nx", "f()", id="chained"),
        pytest.param("(x := f())\nx", "f()", id="walrus"),
        pytest.param("x = f()\nx = g()\nx", None, id="twice"),
        pytest.param("with f() as x:\n    x", None, id="with"),
        pytest.param("for x in f():\n    x", None, id="loop"),
        pytest.param("import x\nx", None, id="import"),
        pytest.param("f().x", None, id="no-name"),
        pytest.param("a.x", None, id="no-self"),
    ],
)
def test_value_of(source: str, value: str | None) -> None:
    """The value of a name is known where it is assigned once."""
    module = module_of(source)

    found = module.value_of(expression(module, source.rpartition("\n")[2].strip()))

    assert (found and ast.unparse(found)) == value


@pytest.mark.parametrize(
    ("body", "values"),
    [
        pytest.param("def __init__(self):\n  self.x = f()", {"f()"}, id="init"),
        pytest.param("x = f()\n def m(self): ...", {"f()"}, id="class-body"),
        pytest.param("def m(self):\n  self.x: int = f()", {"f()"}, id="annotated"),
        pytest.param("def m(self):\n  self.x: int\n  self.x = f()", {"f()"}, id="bare"),
        pytest.param("x: int\n def m(self):\n  self.x = f()", {"f()"}, id="field"),
        pytest.param("def m(self):\n  with f() as self.x: ...", {"f()"}, id="with"),
        pytest.param(
            "def m(me):\n  me.x = f()\n  me.x = g()", {"f()", "g()"}, id="two"
        ),
        pytest.param("@classmethod\n def m(cls):\n  cls.x = f()", {"f()"}, id="cls"),
        pytest.param(
            "def m(self):\n  def g():\n   self.x = f()", {"f()"}, id="closure"
        ),
        pytest.param("def m(self):\n  self.x += 1", {None}, id="augmented"),
        pytest.param("def m(self):\n  del self.x", {None}, id="deleted"),
        pytest.param(
            "@staticmethod\n def m(self):\n  self.x = f()", set(), id="static"
        ),
        pytest.param("def m(self, o):\n  self.x = f()\n  o.x = 1", set(), id="outside"),
        pytest.param("def m(*self):\n  self.x = f()", set(), id="star"),
        pytest.param("def m(self):\n  self = f()\n  self.x = 1", set(), id="rebound"),
        pytest.param("def m(self):\n  f().x = 1", set(), id="of-a-call"),
        pytest.param("def m(self): ...", set(), id="nowhere"),
    ],
)
def test_attributes_of_self(body: str, values: set[str | None]) -> None:
    """What `self.x` may be is every assignment that the class has."""
    source = f"class C:\n {body}\n def last(self):\n  return self.x"
    module = module_of(source)

    found = module.bindings_of(expression(module, "self.x"))

    texts = {item.value and ast.unparse(item.value) for item in found}
    assert texts == values


def test_attributes_of_relatives() -> None:
    """Bases and subclasses in the file have a say, other classes none."""
    module = module_of(
        "class Base:\n    def a(self):\n        self.x = f()\n"
        "class Middle(Base):\n    x = g()\n"
        "class Sub(Middle, other.Thing):\n    def b(self):\n        return self.x\n"
        "class Other:\n    def c(self):\n        self.x = h()\n"
    )

    found = module.bindings_of(expression(module, "self.x", -2))

    assert [item.value and ast.unparse(item.value) for item in found] == ["f()", "g()"]


def test_names_of_the_module_itself() -> None:
    """A module's own scope is the only one around it."""
    module = module_of("import a\n")

    assert [item.target for item in module.names.bindings("a", module.root)] == ["a"]
    assert list(module.names.scopes(module.root)) == [module.root]


def test_nonlocal_without_an_outer_function() -> None:
    """Python does not compile it, but the parser lets it pass."""
    module = module_of("import json\nnonlocal json\njson = 1\n\n\ndef f(): json\n")

    assert module.name_of(expression(module, "json")) is None
