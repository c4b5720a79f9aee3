"""The text of a function of which blocks have become functions of their own."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codemods.lazy import cst
from codemods.readability.parts import blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    import libcst

    from codemods.readability.parts.extraction import Exchange
    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

_TYPE_COMMENT = re.compile(rb"#\s*type:\s*(?!ignore)")


@dataclass(frozen=True, slots=True)
class Block:
    """Statements that become the function `name`."""

    name: str
    statements: tuple[ast.stmt, ...]
    exchange: Exchange

    @property
    def lines(self) -> range:
        """The numbers of its lines."""
        first = blocks.first_line(self.statements[0])
        return range(first, blocks.last_line(self.statements[-1]) + 1)


def is_annotated(function: Definition, module: Module) -> bool:
    """Whether anything in the signature of a function says its types."""
    if function.returns is not None or annotated_parameters(function):
        return True
    start, end = module.source.span(function)
    return _TYPE_COMMENT.search(module.source.data, start, end) is not None


def annotated_parameters(function: Definition) -> dict[str, ast.expr]:
    """Return the annotations of parameters that are never bound again."""
    arguments = function.args
    named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    bound = {
        node.id
        for node in ast.walk(function)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    }
    return {
        item.arg: item.annotation
        for item in named
        if item.annotation is not None and item.arg not in bound
    }


def text(module: Module, function: Definition, chosen: Sequence[Block]) -> str:
    """Return the text of a function with calls in it, and of the new functions."""
    newline = module.source.newline()
    inner = blocks.indent(module, chosen[0].statements[0].lineno).decode()
    at = {block.lines[0]: block for block in chosen}
    gone = {number for block in chosen for number in block.lines}
    lines = []
    for number in range(function.lineno, blocks.last_line(function) + 1):
        if number in at:
            lines.append(f"{inner}{_call(at[number])}{newline}")
        elif number not in gone:
            lines.append(_line(module, number))
    apart = newline * 2
    for block in chosen:
        lines += [apart, f"{_head(module, function, block)}{newline}"]
        lines += [_line(module, number) for number in block.lines]
        if block.exchange.outputs:
            lines.append(f"{inner}return {', '.join(block.exchange.outputs)}{newline}")
    return "".join(lines)


def width(module: Module, function: Definition, block: Block) -> int:
    """Return how many columns the longest new line has."""
    inner = blocks.indent(module, block.statements[0].lineno).decode()
    call = f"{inner}{_call(block)}"
    return max(len(call), len(_head(module, function, block)))


def _head(module: Module, function: Definition, block: Block) -> str:
    """Return the first line of a new function."""
    inputs = ", ".join(
        _parameter(name, function, module) for name in block.exchange.inputs
    )
    arrow = " -> None" if is_annotated(function, module) else ""
    return f"def {block.name}({inputs}){arrow}:"


def _line(module: Module, number: int) -> str:
    text = blocks.line(module, number).decode()
    return text if text.endswith(("\n", "\r")) else text + module.source.newline()


def _call(block: Block) -> str:
    outputs = ", ".join(block.exchange.outputs)
    given = f"{outputs} = " if outputs else ""
    return f"{given}{block.name}({', '.join(block.exchange.inputs)})"


def _parameter(name: str, function: Definition, module: Module) -> str:
    annotation = annotated_parameters(function).get(name)
    return name if annotation is None else f"{name}: {module.text_of(annotation)}"


def replaced(old: object, *, text: str, module: Module) -> libcst.FlattenSentinel[Any]:
    """Return the statements that a text is."""
    del old
    config = cst.PartialParserConfig(
        default_newline=module.source.newline(), default_indent=module.indent
    )
    return cst.FlattenSentinel(cst.parse_module(text, config).body)
