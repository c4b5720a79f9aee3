"""Blocks of a long function become functions of their own."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from codemods.base import Codemod, Edit, Site
from codemods.model import Outcome, Safety
from codemods.readability.parts import blocks, extraction, new_functions
from codemods.readability.parts.new_functions import Block
from codemods.reading import lookups, roles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from codemods.readability.parts.extraction import Exchange
    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

LONG = 40
"""How many lines a function has at least to be split."""

SMALLEST, LARGEST = 8, 50
"""How many lines a block has to be worth a function, and one easy to read."""

INPUTS, OUTPUTS = 4, 2
"""How many names a block takes and gives at most."""

STATEMENTS = 4
"""How many statements it has at least, where none of them has a block."""

WORDS = 5

_COMPOUND = (ast.If, ast.For, ast.While, ast.Try, ast.With, ast.Match)

_VERBS = (
    "add adjust aggregate analyse analyze append apply assemble assign attach "
    "build calculate cancel check choose clean clear close collect combine "
    "compare compute configure connect construct convert copy count create decode "
    "define delete detect determine disable discover dispatch display download "
    "draw drop emit enable encode enrich ensure estimate evaluate execute expand "
    "export extract fetch fill filter find fit flatten flush format gather "
    "generate get group handle identify import infer init initialise initialize "
    "insert inspect install invoke join load log look make map mark match measure "
    "merge migrate move normalise normalize notify open order parse perform plot "
    "populate predict prepare print process publish pull push query raise read "
    "rebuild record refresh register reject release reload remove rename render "
    "reorder replace report request reset resolve restore retrieve run sample "
    "save scale scan schedule score search select send serialise serialize set "
    "setup show simulate skip sort split start stop store strip submit summarise "
    "summarize sync track train transform translate trigger trim unpack "
    "update upload use validate verify visit wait warn wrap write "
)
VERBS = frozenset(_VERBS.split())
"""What the comment above a block starts with, if it says what the block does."""

_ARTICLES = frozenset({"a", "all", "an", "any", "each", "its", "our", "the", "this"})
_COMMENT = re.compile(
    r"#+\s*(?:(?:step\s*)?\d+\s*[:.)-]\s*)?([A-Za-z][A-Za-z0-9' -]*)[.:]?\Z",
    re.IGNORECASE,
)


class SplitLongFunction(Codemod):
    """Split a long function at the blocks that its comments name.

    A function of many steps has to be read whole to change one of them. A
    block that takes a few names and gives a few back can stand alone; its
    comment says what it is called. The comment stays above the call.

    Before:

        def invoice(order, shop):
            # Check the order
            if order.customer is None:
                raise ValueError("an order needs a customer")
            if not order.lines:
                raise ValueError("an order needs lines")
            for line in order.lines:
                if line.amount <= 0:
                    raise ValueError(f"amount of {line}")
                if line.price < 0:
                    raise ValueError(f"price of {line}")

            # Add up the lines
            net = 0
            for line in order.lines:
                price = line.price
                if line.amount >= shop.many:
                    price *= 1 - shop.discount
                if order.customer.is_member:
                    price *= 1 - shop.member_discount
                net += price * line.amount

            # The letter
            letter = [
                shop.name,
                shop.street,
                shop.city,
                "",
                order.customer.name,
                order.customer.street,
                order.customer.city,
                "",
                f"order {order.number}",
                f"date {order.date}",
                f"net {net}",
                f"tax {net * shop.tax}",
                f"gross {net * (1 + shop.tax)}",
                "",
                "thank you",
                "",
                "With kind regards",
                shop.owner,
            ]
            return letter

    After:

        def invoice(order, shop):
            # Check the order
            _check_order(order)

            # Add up the lines
            net = _add_up_lines(order, shop)

            # The letter
            letter = [
                shop.name,
                shop.street,
                shop.city,
                "",
                order.customer.name,
                order.customer.street,
                order.customer.city,
                "",
                f"order {order.number}",
                f"date {order.date}",
                f"net {net}",
                f"tax {net * shop.tax}",
                f"gross {net * (1 + shop.tax)}",
                "",
                "thank you",
                "",
                "With kind regards",
                shop.owner,
            ]
            return letter


        def _check_order(order):
            if order.customer is None:
                raise ValueError("an order needs a customer")
            if not order.lines:
                raise ValueError("an order needs lines")
            for line in order.lines:
                if line.amount <= 0:
                    raise ValueError(f"amount of {line}")
                if line.price < 0:
                    raise ValueError(f"price of {line}")


        def _add_up_lines(order, shop):
            net = 0
            for line in order.lines:
                price = line.price
                if line.amount >= shop.many:
                    price *= 1 - shop.discount
                if order.customer.is_member:
                    price *= 1 - shop.member_discount
                net += price * line.amount
            return net

    Fix safety: the same statements run in the same order, one call deeper:
    tracebacks and log records name the new function.

    Left alone: functions below forty lines; blocks that return, wait or
    yield, that define or import something, whose names
    an inner function sees, that take more than four names or give more than
    two; names that may be unbound; blocks without a comment that says in a
    few words what they do; methods, as a subclass may have the new name too;
    annotated functions where the types of the names are not known.
    """

    safety = Safety.REVIEW
    covered_only = True
    references = ("https://refactoring.com/catalog/extractFunction.html",)
    rules = frozenset({"C901", "PLR0915", "R0915", "too-many-statements"})
    params: ClassVar[Mapping[str, str]] = {
        "lines": "how many lines a function has at least to be split (40)"
    }
    sieve = (re.compile(rb"\bdef\b"), re.compile(rb"#"))

    def __init__(self, params: Mapping[str, str] | None = None) -> None:
        """Take the length of a long function.

        Raises `ValueError` where it is no number above zero.
        """
        super().__init__(params)
        given = self.given.get("lines", str(LONG))
        if not given.isdecimal() or int(given) == 0:
            raise ValueError(f"lines must be a number above 0, not {given!r}")
        self.lines = int(given)

    def visit_FunctionDef(
        self, node: ast.FunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at a function."""
        yield from self._sites(node, module)

    def visit_AsyncFunctionDef(
        self, node: ast.AsyncFunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at a coroutine function."""
        yield from self._sites(node, module)

    def _sites(self, node: Definition, module: Module) -> Iterator[Site]:
        length = blocks.last_line(node) - node.lineno + 1
        if length < self.lines or not isinstance(module.parent(node), ast.Module):
            return
        if roles.is_test(module) or node.decorator_list:
            return
        if not blocks.alone(module, node) or extraction.can_look_back(node):
            return
        if blocks.comment_behind(module, node) or blocks.comments_below(module, node):
            return
        found = _blocks(node, module)
        chosen = _chosen(node, found, module)
        if not chosen:
            return
        text = new_functions.text(module, node, chosen)
        new = ", ".join(f"`{block.name}`" for block in chosen)
        message = f"`{node.name}` is split: {new}"
        edit = Edit(node, partial(new_functions.replaced, text=text, module=module))
        yield Site(node, Outcome.APPLIED, message, (edit,))


# ------------------------------------------------------------------- blocks


def _blocks(function: Definition, module: Module) -> list[Block]:
    """Return the blocks of a function that can stand alone."""
    found = []
    for statements in _commented(function, module):
        first = blocks.first_line(statements[0])
        lines = blocks.last_line(statements[-1]) - first + 1
        if not SMALLEST <= lines <= LARGEST or len(statements) == len(function.body):
            continue
        if not _is_work(statements):
            continue
        name = _name(first - 1, module)
        exchange = extraction.exchange(module, function, statements) if name else None
        if exchange is None or not _fits(function, exchange, module):
            continue
        block = Block(name, tuple(statements), exchange)
        if new_functions.width(module, function, block) > module.line_limit:
            continue
        if all(blocks.alone(module, item) for item in statements):
            found.append(block)
    return found


def _chosen(
    function: Definition, found: Sequence[Block], module: Module
) -> list[Block]:
    """Return the blocks that can be taken out together."""
    chosen: dict[tuple[ast.stmt, ...], Block] = {}
    for block in found:
        taken = {key: other.exchange for key, other in chosen.items()}
        taken[block.statements] = block.exchange
        if extraction.keeps_names(module, function, taken):
            chosen[block.statements] = block
    return list(chosen.values())


def _commented(function: Definition, module: Module) -> Iterator[list[ast.stmt]]:
    """Yield the statements from one comment up to the next; no `return` at the end.

    What follows an empty line still belongs to the comment, as far as a
    reader can tell.
    """
    found: list[ast.stmt] = []
    for statement in function.body:
        above = blocks.line(module, blocks.first_line(statement) - 1).strip()
        if above.startswith(b"#"):
            if found:
                yield found
            found = [statement]
        elif found and not isinstance(statement, ast.Return):
            found.append(statement)
    if found:
        yield found


def _is_work(statements: Sequence[ast.stmt]) -> bool:
    """Whether statements do something, and do not only spell out a value."""
    nested = any(isinstance(statement, _COMPOUND) for statement in statements)
    return nested or len(statements) >= STATEMENTS


def _name(number: int, module: Module) -> str:
    """Return what the comment in a line says that a block does, as a name, or ""."""
    if blocks.line(module, number - 1).strip().startswith(b"#"):
        return ""  # what takes two lines to say is no name
    name = _said(blocks.line(module, number))
    taken = (
        module.once(_said_in_file)[name] > 1
        or name in module.names.binders
        or name in module.names.loaded
        or lookups.attributes(module, name)
    )
    return "" if taken else name


def _said_in_file(module: Module) -> Counter[str]:
    """Return how often each name is said: another function may get it too."""
    starts = range(1, len(module.source.starts) + 1)
    return Counter(_said(blocks.line(module, number)) for number in starts)


def _said(line: bytes) -> str:
    """Return the name that a line with a comment says, "" for none."""
    match = _COMMENT.match(line.decode().strip()) if b"#" in line else None
    words = re.findall(r"[a-z0-9]+", match[1].lower().replace("'", "")) if match else []
    kept = [word for word in words if word not in _ARTICLES]
    if not 1 < len(kept) <= WORDS or kept[0] not in VERBS:
        return ""
    return "_" + "_".join(kept)


def _fits(function: Definition, exchange: Exchange, module: Module) -> bool:
    """Whether a block takes and gives little, and its types are known."""
    if len(exchange.inputs) > INPUTS or len(exchange.outputs) > OUTPUTS:
        return False
    if not new_functions.is_annotated(function, module):
        return True
    known = new_functions.annotated_parameters(function)
    return not exchange.outputs and all(name in known for name in exchange.inputs)
