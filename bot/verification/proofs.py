"""What can be proved of a change without running anything; pure.

Two versions of a file mean the same where their syntax trees are equal. They
also do where the trees differ in annotations alone, and nothing in the target
looks at annotations when the program runs.
"""

from __future__ import annotations

import ast
import inspect
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.verification.annotations import why_annotations_matter
from bot.verification.syntax import FUNCTIONS, shape, trees_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.model import FileChange

SYNTAX_TREE: Final = "syntax-tree"
DOCSTRING_SPACE: Final = "syntax-tree, but for white space in docstrings"
DOCSTRINGS: Final = "docstrings"
ANNOTATIONS: Final = "annotations"
CONFIGURATION: Final = "configuration"

PYTHON: Final = (".py", ".pyi")


@dataclass(frozen=True, slots=True)
class Proof:
    """What was established: `name` is one of the constants above, "" for nothing.

    `why` says where it fails, as a sentence without its end.
    """

    name: str = ""
    why: str = ""


def prove(
    files: Iterable[FileChange],
    claim: str,
    sources: Iterable[tuple[str, bytes]],
    minimum_python: tuple[int, int],
) -> Proof:
    """Return what holds of all Python files of the change.

    What is not claimed is looked for too, annotations apart. `sources` are the
    target's Python files, asked only for annotations.
    """
    python = [file for file in files if file.path.endswith(PYTHON)]
    if not python:
        return Proof("", "no Python source changed")
    proof = _equal(python)
    if proof.name:
        return proof
    docstrings = _docstrings(python)
    if docstrings.name or claim == DOCSTRINGS:
        return docstrings
    if claim != ANNOTATIONS:
        return proof
    why = why_annotations_matter(python, sources, minimum_python)
    return Proof("", why) if why else Proof(ANNOTATIONS)


def _equal(files: Iterable[FileChange]) -> Proof:
    name = SYNTAX_TREE
    for file in files:
        trees = trees_of(file)
        if trees is None:
            return Proof("", f"{file.path} is new, removed, or cannot be parsed")
        before, after = map(shape, trees)
        if before == after:
            continue
        name = DOCSTRING_SPACE
        if shape(_tidied(trees[0])) != shape(_tidied(trees[1])):
            return Proof("", f"the syntax tree of {file.path} changed")
    return Proof(name)


# ----------------------------------------------------------------- docstrings


def _docstring(node: ast.AST) -> ast.Constant | None:
    body = getattr(node, "body", None)
    if not isinstance(node, (ast.Module, ast.ClassDef, *FUNCTIONS)) or not body:
        return None
    first = body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        return first.value if isinstance(first.value.value, str) else None
    return None


def _tidied(tree: ast.Module) -> ast.Module:
    """Return the tree with docstrings as `help` would show them."""
    for node in ast.walk(tree):
        docstring = _docstring(node)
        if docstring is not None:
            lines = inspect.cleandoc(str(docstring.value)).splitlines()
            docstring.value = "\n".join(line.rstrip() for line in lines).strip()
    return tree


def _docstrings(files: Iterable[FileChange]) -> Proof:
    for file in files:
        trees = trees_of(file)
        if trees is None:
            return Proof("", f"{file.path} is new, removed, or cannot be parsed")
        reader = re.search(rb"\bdocopt\b|__doc__", file.before or b"")
        if reader:
            return Proof("", f"{file.path} uses docstrings when it runs")
        texts = [list(_docstring_texts(tree)) for tree in trees]
        if any(">>>" in text for text in {*texts[0]} ^ {*texts[1]}):
            return Proof("", f"a docstring of {file.path} holds examples that run")
        if shape(_bare(trees[0])) != shape(_bare(trees[1])):
            return Proof("", f"more than docstrings changed in {file.path}")
    return Proof(DOCSTRINGS)


def _docstring_texts(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        docstring = _docstring(node)
        if docstring is not None:
            yield str(docstring.value)


def _bare(tree: ast.Module) -> ast.Module:
    """Return the tree with docstrings taken out."""
    for node in ast.walk(tree):
        if _docstring(node) is not None:
            body: list[ast.stmt] = node.body  # type: ignore[attr-defined]  # `_docstring` looked
            body[:1] = [] if len(body) > 1 else [ast.Pass()]
    return tree
