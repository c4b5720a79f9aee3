"""A private function or class that nobody uses goes."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, TypeAlias

from codemods.base import Codemod, EditRefusedError, Site
from codemods.model import Outcome, Safety
from codemods.readability.parts import removed_lines, unbound_names
from codemods.reading import lookups, signatures
from codemods.reading.summary import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module
    from codemods.reading.program import Program
    from codemods.reading.summary import Summary

Dead: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef

_PRIVATE = re.compile(r"_[^\W_]\w*(?<!_)\Z")
_OWN_BASES = frozenset({"abc.ABC", "builtins.Exception", "builtins.object"})
_METHOD_DECORATORS = frozenset(
    {"builtins.classmethod", "builtins.property", "builtins.staticmethod"}
)
_BY_OTHERS = frozenset({"_asdict", "_fields", "_make", "_replace"})
"""Private names that libraries look for on whatever they are given."""

_KEPT = re.compile(r"deprecat|compat|legacy|\bkept\b", re.IGNORECASE)
_QUIET = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Pass)
_USES = (Role.LOADED, Role.ATTRIBUTE, Role.IMPORTED, Role.DEFINED, Role.STORED)


class DeadCode(Codemod):
    """Remove private functions, methods and classes that nobody uses.

    Code that never runs is read, searched and kept up with the rest all the
    same. A name that starts with an underscore is for its own project only; so
    where no file of the project speaks of it, nobody does.

    Before:

        import sys


        def _old(path):
            return sys.getsizeof(path)


        def main(path):
            print(path)


        if __name__ == "__main__":
            main(sys.argv[1])

    After:

        import sys


        def main(path):
            print(path)


        if __name__ == "__main__":
            main(sys.argv[1])

    Fix safety: the whole project is searched, strings, templates and settings
    too. A name put together when the program runs is not seen; files that look
    names up so are left alone, and those that such files import.

    Left alone: what has a decorator, or a base that may register or call it;
    what a string, a docstring or a text speaks of; names that anything else in
    the project has too; variables, which are reported; and code with comments.
    """

    safety = Safety.TESTED
    program = True
    rules = frozenset({"W0238", "unused-private-member"})
    references = ("https://en.wikipedia.org/wiki/Dead-code_elimination",)
    sieve = re.compile(rb"(?m)^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+_|^_")

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Look at the private names of the file."""
        for statement in node.body:
            if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
                yield from _sites(module, statement)
            elif isinstance(statement, ast.ClassDef):
                yield from _sites(module, statement)
                for method in statement.body:
                    if isinstance(method, (ast.FunctionDef, ast.AsyncFunctionDef)):
                        yield from _sites(module, method)
            elif isinstance(statement, (ast.Assign, ast.AnnAssign)):
                yield from _variable(module, statement)


def _sites(module: Module, node: Dead) -> Iterator[Site]:
    if not _PRIVATE.match(node.name) or _is_used_here(module, node.name, node):
        return
    if node.name in _BY_OTHERS:
        return
    what = "class" if isinstance(node, ast.ClassDef) else "def"
    method = isinstance(module.parent(node), ast.ClassDef)
    reason = _used_elsewhere(module, node.name, method=method)
    if reason is None:
        return
    reason = reason or _effects(module, node)
    if reason:
        yield Site(node, Outcome.UNSURE, f"`{node.name}` seems unused, but {reason}")
        return
    try:
        edit = removed_lines.removal(module, node)
    except EditRefusedError as error:
        text = f"`{node.name}` is not used, but {error}"
        yield Site(node, Outcome.REFUSED, text)
        return
    yield Site(node, Outcome.APPLIED, f"{what} {node.name}", (edit,))


def _variable(module: Module, node: ast.Assign | ast.AnnAssign) -> Iterator[Site]:
    match node:
        case ast.Assign(targets=[ast.Name(id=name) as target]) | ast.AnnAssign(
            target=ast.Name(id=name) as target
        ) if _PRIVATE.match(name):
            if _is_used_here(module, name, target):
                return
            if _used_elsewhere(module, name) == "":
                reason = f"`{name}` is not used; a person must say what it is for"
                yield Site(node, Outcome.UNSURE, reason)


