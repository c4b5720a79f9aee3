"""`fileName = ...` in a function becomes `file_name = ...`, with all its uses."""

from __future__ import annotations

import ast
import keyword
from typing import TYPE_CHECKING, ClassVar

from codemods.base import Codemod, Site
from codemods.model import Outcome, Safety
from codemods.readability.parts import local_names, renames
from codemods.reading import pragmas, spelling
from codemods.reading.names import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codemods.base import Edit
    from codemods.readability.parts.local_names import Local
    from codemods.reading.module import Module
    from codemods.reading.names import Function


class RenameLocals(Codemod):
    """Write the names of local variables in lower case.

    PEP 8 has variables in lower case, their words apart by underscores. Two
    ways of writing names in one file make people look up which one it was.
    Nobody outside of a function sees what its variables are called.

    Before:

        def load(path):
            rawLines = open(path).readlines()
            return [line.strip() for line in rawLines]

    After:

        def load(path):
            raw_lines = open(path).readlines()
            return [line.strip() for line in raw_lines]

    Fix safety: the function does the same; only a debugger, or what reads the
    frames of its callers, sees the names of variables.

    Left alone: parameters, which callers may name; classes and constants
    (`Model`, `MAX`); names that a string or a comment speaks of; functions
    that look at their variables by name (`locals()`, `eval`, a query in
    text); signs of a formula (`dX`); and files that write most of their names
    in mixedCase.
    """

    safety = Safety.SAFE
    rules = frozenset({"N806", "C0103", "invalid-name"})
    references = ("https://peps.python.org/pep-0008/#function-and-variable-names",)
    params: ClassVar[Mapping[str, str]] = {
        "old": "the variable to rename, wherever a function has one; with `new`",
        "new": "the name that it gets; with `old`",
    }

    def __init__(self, params: Mapping[str, str] | None = None) -> None:
        super().__init__(params)
        names = [self.given[key] for key in ("old", "new") if key in self.given]
        if len(names) == 1:
            raise ValueError("`old` and `new` are given together")
        for name in names:
            if not name.isidentifier() or keyword.iskeyword(name):
                raise ValueError(f"{name!r} is no name for a variable")

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Look at the variables of all functions of the file."""
        del node
        wanted = self._wanted(module)
        found = local_names.found(module, wanted) if wanted else {}
        if not found:
            return
        reason = _whole_file(module, given=bool(self.given))
        for function, variables in found.items():
            yield from self._function(module, function, variables, reason)

    def _wanted(self, module: Module) -> dict[str, str]:
        """Return the names to change in this file, and what they become."""
        binders = module.names.binders
        if self.given:
            old, new = self.given["old"], self.given["new"]
            return {old: new} if old in binders else {}
        return {name: new for name in binders if (new := spelling.snake(name))}

    def _function(
        self, module: Module, function: Function, variables: list[Local], reason: str
    ) -> Iterator[Site]:
        """Yield the one site of all variables of a function, and those it keeps."""
        kept = {local: self._why(module, local, variables) for local in variables}
        if not self.given:
            reason = reason or _together(module, function, kept)
        ready = []
        for local, why in kept.items():
            if why or reason:
                text = f"`{local.old}`: {why or reason}"
                yield Site(local.first, Outcome.REFUSED, text)
            else:
                ready.append(local)
        if ready:
            text = ", ".join(f"`{local.old}` → `{local.new}`" for local in ready)
            name = getattr(function, "name", "lambda")
            edits = _edits(module, ready)
            yield Site(ready[0].first, Outcome.APPLIED, f"{name}: {text}", edits)

    def _why(self, module: Module, local: Local, variables: list[Local]) -> str:
        """Return why one variable keeps its name, "" where it need not."""
        comment = pragmas.kept_by_owner(module, local.first, self.rules)
        if comment:
            return f"the line says `{comment}`"
        if sum(other.new == local.new for other in variables) > 1:
            return f"two variables would be called `{local.new}`"
        why = local_names.why_not(module, local)
        return why or ("" if self.given else local_names.why_keep(module, local))


def _together(module: Module, function: Function, kept: Mapping[Local, str]) -> str:
    """Return why no variable of a function is renamed, "" for no reason.

    Some in one style and some in the other are worse than all in one.
    """
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    if any(spelling.is_mixed(arg.arg) for arg in every):
        return "parameters of the function are written so too"
    own = {local.old for local in kept}
    for node in ast.walk(function):
        match node:
            case ast.Name(id=name) if spelling.is_mixed(name) and name not in own:
                if any(
                    item.kind is Kind.ASSIGNMENT for item in module.bindings_of(node)
                ):
                    return f"the function uses `{name}`, which is written so too"
    if any(kept.values()):
        return "another variable of the function keeps such a name"
    return ""


def _whole_file(module: Module, *, given: bool) -> str:
    """Return why no variable of the file is renamed, "" for no reason."""
    reader = local_names.reader(module)
    if reader:
        return reader
    if not given and local_names.writes_mixed(module):
        return "the file writes most of its names in mixedCase"
    return ""


def _edits(module: Module, ready: list[Local]) -> tuple[Edit, ...]:
    return renames.uses(
        module,
        ((use, local.old, local.new) for local in ready for use in local.uses),
    )
