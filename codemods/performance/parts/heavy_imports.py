"""Packages that take long to load, and who loads them anyway."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, TypeAlias

from codemods.reading import lookups
from codemods.reading.summary import Role

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from codemods.reading.module import Module

Import: TypeAlias = ast.Import | ast.ImportFrom

REASONS: Mapping[str, str] = {
    "altair": "loads large schemas",
    "bokeh": "loads hundreds of models",
    "boto3": "loads botocore and its data",
    "cv2": "loads large native libraries",
    "dask": "loads its whole scheduler",
    "geopandas": "loads pandas and native libraries",
    "jax": "loads a compiler",
    "keras": "loads a whole runtime",
    "lightgbm": "loads SciPy and native libraries",
    "matplotlib": "loads NumPy, and looks for a backend and for fonts",
    "nltk": "loads dozens of its modules",
    "numba": "loads LLVM",
    "pandas": "loads NumPy and hundreds of modules",
    "plotly": "loads hundreds of modules",
    "pyspark": "loads a bridge to Java",
    "scipy": "loads NumPy and native libraries",
    "seaborn": "loads Matplotlib, pandas and SciPy",
    "sklearn": "loads SciPy and native libraries",
    "spacy": "loads its models' runtime",
    "statsmodels": "loads pandas and SciPy",
    "sympy": "loads hundreds of modules",
    "tensorflow": "loads a whole runtime",
    "torch": "loads large native libraries",
    "transformers": "loads large tables of models",
    "xgboost": "loads SciPy and native libraries",
}
"""Top-level modules known to be heavy, and why."""

BRINGS: Mapping[str, frozenset[str]] = {
    "accelerate": frozenset({"torch"}),
    "datasets": frozenset({"pandas"}),
    "diffusers": frozenset({"torch", "transformers"}),
    "geopandas": frozenset({"pandas"}),
    "imblearn": frozenset({"scipy", "sklearn"}),
    "keras": frozenset({"tensorflow"}),
    "lightgbm": frozenset({"scipy"}),
    "peft": frozenset({"torch", "transformers"}),
    "pytorch_lightning": frozenset({"torch"}),
    "seaborn": frozenset({"matplotlib", "pandas", "scipy"}),
    "sentence_transformers": frozenset({"scipy", "sklearn", "torch", "transformers"}),
    "shap": frozenset({"numba", "pandas", "scipy", "sklearn"}),
    "sklearn": frozenset({"scipy"}),
    "statsmodels": frozenset({"pandas", "scipy"}),
    "torchvision": frozenset({"torch"}),
    "trl": frozenset({"torch", "transformers"}),
    "xgboost": frozenset({"scipy"}),
}
"""What else a package loads."""

_TIME = re.compile(r"\s*(?P<name>\w+)\s*=\s*(?P<seconds>\d+(?:\.\d+)?)\s*")


def measured(text: str) -> Mapping[str, str]:
    """Return the packages of `pandas=0.4,torch=2.1`, each with its time in words.

    Raises `ValueError` with the part that cannot be read.
    """
    found = {}
    for part in text.split(","):
        match = _TIME.fullmatch(part)
        if match is None:
            raise ValueError(f"seconds must be like pandas=0.4, not {part.strip()!r}")
        found[match["name"]] = f"takes {float(match['seconds']):g} s to load"
    return found


def root(module: Module, statement: Import) -> str:
    """Return the top-level module that an import loads, "" for several or own."""
    if isinstance(statement, ast.ImportFrom):
        names = {statement.module or ""} if not statement.level else {""}
    else:
        names = {alias.name for alias in statement.names}
    roots = {name.partition(".")[0] for name in names}
    found = roots.pop() if len(roots) == 1 else ""
    return "" if module.names.is_own(found) else found


def uses(module: Module, name: str) -> Sequence[ast.Name]:
    """Return where a name of the module is read."""
    return [
        node
        for node in lookups.names_in(module, name, module.root)
        if isinstance(node.ctx, ast.Load)
    ]


def loaded_anyway(module: Module, statement: Import, name: str) -> str:
    """Return what else loads a package when the module is imported, or ""."""
    for node in module.root.body:
        for inner in ast.walk(node) if _runs_at_once(node) else ():
            if inner is statement or not isinstance(
                inner, (ast.Import, ast.ImportFrom)
            ):
                continue
            other = root(module, inner)
            if _brings(other, name):
                return f"line {inner.lineno} loads `{name}` anyway"
    return _loaded_by_others(module, name)


def _brings(other: str, name: str) -> bool:
    """Whether a package is, or loads, another; `torch_xla` is of `torch`."""
    extends = other.startswith((f"{name}_", f"{name}."))
    return other == name or extends or name in BRINGS.get(other, ())


def _runs_at_once(node: ast.stmt) -> bool:
    return not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))


def _loaded_by_others(module: Module, name: str) -> str:
    """Return which of the project's own modules loads a package, or ""."""
    program = module.project.program
    if program is None:
        return ""
    seen = {module.name}
    waiting = [module.name]
    while waiting:
        summary = program.modules.get(waiting.pop())
        for item in summary.imports if summary else ():
            loaded = item.module.partition(".")[0]
            is_itself = summary is not None and summary.module == module.name
            if not is_itself and _brings(loaded, name):
                return f"`{summary.module if summary else ''}` loads `{name}` anyway"
            for dotted in (item.module, f"{item.module}.{item.name}"):
                if dotted in program.modules and dotted not in seen:
                    seen.add(dotted)
                    waiting.append(dotted)
    return ""


def spoken_of(module: Module, statement: Import) -> str:
    """Return who else speaks of what is imported, "" for nobody.

    That are strings of the file (`__all__`, names of types), other files that
    take the name from this one, and strings in them (`patch("shop.pd")`).
    """
    program = module.project.program
    for alias in statement.names:
        name = alias.asname or alias.name.partition(".")[0]
        word = re.compile(rf"\b{re.escape(name)}\b")
        for node in module.tree.all(ast.Constant):
            if (
                isinstance(node.value, str)
                and word.search(node.value)
                and not isinstance(module.parent(node), ast.Expr)
            ):
                return f"a string of the file speaks of `{name}`"
        if program is None:
            continue
        if program.uses_of(module.name, name):
            return f"another file takes `{name}` from this one"
        if program.paths_with(name, Role.TEXT):
            return f"a string of another file speaks of `{name}`"
    return ""
