"""All codemods over a folder, as the assessment runs them; prints counts as JSON.

    python -P benchmarks/examining.py FOLDER WORKERS

It is what `benchmarks/codemods.py` measures. With `-P` that file does not stand
before the package `codemods`.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from bot.actions.catalogue import ACTIONS
from bot.app import build
from bot.assessment.assess import assess
from bot.model import Policy
from bot.services.progress import SilentProgress
from bot.services.trees import FolderTree
from codemods.catalogue import CATALOGUE


def examined(folder: Path, workers: int) -> dict[str, object]:
    """Run every codemod over a folder; return counts."""
    with (
        tempfile.TemporaryDirectory() as cache,
        build(home=Path(cache), quiet=True, sandbox="none", trust_target=True) as edges,
    ):
        assessment = assess(
            _Folder(FolderTree(folder)),  # type: ignore[arg-type]  # what is asked of it
            Policy(),
            {slug: ACTIONS[slug] for slug in CATALOGUE},
            tools=edges.tools,
            cache=Path(cache),
            workers=workers,
            progress=SilentProgress(),
        )
    actions = assessment.actions
    return {
        "files read": len(assessment.facts.python_files),
        "codemods": len(actions),
        "problems": len(assessment.facts.problems),
        "rewritten": len({f.path for a in actions.values() for f in a.findings}),
        "findings": {
            slug: [len(found.findings), len(found.left_alone)]
            for slug, found in sorted(actions.items())
            if found.findings or found.left_alone
        },
    }


class _Folder:
    """A plain folder as a checkout."""

    commit, root, name, branch = "0" * 40, "", "folder", "main"

    def __init__(self, tree: object) -> None:
        self.tree = tree


if __name__ == "__main__":
    print(json.dumps(examined(Path(sys.argv[1]), int(sys.argv[2]))))
