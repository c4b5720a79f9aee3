"""The new name is used, and the old one works and warns."""

from __future__ import annotations

import asyncio
import inspect
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project
from codemods.reading import program

if TYPE_CHECKING:
    from codemods.base import Codemod

CODEMOD = CATALOGUE["rename-public"]
SHOP = "def loadAll(x):\n    return x\n"


def changed(files: dict[str, str], codemod: Codemod = CODEMOD) -> dict[str, str]:
    """Return what becomes of all files of a project."""
    names = frozenset(path.removesuffix(".py").replace("/", ".") for path in files)
    modules = frozenset(name.removesuffix(".__init__") for name in names)
    project = Project(minimum_python=(3, 11), modules=modules)
    raw = {path: text.encode() for path, text in files.items()}
    whole = replace(project, program=program.index(raw, project))
    return {
        path: rewrite(codemod, path, source, whole).source.decode()
        for path, source in raw.items()
        if path.endswith(".py")
    }


def test_uses_move() -> None:
    """Other files of the project use the new name."""
    user = "import shop\nfrom shop import loadAll\nx = loadAll(1), shop.loadAll(2)\n"

    made = changed({"shop.py": SHOP, "user.py": user})

    assert made["user.py"] == user.replace("loadAll", "load_all")
    assert "def load_all(x):" in made["shop.py"]
    assert "def loadAll(*args, **kwargs):" in made["shop.py"]


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"b.py": "patch('shop.loadAll')\n"}, id="string"),
        pytest.param({"b.py": "def loadAll(): pass\n"}, id="same-name"),
        pytest.param({"b.py": "import shop\nshop.loadAll = 1\n"}, id="replaced"),
        pytest.param({"p/__init__.py": "from shop import loadAll\n"}, id="given-on"),
        pytest.param(
            {"b.py": "from shop import loadAll\n", "c.py": "from b import loadAll\n"},
            id="taken-from-another",
        ),
        pytest.param({"b.py": "from shop import *\n"}, id="star"),
        pytest.param({"conf.toml": "run = 'shop:loadAll'\n"}, id="settings"),
        pytest.param({"b.py": "from shop import loadAll\nload_all = 1\n"}, id="taken"),
        pytest.param({"warnings.py": "x = 1\n"}, id="own-warnings"),
    ],
)
def test_nothing_changes(files: dict[str, str]) -> None:
    """Where the old name may be replaced or given on, no file changes."""
    made = changed({"shop.py": SHOP, **files})

    assert made == {"shop.py": SHOP, **{k: v for k, v in files.items() if k in made}}


def test_name_given() -> None:
    """With `old` and `new`, just that function is renamed."""
    codemod = CODEMOD.configured({"old": "fetch", "new": "load"})
    files = {"shop.py": "def fetch(): return 1\ndef readAll(): return 2\n"}

    made = changed(files, codemod)

    assert "def load(): return 1" in made["shop.py"]
    assert "def fetch(*args, **kwargs):" in made["shop.py"]
    assert "readAll(): return 2" in made["shop.py"]


@pytest.mark.parametrize(
    "params",
    [
        pytest.param({"old": "x"}, id="half"),
        pytest.param({"old": "x", "new": "def"}, id="keyword"),
        pytest.param({"old": "x", "new": "_y"}, id="private"),
    ],
)
def test_parameters_that_make_no_sense(params: dict[str, str]) -> None:
    """A name that cannot be given is said so at once."""
    with pytest.raises(ValueError, match=r".+"):
        CODEMOD.configured(params)


SIGNATURES = st.sampled_from(["a", "a, b=2", "*a", "a, *, b=3", "**b", "a, /, b=1"])
CALLS = st.sampled_from(["1", "1, 2", "1, b=4", "", "a=1"])
HEADS = st.sampled_from(["def", "async def"])
BODIES = st.sampled_from(
    ["return dict(locals())", "yield dict(locals())", "raise KeyError"]
)


@settings(max_examples=100, deadline=None)
@given(HEADS, SIGNATURES, BODIES, CALLS)
def test_both_names_do_the_same(
    head: str, signature: str, body: str, call: str
) -> None:
    """Either name gives what the function gave; only the old one warns."""
    source = f"{head} loadAll({signature}):\n    {body}\n"

    made = changed({"a.py": source})["a.py"]

    before, _ = result(source, f"loadAll({call})")
    new, silent = result(made, f"load_all({call})")
    old, told = result(made, f"loadAll({call})")
    assert before == new == old
    assert silent == 0
    assert told == 1


def result(source: str, call: str) -> tuple[str, int]:
    """Return what a call gives, and how many warnings it makes."""
    names: dict[str, Any] = {}
    code = compile(source, "a.py", "exec", dont_inherit=True)
    exec(code, names)  # noqa: S102  # this test has made it
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            value = eval(call, names)  # noqa: S307  # as above
            if inspect.iscoroutine(value):
                value = asyncio.run(value)
            elif hasattr(value, "__aiter__"):
                value = asyncio.run(anext(value))
            elif hasattr(value, "__next__"):
                value = list(value)
            text = repr(value)
        except (KeyError, TypeError) as error:
            text = type(error).__name__
    return text, sum(item.category is DeprecationWarning for item in caught)
