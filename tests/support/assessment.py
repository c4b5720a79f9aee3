"""Targets in memory, actions that say what the test wants, wild codemods."""

from __future__ import annotations

import os
import signal
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.actions.base import Action
from bot.assessment.facts import gather
from bot.model import Assessed, Change, Policy, Status
from bot.services.trees import MemoryTree
from codemods.base import Codemod, Site
from codemods.model import Area, Outcome, Safety

if TYPE_CHECKING:
    import ast
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from bot.actions.base import Target
    from bot.model import Facts, FileChange
    from bot.protocols import Tools, Tree
    from codemods.reading.module import Module


def facts_of(files: Mapping[str, str | bytes], policy: Policy | None = None) -> Facts:
    """Return the facts of the files of a target."""
    tree = MemoryTree(
        {
            path: text if isinstance(text, bytes) else text.encode()
            for path, text in files.items()
        }
    )
    return gather(tree, policy or Policy())


@dataclass
class MemoryCheckout:
    """A checkout of a tree in memory; satisfies `bot.protocols.Checkout`."""

    tree: Tree
    commit: str = "c" * 40
    root: str = ""
    name: str = "shop"
    branch: str = "main"

    def recent_subjects(self, count: int) -> tuple[str, ...]:
        """Return none."""
        del count
        return ()

    def changes_per_file(self, commits: int) -> Mapping[str, int]:
        """Return none."""
        del commits
        return {}

    def write(self, folder: Path) -> None:
        """Write the files."""
        for path in self.tree.paths():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(self.tree.read(path))

    def commit_change(self, files: Sequence[FileChange], message: str) -> str:
        """Refuse: an assessment changes nothing."""
        raise AssertionError(f"{message}: {len(files)} files")


@dataclass
class RecordingProgress:
    """Remembers what it is told; satisfies `bot.protocols.Progress`."""

    said: list[str] = field(default_factory=list)
    steps: dict[str, int] = field(default_factory=dict)
    totals: dict[str, int | None] = field(default_factory=dict)

    @contextmanager
    def task(
        self, title: str, total: int | None = None
    ) -> Iterator[Callable[[int], None]]:
        """Count the steps of the task."""
        self.totals[title] = total
        self.steps[title] = 0

        def step(steps: int) -> None:
            self.steps[title] += steps

        yield step

    def say(self, text: str) -> None:
        """Remember the text."""
        self.said.append(text)


class StubAction(Action):
    """Say what the test wants."""

    def __init__(  # noqa: PLR0913  # one per thing that a test may want
        self,
        slug: str,
        area: Area = Area.FORMATTING,
        safety: Safety = Safety.TESTED,
        *,
        after: tuple[str, ...] = (),
        urgent: bool = False,
        title: str = "",
        params: Mapping[str, str] | None = None,
        assessed: Assessed | Exception | None = None,
    ) -> None:
        self._slug, self._area = slug, area
        self.safety = safety  # type: ignore[misc]  # a stub is what the test wants
        self.after = after  # type: ignore[misc]  # as above
        self.urgent = urgent  # type: ignore[misc]  # as above
        self.params = params or {}  # type: ignore[misc]  # as above
        self.assessed = assessed
        self.targets: list[Target] = []
        self._documented = type("Documented", (), {"__doc__": title or f"Do {slug}."})

    @property
    def slug(self) -> str:
        """The slug that the test gave."""
        return self._slug

    @property
    def area(self) -> Area:
        """The area that the test gave."""
        return self._area

    @property
    def documented(self) -> type:
        """A class with the title that the test gave."""
        return self._documented

    def assess(self, target: Target) -> Assessed:
        """Return, or raise, what the test gave."""
        self.targets.append(target)
        if isinstance(self.assessed, Exception):
            raise self.assessed
        return self.assessed or Assessed(self.slug, Status.SATISFIED, "All is well.")

    def change(self, target: Target, tools: Tools) -> Change:
        """Refuse: an assessment changes nothing."""
        raise AssertionError(f"{target} {tools}")


class _Wild(Codemod):
    safety = Safety.TESTED

    @property
    def slug(self) -> str:
        """The class's name in small letters."""
        return type(self).__name__.lower()


class Refuses(_Wild):
    """Refuse every name `spam`; be wild on the names that tests use."""

    params = {"kind": "of spam"}  # noqa: RUF012  # as in any codemod

    def visit_Name(self, node: ast.Name, module: Module) -> Iterator[Site]:
        """Yield a refused site, or bring the process into trouble."""
        del module
        match node.id:
            case "spam":
                yield Site(node, Outcome.REFUSED, "is spam")
            case "crash":
                os.kill(os.getpid(), signal.SIGSEGV)
            case "leave":
                os._exit(7)
            case "spin":
                while True:
                    pass
            case "sleep":
                time.sleep(600)
            case "fail":
                raise ZeroDivisionError("by zero")
