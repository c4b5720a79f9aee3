"""`from math import *` becomes `from math import pi, sqrt`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site, TextEdit
from codemods.editing import import_lines
from codemods.model import Outcome, Safety
from codemods.readability.parts import star_names, unbound_names
from codemods.reading import roles
from codemods.reading.summary import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codemods.reading.module import Module

READ_WHOLE = re.compile(r"(?:^|[._/])(?:conf|config|conftest|settings?)(?:$|[._/])")
"""Modules all of whose names somebody reads: Django, pytest, Sphinx."""

_DYNAMIC = frozenset(
    f"builtins.{name}" for name in ("dir", "eval", "exec", "globals", "locals", "vars")
)


class StarImports(Codemod):
    """Import names instead of everything a module has.

    Where a star import brings a name, nobody sees where it comes from: not a
    reader, not an editor, not a linter, which stops to report names that do
    not exist. A later version of the module may bring a name that hides
    another.

    Before:

        from math import *

        if __name__ == "__main__":
            print(sqrt(2), pi)

    After:

        from math import pi, sqrt

        if __name__ == "__main__":
            print(sqrt(2), pi)

    Fix safety: the names that the file uses are the same. Another file that
    takes a name of the module through this one by a way that cannot be seen
    (a computed name) does not find it any more.

    Left alone: modules that are neither of the standard library nor of the
    project; files whose names others take; `__init__.py`, settings and
    conftest files; files that look names up at run time; two imports that may
    bring the same name; and names whose origin is not clear.
    """

    safety = Safety.TESTED
    program = True
    rules = frozenset({"F403", "F405", "W0401", "wildcard-import"})
    references = (
        "https://peps.python.org/pep-0008/#imports",
        "https://docs.astral.sh/ruff/rules/undefined-local-with-import-star/",
    )
    sieve = re.compile(rb"import\s*\(?\s*\*")

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Look at all star imports of a file together."""
        stars = [
            statement
            for statement in module.tree.all(ast.ImportFrom)
            if statement.names[0].name == "*"
        ]
        if not stars or module.is_package:
            return
        stars.sort(key=lambda statement: statement.lineno)
        brought = {star: star_names.brought(module, star) for star in stars}
        reason = _file_reason(module, node, brought)
        if reason:
            for star in stars:
                yield Site(star, Outcome.UNSURE, reason)
            return
        needed = unbound_names.needed(module) | unbound_names.in_doctests(module)
        for star in stars:
            yield _site(module, star, (brought[star] or frozenset()) & needed)


def _site(module: Module, star: ast.ImportFrom, names: frozenset[str]) -> Site:
    source = absolute(star, "", is_package=False)
    if not names:
        reason = f"the file uses no name of `{source}`; it may be needed for its work"
        return Site(star, Outcome.UNSURE, reason)
    doubtful = star_names.conditional(module, star, names)
    if doubtful:
        return Site(star, Outcome.UNSURE, f"`{doubtful}` is not always there")
    text = ", ".join(sorted(names, key=import_lines.by_type))
    start, end = module.source.span(star.names[0])
    line = module.source.starts[star.lineno - 1]
    before = module.source.data[line:start]
    wide = len(before.decode()) + len(text) > module.line_limit
    if wide and b"(" not in before:
        newline, indent = module.source.newline(), module.indent
        rows = (f"{indent}{name},{newline}" for name in text.split(", "))
        text = f"({newline}{''.join(rows)})"
    edit = TextEdit(star, start, end, text.encode())
    return Site(star, Outcome.APPLIED, module.line_of(star), (edit,))


def _file_reason(
    module: Module,
    root: ast.Module,
    brought: Mapping[ast.ImportFrom, frozenset[str] | None],
) -> str:
    """Return why no star import of a file is changed, "" for no reason."""
    for star, names in brought.items():
        source = absolute(star, "", is_package=False)
        if names is None:
            return f"the names of `{source}` are not known"
        if READ_WHOLE.search(source) or READ_WHOLE.search(module.path[: -len(".py")]):
            return "all names of such a file may be read"
        if module.parent(star) is not root:
            return "the import depends on something"
    return _names_reason(module, brought) or _others_reason(module, brought)


def _names_reason(
    module: Module, brought: Mapping[ast.ImportFrom, frozenset[str] | None]
) -> str:
    every = [name for names in brought.values() for name in names or ()]
    bound = module.names.binders
    for name in sorted(set(every)):
        if name in bound and module.names.in_scope(name, module.root):
            return f"the file binds `{name}` too"
        if every.count(name) > 1 and name in unbound_names.needed(module):
            return f"two imports bring `{name}`"
    return _own_reason(module, frozenset(every))


def _own_reason(module: Module, every: frozenset[str]) -> str:
    """Return what in the file itself keeps its star imports, "" for nothing."""
    if not _exports_literally(module):
        return "what the file exports is worked out when it runs"
    missing = unbound_names.needed(module) - every - unbound_names.KNOWN
    if missing:
        return f"it is not clear where `{min(missing)}` comes from"
    for call in module.tree.all(ast.Call):
        name = call.func.id if isinstance(call.func, ast.Name) else ""
        if f"builtins.{name}" in _DYNAMIC:
            return "the file looks names up at run time"
    parameters = {argument.arg for argument in module.tree.all(ast.arg)}
    if roles.is_test(module) and parameters & every:
        return "a test may take a fixture from it"
    return ""


def _exports_literally(module: Module) -> bool:
    """Whether `__all__`, where there is one, is a list of texts and nothing else."""
    bindings = module.names.in_scope("__all__", module.root)
    values = [binding.value for binding in bindings]
    return all(
        isinstance(value, (ast.List, ast.Tuple))
        and all(isinstance(item, ast.Constant) for item in value.elts)
        for value in values
    )


def _others_reason(
    module: Module, brought: Mapping[ast.ImportFrom, frozenset[str] | None]
) -> str:
    """Return who may take a name through the file, "" for nobody."""
    program = module.project.program
    if program is None:
        script = unbound_names.is_script(module)
        return "" if script else "other files may take names through it"
    every = {name for names in brought.values() for name in names or ()}
    for path, item in program.imports_of(module.name):
        if path != module.path and (item.name in every or item.name == "*"):
            return f"{path} takes names through it"
    for path, summary in program.files.items():
        if any(home == module.name and name in every for home, name in summary.reached):
            return f"{path} takes names through it"
    last = module.name.rpartition(".")[2]
    if program.is_spoken(last) and not unbound_names.is_script(module):
        return "the module is spoken of by its name"
    return ""