def _is_used_here(module: Module, name: str, own: ast.AST) -> bool:
    """Whether the file has the name anywhere but in its one definition."""
    if len(module.names.binders.get(name, ())) != 1:
        return True
    uses: list[ast.AST] = [*lookups.names(module, name)]
    uses += lookups.attributes(module, name)
    inside = set(ast.walk(own))
    if any(use not in inside for use in uses):
        return True
    word = re.compile(rf"\b{re.escape(name)}\b")
    return any(
        isinstance(text.value, str) and text not in inside and word.search(text.value)
        for text in module.tree.all(ast.Constant)
    )


def _used_elsewhere(module: Module, name: str, *, method: bool = False) -> str | None:
    """Return why a name may be used in another file, "" if it is not, None if it is."""
    program = module.project.program
    if program is None:
        script = unbound_names.is_script(module)
        return "" if script else "other files are not known"
    roles = program.roles_of(name, besides=module.path)
    if any(roles.get(role) for role in _USES):
        return None
    own = program.files.get(module.path)
    if own is None or (own.exports is not None and name in own.exports):
        return None
    if roles.get(Role.TEXT) or roles.get(Role.DOCUMENTED) or program.texts.get(name):
        return "a text speaks of it"
    return _computed(program, own, method=method)


def _computed(program: Program, own: Summary, *, method: bool) -> str:
    """Return who may use a name that is not written anywhere, "" for nobody.

    A method may be looked up in any file; what a module holds, where it is
    imported.
    """
    if program.broken:
        return f"{min(program.broken)} cannot be read"
    importers = {path for path, _ in program.imports_of(own.module)}
    for path in sorted(program.files if method else {own.path, *importers}):
        if program.files[path].dynamic:
            return f"{path} looks names up when it runs"
    return ""


def _effects(module: Module, node: Dead) -> str:
    """Return what a definition may do or be for beside its use, "" for nothing."""
    method = isinstance(module.parent(node), ast.ClassDef)
    home = module.parent(node) if method else node
    names = [
        module.name_of(item) if not isinstance(item, ast.Call) else None
        for item in node.decorator_list
    ]
    registered = any(not method or name not in _METHOD_DECORATORS for name in names)
    reasons = [
        (registered, "its decorator may register it"),
        (node.name.lower().startswith("_test"), "it may be a test switched off"),
        (
            _KEPT.search(ast.get_docstring(node) or "") is not None,
            "its docstring says that it is kept",
        ),
    ]
    if not isinstance(node, ast.ClassDef):
        reasons += [
            (signatures.is_stub(node), "it does nothing but document"),
            (signatures.overloaded(module, node), "it has overloads"),
            (_has_calls(node.args), "its defaults do something"),
        ]
    for holds, reason in reasons:
        if holds:
            return reason
    if isinstance(home, ast.ClassDef):
        return _class_effects(module, home, own=home is node)
    return ""


def _has_calls(arguments: ast.arguments) -> bool:
    defaults = [*arguments.defaults, *filter(None, arguments.kw_defaults)]
    return any(
        isinstance(part, ast.Call) for item in defaults for part in ast.walk(item)
    )


def _class_effects(module: Module, home: ast.ClassDef, *, own: bool) -> str:
    if home.keywords or home.decorator_list:
        return "its class may be registered"
    program = module.project.program
    for base in home.bases:
        name = module.name_of(base) or ""
        known = name in _OWN_BASES or (
            not own and program is not None and _is_project_only(module, home)
        )
        if not known:
            return "a base may call or register it"
    for statement in home.body if own else ():
        if not isinstance(statement, _QUIET) and any(
            isinstance(part, (ast.Call, ast.Await)) for part in ast.walk(statement)
        ):
            return "its body does something"
        if getattr(statement, "decorator_list", []):
            return "its body does something"
    return ""


def _is_project_only(module: Module, home: ast.ClassDef) -> bool:
    """Whether all bases of a class are of the project."""
    program = module.project.program
    if program is None:
        return False
    name = f"{module.name}.{home.name}"
    _, others = program.ancestors(name)
    return name in program.classes and others <= {"ABC", "abc.ABC", "Exception"}
