"""A name changes in all files of a project alike, or in none."""

from __future__ import annotations

import sys
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Project
from codemods.reading import program

CODEMOD = CATALOGUE["rename-private"]
SHOP = "def _loadAll(x):\n    return x\n\n\nresult = _loadAll(1)\n"


def changed(files: dict[str, str]) -> dict[str, str]:
    """Return what becomes of all files of a project."""
    names = frozenset(path.removesuffix(".py").replace("/", ".") for path in files)
    modules = frozenset(name.removesuffix(".__init__") for name in names)
    project = Project(minimum_python=(3, 11), modules=modules)
    raw = {path: text.encode() for path, text in files.items()}
    whole = replace(project, program=program.index(raw, project))
    return {
        path: rewrite(CODEMOD, path, source, whole).source.decode()
        for path, source in raw.items()
        if path.endswith(".py")
    }


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "from shop import _loadAll\nx = _loadAll(2)\n",
            "from shop import _load_all\nx = _load_all(2)\n",
            id="from",
        ),
        pytest.param(
            "from shop import _loadAll as f, other\nx = f(2)\n",
            "from shop import _load_all as f, other\nx = f(2)\n",
            id="alias",
        ),
        pytest.param(
            "import shop\nx = shop._loadAll(2), f'{shop._loadAll(3)}'\n",
            "import shop\nx = shop._load_all(2), f'{shop._load_all(3)}'\n",
            id="attribute",
        ),
        pytest.param(
            "import shop as s\ndef f():\n    from shop import _loadAll\n"
            "    return s._loadAll, _loadAll\n",
            "import shop as s\ndef f():\n    from shop import _load_all\n"
            "    return s._load_all, _load_all\n",
            id="in-a-function",
        ),
    ],
)
def test_uses_change_with_it(before: str, after: str) -> None:
    """Every way to take a name from a module is followed."""
    made = changed({"shop.py": SHOP, "other.py": before})

    assert made["shop.py"] == SHOP.replace("_loadAll", "_load_all")
    assert made["other.py"] == after


@pytest.mark.parametrize(
    "files",
    [
        pytest.param({"b.py": "patch('shop._loadAll')\n"}, id="string"),
        pytest.param({"b.py": "def _loadAll(): pass\n"}, id="same-name"),
        pytest.param({"b.py": "x._loadAll()\n"}, id="other-object"),
        pytest.param({"b.py": "f(_loadAll=1)\n"}, id="keyword"),
        pytest.param({"b.py": "import shop\ngetattr(shop, f())\n"}, id="computed"),
        pytest.param(
            {"b.py": "import shop\nshop._loadAll = 1\n"}, id="replaced-by-a-test"
        ),
        pytest.param(
            {
                "p/__init__.py": "from shop import _loadAll\n",
                "b.py": "from p import _loadAll\n",
            },
            id="given-on",
        ),
        pytest.param({"b.py": "from shop import *\n_loadAll\n"}, id="star"),
        pytest.param({"b.py": "def (:\n"}, id="broken"),
        pytest.param({"conf.toml": "run = 'shop:_loadAll'\n"}, id="settings"),
        pytest.param(
            {"b.py": "from shop import _loadAll\n_load_all = 1\n"}, id="taken"
        ),
    ],
)
def test_nothing_changes(files: dict[str, str]) -> None:
    """Where one file speaks of the name in another way, no file changes."""
    made = changed({"shop.py": SHOP, **files})

    assert made == {"shop.py": SHOP, **{k: v for k, v in files.items() if k in made}}


def test_project_in_mixed_case() -> None:
    """A project that writes its names so all over keeps them."""
    more = "".join(f"def {name}Of(): pass\n" for name in "abcdef")
    made = changed({"shop.py": SHOP + more})

    assert made["shop.py"] == SHOP + more


NAMES = st.sampled_from(["_loadAll", "_fileName", "_rowCount", "run"])
HOME = st.lists(
    st.one_of(
        st.tuples(NAMES, NAMES).map("def {0[0]}(x=1): return {0[1]}".format),
        NAMES.map("{} = 3".format),
        NAMES.map("class {}: pass".format),
        st.tuples(NAMES, NAMES).map("def g({0[0]}=2): return {0[0]}, {0[1]}".format),
    ),
    min_size=1,
    max_size=4,
)
USER = st.lists(
    st.one_of(
        NAMES.map("from home import {}".format),
        NAMES.map("from home import {} as f".format),
        NAMES.map("out.append(home.{})".format),
        NAMES.map("out.append({})".format),
        NAMES.map("out.append(f'{{home.{}}}')".format),
        NAMES.map("{} = 5".format),
        NAMES.map("out.append(getattr(home, '{}'))".format),
    ),
    max_size=4,
)


@settings(max_examples=100, deadline=None)
@given(HOME, USER)
def test_does_the_same(home: list[str], user: list[str]) -> None:
    """Two files together do the same as before."""
    files = {
        "home.py": "\n".join(home) + "\n",
        "user.py": "\n".join(["import home", *user]) + "\n",
    }

    made = changed(files)

    assert outcome(made) == outcome(files)


def outcome(files: dict[str, str]) -> tuple[int, str]:
    """Return how much a program of two files puts out, and how it ends."""
    home = ModuleType("home")
    out: list[Any] = []
    ended = ""
    sys.modules["home"] = home
    try:
        for path, names in (
            ("home.py", vars(home)),
            ("user.py", {"out": out}),
        ):
            code = compile(files[path], path, "exec", dont_inherit=True)
            exec(code, names)  # noqa: S102  # this test has made it
    except (AttributeError, ImportError, NameError) as error:
        ended = type(error).__name__
    finally:
        del sys.modules["home"]
    return len(out), ended
