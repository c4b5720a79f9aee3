"""What a repository action is: it assesses, changes, and orders itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from bot.model import Policy
from codemods.model import Area

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.model import Assessed, Change, Facts
    from bot.protocols import Tools, Tree
    from codemods.model import Safety
    from codemods.reading.program import Program


@dataclass(frozen=True, slots=True)
class Part:
    """What of an action is a pull request of its own: its scope and edition.

    See `bot.model.Change`; an action that is one whole has one part without.
    """

    scope: str = ""
    edition: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """What an action looks at: the files at the base commit and their facts.

    `params` are given by hand (`--param`) or by the policy; an action finds
    out itself what is not given.
    """

    tree: Tree
    facts: Facts
    policy: Policy = field(default_factory=Policy)
    params: Mapping[str, str] = field(default_factory=dict)
    only: tuple[str, ...] = ()
    """Files known to hold the places; empty: any file may."""

    root: str = ""
    """The target's folder in its repository; "" for the whole of it."""

    program: Program | None = None
    """What all files say of names, for a codemod that asks for it."""

    covered: Mapping[str, int] | None = None
    """Bit sets of the lines that passing tests execute, by path; None: not known."""

    declined: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The editions of the action's scopes that people have declined, by scope."""

    memo: dict[str, object] = field(default_factory=dict, compare=False, repr=False)
    """What an action has found out already and asks for again."""

    @property
    def python_files(self) -> tuple[str, ...]:
        """The Python files to look at: all that may change, or those of `only`.

        Where `only` names none, the places are in other files, and all count.
        """
        wanted = {path for path in self.only if path.endswith((".py", ".pyi"))}
        if not wanted:
            return self.facts.python_files
        return tuple(path for path in self.facts.python_files if path in wanted)


class Memos:
    """What actions have found out, shared by all with the same parameters.

    Each action keeps its own under a name of its own.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._known: dict[tuple[tuple[str, str], ...], dict[str, object]] = {}

    def of(self, params: Mapping[str, str]) -> dict[str, object]:
        """Return what is known where these parameters are given."""
        return self._known.setdefault(tuple(sorted(params.items())), {})


class Action(ABC):
    """One action of the catalogue; a file `bot/actions/<area>/<slug>.py` each.

    The class docstring has the sections of a codemod's (see
    `codemods/base.py`): first a line that is the pull request's title in the
    imperative, then why, optionally `Before:` and `After:`, then
    `Fix safety:` and `Left alone:`. The slug is the module's name with
    hyphens, the area its folder's name: neither is written down again.
    """

    safety: ClassVar[Safety]
    references: ClassVar[tuple[str, ...]] = ()
    params: ClassVar[Mapping[str, str]] = {}
    """Parameter name to one line that says what it is."""

    after: ClassVar[tuple[str, ...]] = ()
    """Slugs whose pull requests should come before this one's."""

    scoped: ClassVar[bool] = False
    """Whether a large change may be cut into one pull request per folder."""

    whole: ClassVar[bool] = False
    """Whether its files change together or not at all."""

    program_asked: ClassVar[bool] = False
    """Whether it has to know what all files say of names (`Target.program`)."""

    covered_only: ClassVar[bool] = False
    """Whether it changes only what passing tests execute (`Target.covered`)."""

    online: ClassVar[bool] = False
    """Whether it asks package indexes what there is (`look_up`)."""

    urgent: ClassVar[bool] = False
    """Whether it passes every limit (a security update)."""

    @property
    def slug(self) -> str:
        """The action's id, from its module's name."""
        return type(self).__module__.rpartition(".")[2].replace("_", "-")

    @property
    def area(self) -> Area:
        """The area of the plan, from the name of the module's folder."""
        return Area(self.documented.__module__.split(".")[-2])

    @property
    def documented(self) -> type:
        """The class whose docstring explains the action."""
        return type(self)

    @abstractmethod
    def assess(self, target: Target) -> Assessed:
        """Return the status, the reason, the findings; quick, runs nothing."""

    @abstractmethod
    def change(self, target: Target, tools: Tools) -> Change:
        """Return the change, worked out from the base commit alone.

        Its `files` are empty where nothing needs to change. Raises
        `ActionError` where it cannot be made, with the reason.
        """

    def look_up(self, target: Target, tools: Tools, found: Assessed) -> Assessed:
        """Return the assessment with what the world outside has to say.

        Called where the action is `online` and `found`, which is kept for the
        commit, proposes it; the result is not kept. Raises `BotError` where
        there is no answer.
        """
        del target, tools
        return found

    def parts(self, target: Target, tools: Tools) -> Sequence[Part]:
        """Return what are pull requests of their own, first things first.

        Quick, compared with making them. Raises as `change`.
        """
        del target, tools
        return (Part(),)

    def part(self, target: Target, tools: Tools, part: Part) -> Change:
        """Return the change of one part, from the base alone; raises as `change`."""
        del part
        return self.change(target, tools)

    def some_of(
        self, target: Target, tools: Tools, change: Change, members: Sequence[str]
    ) -> Change:
        """Return the change with some of its members only; raises as `change`."""
        raise NotImplementedError

    def instead(
        self, target: Target, tools: Tools, change: Change, reason: str
    ) -> Change | None:
        """Return what to try where the change was rejected; None for nothing.

        `reason` is why: it belongs into the notes. Raises as `change`.
        """
        del target, tools, change, reason
        return None
