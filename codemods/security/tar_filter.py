"""Extraction of tar archives gets the filter for data."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.reading import lookups, roles
from codemods.security.parts import archives, given, origins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module

METHODS = frozenset({"extract", "extractall"})
UNPACK = "shutil.unpack_archive"

SINCE = (3, 12)
"""The first Python every release of which knows `filter`."""

BY_DEFAULT = (3, 14)
"""The first Python that uses this filter unless told otherwise."""

TAR_NAMES = (".tar", ".tar.bz2", ".tar.gz", ".tar.xz", ".tbz2", ".tgz", ".txz")
TAR_FORMATS = frozenset({"bztar", "gztar", "tar", "xztar"})


class TarFilter(Codemod):
    """Extract tar archives with the filter for data.

    An archive may hold members named `../../etc/passwd`, links that lead out
    of the folder, or device files; `extractall` makes all of them. The filter
    `data` refuses what leaves the folder and what is neither file nor folder.
    It is the default from Python 3.14 on.

    Before:

        import tarfile

        with tarfile.open("release.tar.gz") as archive:
            archive.extractall("build")

    After:

        import tarfile

        with tarfile.open("release.tar.gz") as archive:
            archive.extractall("build", filter="data")

    Fix safety: archives with members outside of the folder, devices, or
    absolute links raise `tarfile.FilterError`. Owners are not kept, and
    nobody else gets the right to write.

    Left alone: projects that support Pythons before 3.12, of which some
    releases do not know the argument; members that the code chooses or checks
    itself; objects that are not surely tar archives; tests. Zip files need
    nothing: their extraction stays within the folder.
    """

    safety = Safety.REVIEW
    references = (
        "https://docs.python.org/3/library/tarfile.html#extraction-filters",
        "https://peps.python.org/pep-0706/",
        "https://cwe.mitre.org/data/definitions/22.html",
    )
    rules = frozenset({"B202", "S202"})
    sieve = re.compile(rb"extract|unpack_archive")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls that extract archives."""
        if not SINCE <= module.project.minimum_python < BY_DEFAULT:
            yield from _too_old(node, module)
            return
        reason = _reason_to_stay(node, module)
        if reason is None or roles.is_test(module):
            return
        if reason:
            yield Site(node, Outcome.UNSURE, reason)
            return
        change = partial(arguments.with_keyword, keyword="filter", code='"data"')
        yield Site(node, Outcome.APPLIED, module.line_of(node), (Edit(node, change),))


def _too_old(node: ast.Call, module: Module) -> Iterator[Site]:
    """Say of a place that the project's Pythons do not know the filter."""
    if module.project.minimum_python >= BY_DEFAULT or roles.is_test(module):
        return
    if _reason_to_stay(node, module) == "":
        reason = "some Pythons that the project supports do not know `filter`"
        yield Site(node, Outcome.UNSURE, reason)


def _reason_to_stay(node: ast.Call, module: Module) -> str | None:
    """Return why an extraction stays as it is, "" for nothing, None for no case."""
    if module.name_of(node.func) == UNPACK:
        return _of_unpacking(node, module)
    function = node.func
    if not isinstance(function, ast.Attribute) or function.attr not in METHODS:
        return None
    if not archives.is_tar(module, function.value) or given.keyword(node, "filter"):
        return None
    if given.has_stars(node):
        return "`*` or `**` may hold a filter"
    if "extraction_filter" in module.stores:
        return None
    return _of_members(node, function.attr, module)


def _of_members(node: ast.Call, method: str, module: Module) -> str | None:
    """Return why the members need no filter, "" where they do."""
    if method == "extractall":
        members = given.argument(node, "members", 1)
        if members is not None and not _lists_all(members):
            return "the code chooses the members itself"
    elif node.args and origins.is_literal(module, node.args[0]):
        return None
    if archives.checks_paths(module, node):
        return "the function looks at the members' paths itself"
    if _knows_filter(module, node):
        return "the code uses `filter` already where Python knows it"
    return ""


def _knows_filter(module: Module, node: ast.Call) -> bool:
    """Whether the function of a call extracts with a filter elsewhere."""
    around = module.enclosing_function(node)
    return any(
        given.keyword(call, "filter") is not None
        and module.enclosing_function(call) is around
        for method in METHODS
        for call in lookups.calls(module, method)
    )


def _lists_all(members: ast.expr) -> bool:
    """Whether these are all members: `tar.getmembers()`, or None."""
    match members:
        case ast.Constant(value=None):
            return True
        case ast.Call(func=ast.Attribute(attr="getmembers"), args=[]):
            return True
    return False


def _of_unpacking(node: ast.Call, module: Module) -> str | None:
    """Return why `unpack_archive` stays: only tar archives take a filter."""
    if given.keyword(node, "filter") is not None or not node.args:
        return None
    if given.has_stars(node):
        return "`*` or `**` may hold a filter"
    kind = given.argument(node, "format", 2)
    name = node.args[0]
    if isinstance(kind, ast.Constant) and isinstance(kind.value, str):
        return "" if kind.value in TAR_FORMATS else None
    if kind is None and isinstance(name, ast.Name):
        name = module.value_of(name) or name
    if kind is None and isinstance(name, ast.Constant):
        return "" if str(name.value).endswith(TAR_NAMES) else None
    return "a tar archive needs `filter`, and a zip file does not take it"
