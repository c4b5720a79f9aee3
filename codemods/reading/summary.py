"""What one file says of names, short enough to keep for a whole project."""

from __future__ import annotations

import ast
import builtins
import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from codemods.reading import nodes, source, top_names

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

WORD = re.compile(r"[^\W\d]\w*")


class Role(StrEnum):
    """How a word stands in a file."""

    DEFINED = "defined"
    """The name of a function or class, or a parameter."""

    STORED = "stored"
    """A variable, or an attribute, that is given a value or deleted."""

    LOADED = "loaded"
    """A variable that is read."""

    ATTRIBUTE = "attribute"
    """Behind a dot, read or written."""

    KEYWORD = "keyword"
    """An argument given by name."""

    IMPORTED = "imported"
    """A name, or the last part of a module, in an import; an alias too."""

    TEXT = "text"
    """A word in a string that is no docstring."""

    DOCUMENTED = "documented"
    """A word in a docstring."""


class Import(NamedTuple):
    """One name that a file imports: `from module import name as alias`.

    `name` is "" where the module itself is imported, "*" for all. `alias` is
    the name that it gets in the file. Relative modules are resolved.
    """

    module: str
    name: str
    alias: str
    line: int


class Call(NamedTuple):
    """One call, by the last part of what is called.

    `positional` counts the arguments without a name, `keywords` are the names
    given, `starred` says that `*` or `**` stands among them.
    """

    line: int
    positional: int
    keywords: tuple[str, ...]
    starred: bool


@dataclass(frozen=True, slots=True)
class ClassSeen:
    """One class: its name with what is around it ("Outer.Inner").

    `bases` are dotted names as the file's imports tell; one that is no name
    is "?". `methods` maps names to the annotation of what they return, "" where
    there is none.
    """

    module: str
    name: str
    bases: tuple[str, ...]
    methods: Mapping[str, str]

    @property
    def dotted(self) -> str:
        """The class's full name."""
        return f"{self.module}.{self.name}"


@dataclass(frozen=True, slots=True)
class Summary:
    """One Python file of a project, as far as other files may care.

    `words` counts each word by its roles. `reached` counts what stands behind
    an imported module (`shop.cart.total` is ("shop.cart", "total")). `tops` are
    the names that the module itself binds, `always` those of them that hang on no
    condition; `kept` are those in mixedCase that must keep their names, as far as
    the file tells. `exports` is its `__all__`, None
    without one. `dynamic` says that it looks names up at run time in a way
    that cannot be followed (`globals()`, `getattr` with a computed name).
    """

    path: str
    module: str
    is_package: bool = False
    words: Mapping[str, Mapping[Role, int]] = field(default_factory=dict)
    imports: tuple[Import, ...] = ()
    reached: Mapping[tuple[str, str], int] = field(default_factory=dict)
    tops: frozenset[str] = frozenset()
    always: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    exports: frozenset[str] | None = None
    classes: tuple[ClassSeen, ...] = ()
    calls: Mapping[str, tuple[Call, ...]] = field(default_factory=dict)
    dynamic: bool = False


def summarise(path: str, raw: bytes, module: str) -> Summary:
    """Return the summary of one file.

    Raises `UnreadableSourceError` for what is no Python of this version.
    """
    root = source.parse(source.read(raw))
    package = path.rpartition("/")[2].startswith("__init__.")
    return _Reader(path, module, raw, is_package=package).read(root)


