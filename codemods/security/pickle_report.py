"""Places where pickles are loaded are reported."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site
from codemods.model import Outcome, Safety
from codemods.security.parts import loaders

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from codemods.reading.module import Module

LOADERS = frozenset(
    f"{module}.{name}"
    for module in ("_pickle", "cPickle", "pickle")
    for name in ("Unpickler", "load", "loads")
)


class PickleReport(Codemod):
    """Name the places that load pickles.

    A pickle is a program: whoever can write it can run any command when it is
    loaded. Within one process, or in a file that only the program itself can
    write, that is no danger; from a network, a cache that others share, or a
    file that somebody sends, it is. A person must say which it is. JSON,
    or a signature that is checked before loading, are ways out.

    Found:

        import pickle


        def restore(path):
            with open(path, "rb") as source:
                return pickle.load(source)

    Left alone: `pickle.loads(pickle.dumps(x))`, which copies; data whose
    signature is checked with `hmac.compare_digest`; tests; unpicklers of the
    project's own, which may choose what they build.
    """

    safety = Safety.REVIEW
    report = True
    references = (
        "https://docs.python.org/3/library/pickle.html#module-pickle",
        "https://cwe.mitre.org/data/definitions/502.html",
    )
    rules = frozenset({"B301", "S301"})
    sieve = re.compile(rb"[pP]ickle")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls that load pickles."""
        if module.name_of(node.func) in LOADERS:
            reason = loaders.reason(module, node, "a pickle can run any code")
            if reason:
                yield Site(node, Outcome.UNSURE, reason)
