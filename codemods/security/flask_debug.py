"""Flask's debugger runs only where somebody asks for it."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.reading import roles
from codemods.security.parts import choices, given, remarks
from codemods.security.parts.flask_apps import is_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

DEBUG = 2
"""Where `debug` stands among the arguments of `run`."""

_MEANT = re.compile(r"(?:^|[/_.-])(?:debug|dev|develop|development|local)(?=[/_.-])")


class FlaskDebug(Codemod):
    """Leave Flask's debugger off unless the environment asks for it.

    The debugger shows a console in the browser that runs any Python, to
    whoever can reach the server and guess or read its pin. Without the
    argument, Flask asks the variable `FLASK_DEBUG`.

    Before:

        from flask import Flask

        app = Flask(__name__)

        if __name__ == "__main__":
            app.run(debug=True)

    After:

        from flask import Flask

        app = Flask(__name__)

        if __name__ == "__main__":
            app.run()

    Fix safety: the program no longer reloads itself, nor shows errors in the
    browser, unless it is started with `FLASK_DEBUG=1`.

    Left alone: runs that a condition chooses, such as `if args.debug:`, and
    those on which a comment speaks; files
    that are named for development; applications that another file makes;
    values that are not written as `True`; tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/489.html",
        "https://flask.palletsprojects.com/en/stable/debugging/",
    )
    rules = frozenset({"B201", "S201"})
    sieve = re.compile(rb"(?i)debug")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls that start an application."""
        if not isinstance(node.func, ast.Attribute) or node.func.attr != "run":
            return
        debug = given.argument(node, "debug", DEBUG)
        if not given.is_constant(debug, value=True) or roles.is_test(module):
            return
        if not is_app(module, node.func.value):
            yield from _perhaps(node, node.func.value, module)
            return
        outcome, reason = _reason_to_stay(node, module)
        if reason:
            yield Site(node, outcome, reason)
            return
        change = partial(arguments.without_keyword, keyword="debug")
        yield Site(node, Outcome.APPLIED, module.line_of(node), (Edit(node, change),))

    def visit_Assign(self, node: ast.Assign, module: Module) -> Iterator[Site]:
        """Look at what turns debugging on for an application."""
        if not given.is_constant(node.value, value=True) or len(node.targets) != 1:
            return
        match node.targets[0]:
            case ast.Attribute(value=app, attr="debug"):
                pass
            case ast.Subscript(
                value=ast.Attribute(value=app, attr="config"),
                slice=ast.Constant(value="DEBUG"),
            ):
                pass
            case _:
                return
        meant = choices.chosen(module, node) or _is_meant(module)
        if is_app(module, app) and not meant and not roles.is_test(module):
            reason = "debugging is on whatever `FLASK_DEBUG` says"
            yield Site(node, Outcome.UNSURE, reason)


def _perhaps(node: ast.Call, app: ast.expr, module: Module) -> Iterator[Site]:
    """Name an application that another file makes, by its usual name."""
    value = module.value_of(app) or app
    maker = value.func if isinstance(value, ast.Call) else value
    name = module.name_of(maker) or ""
    usual = name.rpartition(".")[2] in {"app", "application", "create_app", "make_app"}
    flask = "flask" in module.project.dependencies or _imports_flask(module)
    if name.startswith(".") and usual and flask and not _is_meant(module):
        reason = "the application comes from another file"
        yield Site(node, Outcome.UNSURE, reason)


def _imports_flask(module: Module) -> bool:
    return any(
        module.names.target(alias).partition(".")[0] == "flask"
        for alias in module.tree.all(ast.alias)
    )


def _is_meant(module: Module) -> bool:
    return bool(_MEANT.search(module.path))


def _reason_to_stay(node: ast.Call, module: Module) -> tuple[Outcome, str]:
    if _is_meant(module):
        return Outcome.REFUSED, "the file is named for development"
    if choices.chosen(module, node):
        return Outcome.REFUSED, "a condition chooses to debug"
    debug = given.argument(node, "debug", DEBUG)
    if debug is not None and remarks.remark(module, debug, "debug|develop"):
        return Outcome.REFUSED, "a comment says why"
    if given.has_stars(node):
        return Outcome.REFUSED, "`*` or `**` may hold more settings"
    if given.keyword(node, "debug") is None:
        return Outcome.UNSURE, "`debug` is given by its place"
    return Outcome.APPLIED, ""
