"""Jinja escapes what stands in HTML templates."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.reading import lookups, roles
from codemods.security.parts import given, remarks
from codemods.security.parts.siblings import sibling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

HOMES = {
    "jinja2.Environment": "jinja2",
    "jinja2.environment.Environment": "jinja2",
    "jinja2.sandbox.ImmutableSandboxedEnvironment": "jinja2",
    "jinja2.sandbox.SandboxedEnvironment": "jinja2",
}
LOADING = ("get_template", "select_template")
DELIMITERS = re.compile(r"(?:block|variable|comment)_(?:start|end)_string\Z")
_PAGE = re.compile(r"(?i)\.(?:html?|xhtml|xml|svg)\Z")
_OTHER = re.compile(
    r"(?i)(?:\.(?:cfg|cnf|conf|cpp|css|env|h|ini|j2|jinja|jinja2|js|json|latex|md|po"
    r"|py|rst|service|sh|sql|tex|toml|tf|tmpl|tpl|txt|ya?ml)\Z|\blatex\b)"
)
"""Ends of names of templates that are no pages."""


class JinjaAutoescape(Codemod):
    """Escape values in HTML and XML templates.

    Jinja puts values into a template as they are. One that holds a `<script>`
    then runs in the browser of whoever looks at the page. With
    `select_autoescape()`, values in templates named `.html`, `.htm` and
    `.xml` are escaped; those in all others are not.

    Before:

        from jinja2 import Environment

        pages = Environment(loader=loader)
        index = pages.get_template("index.html")

    After:

        from jinja2 import Environment, select_autoescape

        pages = Environment(loader=loader, autoescape=select_autoescape())
        index = pages.get_template("index.html")

    Fix safety: a value that is HTML on purpose is shown as text, unless it is
    `markupsafe.Markup` or the template says `|safe`.

    Left alone: environments with delimiters of their own, as LaTeX needs;
    those that make templates from strings, whose kind no name tells; files
    that name no template of HTML or XML; an `autoescape` that is given and
    not False; classes derived from `Environment`; tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/79.html",
        "https://jinja.palletsprojects.com/en/stable/api/#autoescaping",
    )
    rules = frozenset({"B701", "S701"})
    sieve = re.compile(rb"jinja2")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at what makes an environment."""
        home = HOMES.get(module.name_of(node.func) or "")
        given_escape = given.keyword(node, "autoescape")
        off = given.is_constant(given_escape, value=False)
        if home is None or (given_escape is not None and not off):
            return
        if roles.is_test(module) or any(
            DELIMITERS.match(item.arg or "") for item in node.keywords
        ):
            return
        pages, others = module.once(_templates)
        if others and not pages:
            return
        outcome, reason = _reason_to_stay(node, module, pages=pages)
        if reason:
            yield Site(node, outcome, reason)
            return
        code, needed = sibling(module, node.func, home, "select_autoescape")
        write = arguments.with_keyword_value if off else arguments.with_keyword
        change = partial(write, keyword="autoescape", code=f"{code}()")
        yield Site(
            node, Outcome.APPLIED, module.line_of(node), (Edit(node, change),), needed
        )


def _templates(module: Module) -> tuple[bool, bool]:
    """Return whether the file names templates of pages, and others.

    What it loads tells, or, where that is not written out, all of its texts.
    """
    loaded = [
        text
        for name in LOADING
        for call in lookups.calls(module, name)
        for text in _texts(module, call)
    ]
    names = loaded or [
        node.value
        for node in module.tree.all(ast.Constant)
        if isinstance(node.value, str) and "\n" not in node.value
    ]
    return any(map(_PAGE.search, names)), any(map(_OTHER.search, names))


def _texts(module: Module, call: ast.Call) -> Iterator[str]:
    """Yield the names of templates that a call writes out, or a name stands for."""
    for argument in call.args:
        parts = argument.elts if isinstance(argument, ast.List) else [argument]
        for part in parts:
            value = module.value_of(part) or part
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value.value


def _reason_to_stay(
    node: ast.Call, module: Module, *, pages: bool
) -> tuple[Outcome, str]:
    refused = _reason_in_call(node, module)
    if refused:
        return Outcome.REFUSED, refused
    if lookups.calls(module, "from_string"):
        return Outcome.UNSURE, "no name tells what templates from strings are"
    if not pages:
        return Outcome.UNSURE, "the file names no template of HTML or XML"
    return Outcome.APPLIED, ""


def _reason_in_call(node: ast.Call, module: Module) -> str:
    """Return what in the call itself speaks against a change, "" for nothing."""
    off = given.keyword(node, "autoescape")
    if remarks.remark(module, off or node, "escap"):
        return "a comment says why"
    if given.has_stars(node):
        return "`*` or `**` may hold `autoescape`"
    if node.args:
        return "delimiters are given by their place"
    extensions = given.keyword(node, "extensions")
    if extensions is not None and "autoescape" in ast.unparse(extensions):
        return "an extension decides about escaping"
    return ""
