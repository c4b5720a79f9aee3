"""What two releases say of the names that are used; nothing is imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from packaging.version import Version

from bot.actions.dependencies.upgrading import api_changes as module
from bot.actions.dependencies.upgrading.api_changes import ApiChanges, api_changes
from bot.actions.dependencies.upgrading.unpacking import unpack
from bot.actions.dependencies.upgrading.usage import usage_of
from tests.support.releases import wheel_of
from tests.support.targets import target_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

BETWEEN = (Version("1.0"), Version("2.0"))
INIT = "shop/__init__.py"
WARN = "warnings.warn('use g', DeprecationWarning)\n"


def compared(
    folder: Path, before: Mapping[str, str], after: Mapping[str, str], code: str
) -> ApiChanges:
    """Return what two releases say of the code of one file."""
    releases = []
    for version, files in (("1.0", before), ("2.0", after)):
        archive = folder / f"shop-{version}-py3-none-any.whl"
        archive.write_bytes(wheel_of("shop", version, files).content)
        releases.append(unpack(archive, folder / version))
    usage = usage_of(target_of({"a.py": code}), "shop", releases[1])
    return api_changes(usage, releases[0], releases[1], BETWEEN)


@pytest.mark.parametrize(
    ("before", "after", "code", "said"),
    [
        pytest.param(
            {INIT: "def f(): ...\n"},
            {INIT: ""},
            "import shop\nshop.f()\n",
            "`shop.f` is gone (`a.py:2`).",
            id="gone",
        ),
        pytest.param(
            {INIT: "", "shop/old.py": "class A: ...\n"},
            {INIT: "", "shop/new.py": "class A: ...\n"},
            "from shop.old import A\n",
            "`shop.old.A` is `shop.new.A` now (`a.py:1`).",
            id="moved",
        ),
        pytest.param(
            {INIT: "", "shop/old.py": "class A: ...\n"},
            {INIT: "from ._new import A\n", "shop/_new.py": "class A: ...\n"},
            "from shop.old import A\n",
            "`shop.old.A` is `shop.A` now (`a.py:1`).",
            id="moved-to-top",
        ),
        pytest.param(
            {INIT: "class A:\n    def f(self): ...\n"},
            {INIT: "class A: ...\n"},
            "import shop\nshop.A.f\n",
            "`shop.A.f` is gone (`a.py:2`).",
            id="method",
        ),
        pytest.param(
            {INIT: "def f(a, b=1): ...\n"},
            {INIT: "def f(a): ...\n"},
            "from shop import f\nf(1, b=2)\nf(1)\n",
            "`shop.f` has no parameter `b` (`a.py:2`).",
            id="parameter",
        ),
        pytest.param(
            {INIT: "def f(a, b): ...\n"},
            {INIT: "def f(a, *, b): ...\n"},
            "from shop import f\nf(1, 2)\n",
            "`shop.f` takes at most 1 without a name (`a.py:2`).",
            id="only-by-name",
        ),
        pytest.param(
            {INIT: "class A:\n    def __init__(self, a): ...\n"},
            {INIT: "class A:\n    def __init__(self, a, b): ...\n"},
            "from shop import A\nA(1)\n",
            "`shop.A` asks for `b` (`a.py:2`).",
            id="required",
        ),
        pytest.param(
            {INIT: "def f(): ...\n"},
            {INIT: "@deprecated('Use g.', category=None)\ndef f(): ...\n"},
            "from shop import f\n",
            "`shop.f` is deprecated: Use g (`a.py:1`).",
            id="decorator",
        ),
        pytest.param(
            {INIT: "def f(): ...\n"},
            {INIT: f"def f():\n    {WARN}"},
            "from shop import f\n",
            "`shop.f` is deprecated: use g (`a.py:1`).",
            id="warns",
        ),
        pytest.param(
            {INIT: "class A: ...\n"},
            {INIT: 'class A:\n    """Do.\n\n    .. deprecated:: 2.0\n    """\n'},
            "from shop import A\n",
            "`shop.A` has a note of deprecation since 2.0 (`a.py:1`).",
            id="directive",
        ),
        pytest.param(
            {INIT: "from .a import *\n", "shop/a.py": "def f(): ...\n"},
            {INIT: "from .a import *\n", "shop/a.py": "def g(): ...\n"},
            "from shop import f\n",
            "`shop.f` is gone (`a.py:1`).",
            id="star",
        ),
        pytest.param(
            {INIT: "def f(): ...\n"},
            {
                INIT: "def __getattr__(name):\n"
                "    if name == 'g':\n        return 1\n"
                "    raise AttributeError(f'no {name}')\n"
            },
            "from shop import f\n",
            "`shop.f` is gone (`a.py:1`).",
            id="closed-getattr",
        ),
    ],
)
def test_changes(
    tmp_path: Path, before: dict[str, str], after: dict[str, str], code: str, said: str
) -> None:
    """What is used and is another one is said, with its place."""
    assert compared(tmp_path, before, after, code).sentences == (said,)


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        pytest.param(
            "def f(): ...\n", "from os import f\n", "shop.f()", id="elsewhere"
        ),
        pytest.param("def f(a): ...\n", "def f(a, b): ...\n", "shop.f(*x)", id="star"),
        pytest.param(
            "def f(a): ...\n", "def f(a, **more): ...\n", "shop.f(1)", id="keywords"
        ),
        pytest.param(
            "def f(a): ...\n", "@made\ndef f(b): ...\n", "shop.f(a=1)", id="decorated"
        ),
        pytest.param(
            "def f(a): ...\n", "def f(a, b): ...\n", "shop.f(c=1)", id="wrong-before"
        ),
        pytest.param(
            "def f(a): ...\n",
            f"def f(a):\n    if a:\n        {WARN}",
            "shop.f(1)",
            id="warns-sometimes",
        ),
        pytest.param(
            "def f(): ...\n",
            'def f():\n    """Do.\n\n    a\n        .. deprecated:: 2\n    """\n',
            "shop.f()",
            id="parameter-given-up",
        ),
        pytest.param(
            "@deprecated('x')\ndef f(): ...\n",
            "@deprecated('x')\ndef f(): ...\n",
            "shop.f()",
            id="as-before",
        ),
        pytest.param("def f(): ...\n", "f = 1\n", "shop.f.__name__", id="value"),
        pytest.param(
            "def f(): ...\n",
            'def f():\n    """Do.\n\n    .. deprecated:: 0.9\n    """\n',
            "shop.f()",
            id="old-note",
        ),
    ],
)
def test_nothing_to_say(tmp_path: Path, before: str, after: str, code: str) -> None:
    """Where all is as it was, or cannot be told, nothing is claimed to change."""
    found = compared(tmp_path, {INIT: before}, {INIT: after}, f"import shop\n{code}\n")

    assert found.changes == ()
    assert found.sentences[0].startswith("The new release still has what is used")


@pytest.mark.parametrize(
    ("after", "why"),
    [
        pytest.param({INIT: "globals().update(x)\n"}, "at run time", id="dynamic"),
        pytest.param(
            {INIT: "def __getattr__(name):\n    return x[name]\n"},
            "at run time",
            id="open-getattr",
        ),
        pytest.param({"shop.cpython-311.so": ""}, "is compiled", id="compiled"),
        pytest.param({INIT: "def f(:\n"}, "cannot be parsed", id="broken"),
        pytest.param({INIT: "from os import *\n"}, "from elsewhere", id="star"),
    ],
)
def test_source_does_not_tell(tmp_path: Path, after: dict[str, str], why: str) -> None:
    """What cannot be known is said to be so, with the reason."""
    found = compared(
        tmp_path, {INIT: "def f(): ...\n"}, after, "import shop\nshop.f()\n"
    )

    assert found.changes == ()
    assert any("does not tell of" in each and why in each for each in found.sentences)


def test_code_for_both_releases_is_no_news(tmp_path: Path) -> None:
    """A name that the code does without is not said to be gone."""
    code = "try:\n    from shop import f\nexcept ImportError:\n    f = None\n"

    found = compared(tmp_path, {INIT: "def f(): ...\n"}, {INIT: ""}, code)

    assert found.sentences == ("No name in use could be compared.",)


def test_what_hangs_on_a_lost_name_is_said_once(tmp_path: Path) -> None:
    """A class that is gone takes its methods with it."""
    before = {INIT: "class A:\n    def f(self): ...\n"}
    code = "import shop\nshop.A.f(1)\nshop.A()\n"

    found = compared(tmp_path, before, {INIT: ""}, code)

    assert [change.name for change in found.changes] == ["shop.A"]


def test_bases_are_looked_into(tmp_path: Path) -> None:
    """A method that moved to a base is there; one of a foreign base may be."""
    before = {INIT: "class A:\n    def f(self): ...\n    def g(self): ...\n"}
    after = {INIT: "class B:\n    def f(self): ...\nclass A(B, dict): ...\n"}

    found = compared(tmp_path, before, after, "import shop\nshop.A.f\nshop.A.g\n")

    assert found.changes == ()
    assert [name for name, _ in found.unknown] == ["shop.A.g"]


def test_a_name_that_hides_its_module(tmp_path: Path) -> None:
    """An import takes a name from the file, though a name hides the module."""
    files = {
        INIT: "from .cart import cart\nfrom .cart import Item\n",
        "shop/cart.py": "def cart(): ...\nclass Item: ...\n",
    }
    code = "from shop import Item, cart\n"

    found = compared(tmp_path, files, files, code)

    assert (found.looked, found.changes, found.unknown) == (2, (), ())


def test_many_places(tmp_path: Path) -> None:
    """A sentence names the first places and counts the others."""
    code = "import shop\n" + "shop.f()\n" * 5

    found = compared(tmp_path, {INIT: "def f(): ...\n"}, {INIT: ""}, code)

    said = "`shop.f` is gone (`a.py:2`, `a.py:3`, `a.py:4` and 2 more places)."
    assert found.sentences == (said,)


def test_time_is_limited(tmp_path: Path) -> None:
    """Where the time is up the answer says that it is not the whole one."""
    files = {INIT: "def f(): ...\n"}
    archive = tmp_path / "shop-1.0-py3-none-any.whl"
    archive.write_bytes(wheel_of("shop", "1.0", files).content)
    release = unpack(archive, tmp_path / "out")
    usage = usage_of(target_of({"a.py": "import shop\n"}), "shop", release)
    times = iter([0.0, module.MOST_SECONDS + 1])

    found = api_changes(usage, release, release, BETWEEN, clock=lambda: next(times))

    assert found.ended
    assert "not all names" in found.sentences[-1]
