"""Which files hold settings of Django, and for which machines."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.reading import roles
from codemods.reading.names import Kind

if TYPE_CHECKING:
    from codemods.reading.module import Module

ROOT = "ROOT_URLCONF"
MARKS = frozenset({"INSTALLED_APPS", "MIDDLEWARE", "TEMPLATES", "WSGI_APPLICATION"})
"""Settings that hardly anything but a settings file of Django assigns."""

_SETTINGS = re.compile(r"(?:^|/)(?:\w*settings\w*\.py|settings/\w+\.py)\Z")
_DEVELOPMENT = re.compile(
    r"(?:^|[/_.])(?:ci|debug|demo|dev|devel|develop|development|docker|integration"
    r"|local|localdev|sandbox|test|testing|tests)(?=[/_.])|(?:^|/)(?:examples?|t)/"
)
_PRODUCTION = re.compile(r"(?:^|[._])(?:deploy|live|prod|production|staging)\Z")
_COMMON = frozenset({"base", "common", "defaults"})


def is_settings(module: Module) -> bool:
    """Return whether a file holds a project's settings of Django.

    It says where the pages are, and is named as settings or has another
    setting that nothing else has.
    """
    return module.once(_is_settings)


def _is_settings(module: Module) -> bool:
    if not module.names.in_scope(ROOT, module.root):
        return False
    marked = any(module.names.in_scope(name, module.root) for name in sorted(MARKS))
    return marked or bool(_SETTINGS.search(module.path))


def is_development(module: Module) -> bool:
    """Return whether a file's name says that it is not for production."""
    return bool(_DEVELOPMENT.search(module.path)) or roles.is_test(module)


def overridden(module: Module) -> str:
    """Return what may set the file's settings anew, as a reason; "" for nothing.

    A star import in the file brings settings of a machine's own; a sibling
    for production takes those of this file and changes some.
    """
    if module.names.star_imports:
        return "a star import may set it anew"
    package, _, stem = module.name.rpartition(".")
    siblings = [
        name
        for name in module.project.modules
        if name.rpartition(".")[0] == package and _PRODUCTION.search(name)
    ]
    common = stem in _COMMON or not _PRODUCTION.search(module.name)
    if siblings and common:
        return f"`{min(siblings).rpartition('.')[2]}` may set it anew"
    if stem in _COMMON:
        return "the file is the common part of several settings"
    return ""


def setting(module: Module, node: ast.Assign | ast.AnnAssign) -> str:
    """Return the setting that a statement of the module's body sets, "" for none.

    The file sets it only there.
    """
    target = node.targets[0] if isinstance(node, ast.Assign) else node.target
    single = isinstance(node, ast.AnnAssign) or len(node.targets) == 1
    if not single or not isinstance(target, ast.Name):
        return ""
    if module.parent(node) is not module.root:
        return ""
    bindings = module.names.in_scope(target.id, module.root)
    alone = len(bindings) == 1 and bindings[0].kind is Kind.ASSIGNMENT
    return target.id if alone else ""
