"""Names of the standard library that Python 3.14 took away."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, ClassVar

from codemods.base import Site
from codemods.model import Outcome, Safety
from codemods.upgrades.base import Step
from codemods.upgrades.parts import guards
from codemods.upgrades.parts.renamed_names import RenamedNames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

_NEW_HOME = (3, 11)
"""The Python from which on `importlib.resources.abc` is there."""

_CONSTANT = "is gone: `ast.Constant` stands for all constants"
_LOADER = "is gone: `importlib.util.find_spec`"
_WATCHER = "is gone: asyncio watches children by itself"
_VERSION = "is gone: `sqlite3.sqlite_version` is the version that counts"
_OPENER = "is gone: `urllib.request.urlopen`"


class Python314Names(RenamedNames):
    """Take resources' base classes from where Python 3.14 has them.

    Python 3.14 removes names that warned since 3.12.

    Before:

        from importlib.abc import Traversable


        def read(place: Traversable) -> str:
            return place.read_text()

    After:

        from importlib.resources.abc import Traversable


        def read(place: Traversable) -> str:
            return place.read_text()

    Fix safety: from Python 3.11 to 3.13 both are the same class.

    Left alone: projects that support a Python before 3.11, which does not have
    the new name; names without a successor that does just the same (`ast.Str`,
    `pkgutil.find_loader`); `asyncio.get_event_loop` outside of coroutines, which
    raises in 3.14 where no loop runs: the places are listed.
    """

    safety = Safety.SAFE
    step = Step("python", "3.14")
    references = ("https://docs.python.org/3.14/whatsnew/3.14.html#removed",)
    sieve = re.compile(rb"\b(?:ast|asyncio|importlib|pkgutil|sqlite3|urllib)\b")
    moved: ClassVar = {
        f"importlib.abc.{name}": f"importlib.resources.abc.{name}"
        for name in ("ResourceReader", "Traversable", "TraversableResources")
    }
    gone: ClassVar = {
        **{
            f"ast.{name}": _CONSTANT
            for name in ("Bytes", "Ellipsis", "NameConstant", "Num", "Str")
        },
        **{
            f"asyncio.{name}ChildWatcher": _WATCHER
            for name in ("Abstract", "Fast", "MultiLoop", "Safe", "Threaded")
        },
        "asyncio.get_child_watcher": _WATCHER,
        "asyncio.set_child_watcher": _WATCHER,
        "pkgutil.find_loader": _LOADER,
        "pkgutil.get_loader": _LOADER,
        "sqlite3.version": _VERSION,
        "sqlite3.version_info": _VERSION,
        "urllib.request.FancyURLopener": _OPENER,
        "urllib.request.URLopener": _OPENER,
    }

    def why_not(self, module: Module) -> str:
        """Ask for a Python that has the new names."""
        if module.project.minimum_python >= _NEW_HOME:
            return ""
        return "the project supports a Python before 3.11, which lacks the new name"

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls that need an event loop that runs."""
        if module.name_of(node.func) != "asyncio.get_event_loop":
            return
        function = module.enclosing_function(node)
        if isinstance(function, ast.AsyncFunctionDef):
            return
        if not guards.is_guarded(module, node):
            reason = "`asyncio.get_event_loop` raises where no loop runs"
            yield Site(node, Outcome.REFUSED, reason)
