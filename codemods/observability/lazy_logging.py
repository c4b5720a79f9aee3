"""Log calls get a template and arguments, and no longer a finished message."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from codemods.base import Codemod, Edit, EditRefusedError, Site
from codemods.model import Outcome, Safety
from codemods.observability.parts import log_edits, log_messages
from codemods.observability.parts.log_edits import Room
from codemods.observability.parts.log_messages import UnsureError
from codemods.reading import loggers
from codemods.reading.loggers import Receiver

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codemods.observability.parts.log_edits import Take
    from codemods.observability.parts.log_messages import Message
    from codemods.reading.module import Module


class LazyLogging(Codemod):
    """Let log calls put their messages together late.

    A message that is put together before the call costs its time even where
    the level is turned off, and each text is another one: with a template and
    arguments, nothing is formatted before somebody writes the line, and tools
    that collect logs can tell which lines are the same.

    Before:

        import logging

        logger = logging.getLogger(__name__)


        def load(path: str, entries: list[str]) -> None:
            logger.info(f"{len(entries)} entries in {path!r}, 100%")

    After:

        import logging

        logger = logging.getLogger(__name__)


        def load(path: str, entries: list[str]) -> None:
            logger.info("%s entries in %r, 100%%", len(entries), path)

    Fix safety: the line that is written stays the same. This believes
    annotations, and that values of which the file says nothing have no
    `__format__` that differs from their `__str__`. Arguments are still worked
    out by the call, in their order; their text is made when the record is
    written, so that a handler that keeps records back (`MemoryHandler`) shows
    an object as it is then. An error in a `__str__` no longer ends the
    function: `logging` reports it. Code that reads `record.msg` sees the
    template.

    Left alone: objects that are not surely loggers of `logging`; calls that
    have arguments already; format specifiers that `%` may not write in the
    same way, as with `{ratio:.1%}`, or `{x:.2f}` where `x` may be a
    `Decimal`; `%` with what may be a tuple; values that may be enums, below
    Python 3.12, or array scalars; calls in braces that may change what stands
    before them.
    """

    safety = Safety.TESTED
    references = (
        "https://docs.python.org/3/howto/logging.html#optimization",
        "https://docs.astral.sh/ruff/rules/logging-f-string/",
    )
    params: ClassVar[Mapping[str, str]] = {
        "loggers": "functions of the project that return a logger of `logging`, "
        "by dotted name, with commas between"
    }
    rules = frozenset(
        {
            "G001",
            "G002",
            "G003",
            "G004",
            "W1201",
            "W1202",
            "W1203",
            "logging-format-interpolation",
            "logging-fstring-interpolation",
            "logging-not-lazy",
        }
    )
    sieve = re.compile(rb"log", re.IGNORECASE)

    def __init__(self, params: Mapping[str, str] | None = None) -> None:
        """Take the names of functions that make loggers."""
        super().__init__(params)
        names = self.given.get("loggers", "").split(",")
        self.makers = frozenset(name.strip() for name in names if name.strip())

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at log calls whose message is no literal."""
        place = _place(module, node)
        if place < 0 or not _is_early(node.args[place]):
            return
        kind = loggers.receiver(module, node, self.makers)
        if kind is Receiver.OTHER:
            return
        try:
            _check_call(module, node, place, kind)
            yield from _sites(module, node, place)
        except UnsureError as error:
            yield Site(node, Outcome.UNSURE, str(error))


def _place(module: Module, node: ast.Call) -> int:
    """Return the place of the message in a log call's arguments, or -1."""
    if isinstance(node.func, ast.Attribute):
        name = node.func.attr
    elif any(_is_early(arg) for arg in node.args[:2]):
        name = (module.name_of(node.func) or "").removeprefix("logging.")
    else:
        return -1
    place = 1 if name == "log" else 0
    return place if name in loggers.METHODS and len(node.args) > place else -1


def _is_early(node: ast.expr) -> bool:
    """Whether a message is put together before the call."""
    match node:
        case ast.JoinedStr():
            return any(isinstance(part, ast.FormattedValue) for part in node.values)
        case ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str())):
            return True
        case ast.BinOp(op=ast.Add()):
            return any(_is_text(part) for part in log_messages.parts_of_sum(node))
        case ast.Call(func=ast.Attribute(attr="format", value=ast.Constant())):
            return True
    return False


def _is_text(node: ast.expr) -> bool:
    constant = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return constant or isinstance(node, ast.JoinedStr)


def _check_call(module: Module, node: ast.Call, place: int, kind: Receiver) -> None:
    """Raise `EditRefusedError` with what speaks against touching a log call."""
    if kind is Receiver.PERHAPS:
        text = ast.unparse(node.func).rpartition(".")[0]
        raise UnsureError(f"`{text}` may be no logger of `logging`")
    if len(node.args) > place + 1:
        raise EditRefusedError("the call has arguments already")
    if any(isinstance(arg, ast.Starred) for arg in node.args):
        raise EditRefusedError("the call has a `*` argument")
    replacer = module.once(loggers.replaced)
    if replacer:
        raise UnsureError(f"the file calls `{replacer}`")


def _sites(module: Module, node: ast.Call, place: int) -> Iterator[Site]:
    """Yield the site of a log call that gets a template and arguments.

    Raises `EditRefusedError` where the line might not stay the same.
    """
    parts, take = _taken_apart(module, node.args[place])
    if not log_messages.fields(parts):
        return  # a sum of literals, say: nothing that could come later
    change = partial(
        log_edits.changed,
        index=place,
        take=take,
        message=parts,
        room=_room(module, node),
    )
    yield Site(node, Outcome.APPLIED, module.line_of(node), (Edit(node, change),))


def _taken_apart(module: Module, message: ast.expr) -> tuple[Message, Take]:
    match message:
        case ast.JoinedStr():
            return log_messages.of_fstring(module, message), log_edits.of_fstring
        case ast.BinOp(op=ast.Mod()):
            return log_messages.of_percent(module, message), log_edits.of_percent
        case ast.BinOp():
            return log_messages.of_sum(module, message), log_edits.of_sum
    assert isinstance(message, ast.Call)  # noqa: S101  # all that _is_early leaves
    return log_messages.of_format(module, message), log_edits.of_format


def _room(module: Module, node: ast.Call) -> Room:
    """Return how much room there is around a call."""
    start, end = module.source.span(node)
    data = module.source.data
    before = data[module.source.starts[node.lineno - 1] : start].decode()
    line_end = module.source.line_end(node.end_lineno or node.lineno)
    after = data[end:line_end].decode().rstrip()
    whole = isinstance(module.parent(node), ast.Expr) and not before.strip()
    if after:
        whole = False  # a `type: ignore` behind the call is for its first line
    return Room(
        before=len(before),
        after=len(after),
        limit=module.line_limit,
        indent=before if whole else None,
        step=module.indent,
    )
