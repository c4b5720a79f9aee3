"""A repository at one commit, read from its objects."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from bot.errors import GitError
from bot.services.git.commits import write_commit
from bot.services.git.materialise import materialise
from bot.services.git.process import Bounds
from bot.services.git.snapshot import snapshot
from bot.services.git.tree import GitTree

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.model import FileChange
    from bot.protocols import Tree
    from bot.services.git.repository import GitRepository
    from bot.services.git.snapshot import Entry
    from codemods.model import LeftAlone

_HISTORY = Bounds(60.0, 256 << 20)


@dataclass(frozen=True)
class GitCheckout:
    """Satisfies `bot.protocols.Checkout`; nothing is checked out anywhere.

    `branch` is "" where HEAD is detached and nobody named a branch: then there
    is nothing that a pull request could go to. `top` is the user's work tree,
    which is only ever looked at, None where there is none.
    """

    repository: GitRepository = field(repr=False)
    name: str
    commit: str
    branch: str
    root: str
    top: Path | None = None

    @property
    def tree(self) -> Tree:
        """The files below the root at the commit."""
        return self._tree

    @property
    def left_out(self) -> tuple[LeftAlone, ...]:
        """What the commit holds below the root and the tree does not list."""
        return self._tree.left_out

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        return snapshot(self.repository.objects, self.commit)

    @cached_property
    def _tree(self) -> GitTree:
        return GitTree(self._entries, self.root, self.repository.reader)

    def recent_subjects(self, count: int) -> tuple[str, ...]:
        """Return the subject lines of the latest commits, newest first."""
        listed = self.repository.objects.run(
            "log", "-z", "--format=%s", f"--max-count={count}", self.commit
        )
        text = listed.stdout.decode("utf-8", "replace")
        return tuple(subject for subject in text.split("\0") if subject)

    def changes_per_file(self, commits: int) -> Mapping[str, int]:
        """Return how often each file changed in that many latest commits.

        Merges are not counted, nor are files that are gone.
        """
        options = ("-z", "--format=", "--no-merges", "--name-only", "--no-renames")
        listed = self.repository.objects.run(
            "log", *options, f"--max-count={commits}", self.commit, bounds=_HISTORY
        )
        prefix = f"{self.root}/" if self.root else ""
        counts = Counter(os.fsdecode(path) for path in listed.stdout.split(b"\0"))
        return {
            path: counts[prefix + path]
            for path in self.tree.paths()
            if prefix + path in counts
        }

    def write(self, folder: Path) -> None:
        """Write the whole repository at the commit into an empty folder."""
        materialise(self._entries, self.repository.reader, folder)

    def commit_change(self, files: Sequence[FileChange], message: str) -> str:
        """Make a commit on top of this one and return its id; no ref moves."""
        prefix = f"{self.root}/" if self.root else ""
        placed = [replace(file, path=prefix + file.path) for file in files]
        there = {entry.path: entry for entry in self._entries}
        return write_commit(self.repository, self.commit, there, placed, message)

    @cached_property
    def dirty(self) -> bool:
        """Whether the work tree has changes to tracked files that are not committed.

        Honebot does not see those. False where there is no work tree, or where
        it cannot be compared.
        """
        index = self.repository.found.directory / "index"
        if self.top is None or not index.is_file():
            return False
        with tempfile.TemporaryDirectory(dir=self.repository.place) as folder:
            copy = Path(folder) / "index"
            try:
                shutil.copyfile(index, copy)
                return self._differs(copy, self.top)
            except (OSError, GitError):
                return False

    def _differs(self, index: Path, top: Path) -> bool:
        """Compare with a copy of the index, so that git does not write the user's."""
        objects = self.repository.objects
        git = replace(
            objects,
            variables={
                **objects.variables,
                "GIT_INDEX_FILE": str(index),
                "GIT_WORK_TREE": str(top),
            },
            settings=(*objects.settings, ("core.symlinks", "true")),
        )
        head = self.repository.git.text("rev-parse", "--verify", "HEAD")
        git.run("update-index", "-q", "--refresh", codes=(0, 1))
        compared = git.run(
            "diff-index", "--quiet", "--ignore-submodules=all", head, codes=(0, 1)
        )
        return compared.exit_code == 1

    def close(self) -> None:
        """End what still runs for this checkout; it may be used again."""
        self.repository.reader.close()
