"""A release as its source tells: which names it has, without importing any.

Only the files that lead to a name are read, by griffe. Where source does not
tell (extension modules, names made at run time), the answer is that.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

import griffe

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.actions.dependencies.upgrading.unpacking import Unpacked

    Object: TypeAlias = (
        griffe.Module | griffe.Class | griffe.Function | griffe.Attribute
    )

DEPTH: Final = 30
"""How many aliases and bases are followed one after another."""

_IMPLICIT = frozenset(
    {"__doc__", "__file__", "__name__", "__package__", "__path__", "__spec__"}
)
_DYNAMIC = re.compile(
    r"globals\(\)|sys\.modules\[|\bvars\(\)|lazy_loader|_LazyModule|setattr\(|\bexec\("
)
_OPEN_BASES = frozenset({"object", "Generic", "Protocol", "ABC", "Exception"})
"""Bases that bring no name that a package means when it speaks of its own."""


class Known(StrEnum):
    """What is known of a name."""

    THERE = "there"
    GONE = "gone"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Found:
    """What a release has under a name.

    `thing` is None where it is not of this release, or a module without a
    file. `why` says why nothing is known.
    """

    known: Known
    thing: Object | None = None
    why: str = ""

    @property
    def there(self) -> bool:
        """Whether the name is surely there."""
        return self.known is Known.THERE


_GONE = Found(Known.GONE)


class Library:
    """One release. `look` is asked before each file, and may raise."""

    def __init__(self, release: Unpacked, look: Callable[[], None]) -> None:
        self._release = release
        self._look = look
        self._paths = frozenset(release.paths)
        self._modules: dict[str, griffe.Module | None] = {}
        self._sources: dict[str, str] = {}
        self._folders = frozenset(
            path[: match.start()]
            for path in (*release.paths, *release.compiled)
            for match in re.finditer("/", path)
        )

    def find(self, dotted: str, depth: int = 0) -> Found:
        """Return what the release has under a full dotted name."""
        if depth > DEPTH:
            return Found(Known.UNKNOWN, why="its names lead in a circle")
        first, *rest = dotted.split(".")
        found = self._module(first)
        here = first
        for name in rest:
            thing = found.thing
            if not found.there:
                return found
            if isinstance(thing, griffe.Class):
                found = self._in_class(thing, name, depth)
            elif thing is None or isinstance(thing, griffe.Module):
                if not self._has_module(here):
                    return found  # of another distribution
                found = self._in_module(here, thing, name, depth)
            else:
                return found  # what hangs on a function or a value
            module = isinstance(found.thing, griffe.Module)
            here = found.thing.path if module and found.thing else f"{here}.{name}"
        return found

    def source_of(self, thing: Object) -> str:
        """Return the source of a function or class, as it stands in its file."""
        path = str(thing.filepath)
        lines = self._sources.get(path, "").splitlines()
        return "\n".join(lines[(thing.lineno or 1) - 1 : thing.endlineno])

    def homes_of(self, name: str) -> tuple[str, ...]:
        """Return the public modules that define a class or function of this name."""
        wanted = re.compile(
            rf"^(?:async\s+def|def|class)\s+{re.escape(name)}\b", re.MULTILINE
        )
        found = []
        for path in self._release.paths:
            parts = path.removesuffix(".py").split("/")
            if path.endswith(".py") and not any(map(_is_private, parts)):
                self._look()
                if wanted.search(self._release.read(path)):
                    found.append(".".join(parts).removesuffix(".__init__"))
        return tuple(found)

    # ------------------------------------------------------------------ modules

    def _has_module(self, dotted: str) -> bool:
        path = dotted.replace(".", "/")
        return path in self._folders or self._file(dotted) != ""

    def _file(self, dotted: str) -> str:
        path = dotted.replace(".", "/")
        for ending in (".py", "/__init__.py", ".pyi", "/__init__.pyi"):
            if f"{path}{ending}" in self._paths:
                return f"{path}{ending}"
        return ""

    def _module(self, dotted: str) -> Found:
        path = dotted.replace(".", "/")
        if self._file(dotted):
            module = self._load(dotted)
            if module is None:
                return Found(Known.UNKNOWN, why=f"`{dotted}` cannot be parsed")
            return Found(Known.THERE, module)
        compiled = (*self._release.compiled, *self._release.skipped)
        if any(item.startswith((f"{path}.", f"{path}/__init__.")) for item in compiled):
            return Found(Known.UNKNOWN, why=f"`{dotted}` is compiled")
        return Found(Known.THERE) if path in self._folders else _GONE

    def _load(self, dotted: str) -> griffe.Module | None:
        if dotted not in self._modules:
            self._modules[dotted] = None
            self._look()
            file = self._file(dotted)
            source = self._release.read(file)
            path = self._release.folder / file
            *above, last = dotted.split(".")
            parent: griffe.Module | None = None
            for name in above:
                place = self._release.folder / name / "__init__.py"
                parent = griffe.Module(name, filepath=place, parent=parent)
            try:
                made = griffe.visit(last, filepath=path, code=source, parent=parent)
            except (griffe.GriffeError, SyntaxError, ValueError, RecursionError):
                return None
            except (KeyError, AttributeError, TypeError, MemoryError):
                return None  # hostile or odd source: griffe promises nothing
            self._modules[dotted] = made
            self._sources[str(path)] = source
        return self._modules[dotted]

    def _in_module(
        self, here: str, module: griffe.Module | None, name: str, depth: int
    ) -> Found:
        whole = f"{here}.{name}"
        members = module.members if module is not None else {}
        member = members.get(name)
        if isinstance(member, griffe.Alias):
            if member.target_path != whole:
                return self._target(member.target_path, depth)
        elif member is not None:
            return Found(Known.THERE, member)  # type: ignore[arg-type]  # no alias
        inner = self._module(whole)
        if inner.known is not Known.GONE or name in _IMPLICIT or module is None:
            return Found(Known.THERE) if name in _IMPLICIT else inner
        starred = [
            self._target(f"{other.wildcard}.{name}", depth)
            for other in members.values()
            if isinstance(other, griffe.Alias) and other.wildcard
        ]
        best = next((item for item in starred if item.thing is not None), None)
        if best is not None:
            return best
        if any(item.known is not Known.GONE for item in starred):
            return Found(Known.UNKNOWN, why=f"`{here}` takes names from elsewhere")
        return self._made_later(here, module, name)

    def _target(self, dotted: str, depth: int) -> Found:
        """Return what an import leads to; what is not ours is taken to be there."""
        if not self._has_module(dotted.partition(".")[0]):
            return Found(Known.THERE)
        home, _, name = dotted.rpartition(".")
        if home and self._has_module(home) and depth <= DEPTH:
            # as `import` does: the file counts, not a name that hides it
            inner = self._module(home)
            if inner.there:
                module = inner.thing if isinstance(inner.thing, griffe.Module) else None
                return self._in_module(home, module, name, depth + 1)
        return self.find(dotted, depth + 1)

    def _made_later(self, here: str, module: griffe.Module, name: str) -> Found:
        """Return what is known of a name that no statement of a module binds."""
        source = self._sources.get(str(module.filepath), "")
        if "__getattr__" in module.members:
            answers = _answered(self.source_of(module.members["__getattr__"]))  # type: ignore[arg-type]  # a function
            if answers is not None:
                return Found(Known.THERE) if name in answers else _GONE
        elif not _DYNAMIC.search(source):
            return _GONE
        return Found(Known.UNKNOWN, why=f"`{here}` makes names at run time")

    # ------------------------------------------------------------------ classes

    def _in_class(self, home: griffe.Class, name: str, depth: int) -> Found:
        member = home.members.get(name)
        if isinstance(member, griffe.Alias):
            return Found(Known.UNKNOWN, why=f"`{home.path}` takes it from elsewhere")
        if member is not None:
            return Found(Known.THERE, member)  # type: ignore[arg-type]  # no alias
        unknown = Found(Known.UNKNOWN, why=f"`{home.path}` has it from a base")
        if depth > DEPTH or "__getattr__" in home.members or home.decorators:
            return unknown
        for base in home.bases:
            text = str(base).partition("[")[0]
            if text.rpartition(".")[2] in _OPEN_BASES:
                continue
            found = self.find(f"{home.module.path}.{text}", depth + 1)
            if not found.there or not isinstance(found.thing, griffe.Class):
                return unknown
            inner = self._in_class(found.thing, name, depth + 1)
            if inner.known is not Known.GONE:
                return inner
        return unknown if home.keywords else _GONE


def _is_private(part: str) -> bool:
    return part.startswith("_") and part != "__init__"


def _answered(source: str) -> frozenset[str] | None:
    """Return the names that a module's `__getattr__` answers, None if open.

    It is closed where it only compares the name with texts, and raises.
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    match tree.body:
        case [
            ast.FunctionDef(args=ast.arguments(args=[ast.arg(arg=name)])) as function
        ]:
            pass
        case _:
            return None
    answers: set[str] = set()
    harmless: set[ast.AST] = set()
    for node in ast.walk(function):
        if isinstance(node, (ast.Raise, ast.JoinedStr)):
            harmless.update(ast.walk(node))
        if isinstance(node, ast.Compare):
            texts = [
                item.value
                for item in ast.walk(node)
                if isinstance(item, ast.Constant) and isinstance(item.value, str)
            ]
            if texts:
                answers.update(texts)
                harmless.update(ast.walk(node))
    for node in ast.walk(function):
        if isinstance(node, ast.Name) and node.id == name and node not in harmless:
            return None
    return frozenset(answers)
