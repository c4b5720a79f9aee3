"""Imports that were in order before an edit are so after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions.ruff import Linter, texts_of
from bot.dependencies.places import Splice, spliced
from codemods.model import Project
from codemods.reading import source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.actions.base import Target
    from bot.protocols import Tools


def in_order(
    target: Target, tools: Tools, files: Mapping[str, bytes]
) -> dict[str, bytes]:
    """Return the files with their imports sorted, where they were before.

    A file that was in another order stays as it is given. Raises
    `ActionError` where Ruff does not answer.
    """
    facts = target.facts
    parts = tuple(facts.part_pythons.items())
    project = Project(facts.minimum_python, modules=facts.modules, parts=parts)
    linter = Linter(tools, ("I001",), project)
    before = texts_of({path: target.tree.read(path) for path in files})
    after = texts_of(files)
    said = linter.look(before)
    sorted_before = [path for path, text in before.items() if not said[path, text]]
    now = {path: after[path] for path in sorted_before if path in after}
    found = linter.look(now)
    result = dict(files)
    for path, text in now.items():
        edits = [edit for each in found[path, text] for edit in each.edits]
        if edits:
            splices = tuple(Splice(e.start, e.end, e.new) for e in edits)
            result[path] = source.read(files[path]).encode(spliced(text, splices))
    return result
