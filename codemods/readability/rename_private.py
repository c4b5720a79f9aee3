"""`def _loadAll():` becomes `def _load_all():`, in all files that use it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site
from codemods.model import Outcome, Safety
from codemods.readability.parts import project_renames, renames, unbound_names

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from codemods.readability.parts.project_renames import Renamed
    from codemods.reading.module import Module


class RenamePrivate(Codemod):
    """Write the names of a module's private parts as PEP 8 has them.

    Functions and variables in lower case with underscores, classes in
    CapWords: two ways of writing names in one project make people look up
    which one it was. A name that starts with an underscore is for the project
    alone, so all its uses can change with it.

    Before:

        def _readAll(path):
            return open(path).read()


        if __name__ == "__main__":
            print(_readAll("notes.txt"))

    After:

        def _read_all(path):
            return open(path).read()


        if __name__ == "__main__":
            print(_read_all("notes.txt"))

    Fix safety: a name is changed only where every mention of it in the whole
    project is a use that is seen; the files change together. What was pickled
    by the old name is not found.

    Left alone: what is decorated or defined twice; names that a string, a
    comment, a docstring or a text speaks of; names that something else in the
    project has too; files that look names up when they run; and projects that
    write most of their names in mixedCase.
    """

    safety = Safety.TESTED
    program = True
    whole = True
    references = (
        "https://peps.python.org/pep-0008/#function-and-variable-names",
        "https://docs.astral.sh/ruff/rules/invalid-function-name/",
    )
    sieve = re.compile(rb"\b_\w*[a-z0-9][A-Z]")

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Look at the names that the file defines, and at those that it takes."""
        alone = module.project.program is None
        known = not alone or unbound_names.is_script(module)
        for renamed in project_renames.of_module(module, private=True):
            binders = module.names.binders.get(renamed.old, [])
            if not binders:
                continue
            place = min(binders, key=lambda item: getattr(item, "lineno", 0))
            reason = renamed.reason or ("" if known else "other files are not known")
            if reason:
                text = f"`{renamed.old}`: {reason}"
                yield Site(place, Outcome.REFUSED, text)
                continue
            edits = renames.definition(module, renamed)
            yield Site(place, Outcome.APPLIED, _told(renamed), edits)
        program = project_renames.program_of(module)
        for home, name in sorted(renames.taken(module)):
            if home == module.name or not name.startswith("_"):
                continue
            found = project_renames.of_name(program, home, name, private=True)
            if found and not found.reason:
                edits = renames.users(module, found)
                if edits:
                    yield Site(node, Outcome.APPLIED, _told(found), edits)


def _told(renamed: Renamed) -> str:
    return f"`{renamed.old}` → `{renamed.new}`"
