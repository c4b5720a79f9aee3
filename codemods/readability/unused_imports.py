"""Imports that nothing in the file uses; found by Ruff (F401)."""

from __future__ import annotations

import ast
import re
import sys
from typing import TYPE_CHECKING, ClassVar

from codemods.delegated import RuffCodemod
from codemods.model import Safety
from codemods.reading.summary import Role

if TYPE_CHECKING:
    from codemods.diagnostics import Diagnostic
    from codemods.reading.module import Module

# fmt: off
WITH_EFFECTS = frozenset({
    "antigravity", "bpython", "cmyt", "cv2", "django", "eventlet", "faulthandler",
    "future", "gevent", "hidet", "idlelib", "intel_extension_for_pytorch", "matplotlib",
    "mpl_toolkits", "nest_asyncio", "pandas_profiling", "patsy", "pint_pandas",
    "readline", "rlcompleter", "scienceplots", "seaborn", "site", "sitecustomize",
    "sklearnex", "swifter", "tensorflow_addons", "tensorflow_text", "this", "torch_xla",
    "unum", "usercustomize",
})
# fmt: on
"""Packages that people import for what the import itself does."""

_TRIES = (ast.Try, ast.TryStar)
_DYNAMIC = frozenset({"eval", "exec", "globals", "locals", "vars"})
_PLACES = (ast.Module, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_COMMENT = re.compile(rb"[ \t]*#")
_BY_NAME = ("attr", "object", "patch", "fixture", "fixtures", "import_module")
_FOUND_BY_NAME = frozenset(
    {
        *("load_tests", "setUpModule", "setup_function", "setup_module"),
        *("tearDownModule", "teardown_function", "teardown_module"),
    }
)
_REASON = "the import may be wanted for what it does"


class UnusedImports(RuffCodemod):
    """Remove imports that nothing uses.

    An import that nobody uses costs time at every start, ties the module to a
    package that it does not need, and leads readers to look for a use that is
    not there.

    Before:

        import json
        import os
        from typing import Any


        def load(text: str) -> Any:
            return json.loads(text)

    After:

        import json
        from typing import Any


        def load(text: str) -> Any:
            return json.loads(text)

    Fix safety: a module that is no longer imported here no longer runs here.
    Where that may be the point, the import stays; the tests tell the rest.

    Left alone: `__init__.py` and `conftest.py`; names in `__all__`, names
    written `import a as a`, names that another file imports from here, reads
    through this module or has in a string; imports in `try` and `if`; imports
    of the project's own modules, and of packages known to act when they are
    imported; files that only import, and files that look names up while they
    run; names in doctests; lines with a comment.
    """

    safety = Safety.TESTED
    references = ("https://docs.astral.sh/ruff/rules/unused-import/",)
    lint: ClassVar[tuple[str, ...]] = ("F401",)
    rules = frozenset({"F401", "W0611", "unused-import"})
    program = True

    def guard(
        self, diagnostic: Diagnostic, node: ast.AST, module: Module
    ) -> str | None:
        """Keep what somebody else may use, or what acts by being imported."""
        if module.is_package or module.path.rpartition("/")[2] == "conftest.py":
            return None
        statement = module.statement_of(node)
        if not isinstance(statement, (ast.Import, ast.ImportFrom)):
            return "this is no plain import"
        if _is_conditional(module, statement):
            return None
        if _is_explained(module, statement):
            return "the comment above may speak of it"
        alias = _alias(module, statement, diagnostic)
        if alias is None:
            return "it is not told which name is meant"
        return (
            module.once(_of_the_file)
            or _fixture(module, statement, alias)
            or _effect(module, statement, alias)
            or _wanted(module, alias)
        )


def _alias(
    module: Module, statement: ast.Import | ast.ImportFrom, diagnostic: Diagnostic
) -> ast.alias | None:
    for alias in statement.names:
        start, end = module.source.span(alias)
        if start <= diagnostic.start and diagnostic.end <= end:
            return alias
    return None


def _is_conditional(module: Module, statement: ast.stmt) -> bool:
    """Whether an import is tried, or made only under a condition."""
    parent = module.parent(statement)
    if isinstance(parent, ast.If) and "TYPE_CHECKING" in ast.unparse(parent.test):
        return parent.body == [statement] or statement not in parent.body
    if not isinstance(parent, _PLACES):
        return True
    return any(isinstance(item, _TRIES) for item in module.tree.ancestors(statement))


def _is_explained(module: Module, statement: ast.stmt) -> bool:
    """Whether a comment stands right above, other than one that heads the file."""
    number = statement.lineno - 1
    start = module.source.starts[max(0, number - 1)]
    return number > 1 and _COMMENT.match(module.source.data, start) is not None


def _of_the_file(module: Module) -> str:
    """Return why no import of a file is removed, "" where some may be."""
    if _only_imports(module):
        return "the file only imports, so that others find the names in it"
    if _hands_on(module):
        return "other files take names from this one that it imports"
    if _looks_names_up(module):
        return "the file looks names up while it runs"
    return ""


def _only_imports(module: Module) -> bool:
    """Whether a file has imports and next to nothing else."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Call)
    return not any(module.tree.all(kind) for kind in kinds)


def _hands_on(module: Module) -> bool:
    """Whether others find in the file what it only imports, and may find more."""
    program = module.project.program
    if program is None:
        return False
    if "compat" in module.path.rpartition("/")[2]:
        return True
    names = {
        alias.asname or alias.name.partition(".")[0]
        for statement in module.root.body
        if isinstance(statement, (ast.Import, ast.ImportFrom))
        for alias in statement.names
    }
    users = (path for name in names for path in program.uses_of(module.name, name))
    return any(path != module.path for path in users)


def _looks_names_up(module: Module) -> bool:
    return any(
        isinstance(call.func, ast.Name) and call.func.id in _DYNAMIC
        for call in module.tree.all(ast.Call)
    )


def _fixture(
    module: Module, statement: ast.Import | ast.ImportFrom, alias: ast.alias
) -> str:
    """Return why tests may get what is imported by naming a parameter after it."""
    name = alias.asname or alias.name
    source = getattr(statement, "module", None) or ""
    if "fixture" in source or "conftest" in source:
        return "it may be a fixture of pytest"
    if name in _FOUND_BY_NAME or name.lower().startswith(("pytest_", "test")):
        return "a test runner finds it by its name"
    if any(parameter.arg == name for parameter in module.tree.all(ast.arg)):
        return "a parameter has its name, so it may be a fixture of pytest"
    return ""


def _effect(
    module: Module, statement: ast.Import | ast.ImportFrom, alias: ast.alias
) -> str:
    """Return why the import may be wanted for what it does, "" if it does nothing."""
    target = module.names.target(alias)
    if isinstance(statement, ast.Import):
        target = alias.name if not target.startswith(".") else f".{alias.name}"
    top = target.partition(".")[0]
    if top not in sys.stdlib_module_names and module.enclosing_function(statement):
        return f"{_REASON}, just here"
    if target.startswith("."):
        whole = target.removeprefix(".")
        own = whole in module.project.modules or isinstance(statement, ast.Import)
        if own or not getattr(statement, "module", None):
            return f"{_REASON}: it is a module of the project"
        return ""
    if top in WITH_EFFECTS:
        return _REASON
    return _REASON if alias.name.startswith(("enable_", "register")) else ""


def _wanted(module: Module, alias: ast.alias) -> str:
    """Return who else uses the name, "" for nobody that is known."""
    name = alias.asname or alias.name.partition(".")[0]
    word = re.compile(rf"\b{re.escape(name)}\b")
    for text in module.tree.all(ast.Constant):
        if isinstance(text.value, str) and word.search(text.value):
            docstring = isinstance(module.parent(text), ast.Expr)
            if ">>>" in text.value if docstring else _may_name(module, text, name):
                return f"`{name}` stands in a string of the file"
    if re.search(rf"#\s*type:.*\b{re.escape(name)}\b".encode(), module.source.data):
        return f"`{name}` stands in a type comment"
    program = module.project.program
    if program is None:
        return ""
    for path in program.uses_of(module.name, name):
        if path != module.path:
            return f"{path} uses `{name}` of this module"
    last = module.name.rpartition(".")[2]
    for path in program.paths_with(name, Role.TEXT):
        if path != module.path and _mentions(module, path, last):
            return f"{path} has `{name}` in a string"
    return ""


def _may_name(module: Module, text: ast.Constant, name: str) -> bool:
    """Whether a string may be the name, given to a function or as the end of a path."""
    call = module.parent(text)
    given = isinstance(call, ast.Call) and ast.unparse(call.func).endswith(_BY_NAME)
    return str(text.value).endswith(f".{name}") or (given and text.value == name)


def _mentions(module: Module, path: str, last: str) -> bool:
    """Whether another file imports this module, or has its name in a string."""
    program = module.project.program
    if program is None:
        return False
    importers = {found for found, _ in program.imports_of(module.name)}
    spoken = last in program.files[path].words
    return path in importers or spoken
