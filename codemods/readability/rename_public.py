"""`def readAll():` becomes `def read_all():`; the old name stays, and warns."""

from __future__ import annotations

import ast
import keyword
from typing import TYPE_CHECKING, ClassVar

from codemods.base import Codemod, EditRefusedError, ImportNeeded, Site, TextEdit
from codemods.model import Outcome, Safety
from codemods.readability.parts import project_renames, renames, results
from codemods.reading import roles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codemods.base import Edit
    from codemods.readability.parts.project_renames import Renamed
    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

WARNINGS = ImportNeeded("warnings")
ANY = ImportNeeded("typing", "Any")


class RenamePublic(Codemod):
    """Rename public functions, and keep the old name as one that warns.

    PEP 8 has the names of functions in lower case with underscores. Users of
    a project know the old name: it goes on working and tells them the new one.
    The project itself uses the new one everywhere.

    Before:

        def readAll(path):
            return open(path).read()


        print(readAll("notes.txt"))

    After:

        import warnings


        def read_all(path):
            return open(path).read()


        def readAll(*args, **kwargs):
            \"\"\"Call `read_all`, which is the new name.\"\"\"
            warnings.warn(
                "`readAll` is deprecated, use `read_all`",
                DeprecationWarning,
                stacklevel=2,
            )
            return read_all(*args, **kwargs)


        print(read_all("notes.txt"))

    Fix safety: who calls the old name gets a warning. Who replaces it in the
    module, as tests do, no longer changes what the project calls; so nothing is
    renamed whose name stands in a string.

    Left alone: methods and classes, which others derive from; functions that
    are decorated, defined twice, or given on to other modules; names that a
    string, a docstring, a comment or settings speak of; names that a framework
    calls; tests; and projects that write most of their names in mixedCase,
    unless a name is given.
    """

    safety = Safety.REVIEW
    program = True
    whole = True
    references = (
        "https://peps.python.org/pep-0008/#function-and-variable-names",
        "https://docs.python.org/3/library/warnings.html#warning-categories",
    )
    params: ClassVar[Mapping[str, str]] = {
        "old": "the function to rename, in whatever module; with `new`",
        "new": "the name that it gets; with `old`",
    }

    def __init__(self, params: Mapping[str, str] | None = None) -> None:
        super().__init__(params)
        names = [self.given[key] for key in ("old", "new") if key in self.given]
        if len(names) == 1:
            raise ValueError("`old` and `new` are given together")
        for name in names:
            if not name.isidentifier() or keyword.iskeyword(name) or name[0] == "_":
                raise ValueError(f"{name!r} is no name for a public function")

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Look at the functions that the file defines, and at those that it takes."""
        given = {self.given["old"]: self.given["new"]} if self.given else None
        if not roles.is_test(module):
            for renamed in project_renames.of_module(
                module, private=False, given=given
            ):
                yield from _defined(module, renamed)
        program = project_renames.program_of(module)
        for home, name in sorted(renames.taken(module)):
            if home == module.name:
                continue
            found = project_renames.of_name(
                program, home, name, private=False, given=given
            )
            if found and not found.reason:
                edits = renames.users(module, found)
                if edits:
                    yield Site(node, Outcome.APPLIED, _told(found), edits)


def _told(renamed: Renamed) -> str:
    return f"`{renamed.old}` → `{renamed.new}`"


def _defined(module: Module, renamed: Renamed) -> Iterator[Site]:
    binders = module.names.binders.get(renamed.old, [])
    if renamed.new in module.names.binders or not binders:
        return
    place = binders[0]
    if renamed.reason:
        text = f"`{renamed.old}`: {renamed.reason}"
        yield Site(place, Outcome.REFUSED, text)
        return
    if not isinstance(place, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return
    needed = [WARNINGS, *([ANY] if place.returns else [])]
    written = {item: module.imported(item) for item in needed}
    alias = _alias(module, place, renamed, written)
    end = _line_end(module, place)
    edits = (
        *renames.definition(module, renamed, produced=2),
        TextEdit(place, end, end, alias.encode(), produced=2),
        *_exported(module, renamed),
    )
    yield Site(place, Outcome.APPLIED, _told(renamed), edits, tuple(needed))


def _line_end(module: Module, function: Definition) -> int:
    """Return where the last line of a function ends, with a comment on it."""
    end = module.source.line_end(function.end_lineno or function.lineno)
    start = module.source.span(function)[1]
    return start + len(module.source.data[start:end].rstrip(b"\r\n"))


def _alias(
    module: Module,
    function: Definition,
    renamed: Renamed,
    written: Mapping[ImportNeeded, str],
) -> str:
    """Return the function that has the old name, calls the new one and warns."""
    waits = isinstance(function, ast.AsyncFunctionDef) and not results.is_generator(
        module, function
    )
    parameters, returned = "*args, **kwargs", ""
    if function.returns:
        kind = written[ANY]
        parameters = f"*args: {kind}, **kwargs: {kind}"
        returned = f" -> {module.text_of(function.returns)}"
    indent = module.indent
    text = f'"`{renamed.old}` is deprecated, use `{renamed.new}`"'
    lines = [
        "",
        "",
        f"{'async ' if waits else ''}def {renamed.old}({parameters}){returned}:",
        f'{indent}"""Call `{renamed.new}`, which is the new name."""',
        f"{indent}{written[WARNINGS]}.warn(",
        f"{indent}{indent}{text},",
        f"{indent}{indent}DeprecationWarning,",
        f"{indent}{indent}stacklevel=2,",
        f"{indent})",
        f"{indent}return {'await ' if waits else ''}{renamed.new}(*args, **kwargs)",
    ]
    return module.source.newline().join(["", *lines])


def _exported(module: Module, renamed: Renamed) -> Iterator[Edit | TextEdit]:
    """Yield the edit that exports the new name where `__all__` has the old one.

    Raises `EditRefusedError` where that is no plain list of names.
    """
    for constant in module.tree.all(ast.Constant):
        if constant.value != renamed.old:
            continue
        around = module.parent(constant)
        if not isinstance(around, (ast.List, ast.Tuple)):
            raise EditRefusedError("`__all__` is no plain list")
        start, end = module.source.span(constant)
        data = module.source.data
        written = data[start:end].decode()
        line = data[module.source.starts[constant.lineno - 1] : start].decode()
        new = written.replace(renamed.old, renamed.new)
        alone = around.lineno != constant.lineno and not line.strip()
        apart = f",{module.source.newline()}{line}" if alone else ", "
        yield TextEdit(around, end, end, f"{apart}{new}".encode())
