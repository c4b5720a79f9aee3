"""Imports whose names only annotations use, and who evaluates annotations."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import TYPE_CHECKING

from codemods.readability.parts import annotation_readers
from codemods.reading import lookups, signatures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.model import Project
    from codemods.reading.module import Module
    from codemods.reading.program import Program

EVALUATORS = annotation_readers.READERS | {
    "apischema", "attrs", "beanie", "cattr", "cattrs", "dacite", "dataclasses_json",
    "desert", "flytekit", "hydra", "kedro", "marshmallow_dataclass", "mashumaro",
    "msgspec", "ninja", "odmantic", "pandera", "pydantic", "pydantic_settings",
    "sanic_ext", "serde", "simple_parsing", "sqlalchemy", "sqlmodel", "svcs", "tap",
    "typic", "tyro", "zenml",
}  # fmt: skip
"""Packages that evaluate annotations when the program runs."""

READS = {
    "annotationlib": {"get_annotations"},
    "functools": {"singledispatch", "singledispatchmethod"},
    "inspect": {"get_annotations"},
    "typing": {"get_type_hints"},
    "typing_extensions": {"get_annotations", "get_type_hints"},
}
"""What of the standard library evaluates annotations, or may."""

_READERS = frozenset({"__annotations__"}) | {
    f"{home}.{name}" for home, names in READS.items() for name in names
}

NEVER = frozenset({"__future__", "dataclasses", "typing", "typing_extensions"})
"""Modules whose names mean something where an annotation is only looked at."""


def evaluator(module: Module) -> str:
    """Return what evaluates annotations in the project, "" for nothing."""
    declared = _declared(module.project)
    if declared:
        return f"the project depends on `{declared}`, which evaluates annotations"
    reader = signatures.mentioned(module, _READERS)
    if reader:
        return f"the file uses `{reader}`"
    program = module.project.program
    if program is not None:
        return _in_program(program)
    for node in module.tree.all(ast.alias):
        root = module.names.target(node).partition(".")[0]
        if root in EVALUATORS:
            return f"`{root}` evaluates annotations"
    return ""


@lru_cache(maxsize=4)
def _declared(project: Project) -> str:
    names = {name.replace("-", "_") for name in project.dependencies}
    return min(names & EVALUATORS, default="")


def _in_program(program: Program) -> str:
    for path, summary in program.files.items():
        for item in summary.imports:
            root = item.module.partition(".")[0]
            if root in EVALUATORS:
                return f"{path} uses `{root}`, which evaluates annotations"
            if item.name in READS.get(item.module, ()):
                return f"{path} uses `{item.name}`, which evaluates annotations"
        for home, name in summary.reached:
            if name in READS.get(home, ()):
                return f"{path} uses `{name}`, which evaluates annotations"
    return ""


def imports(module: Module) -> Iterator[tuple[ast.stmt, ast.alias]]:
    """Yield the imports of a module's body whose names only annotations use."""
    for statement in module.root.body:
        if not isinstance(statement, (ast.Import, ast.ImportFrom)):
            continue
        for alias in statement.names:
            if _is_movable(module, statement, alias):
                yield statement, alias


def _is_movable(
    module: Module, statement: ast.Import | ast.ImportFrom, alias: ast.alias
) -> bool:
    name = alias.asname or alias.name
    home = alias.name if isinstance(statement, ast.Import) else statement.module or ""
    plain = name.isidentifier() and alias.asname != alias.name
    if not plain or home.partition(".")[0] in NEVER:
        return False
    if len(module.names.binders.get(name, ())) != 1:
        return False
    uses = lookups.names(module, name)
    return bool(uses) and all(_is_only_read(module, use) for use in uses)


def _is_only_read(module: Module, use: ast.Name) -> bool:
    """Whether a name stands in an annotation that nothing evaluates."""
    child: ast.AST = use
    for parent in module.tree.ancestors(use):
        match parent:
            case ast.arg(annotation=node):
                arguments = module.parent(parent)
                function = module.parent(arguments) if arguments else None
                return node is child and _is_blind(module, function)
            case ast.FunctionDef(returns=node) | ast.AsyncFunctionDef(returns=node):
                return node is child and _is_blind(module, parent)
            case ast.AnnAssign(annotation=node):
                return node is child and _is_plain(module, parent)
            case ast.stmt() | ast.Lambda():
                return False
        child = parent
    return False


def _is_blind(module: Module, function: ast.AST | None) -> bool:
    """Whether no decorator of a function may look at its annotations."""
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return False
    unknown = signatures.unknown_decorator(
        module,
        function,
        annotation_readers.BLIND_DECORATORS,
        annotation_readers.BLIND_FAMILIES,
    )
    return not unknown or annotation_readers.is_accessor(function)


def _is_plain(module: Module, node: ast.AnnAssign) -> bool:
    """Whether no class takes a variable for a field."""
    home = next(module.names.scopes(node))
    if not isinstance(home, ast.ClassDef):
        return True
    return not home.decorator_list and not home.bases and not home.keywords
