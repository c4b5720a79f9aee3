"""Validators in the form of Pydantic 2, where both say the same."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import ImportNeeded, Site
from codemods.diagnostics import Replacement
from codemods.editing.text_edits import text_edit
from codemods.model import Outcome, Safety
from codemods.reading.nodes import NAMED_FUNCTIONS
from codemods.upgrades.base import Step, UpgradeCodemod
from codemods.upgrades.parts import guards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

_FIELD = frozenset({"pydantic.validator", "pydantic.class_validators.validator"})
_ROOT = frozenset(
    {"pydantic.root_validator", "pydantic.class_validators.root_validator"}
)
_SAME = frozenset({"allow_reuse", "check_fields", "pre"})
_OTHERS = {
    "always": "`always` is `Field(validate_default=True)` in Pydantic 2",
    "each_item": "`each_item` is an annotation of the item in Pydantic 2",
}


class Pydantic2Validators(UpgradeCodemod):
    """Write validators as Pydantic 2 has them.

    `validator` and `root_validator` warn in Pydantic 2; `field_validator` and
    `model_validator` take their places and must be class methods.

    Before:

        from pydantic import BaseModel, validator


        class Cart(BaseModel):
            owner: str

            @validator("owner", pre=True)
            def stripped(cls, value):
                return value.strip()

    After:

        from pydantic import BaseModel, field_validator


        class Cart(BaseModel):
            owner: str

            @field_validator("owner", mode="before")
            @classmethod
            def stripped(cls, value):
                return value.strip()

    Fix safety: Pydantic 2 makes the same validator of both forms. Pydantic 1
    has only the old one.

    Left alone: validators that ask for `values`, `field` or `config`, or are
    told `always` or `each_item`; root validators that run after the fields, as
    they get another object: the places are listed. Validators made by a call.
    """

    safety = Safety.TESTED
    step = Step("pydantic", "2")
    needs_new = True
    references = ("https://docs.pydantic.dev/latest/migration/#changes-to-validators",)
    sieve = (re.compile(rb"pydantic"), re.compile(rb"validator"))

    def visit_FunctionDef(
        self, node: ast.FunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at methods with such a decorator."""
        for decorator in node.decorator_list:
            called = isinstance(decorator, ast.Call)
            function = decorator.func if isinstance(decorator, ast.Call) else decorator
            name = module.name_of(function)
            if name not in _FIELD | _ROOT or guards.is_guarded(module, node):
                continue
            if not guards.has_plain_import(module, function):
                continue
            if name in _ROOT:
                reason = _reason_of_root(decorator)
            elif called:
                reason = _reason(decorator)
            else:
                return
            reason = reason or _reason_of_method(node, decorator, module)
            if reason:
                yield Site(decorator, Outcome.REFUSED, reason)
                continue
            yield _rewritten(node, decorator, module, root=name in _ROOT)


def _reason(decorator: ast.expr) -> str:
    assert isinstance(decorator, ast.Call)  # noqa: S101  # the caller looked
    for keyword in decorator.keywords:
        if keyword.arg in _OTHERS:
            return _OTHERS[keyword.arg]
        if keyword.arg not in _SAME or not isinstance(keyword.value, ast.Constant):
            return "it is given what `field_validator` does not take"
    if not decorator.args or not all(
        isinstance(given, ast.Constant) and isinstance(given.value, str)
        for given in decorator.args
    ):
        return "the fields are not written as text"
    return ""


def _reason_of_root(decorator: ast.expr) -> str:
    later = "it runs after the fields: `model_validator` would give it the model"
    match decorator:
        case ast.Call(args=[], keywords=keywords):
            told = {keyword.arg: keyword.value for keyword in keywords}
            match told.pop("pre", None):
                case ast.Constant(value=True) if set(told) <= {"allow_reuse"}:
                    return ""
    return later


def _reason_of_method(
    node: ast.FunctionDef, decorator: ast.expr, module: Module
) -> str:
    given = node.args
    plain = not (given.kwonlyargs or given.vararg or given.kwarg or given.defaults)
    if not plain or len([*given.posonlyargs, *given.args]) != len(("cls", "value")):
        return "the method asks for more than the value"
    others = [item for item in node.decorator_list if item is not decorator]
    if any(module.name_of(item) != "builtins.classmethod" for item in others):
        return "it has another decorator"
    if not isinstance(module.parent(node), ast.ClassDef):
        return "it is no method"
    return ""


def _rewritten(
    node: ast.FunctionDef, decorator: ast.expr, module: Module, *, root: bool
) -> Site:
    needed = ImportNeeded("pydantic", "model_validator" if root else "field_validator")
    name = module.imported(needed, node)
    given = []
    before = root
    if isinstance(decorator, ast.Call):
        given = [module.text_of(item) for item in decorator.args]
        for keyword in decorator.keywords:
            match keyword:
                case ast.keyword(arg="pre", value=ast.Constant(value=value)):
                    before = bool(value)
                case ast.keyword(arg="check_fields"):
                    given.append(f"check_fields={module.text_of(keyword.value)}")
    if before:
        given.append('mode="before"')
    text = f"{name}({', '.join(given)})"
    if not _is_class_method(node, module):
        indent = " " * decorator.col_offset
        text += f"{module.source.newline()}{indent[:-1]}@classmethod"
    start, end = module.source.span(decorator)
    edit = text_edit(module, Replacement(start, end, text.encode()))
    said = f"{module.line_of(decorator)} is {text.splitlines()[0]}"
    return Site(decorator, Outcome.APPLIED, said, (edit,), (needed,))


def _is_class_method(node: ast.FunctionDef, module: Module) -> bool:
    names = map(module.name_of, node.decorator_list)
    return isinstance(node, NAMED_FUNCTIONS) and "builtins.classmethod" in names
