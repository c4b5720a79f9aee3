"""Django runs without debugging unless the environment asks for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, ImportNeeded, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.security.parts import given, remarks, settings_files

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from codemods.reading.module import Module

VARIABLE = "DJANGO_DEBUG"


class DjangoDebug(Codemod):
    """Leave Django's debugging off unless the environment asks for it.

    With `DEBUG = True`, every error page shows settings, local variables and
    parts of the code to whoever meets it, and Django keeps every query in
    memory. A machine that nobody has set up should be the safe one.

    Before:

        import os

        DEBUG = True
        ROOT_URLCONF = "shop.urls"
        INSTALLED_APPS = ["django.contrib.admin"]

    After:

        import os

        DEBUG = os.environ.get("DJANGO_DEBUG") == "1"
        ROOT_URLCONF = "shop.urls"
        INSTALLED_APPS = ["django.contrib.admin"]

    Fix safety: set `DJANGO_DEBUG=1` where you develop, and in tests that need
    it. Without debugging, Django wants `ALLOWED_HOSTS`, and `runserver` serves
    no static files.

    Left alone: settings for development and tests, by the file's name;
    settings that a condition or a star import sets, or that those for
    production set anew; files that are no settings of Django.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/489.html",
        "https://docs.djangoproject.com/en/stable/ref/settings/#debug",
    )
    sieve = re.compile(rb"DEBUG")

    def visit_Assign(self, node: ast.Assign, module: Module) -> Iterator[Site]:
        """Look at what sets `DEBUG`."""
        if not given.is_constant(node.value, value=True):
            return
        if settings_files.setting(module, node) != "DEBUG":
            return
        if not settings_files.is_settings(module):
            return
        if settings_files.is_development(module):
            return
        reason = settings_files.overridden(module)
        if reason:
            yield Site(node, Outcome.REFUSED, reason)
            return
        if remarks.remark(module, node.value):
            yield Site(node, Outcome.REFUSED, "a comment says why")
            return
        needed = ImportNeeded("os")
        code = f'{module.imported(needed, node)}.environ.get("{VARIABLE}") == "1"'
        edit = Edit(node.value, lambda _: arguments.dotted(code))
        yield Site(node, Outcome.APPLIED, module.line_of(node), (edit,), (needed,))
