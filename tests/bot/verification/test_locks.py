"""Locks of every tool become constraints."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.model import Facts, Manifest
from bot.services.trees import MemoryTree
from bot.verification.locks import constraints

if TYPE_CHECKING:
    from collections.abc import Mapping

UV = """\
[[package]]
name = "own"
version = "1"
source = { editable = "." }
[[package]]
name = "Foo.Bar"
version = "2.1"
source = { registry = "x" }
[[package]]
name = "split"
version = "1"
source = { registry = "x" }
resolution-markers = ["python_version < '3.12'", "sys_platform == 'win32'"]
[[package]]
name = "split"
version = "2"
source = { registry = "x" }
resolution-markers = ["python_version >= '3.12'"]
[[package]]
name = "unclear"
version = "1"
source = { registry = "x" }
[[package]]
name = "unclear"
version = "2"
source = { registry = "x" }
"""
POETRY = """\
[[package]]
name = "a"
version = "1.0"
markers = "python_version < '4'"
[[package]]
name = "b"
version = "2.0"
[package.source]
type = "git"
[[package]]
name = "c"
version = "3"
markers = { main = "x" }
[[package]]
name = "without-a-version"
"""
PDM = """\
[[package]]
name = "a"
version = "1"
marker = "os_name == 'posix'"
[[package]]
name = "b"
version = "1"
git = "x"
"""
PYLOCK = """\
[[packages]]
name = "a"
version = "1"
[[packages]]
name = "b"
version = "1"
directory = { path = "." }
"""
PIPFILE = (
    '{"default": {"a": {"version": "==1", "markers": "os_name == \'nt\'"},'
    ' "vcs": {"git": "x"}}, "develop": {"b": {"version": "==2"}}}'
)
COMPILED = """\
# compiled
a==1.0 # twice
a==1.0 \\
    --hash=sha256:00
b[x]==2.0 ; python_version < "3.13"  # via a
-e .
c>=3
"""


@pytest.mark.parametrize(
    ("path", "kind", "text", "expected"),
    [
        pytest.param(
            "uv.lock",
            "uv.lock",
            UV,
            {
                "foo-bar": ("foo-bar==2.1",),
                "split": (
                    "split==1 ; (python_version < '3.12') or (sys_platform == 'win32')",
                    "split==2 ; (python_version >= '3.12')",
                ),
            },
            id="uv",
        ),
        pytest.param(
            "poetry.lock",
            "poetry.lock",
            POETRY,
            {"a": ("a==1.0 ; python_version < '4'",), "c": ("c==3",)},
            id="poetry",
        ),
        pytest.param(
            "pdm.lock", "pdm.lock", PDM, {"a": ("a==1 ; os_name == 'posix'",)}, id="pdm"
        ),
        pytest.param("pylock.toml", "pylock", PYLOCK, {"a": ("a==1",)}, id="pylock"),
        pytest.param(
            "Pipfile.lock",
            "pipfile.lock",
            PIPFILE,
            {"a": ("a==1 ; os_name == 'nt'",), "b": ("b==2",)},
            id="pipenv",
        ),
        pytest.param(
            "requirements.txt",
            "compiled",
            COMPILED,
            {"a": ("a==1.0",), "b": ('b==2.0 ; python_version < "3.13"',)},
            id="compiled",
        ),
        pytest.param("uv.lock", "uv.lock", "[[package", {}, id="broken-toml"),
        pytest.param("uv.lock", "uv.lock", 'package = "x"', {}, id="other-shape"),
        pytest.param("Pipfile.lock", "pipfile.lock", "[]", {}, id="other-json"),
        pytest.param("a/b/uv.lock", "uv.lock", UV, {}, id="too-deep"),
        pytest.param("setup.py", "setup.py", "a==1", {}, id="no-lock"),
    ],
)
def test_constraints(
    path: str, kind: str, text: str, expected: Mapping[str, tuple[str, ...]]
) -> None:
    """Each pin from the index is a constraint, with its marker."""
    facts = Facts(manifests=(Manifest(path, kind),))

    assert constraints(MemoryTree({path: text.encode()}), facts) == expected


def test_the_projects_own_tool_comes_first() -> None:
    """Of several locks that name a package, the tool's own and the nearest counts."""
    tree = MemoryTree(
        {
            "poetry.lock": b'[[package]]\nname = "a"\nversion = "1"\n',
            "constraints.txt": b"a==2\nb==2\n",
            "docs/constraints.txt": b"b==3\nc==3\n",
        }
    )
    facts = Facts(
        manifests=(
            Manifest("docs/constraints.txt", "constraints"),
            Manifest("constraints.txt", "constraints"),
            Manifest("gone.txt", "constraints"),
            Manifest("poetry.lock", "poetry.lock"),
        ),
        manager="poetry",
    )

    assert constraints(tree, facts) == {
        "a": ("a==1",),
        "b": ("b==2",),
        "c": ("c==3",),
    }
