"""Defaults of a function that are made anew in its body.

`def f(x=[])` becomes `def f(x=None)`, and the first statement after the
docstring `if x is None: x = []`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codemods.base import EditRefusedError
from codemods.lazy import cst

if TYPE_CHECKING:
    from collections.abc import Sequence

    import libcst

    from codemods.reading.optionals import Widening


@dataclass(frozen=True, slots=True)
class NewDefault:
    """One parameter whose default moves into the body.

    `widening` is how its annotation comes to admit None, None where it does;
    `margin` by how many columns the default's lines move to the left.
    """

    name: str
    widening: Widening | None
    margin: int


class NewDefaults:
    """Changes the LibCST node of one function."""

    def __init__(self, changes: Sequence[NewDefault]) -> None:
        self._changes = {change.name: change for change in changes}

    def __call__(self, old: libcst.FunctionDef) -> libcst.FunctionDef:
        """Return the function with its defaults made in its body.

        Raises `EditRefusedError` where the body stands on the `def` line.
        """
        block = old.body
        if not isinstance(block, cst.IndentedBlock):
            raise EditRefusedError("its body stands on the line of its `def`")
        kinds = ("posonly_params", "params", "kwonly_params")
        found = [param for kind in kinds for param in getattr(old.params, kind)]
        made = [
            self._made(param, block)
            for param in found
            if param.name.value in self._changes
        ]
        params = {kind: self._params(getattr(old.params, kind)) for kind in kinds}
        return old.with_changes(
            params=old.params.with_changes(**params),
            body=block.with_changes(body=_inserted(list(block.body), made)),
        )

    def _params(self, params: Sequence[libcst.Param]) -> list[libcst.Param]:
        return [
            (
                self._param(param, self._changes[param.name.value])
                if param.name.value in self._changes
                else param
            )
            for param in params
        ]

    def _param(self, param: libcst.Param, change: NewDefault) -> libcst.Param:
        new = param.with_changes(default=cst.Name("None"))
        if change.widening and param.annotation:
            annotation = change.widening.change(param.annotation.annotation)
            return new.with_changes(
                annotation=param.annotation.with_changes(annotation=annotation)
            )
        return new

    def _made(self, param: libcst.Param, block: libcst.IndentedBlock) -> libcst.If:
        """Return the statement that makes the default anew."""
        margin = self._changes[param.name.value].margin
        name = cst.Name(param.name.value)
        value: Any = param.default and param.default.visit(shifter(margin))
        assign = cst.Assign([cst.AssignTarget(name)], value)
        is_none = cst.ComparisonTarget(cst.Is(), cst.Name("None"))
        return cst.If(
            test=cst.Comparison(name, [is_none]),
            body=cst.IndentedBlock(
                [cst.SimpleStatementLine([assign])], indent=block.indent
            ),
        )


def shifter(margin: int) -> libcst.CSTTransformer:
    """Return what moves the lines of an expression to the left."""

    class Shifter(cst.CSTTransformer):
        def leave_ParenthesizedWhitespace(  # noqa: N802  # LibCST finds it by its name
            self,
            original_node: libcst.ParenthesizedWhitespace,  # noqa: ARG002  # passed on
            updated_node: libcst.ParenthesizedWhitespace,
        ) -> libcst.ParenthesizedWhitespace:
            return updated_node.with_changes(
                last_line=_shifted(updated_node.last_line, margin),
                empty_lines=[
                    line.with_changes(whitespace=_shifted(line.whitespace, margin))
                    for line in updated_node.empty_lines
                ],
            )

    return Shifter()


def _shifted(indent: libcst.SimpleWhitespace, margin: int) -> libcst.SimpleWhitespace:
    depth = len(indent.value) - len(indent.value.lstrip())
    return indent.with_changes(value=indent.value[min(margin, depth) :])


def _inserted(
    statements: list[libcst.BaseStatement], made: list[libcst.If]
) -> list[libcst.BaseStatement]:
    """Return a body with new statements after its docstring.

    Comments above the first old statement stay with it; an empty line below
    the docstring is there on both sides of the new statements.
    """
    at = 1 if _is_docstring(statements[0]) else 0
    following: Any = statements[at]
    lines = list(following.leading_lines)
    blank = next((i for i, line in enumerate(lines) if line.comment), len(lines))
    made[0] = made[0].with_changes(leading_lines=lines[:blank])
    parted = (at and blank) or isinstance(following, cst.FunctionDef | cst.ClassDef)
    after = [cst.EmptyLine(indent=False)] if parted else []
    kept = following.with_changes(leading_lines=[*after, *lines[blank:]])
    return [*statements[:at], *made, kept, *statements[at + 1 :]]


def _is_docstring(statement: libcst.BaseStatement) -> bool:
    match statement:
        case cst.SimpleStatementLine(body=[cst.Expr(value=value), *others]):
            found = isinstance(value, cst.SimpleString | cst.ConcatenatedString)
            if found and others:
                raise EditRefusedError("its docstring shares its line")
            return found
    return False
