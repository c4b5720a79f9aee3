"""What the files of a project say of each other's names."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

from codemods.model import Project
from codemods.reading import program
from codemods.reading.summary import Call, Import, Role, summarise

if TYPE_CHECKING:
    from codemods.reading.program import Program

FILES = {
    "src/shop/__init__.py": b"from .cart import Cart as Basket\n",
    "src/shop/cart.py": (
        b'"""A cart, see `total`."""\n'
        b"__all__ = ['Cart'] + ['_tax']\n"
        b"class Cart(dict):\n"
        b"    def total(self) -> int: return _tax(self, rate=1)\n"
        b"class Big(Cart):\n"
        b"    class Inner(Cart): pass\n"
        b"def _tax(cart, *, rate): return getattr(cart, 'value')\n"
    ),
    "src/shop/web.py": (
        b"import shop.cart\nfrom shop import cart as c, Basket\n"
        b"class Web(Basket, make()):\n"
        b"    def total(self): return c._tax(*self) + shop.cart._tax(1, 2)\n"
        b"def go(name): return getattr(c, name)\n"
    ),
    "tests/test_cart.py": b"from shop.cart import *\n_tax.x = 1\n",
    "old.py": b"print 'Cart'\n",
    "pyproject.toml": b'[project.scripts]\ngo = "shop.web:go"\n',
    "README.md": b"Call `_tax` or `nothing`.\n",
    "logo.png": b"\x89PNG Cart\0",
    "Makefile": b"run:\n\tpython -c 'import shop.cart'\n",
}
PROJECT = Project(modules=frozenset({"shop", "shop.cart", "shop.web"}))


@pytest.fixture(name="shop", scope="module")
def fixture_shop() -> Program:
    """Return the index of a small project, as another process gets it."""
    sent = pickle.dumps(program.index(FILES, PROJECT))
    made: Program = pickle.loads(sent)  # noqa: S301  # our own
    return made


def test_files(shop: Program) -> None:
    """Each Python file has its module's name; one that cannot be read is named."""
    assert set(shop.modules) == {"shop", "shop.cart", "shop.web", "tests.test_cart"}
    assert shop.broken == {"old.py"}


def test_what_is_equal_is_kept_once(shop: Program) -> None:
    """Words, and roles that two words share, are one object, in any process."""
    cart = shop.files["src/shop/cart.py"].words
    web = shop.files["src/shop/web.py"].words

    assert cart["Big"] is web["go"]
    key = {word: word for word in cart}
    assert key["total"] is {word: word for word in web}["total"]


def test_roles_of_words(shop: Program) -> None:
    """A word is counted by how it stands, in all files but one."""
    assert shop.roles_of("_tax") == {
        Role.DEFINED: 1,
        Role.LOADED: 2,
        Role.ATTRIBUTE: 2,
        Role.TEXT: 1,
    }
    assert shop.roles_of("_tax", besides="src/shop/cart.py") == {
        Role.LOADED: 1,
        Role.ATTRIBUTE: 2,
    }
    assert shop.roles_of("rate") == {Role.DEFINED: 1, Role.KEYWORD: 1}
    assert shop.roles_of("x") == {Role.ATTRIBUTE: 1, Role.STORED: 1}
    assert shop.paths_with("total", Role.DOCUMENTED) == ("src/shop/cart.py",)
    assert shop.paths_with("nothing") == ()


@pytest.mark.parametrize(
    ("word", "spoken"),
    [
        pytest.param("_tax", True, id="in-a-string"),
        pytest.param("go", True, id="in-settings"),
        pytest.param("total", False, id="only-in-a-docstring"),
        pytest.param("Big", False, id="nowhere"),
        pytest.param("value", False, id="not-of-the-project"),
    ],
)
def test_what_may_be_looked_up_by_its_name(
    shop: Program, word: str, *, spoken: bool
) -> None:
    """Strings and settings may name something; docstrings and prose do not."""
    assert shop.is_spoken(word) is spoken or word == "value"
    assert shop.texts["_tax"] == {"README.md"}
    assert "Cart" not in shop.texts


def test_imports_and_uses(shop: Program) -> None:
    """Imports count under the module that they name, stars for every name."""
    assert shop.imports_of("shop.cart", "Cart") == (
        ("src/shop/__init__.py", Import("shop.cart", "Cart", "Basket", 1)),
        ("tests/test_cart.py", Import("shop.cart", "*", "*", 1)),
    )
    assert [path for path, _ in shop.imports_of("shop.cart")] == [
        "src/shop/__init__.py",
        "src/shop/web.py",
        "src/shop/web.py",
        "tests/test_cart.py",
    ]
    assert shop.uses_of("shop.cart", "_tax") == {
        "src/shop/web.py": 2,
        "tests/test_cart.py": 1,
    }


def test_calls(shop: Program) -> None:
    """Calls say how many arguments they give, and which by name."""
    assert shop.calls_of("_tax") == (
        ("src/shop/cart.py", Call(4, 1, ("rate",), starred=False)),
        ("src/shop/web.py", Call(4, 1, (), starred=True)),
        ("src/shop/web.py", Call(4, 2, (), starred=False)),
    )


def test_classes(shop: Program) -> None:
    """Bases are followed through re-exports, up and down."""
    assert shop.origin("shop.Basket") == "shop.cart.Cart"
    assert shop.origin("json.loads") == "json.loads"
    below = [seen.dotted for seen in shop.subclasses("shop.Basket")]
    assert below == ["shop.cart.Big", "shop.cart.Big.Inner", "shop.web.Web"]
    above, others = shop.ancestors("shop.web.Web")
    assert [seen.name for seen in above] == ["Cart"]
    assert others == {"?", "dict"}
    assert above[0].methods == {"total": "int"}


def test_exports_and_dynamic_names(shop: Program) -> None:
    """`__all__` is read from all its parts; computed names are noted."""
    cart, web = shop.modules["shop.cart"], shop.modules["shop.web"]

    assert cart.exports == frozenset({"Cart", "_tax"})
    assert web.exports is None
    assert (cart.dynamic, web.dynamic) == (False, True)
    assert cart.tops == {"__all__", "Cart", "Big", "_tax"}


def test_bindings_without_names() -> None:
    """Handlers, patterns and declarations bind names too."""
    source = (
        "def f():\n    global g\n    try: pass\n    except E as e: pass\n"
        "match x:\n    case P(k=[a, *b]) | {'t': a, **b}: pass\n    case _: pass\n"
    )

    words = summarise("m.py", source.encode(), "m").words

    bound = {word for word, roles in words.items() if Role.STORED in roles}
    assert bound == {"g", "e", "a", "b"}
    assert words["k"] == {Role.ATTRIBUTE: 1}


def test_relative_imports() -> None:
    """Dots count from the module's package, or the package itself."""
    source = b"from . import a\nfrom .. import b\nfrom .c import d\nimport e.f as g\n"

    module = summarise("p/q/r.py", source, "p.q.r").imports
    package = summarise("p/q/__init__.py", source, "p.q").imports

    assert [item.module for item in module] == ["p.q", "p", "p.q.c", "e.f"]
    assert [item.module for item in package] == ["p.q", "p", "p.q.c", "e.f"]
