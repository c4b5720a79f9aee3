"""An import that only annotations use moves under `if TYPE_CHECKING:`."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, EditRefusedError, ImportNeeded, Site, TextEdit
from codemods.editing.imports import ImportRefusedError
from codemods.model import Outcome, Safety
from codemods.readability.parts import annotation_only, import_blocks, unbound_names
from codemods.reading import optionals, pragmas, roles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

CHECKING = ImportNeeded("typing", "TYPE_CHECKING")


class TypeCheckingImports(Codemod):
    """Import what only annotations use for type checkers alone.

    An import takes time whenever the program starts, and two modules that
    import each other cannot be loaded. What only annotations speak of is not
    needed when the program runs.

    Before:

        from __future__ import annotations

        import sys
        from decimal import Decimal


        def show(price: Decimal) -> None:
            print(price, file=sys.stderr)


        if __name__ == "__main__":
            show(1)

    After:

        from __future__ import annotations

        import sys
        from typing import TYPE_CHECKING

        if TYPE_CHECKING:
            from decimal import Decimal


        def show(price: Decimal) -> None:
            print(price, file=sys.stderr)


        if __name__ == "__main__":
            show(1)

    Fix safety: nothing in the project evaluates annotations, as far as its
    imports tell. What importing the module did besides no longer happens.

    Left alone: projects that use pydantic, FastAPI, SQLAlchemy, Typer and
    their like, or `get_type_hints`; files without `from __future__ import
    annotations`; fields of classes that are decorated or derived; functions
    with decorators that are not known; names that other files take; and
    `__init__.py` and tests.
    """

    safety = Safety.TESTED
    program = True
    rules = frozenset({"TC001", "TC002", "TC003", "TCH001", "TCH002", "TCH003"})
    references = (
        "https://docs.python.org/3/library/typing.html#typing.TYPE_CHECKING",
        "https://docs.astral.sh/ruff/rules/#flake8-type-checking-tc",
    )
    sieve = re.compile(rb"\bimport\b")

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Look at all imports of the file together."""
        if module.is_package or roles.is_test(module) or not optionals.is_lazy(module):
            return
        moved: dict[ast.stmt, list[ast.alias]] = {}
        for statement, alias in annotation_only.imports(module):
            if not self._is_kept(module, statement, alias):
                moved.setdefault(statement, []).append(alias)
        moved = {
            k: v for k, v in moved.items() if not _is_loaded_anyway(module, k, moved)
        }
        if not moved:
            return
        reason = annotation_only.evaluator(module) or _unknown(module)
        if reason:
            yield Site(next(iter(moved)), Outcome.UNSURE, reason)
            return
        try:
            edits = _edits(module, node, moved)
        except (EditRefusedError, ImportRefusedError) as error:
            yield Site(next(iter(moved)), Outcome.REFUSED, str(error))
            return
        names = sorted(a.asname or a.name for found in moved.values() for a in found)
        message = f"for type checkers alone: {', '.join(names)}"
        yield Site(next(iter(moved)), Outcome.APPLIED, message, edits, (CHECKING,))

    def _is_kept(self, module: Module, statement: ast.stmt, alias: ast.alias) -> bool:
        """Whether an import stays: by a comment, or because others take the name."""
        if pragmas.kept_by_owner(module, statement, self.rules):
            return True
        first = module.source.starts[statement.lineno - 1]
        end = module.source.line_end(statement.end_lineno or statement.lineno)
        if b"#" in module.source.data[first:end]:
            return True
        name = alias.asname or alias.name
        program = module.project.program
        if program is None:
            return False
        own = program.files.get(module.path)
        if own is None or name in (own.exports or ()):
            return True
        return any(path != module.path for path in program.uses_of(module.name, name))


def _unknown(module: Module) -> str:
    """Return why other files may take the names, or evaluate them, "" if not."""
    if module.names.star_imports:
        return "a star import may bring the names too"
    if module.project.program is None and not unbound_names.is_script(module):
        return "other files are not known"
    return ""


