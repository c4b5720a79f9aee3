"""Single requests of `requests`, made with `httpx`; only where it is asked for."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Edit, ImportNeeded, Site
from codemods.editing import arguments
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.upgrades.base import BY_NAME, UpgradeCodemod
from codemods.upgrades.parts import guards

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

_METHODS = frozenset({"delete", "get", "head", "options", "patch", "post", "put"})
_KEYWORDS = frozenset(
    {"allow_redirects", "headers", "json", "params", "timeout", "url"}
)
_READ = frozenset({"content", "status_code"})
_HTTPX = ImportNeeded("httpx")
_MENTIONED = re.compile(rb"[\"']requests\.")


class RequestsToHttpx(UpgradeCodemod):
    """Make single requests with httpx instead of requests.

    httpx has the same calls, for synchronous and asynchronous code alike, and
    HTTP/2. It belongs to no step of a release: it runs only where it is asked
    for by name.

    Before:

        import requests


        def load(url):
            return requests.get(url, timeout=10).json()

    After:

        import httpx


        def load(url):
            return httpx.get(url, timeout=10, follow_redirects=True).json()

    Fix safety: errors are of other classes (`httpx.HTTPError`); `User-Agent` and
    the cookies of a redirection differ; the time limit is for each read in both.

    Left alone: projects that do not ask for httpx; files in which `requests` is
    used in any other way (sessions, its exceptions, `verify`, `data`, answers
    that are kept or whose `text` is read, since the encoding is found in
    another way), calls without a time limit, and names in strings, as
    `mock.patch` takes them.
    """

    safety = Safety.REVIEW
    step = BY_NAME
    references = ("https://www.python-httpx.org/compatibility/",)
    sieve = re.compile(rb"requests")

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Look at all that the file does with requests."""
        uses = [
            each
            for each in module.tree.by_type.get(ast.Name, ())
            if isinstance(each, ast.Name) and module.name_of(each) == "requests"
        ]
        if not uses or "httpx" not in module.project.dependencies:
            return
        calls = [_call(module, use) for use in uses]
        reason = _against_file(module, node)
        for use, call in zip(uses, calls, strict=True):
            why = reason or (call if isinstance(call, str) else "")
            if why:
                yield Site(use, Outcome.REFUSED, why)
                return
        for call in calls:
            if isinstance(call, ast.Call):
                edit = Edit(call, partial(_with_httpx, module, call))
                yield Site(
                    call, Outcome.APPLIED, module.line_of(call), (edit,), (_HTTPX,)
                )


def _against_file(module: Module, tree: ast.Module) -> str:
    """Return what in a file keeps it with requests, "" for nothing."""
    if _MENTIONED.search(module.source.data):
        return "a string names something of requests"
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == (
            "requests"
        ):
            return "names are imported from requests"
        if isinstance(node, ast.Import) and any(
            alias.name.startswith("requests.") for alias in node.names
        ):
            return "a module of requests is imported"
    return ""


def _call(module: Module, use: ast.Name) -> ast.Call | str:
    """Return the call that a use of requests is, or why it is none to change."""
    attribute = module.parent(use)
    call = module.parent(attribute) if attribute else None
    if (
        not isinstance(attribute, ast.Attribute)
        or not isinstance(call, ast.Call)
        or call.func is not attribute
        or attribute.attr not in _METHODS
    ):
        return "requests is used in another way than for single calls"
    if guards.is_guarded(module, call):
        return "a `try` around it may catch what only requests raises"
    told = {keyword.arg for keyword in call.keywords}
    if not told <= _KEYWORDS or len(call.args) > 1 or _is_starred(call):
        return "it has arguments that httpx takes in another way"
    if "timeout" not in told or any(map(_differs, call.keywords)):
        return "its time limit or its values mean something else to httpx"
    return call if _is_read_at_once(module, call) else "its answer is kept"


def _is_starred(call: ast.Call) -> bool:
    return any(isinstance(each, ast.Starred) for each in call.args)


def _differs(keyword: ast.keyword) -> bool:
    """Whether a value is not sure to mean the same.

    A pair of time limits has other members, and None in the parameters of a
    query is left out by requests alone.
    """
    value = keyword.value
    if keyword.arg == "timeout":
        return not _is_constant(value, int, float)
    if keyword.arg in {"headers", "params"}:
        return not isinstance(value, ast.Dict) or not all(
            _is_constant(each, int, str) for each in value.values
        )
    if keyword.arg == "allow_redirects":
        return not isinstance(value, ast.Constant)
    return False


def _is_constant(node: ast.expr, *kinds: type) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) in kinds


def _is_read_at_once(module: Module, call: ast.Call) -> bool:
    """Whether the answer is read where it comes, and only what is the same."""
    parent = module.parent(call)
    if not isinstance(parent, ast.Attribute):
        return False
    if parent.attr in _READ:
        return isinstance(parent.ctx, ast.Load)
    above = module.parent(parent)
    called = isinstance(above, ast.Call) and above.func is parent
    return called and parent.attr == "json" and not _has_arguments(above)


def _has_arguments(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Call) and bool(node.args or node.keywords)


def _with_httpx(module: Module, call: ast.Call, old: cst.Call) -> cst.Call:
    """Return the call of httpx; requests follows redirections, but for HEAD."""
    name = module.imported(_HTTPX, call)
    function = cst.ensure_type(old.func, cst.Attribute)
    new = old.with_changes(func=function.with_changes(value=arguments.dotted(name)))
    told = [keyword.arg for keyword in call.keywords]
    if "allow_redirects" in told:
        index = len(call.args) + told.index("allow_redirects")
        args = list(new.args)
        args[index] = args[index].with_changes(keyword=cst.Name("follow_redirects"))
        return new.with_changes(args=args)
    if function.attr.value == "head":
        return new
    return arguments.with_keyword(new, "follow_redirects", "True")
