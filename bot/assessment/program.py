"""The index of a whole target's names, for codemods that ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.actions.codemod_action import project_of
from bot.assessment.jobs import FileTask, Summarising
from bot.assessment.pool import run_files
from codemods.reading.program import CODE, assembled, is_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model import Facts
    from bot.protocols import Tree
    from codemods.reading.program import Program


def paths_of(tree: Tree) -> tuple[list[str], list[str]]:
    """Return the Python files, excluded ones too, and the others with names in them.

    A file that may not be changed uses names all the same.
    """
    paths = tree.paths()
    python = [path for path in paths if path.endswith(CODE)]
    return python, [path for path in paths if is_text(path)]


def index_of(
    tree: Tree, facts: Facts, workers: int, then: Sequence[str] = ()
) -> Program:
    """Return the index, read in processes that a file may bring down.

    `then` are modules that later processes need: all come from one server, which
    loads them once.
    """
    python, texts = paths_of(tree)
    tasks = (FileTask(path, raw) for path, raw in tree.read_many(python))
    done = run_files(
        tasks, Summarising(project_of(facts), tuple(then)), workers=workers
    )
    summaries = dict(sorted(done))
    return assembled(summaries, tree.read_many(texts))
