"""Cookies that tell who somebody is are kept from scripts and from HTTP."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.reading import roles
from codemods.reading.names import Kind
from codemods.security.parts import given, remarks, settings_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.lazy import cst
    from codemods.reading.module import Module

RESPONSES = frozenset(
    {
        "django.http.HttpResponse",
        "django.http.HttpResponseRedirect",
        "django.http.JsonResponse",
        "django.shortcuts.redirect",
        "django.shortcuts.render",
        "flask.Response",
        "flask.jsonify",
        "flask.make_response",
        "flask.redirect",
    }
)
FLAGS = {"secure": "True", "httponly": "True", "samesite": '"Lax"'}
ABOUT = r"secur|https|httponly|script|develop|local|relax"
"""What a comment above settings speaks of that gives a reason."""

POSITIONAL = 2
"""How many arguments may be given by their place: the name and the value."""

SETTINGS = frozenset(
    {
        "CSRF_COOKIE_SECURE",
        "LANGUAGE_COOKIE_SECURE",
        "SESSION_COOKIE_HTTPONLY",
        "SESSION_COOKIE_SECURE",
    }
)

_IDENTITY = re.compile(
    r"(?:^|[_-])(?:auth|jwt|login|refresh|remember|sess|session|sessionid|sid|token)"
    r"(?:[_-]|id\Z|\Z)"
)
_FOR_SCRIPTS = re.compile(r"csrf|xsrf")


class CookieFlags(Codemod):
    """Keep session cookies from scripts and from plain HTTP.

    A cookie that says who somebody is can be stolen: by a script in the page,
    unless it is `HttpOnly`; on the way, unless it is `Secure`; and it is sent
    along with requests that other sites make, unless `SameSite` says no.

    Before:

        from flask import make_response

        def login(sid):
            page = make_response("hi")
            page.set_cookie("sid", sid)
            return page

    After:

        from flask import make_response

        def login(sid):
            page = make_response("hi")
            page.set_cookie("sid", sid, secure=True, httponly=True, samesite="Lax")
            return page

    Fix safety: scripts of the page no longer read the cookie; it is no longer
    sent over plain HTTP, but for `localhost` in most browsers, nor with forms
    that other sites post, as some single sign-on does.

    Left alone: cookies whose name is not that of a session or a token, and
    those for scripts to read, such as `csrftoken`; cookies that are taken
    back; flags that are given, also
    where they are False; responses that other code makes; settings for
    development; settings of Django other than `False` for a flag; tests.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/614.html",
        "https://cwe.mitre.org/data/definitions/1004.html",
        "https://docs.djangoproject.com/en/stable/ref/settings/#session-cookie-secure",
        "https://flask.palletsprojects.com/en/stable/web-security/#security-cookie",
    )
    rules = frozenset({"insecure-cookie"})
    sieve = re.compile(rb"set_cookie|COOKIE")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls that set a cookie."""
        if not isinstance(node.func, ast.Attribute) or node.func.attr != "set_cookie":
            return
        missing = [name for name in FLAGS if given.keyword(node, name) is None]
        name = _cookie(node)
        if not missing or not name or roles.is_test(module):
            return
        if (
            _is_taken_back(node)
            or _FOR_SCRIPTS.search(name)
            or not _IDENTITY.search(name)
        ):
            return
        outcome, reason = _reason_to_stay(node, node.func.value, module)
        if reason:
            yield Site(node, outcome, reason)
            return
        edit = Edit(node, lambda call: _flagged(call, missing))
        yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,))

    def visit_Assign(self, node: ast.Assign, module: Module) -> Iterator[Site]:
        """Look at settings of Django that take a flag from its cookies."""
        if not given.is_constant(node.value, value=False):
            return
        if settings_files.setting(module, node) not in SETTINGS:
            return
        if not settings_files.is_settings(module):
            return
        if settings_files.is_development(module):
            return
        reason = settings_files.overridden(module) or _without_https(module)
        if reason:
            yield Site(node, Outcome.REFUSED, reason)
            return
        if remarks.remark(module, node.value, ABOUT):
            yield Site(node, Outcome.REFUSED, "a comment says why")
            return
        code = "True" if "HTTPONLY" in module.line_of(node) else _secure(node, module)
        edit = Edit(node.value, lambda _: arguments.dotted(code))
        yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,))


def _cookie(node: ast.Call) -> str:
    match given.argument(node, "key", 0):
        case ast.Constant(value=str(name)):
            return name.lower()
    return ""


def _is_taken_back(node: ast.Call) -> bool:
    """Whether the call only takes the cookie from the browser."""
    match given.argument(node, "value", 1):
        case None | ast.Constant(value=None | ""):
            return True
    ends = [given.keyword(node, name) for name in ("expires", "max_age")]
    return any(given.is_constant(end, 0) for end in ends)


def _without_https(module: Module) -> str:
    """Return that the settings say that there is no HTTPS, "" where they do not."""
    for binding in module.names.in_scope("SECURE_SSL_REDIRECT", module.root):
        if given.is_constant(binding.value, value=False):
            return "`SECURE_SSL_REDIRECT` says that there is no HTTPS"
    return ""


def _secure(node: ast.Assign, module: Module) -> str:
    """Return the value for "only over HTTPS": not so where people develop."""
    bindings = module.names.in_scope("DEBUG", module.root)
    above = bindings and all(
        item.kind is Kind.ASSIGNMENT and item.node.lineno < node.lineno  # type: ignore[attr-defined]  # a name has a line
        for item in bindings
    )
    return "not DEBUG" if above else "True"


def _reason_to_stay(
    node: ast.Call, response: ast.expr, module: Module
) -> tuple[Outcome, str]:
    if given.has_stars(node):
        return Outcome.REFUSED, "`*` or `**` may hold flags"
    if len(node.args) > POSITIONAL:
        return Outcome.REFUSED, "flags may be given by their place"
    for name in FLAGS:
        if given.is_constant(given.keyword(node, name), value=False):
            return Outcome.REFUSED, f"`{name}=False` is said on purpose"
    if not _is_response(response, module):
        return Outcome.UNSURE, "whose method this is, the file does not tell"
    return Outcome.APPLIED, ""


def _is_response(node: ast.expr, module: Module) -> bool:
    """Whether an object surely is a response of Flask or Django."""
    if isinstance(node, ast.Call):
        return module.name_of(node.func) in RESPONSES
    bindings = module.bindings_of(node)
    return bool(bindings) and all(
        isinstance(item.value, ast.Call)
        and item.kind is Kind.ASSIGNMENT
        and module.name_of(item.value.func) in RESPONSES
        for item in bindings
    )


def _flagged(call: cst.Call, missing: list[str]) -> cst.Call:
    for name in missing:
        call = arguments.with_keyword(call, name, FLAGS[name])
    return call