def _is_loaded_anyway(
    module: Module, statement: ast.stmt, moved: dict[ast.stmt, list[ast.alias]]
) -> bool:
    """Whether the module is imported for other names when the program runs."""
    if not isinstance(statement, ast.ImportFrom):
        return False
    home = (statement.level, statement.module)
    for other in module.tree.all(ast.ImportFrom):
        same = (other.level, other.module) == home and module.parent(
            other
        ) is module.root
        if same and len(other.names) != len(moved.get(other, ())):
            return True
    return any(
        alias.name == statement.module
        for other in module.tree.all(ast.Import)
        if other not in moved
        for alias in other.names
    )


def _edits(
    module: Module, root: ast.Module, moved: dict[ast.stmt, list[ast.alias]]
) -> tuple[TextEdit, ...]:
    """Return the edits that take the imports out and put them under the test.

    Raises `EditRefusedError` where the layout does not allow it.
    """
    imports = [
        imported
        for statement, aliases in moved.items()
        if isinstance(statement, (ast.Import, ast.ImportFrom))
        for imported in import_blocks.of_statement(statement, aliases)
    ]
    block = _block(module, root)
    if block is not None:
        return (*_taken_out(module, moved, None), _into(module, block, imports))
    anchor = _last_import(root)
    end = module.source.line_end(anchor.end_lineno or anchor.lineno)
    newline = module.source.newline()
    lines = import_blocks.rendered(module, imports, module.indent)
    gap = "" if import_blocks.is_blank(module, end) else newline
    test = module.imported(CHECKING)
    text = f"{newline}if {test}:{newline}{lines}{gap}"
    produced = 1 if anchor in moved else 2
    put = TextEdit(anchor, end, end, text.encode(), produced=produced)
    return (*_taken_out(module, moved, anchor), put)


def _taken_out(
    module: Module, moved: dict[ast.stmt, list[ast.alias]], anchor: ast.stmt | None
) -> Iterator[TextEdit]:
    for statement, aliases in moved.items():
        if not isinstance(statement, (ast.Import, ast.ImportFrom)):
            continue
        if len(aliases) != len(statement.names):
            raise EditRefusedError("other names of the import are needed")
        start, end = import_blocks.whole_lines(module, statement)
        produced = 1 if statement is anchor else 0
        yield TextEdit(statement, start, end, b"", produced=produced)


def _block(module: Module, root: ast.Module) -> ast.If | None:
    """Return the file's own `if TYPE_CHECKING:`, None without one.

    Raises `EditRefusedError` where it holds more than imports.
    """
    for statement in root.body:
        if not isinstance(statement, ast.If):
            continue
        if module.name_of(statement.test) != "typing.TYPE_CHECKING":
            continue
        start, end = module.source.span(statement)
        plain = all(isinstance(s, (ast.Import, ast.ImportFrom)) for s in statement.body)
        if statement.orelse or not plain or b"#" in module.source.data[start:end]:
            raise EditRefusedError("its `if TYPE_CHECKING:` holds more than imports")
        return statement
    return None


def _into(
    module: Module, block: ast.If, imports: list[import_blocks.Imported]
) -> TextEdit:
    """Return the edit that adds imports to a block, in its order.

    Raises `EditRefusedError` where that is none that is known.
    """
    source = module.source
    first = source.starts[block.body[0].lineno - 1]
    if block.body[0].lineno == block.lineno:
        raise EditRefusedError("its `if TYPE_CHECKING:` stands on one line")
    end = source.line_end(block.end_lineno or block.lineno)
    present = [
        imported
        for statement in block.body
        if isinstance(statement, (ast.Import, ast.ImportFrom))
        for imported in import_blocks.of_statement(statement, statement.names)
    ]
    start = source.span(block.body[0])[0]
    indent = source.data[first:start].decode()
    old = source.data[first:end].decode()
    if import_blocks.rendered(module, present, indent) == old:
        new = import_blocks.rendered(module, [*present, *imports], indent)
        return TextEdit(block, first, end, new.encode())
    raise EditRefusedError("the imports for type checkers have an order of their own")


def _last_import(root: ast.Module) -> ast.stmt:
    """Return the last of the imports that a file starts with."""
    last = None
    for statement in root.body:
        if isinstance(statement, (ast.Import, ast.ImportFrom)):
            last = statement
        elif last is not None:
            break
    if last is None:
        raise EditRefusedError("the file has no imports of its own")
    return last
