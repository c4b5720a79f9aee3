"""The methods of models under their names of Pydantic 2."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

from codemods.base import Site, TextEdit
from codemods.model import Outcome, Safety
from codemods.reading.nodes import NAMED_FUNCTIONS
from codemods.upgrades.base import Step, UpgradeCodemod
from codemods.upgrades.parts import guards, pydantic_models

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module


class _Method(NamedTuple):
    """What a method is called, and what both names take."""

    new: str
    keywords: frozenset[str] = frozenset()
    positional: int = 0
    on_class: bool = False


_DUMP = frozenset(
    {"include", "exclude", "by_alias"}
    | {"exclude_unset", "exclude_defaults", "exclude_none"}
)
_METHODS = {
    "copy": _Method("model_copy", frozenset({"update", "deep"})),
    "dict": _Method("model_dump", _DUMP),
    "json": _Method("model_dump_json", _DUMP | {"indent"}),
    "parse_obj": _Method("model_validate", positional=1, on_class=True),
    "parse_raw": _Method("model_validate_json", positional=1, on_class=True),
    "schema": _Method(
        "model_json_schema", frozenset({"by_alias", "ref_template"}), on_class=True
    ),
    "update_forward_refs": _Method("model_rebuild", on_class=True),
}
_FIELDS = {"__fields__": "model_fields", "__fields_set__": "model_fields_set"}

_GONE = {
    "from_orm": "it is `model_validate`, of a model with `from_attributes`",
    "parse_file": "it has no successor: read the file, and validate its text",
    "schema_json": "it has no successor: `json.dumps` of `model_json_schema`",
}


class Pydantic2Methods(UpgradeCodemod):
    """Call the methods of models by their new names.

    Pydantic 2 gives every method of a model a name that starts with `model_`,
    so that fields can be called `json` or `copy`. The old names warn, and go
    with Pydantic 3.

    Before:

        from pydantic import BaseModel


        class Cart(BaseModel):
            owner: str


        def stored(data: dict) -> str:
            cart = Cart.parse_obj(data)
            return cart.json(exclude_none=True)

    After:

        from pydantic import BaseModel


        class Cart(BaseModel):
            owner: str


        def stored(data: dict) -> str:
            cart = Cart.model_validate(data)
            return cart.model_dump_json(exclude_none=True)

    Fix safety: in Pydantic 2 the old names call the new ones with the same
    arguments; only `json` refuses `indent` there, which the new name takes.
    Pydantic 1 does not have the new names.

    Left alone: objects that are not surely models; classes that have a
    method of the old name themselves; arguments that the new method does not
    take (`encoder`, `include` of `copy`), and methods without a successor
    (`from_orm`, `parse_file`): these are listed.
    """

    safety = Safety.TESTED
    step = Step("pydantic", "2")
    needs_new = True
    program = True
    references = ("https://docs.pydantic.dev/latest/migration/",)
    sieve = re.compile(
        rb"\.\s*(?:copy|dict|json|parse_(?:obj|raw|file)|schema(?:_json)?|from_orm"
        rb"|update_forward_refs|__fields(?:_set)?__)\b"
    )

    def visit_Attribute(self, node: ast.Attribute, module: Module) -> Iterator[Site]:
        """Look at what is asked of models."""
        if node.attr in _FIELDS:
            yield from _fields(node, module)
        elif node.attr in _METHODS or node.attr in _GONE:
            yield from _method(node, module)


def _fields(node: ast.Attribute, module: Module) -> Iterator[Site]:
    find = pydantic_models.class_of
    if node.attr == "__fields_set__":
        find = pydantic_models.object_of
    if find(module, node.value) is None or guards.is_guarded(module, node):
        return
    yield _renamed(node, module, _FIELDS[node.attr])


def _method(node: ast.Attribute, module: Module) -> Iterator[Site]:
    call = module.parent(node)
    if not isinstance(call, ast.Call) or call.func is not node:
        return
    model = _model(node, module)
    if model is None or guards.is_guarded(module, node):
        return
    if node.attr in _GONE:
        yield Site(node, Outcome.REFUSED, f"`{node.attr}`: {_GONE[node.attr]}")
        return
    other = pydantic_models.overriding(module, model, node.attr)
    reason = f"`{other}.{node.attr}` is the project's own" if other else ""
    reason = reason or _reason(call, node.attr)
    if reason:
        yield Site(node, Outcome.REFUSED, reason)
        return
    yield _renamed(node, module, _METHODS[node.attr].new)


def _model(node: ast.Attribute, module: Module) -> pydantic_models.Model | None:
    on_class = node.attr in _GONE or _METHODS[node.attr].on_class
    if on_class:
        found = pydantic_models.class_of(module, node.value)
        if found is not None:
            return found
    elif _is_super(node.value):
        return _home(node, module)
    return pydantic_models.object_of(module, node.value)


def _is_super(node: ast.expr) -> bool:
    return ast.unparse(node) == "super()"


def _home(node: ast.AST, module: Module) -> ast.ClassDef | None:
    """Return the model in a method of which a node stands."""
    function = module.enclosing_function(node)
    home = module.parent(function) if isinstance(function, NAMED_FUNCTIONS) else None
    if isinstance(home, ast.ClassDef) and pydantic_models.is_model(module, home):
        return home
    return None


def _reason(call: ast.Call, name: str) -> str:
    method = _METHODS[name]
    if len(call.args) != method.positional and not (
        method.positional == 0 and not call.args
    ):
        return f"`{method.new}` is given other arguments"
    if any(isinstance(given, ast.Starred) for given in call.args):
        return f"`{method.new}` may be given other arguments"
    for keyword in call.keywords:
        if keyword.arg is None:
            return f"what `**` holds may be nothing that `{method.new}` takes"
        if keyword.arg not in method.keywords:
            return f"`{method.new}` takes no `{keyword.arg}`"
    return ""


def _renamed(node: ast.Attribute, module: Module, new: str) -> Site:
    _, end = module.source.span(node)
    start = end - len(node.attr.encode())
    message = f"{module.line_of(node)} is {new}"
    edit = TextEdit(node, start, end, new.encode(), own=True)
    if module.anchor(node) is not node:
        return Site(node, Outcome.REFUSED, "it stands in an f-string")
    return Site(node, Outcome.APPLIED, message, (edit,))