class _Reader:
    """Walks one tree once."""

    def __init__(self, path: str, module: str, raw: bytes, *, is_package: bool) -> None:
        self.path = path
        self.raw = raw
        self.module = module
        self.is_package = is_package
        self.words: dict[str, Counter[Role]] = {}
        self.imports: list[Import] = []
        self.calls: dict[str, list[Call]] = {}
        self.attributes: list[ast.Attribute] = []
        self.docstrings: set[ast.AST] = set()
        self.dynamic = False

    def read(self, root: ast.Module) -> Summary:
        """Return the summary of the tree."""
        look = self._handlers()
        waiting: list[ast.AST] = [root]
        while waiting:
            node = waiting.pop()
            handler = look.get(type(node))
            if handler:
                handler(node)
            waiting += ast.iter_child_nodes(node)
        aliases = self._aliases()
        return Summary(
            path=self.path,
            module=self.module,
            is_package=self.is_package,
            words={word: dict(roles) for word, roles in self.words.items()},
            imports=tuple(sorted(self.imports, key=lambda item: item.line)),
            reached=self._reached(aliases),
            tops=frozenset(top_names.bound(root.body)),
            always=top_names.always(root.body),
            kept=top_names.kept(root, self.raw),
            exports=top_names.exports(root),
            classes=tuple(self._classes(root, "", aliases)),
            calls={name: tuple(sorted(seen)) for name, seen in self.calls.items()},
            dynamic=self.dynamic,
        )

    def _handlers(self) -> Mapping[type[ast.AST], Callable[[Any], None]]:
        return {
            ast.Name: self._name,
            ast.Attribute: self._attribute,
            ast.Constant: self._constant,
            ast.Call: self._call,
            ast.arg: self._parameter,
            ast.keyword: self._keyword,
            ast.FunctionDef: self._definition,
            ast.AsyncFunctionDef: self._definition,
            ast.ClassDef: self._definition,
            ast.Module: self._docstring,
            ast.Import: self._import,
            ast.ImportFrom: self._import,
            ast.Global: self._stored,
            ast.Nonlocal: self._stored,
            ast.ExceptHandler: self._stored,
            ast.MatchAs: self._stored,
            ast.MatchStar: self._stored,
            ast.MatchMapping: self._stored,
            ast.MatchClass: self._matched,
        }

    def _say(self, word: str, role: Role) -> None:
        self.words.setdefault(word, Counter())[role] += 1

    def _name(self, node: ast.Name) -> None:
        stored = not isinstance(node.ctx, ast.Load)
        self._say(node.id, Role.STORED if stored else Role.LOADED)

    def _attribute(self, node: ast.Attribute) -> None:
        self._say(node.attr, Role.ATTRIBUTE)
        if not isinstance(node.ctx, ast.Load):
            self._say(node.attr, Role.STORED)
        self.attributes.append(node)

    def _constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            documents = node in self.docstrings
            role = Role.DOCUMENTED if documents else Role.TEXT
            for word in WORD.findall(node.value):
                self._say(word, role)

    def _definition(
        self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    ) -> None:
        self._say(node.name, Role.DEFINED)
        self._docstring(node)

    def _parameter(self, node: ast.arg) -> None:
        self._say(node.arg, Role.DEFINED)

    def _keyword(self, node: ast.keyword) -> None:
        if node.arg:
            self._say(node.arg, Role.KEYWORD)

    def _stored(self, node: ast.AST) -> None:
        """Say the names that a node binds without an `ast.Name`."""
        for field_name in ("name", "rest", "names"):
            value = getattr(node, field_name, None)
            for name in value if isinstance(value, list) else [value]:
                if isinstance(name, str):
                    self._say(name, Role.STORED)

    def _matched(self, node: ast.MatchClass) -> None:
        for name in node.kwd_attrs:
            self._say(name, Role.ATTRIBUTE)

    def _docstring(
        self,
        node: ast.Module | ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef,
    ) -> None:
        match node.body:
            case [ast.Expr(value=ast.Constant(value=str()) as text), *_]:
                self.docstrings.add(text)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        if isinstance(node, ast.Import):
            for item in node.names:
                alias = item.asname or item.name.partition(".")[0]
                self.imports.append(Import(item.name, "", alias, node.lineno))
                self._say(alias, Role.IMPORTED)
                self._say(item.name.rpartition(".")[2], Role.IMPORTED)
            return
        origin = absolute(node, self.module, is_package=self.is_package)
        for item in node.names:
            alias = item.asname or item.name
            self.imports.append(Import(origin, item.name, alias, node.lineno))
            self._say(item.name, Role.IMPORTED)
            if item.asname:
                self._say(item.asname, Role.IMPORTED)

    def _call(self, node: ast.Call) -> None:
        name = nodes.last_name(node.func)
        if name:
            starred = any(isinstance(each, ast.Starred) for each in node.args)
            starred |= any(each.arg is None for each in node.keywords)
            keywords = sorted(each.arg for each in node.keywords if each.arg)
            call = Call(node.lineno, len(node.args), tuple(keywords), starred)
            self.calls.setdefault(name, []).append(call)
        match node:
            case ast.Call(func=ast.Name(id="globals" | "vars" | "eval" | "exec")):
                self.dynamic = True
            case ast.Call(func=ast.Name(id="getattr" | "setattr"), args=[_, key, *_]):
                self.dynamic |= not isinstance(key, ast.Constant)

    def _aliases(self) -> dict[str, str]:
        """Return the dotted name behind each name that is imported."""
        found: dict[str, str] = {}
        for item in self.imports:
            if item.name:
                found[item.alias] = f"{item.module}.{item.name}"
            else:
                whole = item.alias != item.module.partition(".")[0]
                found[item.alias] = item.module if whole else item.alias
        return found

    def _reached(self, aliases: Mapping[str, str]) -> dict[tuple[str, str], int]:
        found: Counter[tuple[str, str]] = Counter()
        for node in self.attributes:
            around = dotted(node.value, aliases)
            if around:
                found[around, node.attr] += 1
        return dict(found)

    def _classes(
        self, node: ast.AST, around: str, aliases: Mapping[str, str]
    ) -> Iterator[ClassSeen]:
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, ast.ClassDef):
                name = f"{around}{child.name}." if hasattr(child, "name") else around
                inside = isinstance(child, ast.stmt)
                if inside:
                    yield from self._classes(child, str(name), aliases)
                continue
            yield ClassSeen(
                self.module,
                f"{around}{child.name}",
                tuple(self._base(base, aliases) for base in child.bases),
                {
                    item.name: ast.unparse(item.returns) if item.returns else ""
                    for item in child.body
                    if isinstance(item, (ast.FunctionDef, ast.AsyncFunctionDef))
                },
            )
            yield from self._classes(child, f"{around}{child.name}.", aliases)

    def _base(self, node: ast.expr, aliases: Mapping[str, str]) -> str:
        if isinstance(node, ast.Subscript):
            node = node.value
        name = dotted(node, aliases)
        if name:
            return name
        if not isinstance(node, ast.Name):
            return "?"
        return node.id if hasattr(builtins, node.id) else f"{self.module}.{node.id}"


def absolute(node: ast.ImportFrom, module: str, *, is_package: bool) -> str:
    """Return the dotted name of the module that an import takes names from."""
    if not node.level:
        return node.module or ""
    parts = module.split(".")
    up = node.level - 1 if is_package else node.level
    around = parts[: len(parts) - up] if up else parts
    return ".".join([*around, *([node.module] if node.module else [])])


def dotted(node: ast.expr, aliases: Mapping[str, str]) -> str:
    """Return the dotted name that an imported name leads to; "" for others."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name) or node.id not in aliases:
        return ""
    return ".".join([aliases[node.id], *reversed(names)])
