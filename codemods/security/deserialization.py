"""Formats that hold code, as pickles do: read as data where that can be proved."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.reading import lookups, roles
from codemods.security.parts import given, loaders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

TORCH = "torch.load"
SINCE = (3, 11)
"""The first Python for which every release of PyTorch knows `weights_only`."""

MODULE_PLACE = 2
"""Where `torch.load` takes `pickle_module` without its name."""

NUMPY = "numpy.load"
PICKLE_PLACE = 2
"""Where `numpy.load` takes `allow_pickle` without its name."""

KERAS = frozenset(
    f"{root}.load_model"
    for root in (
        "keras.models",
        "keras.saving",
        "tensorflow.keras.models",
    )
)
PICKLE = "it holds a pickle, which can run any code"
LOADERS = {
    **dict.fromkeys(
        [
            "cloudpickle.load",
            "cloudpickle.loads",
            "dill.load",
            "dill.loads",
            "joblib.load",
            "pandas.read_pickle",
            "shelve.open",
            "sklearn.externals.joblib.load",
        ],
        PICKLE,
    ),
    **dict.fromkeys(
        ["jsonpickle.decode", "jsonpickle.loads"],
        "jsonpickle builds any object that the text names",
    ),
    **dict.fromkeys(
        ["marshal.load", "marshal.loads"],
        "marshal does not check its data, which can crash Python or run code",
    ),
}
STATE = "load_state_dict"


class Deserialization(Codemod):
    """Load the weights of a model as data.

    `torch.load` reads a pickle, and a pickle can run any code: a model from
    somewhere else can take over the machine. With `weights_only=True` it
    builds tensors, numbers and containers of them, and nothing else.

    Before:

        import torch


        def restore(model, path):
            model.load_state_dict(torch.load(path))

    After:

        import torch


        def restore(model, path):
            model.load_state_dict(torch.load(path, weights_only=True))

    Fix safety: a file with other objects in it no longer loads, and says
    which. PyTorch 2.6 does this by default.

    Left alone: what is not given straight to `load_state_dict`, as a
    checkpoint may hold more than weights; projects that support Pythons
    before 3.11, whose PyTorch may not know the argument. These are listed, as
    are `numpy.load(..., allow_pickle=True)` and the loaders of joblib, pandas,
    dill, cloudpickle, jsonpickle, marshal and shelve, which have no safe form;
    not in tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/502.html",
        "https://pytorch.org/docs/stable/generated/torch.load.html",
    )
    rules = frozenset({"B302", "B614", "S302"})
    sieve = re.compile(
        rb"torch|allow_pickle|pickle|marshal|dill|joblib|shelve|safe_mode"
    )

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls that build objects from data."""
        name = module.name_of(node.func) or ""
        if name == TORCH:
            yield from _torch(node, module)
        elif name == NUMPY:
            allowed = given.argument(node, "allow_pickle", PICKLE_PLACE)
            if given.is_constant(allowed, value=True):
                yield from _reported(node, module, "arrays of objects are pickles")
        elif name in KERAS:
            if given.is_constant(given.keyword(node, "safe_mode"), value=False):
                yield from _reported(node, module, "without `safe_mode` it runs code")
        elif name in LOADERS:
            yield from _reported(node, module, LOADERS[name])


def _reported(node: ast.Call, module: Module, does: str) -> Iterator[Site]:
    reason = loaders.reason(module, node, does)
    if reason:
        yield Site(node, Outcome.UNSURE, reason)


# --------------------------------------------------------------------- PyTorch


def _torch(node: ast.Call, module: Module) -> Iterator[Site]:
    said = given.keyword(node, "weights_only")
    if roles.is_test(module) or given.is_constant(said, value=True):
        return
    if said is not None or given.has_stars(node):
        if given.is_constant(said, value=False):
            yield from _reported(node, module, PICKLE)
        return
    reason = _reason_to_stay(node, module)
    if reason:
        yield Site(node, Outcome.UNSURE, reason)
        return
    change = partial(arguments.with_keyword, keyword="weights_only", code="True")
    yield Site(node, Outcome.APPLIED, module.line_of(node), (Edit(node, change),))


def _reason_to_stay(node: ast.Call, module: Module) -> str:
    """Return why a call of `torch.load` stays, "" for nothing."""
    if given.argument(node, "pickle_module", MODULE_PLACE) is not None:
        return "it has a pickle module of its own, which can run any code"
    if not _is_only_state(node, module):
        return "a checkpoint may hold more than weights, and can run any code"
    if module.project.minimum_python < SINCE:
        return "the project's PyTorch may not know `weights_only`"
    return ""


def _is_only_state(node: ast.Call, module: Module) -> bool:
    """Whether all that is loaded goes into `load_state_dict`, and only there."""
    parent = module.parent(node)
    if isinstance(parent, ast.Call):
        return _takes_state(parent, node)
    match parent:
        case ast.Assign(targets=[ast.Name() as target]):
            scope = module.names.scope_of_name(target.id, target)
            if scope is None or isinstance(scope, (ast.ClassDef, ast.Module)):
                return False
            if len(module.names.bindings(target.id, target)) != 1:
                return False
            found = lookups.names_in(module, target.id, scope)
            uses = [use for use in found if isinstance(use.ctx, ast.Load)]
            calls = [(module.parent(use), use) for use in uses]
            return bool(calls) and all(_takes_state(call, use) for call, use in calls)
    return False


def _takes_state(call: ast.AST | None, value: ast.expr) -> bool:
    """Whether a call gives a value to a model; a scheduler keeps other objects."""
    match call:
        case ast.Call(
            func=ast.Attribute(value=receiver, attr=name), args=[first, *_]
        ) if (first is value and name == STATE):
            return "sched" not in ast.unparse(receiver).lower()
    return False
