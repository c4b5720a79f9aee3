"""Names that Flask 2.3 and 3.0 took away."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, ClassVar

from codemods.base import Site
from codemods.model import Outcome, Safety
from codemods.upgrades.base import Step
from codemods.upgrades.parts.renamed_names import RenamedNames

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

_CONTEXT = "is gone: `flask.g`, `flask.has_app_context` and their like tell"
_JSON = "is gone: an application has a `json_provider_class`"
_APPS = frozenset({"flask.Blueprint", "flask.Flask"})


class Flask3Names(RenamedNames):
    """Take `Markup` and `escape` from where Flask had them.

    Flask gave on two names of MarkupSafe; since Flask 3 the import fails.

    Before:

        from flask import Flask, Markup, escape

        app = Flask(__name__)
        title = Markup("<b>%s</b>") % escape("a & b")

    After:

        from flask import Flask
        from markupsafe import Markup, escape

        app = Flask(__name__)
        title = Markup("<b>%s</b>") % escape("a & b")

    Fix safety: they are the same objects. Flask itself needs MarkupSafe, so it
    is installed.

    Left alone: what has no successor that does just the same
    (`before_first_request`, `JSONEncoder`, the stacks of contexts,
    `flask.__version__`): the places are listed.
    """

    safety = Safety.SAFE
    step = Step("flask", "3")
    references = ("https://flask.palletsprojects.com/en/stable/changes/",)
    sieve = re.compile(rb"flask")
    moved: ClassVar = {
        "flask.Markup": "markupsafe.Markup",
        "flask.escape": "markupsafe.escape",
    }
    gone: ClassVar = {
        "flask.__version__": "is given up: `importlib.metadata.version` tells it",
        "flask._app_ctx_stack": _CONTEXT,
        "flask._request_ctx_stack": _CONTEXT,
        "flask.globals._app_ctx_stack": _CONTEXT,
        "flask.globals._request_ctx_stack": _CONTEXT,
        "flask.json.JSONDecoder": _JSON,
        "flask.json.JSONEncoder": _JSON,
        "flask.safe_join": "is gone: `werkzeug.utils.safe_join` returns None instead",
    }

    def visit_Attribute(self, node: ast.Attribute, module: Module) -> Iterator[Site]:
        """Look at names behind the module, and at what is asked of applications."""
        yield from super().visit_Attribute(node, module)
        if node.attr == "before_first_request" and _is_app(module, node.value):
            reason = "`before_first_request` is gone: do it where the app is made"
            yield Site(node, Outcome.REFUSED, reason)


def _is_app(module: Module, node: ast.expr) -> bool:
    match module.value_of(node):
        case ast.Call(func=function):
            return module.name_of(function) in _APPS
    return False
