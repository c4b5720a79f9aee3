"""What a codemod is. `codemods/engine.py` runs it.

A codemod decides on the syntax tree of the standard library (fast, names
resolved by `Module`), and edits with LibCST, which sees only the smallest
expression or statement that changes: every other byte of the file stays.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from codemods.model import Area

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from codemods.model import Outcome, Safety
    from codemods.reading.module import Module

    Visit: TypeAlias = Callable[[ast.AST, Module], Iterable["Site"]]


class EditRefusedError(ValueError):
    """One edit cannot be made as it should; says why in plain words."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement: the tree's `node`, and how LibCST changes it.

    `change` gets the LibCST node of exactly that expression and returns the
    new one. Where `node` is a statement it gets a compound statement or a
    `SimpleStatementLine` of one, and may also return a `FlattenSentinel` of
    several or `RemovalSentinel.REMOVE`. It raises `EditRefusedError` where it
    finds that the place cannot be changed.
    """

    node: ast.expr | ast.stmt
    change: Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class TextEdit:
    """One replacement of bytes, for what is no whole expression or statement.

    Bytes `start` to `end` of `module.source.data` become `new`. `node` is the
    smallest node of the tree that they belong to (an `ast.arg`, a keyword, an
    import's alias): it alone may differ afterwards. With `own`, only its own
    strings may (the name of a function), and nothing below it.

    Where `node` is a statement, `produced` statements stand in its place
    afterwards, and in that of `gone`, which follow it; all edits of one node
    say the same. With `header`, anything of it may differ but the statements
    that it holds.
    """

    node: ast.AST
    start: int
    end: int
    new: bytes
    own: bool = False
    produced: int = 1
    gone: tuple[ast.stmt, ...] = ()
    header: bool = False
    comments_kept: bool = False
    """Whether it is known already that no comment is lost."""


@dataclass(frozen=True, slots=True, order=True)
class ImportNeeded:
    """An import that the new code uses: `module`, or `name` of `module`.

    The engine finds out under which name the file has it already, or adds it
    in the file's style, and gives that name to `Module.imported`.
    """

    module: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """One place that a codemod looked at.

    `message` is what changes (applied), or why it does not (refused, unsure).
    """

    node: ast.AST
    outcome: Outcome
    message: str
    edits: tuple[Edit | TextEdit, ...] = ()
    imports: tuple[ImportNeeded, ...] = ()


class Codemod:
    """One rewrite; a file `codemods/<area>/<slug>.py` each.

    A subclass has methods `visit_<NodeType>(node, module)` for types of `ast`
    nodes; each yields the sites at that node. All codemods share one walk.
    Its docstring has fixed sections, read by `codemods/explanation.py`: a
    title in the imperative, why, `Before:`, `After:`, `Fix safety:`,
    `Left alone:`; one that only reports has `Found:` for the example. The slug
    is the module's name with hyphens, the area the name of its folder.
    """

    safety: ClassVar[Safety]
    references: ClassVar[tuple[str, ...]] = ()
    params: ClassVar[Mapping[str, str]] = {}
    sieve: ClassVar[re.Pattern[bytes] | tuple[re.Pattern[bytes], ...] | None] = None
    """Bytes without which a file cannot hold a place; None looks everywhere.

    Of several patterns each must be found. None of them may look far ahead
    (`.*`): on a hostile file that takes the square of its length.
    """

    rules: ClassVar[frozenset[str]] = frozenset()
    """Linters' rules for the same fault: a `noqa` that names one, or names
    none, is the owner's word, and the place is left alone."""

    lint: ClassVar[tuple[str, ...]] = ()
    """Rules of the linter whose diagnostics it needs (`codemods/delegated.py`)."""

    proof: ClassVar[str] = ""
    """What stays equal, for the verification to check (`bot.model.Change`)."""

    report: ClassVar[bool] = False
    """Whether it only names places, for a person to look at."""

    whole: ClassVar[bool] = False
    """Whether the edits of several files belong together: all or none."""

    program: ClassVar[bool] = False
    """Whether it asks what other files say (`module.project.program`)."""

    covered_only: ClassVar[bool] = False
    """Whether it is proposed only where tests execute every changed line."""

    takes: ClassVar[re.Pattern[str] | None] = None
    """Comments that it takes out, because code says the same afterwards."""

    def __init__(self, params: Mapping[str, str] | None = None) -> None:
        self.given: Mapping[str, str] = dict(params or {})

    @property
    def slug(self) -> str:
        """The codemod's id, from its module's name."""
        return type(self).__module__.rpartition(".")[2].replace("_", "-")

    @property
    def area(self) -> Area:
        """The area of the plan, from the folder of its module."""
        return Area(type(self).__module__.split(".")[-2])

    @property
    def visitors(self) -> tuple[tuple[type[ast.AST], Visit], ...]:
        """The types of nodes that the codemod visits, with its methods for them."""
        return tuple(
            (getattr(ast, name.removeprefix("visit_")), getattr(self, name))
            for name in sorted(dir(type(self)))
            if name.startswith("visit_")
        )

    def waits_for(self, module: Module) -> bool:
        """Whether what is to be known of the module is not known yet.

        The engine then ends with the file as it stands.
        """
        del module
        return False

    def lets_through(self, source: bytes) -> bool:
        """Return whether the sieve leaves a file to look at."""
        if self.sieve is None:
            return True
        patterns = self.sieve if isinstance(self.sieve, tuple) else (self.sieve,)
        return all(_word(each) in source and each.search(source) for each in patterns)

    def configured(self, params: Mapping[str, str]) -> Codemod:
        """Return this codemod with parameters given by hand or by policy.

        Raises `ValueError` for a parameter that it does not have, or a value
        that makes no sense.
        """
        unknown = sorted(set(params) - set(self.params))
        if unknown:
            known = ", ".join(self.params) or "none"
            raise ValueError(f"no parameter {unknown[0]!r} (there are: {known})")
        return type(self)(params) if params else self


_FIRST_WORD = re.compile(rb"\\b(\w{2,})(?![\w?*+{])")


@cache
def _word(pattern: re.Pattern[bytes]) -> bytes:
    r"""Return a word that stands in all that a pattern finds; b"" where none is known.

    To look for bytes takes a tenth of the time of a pattern that starts with `\b`.
    """
    match = _FIRST_WORD.match(pattern.pattern)
    plain = not pattern.flags and b"|" not in pattern.pattern
    return match[1] if match and plain else b""
