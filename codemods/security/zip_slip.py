"""Members of archives that are written under their own names are reported."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site
from codemods.model import Outcome, Safety
from codemods.reading import lookups, nodes, roles
from codemods.security.parts import archives, guards

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codemods.reading.module import Module

ZIP_LISTS = frozenset({"infolist", "namelist"})
TAR_LISTS = frozenset({"getmembers", "getnames"})
NAMES = frozenset({"filename", "name", "path"})
"""Attributes of a member that hold its name."""

WRITERS = frozenset(
    {"copyfileobj", "makedirs", "mkdir", "open", "write", "write_bytes", "write_text"}
)


class ZipSlip(Codemod):
    """Name the places that write members of archives under their own names.

    A member of an archive may be named `../../home/me/.bashrc`, or start with
    a slash. Who joins that name to a folder writes outside of the folder.
    `ZipFile.extract` and the filters of `tarfile` prevent this; code that
    writes the members itself must check that the path stays in the folder.

    Found:

        import os
        import zipfile


        def unpack(source, folder):
            with zipfile.ZipFile(source) as archive:
                for name in archive.namelist():
                    with open(os.path.join(folder, name), "wb") as target:
                        target.write(archive.read(name))

    Left alone: `extract` and `extractall` of zip files, which are safe;
    functions that look at the path themselves (`commonpath`,
    `is_relative_to`, `..`), or take its last part only; tests.
    """

    safety = Safety.REVIEW
    report = True
    references = (
        "https://cwe.mitre.org/data/definitions/22.html",
        "https://security.snyk.io/research/zip-slip-vulnerability",
    )
    sieve = re.compile(rb"infolist|namelist|getmembers|getnames|tarfile")

    def visit_For(self, node: ast.For, module: Module) -> Iterator[Site]:
        """Look at loops over the members of an archive."""
        if not _lists_members(module, node.iter) or roles.is_test(module):
            return
        if not isinstance(node.target, ast.Name) or not _writes(node.body):
            return
        if archives.checks_paths(module, node):
            return
        scope = module.names.scope_of_name(node.target.id, node.target)
        if scope is None:
            return
        inside = {item for part in node.body for item in ast.walk(part)}
        for use in lookups.names_in(module, node.target.id, scope):
            if use not in inside or guards.is_checked(module, use):
                continue
            joined = _joined(module, use)
            if joined is not None:
                reason = "a member named `../x` would be written outside of the folder"
                yield Site(joined, Outcome.UNSURE, reason)


def _lists_members(module: Module, node: ast.expr) -> bool:
    """Whether an expression gives the members of an archive, or their names."""
    match node:
        case ast.Call(func=ast.Attribute(value=archive, attr=name)):
            if name in ZIP_LISTS:
                return archives.is_zip(module, archive)
            return name in TAR_LISTS and archives.is_tar(module, archive)
    return archives.is_tar(module, node)


def _writes(body: Sequence[ast.stmt]) -> bool:
    """Whether statements make files or folders."""
    return any(
        nodes.last_name(item.func) in WRITERS
        for part in body
        for item in ast.walk(part)
        if isinstance(item, ast.Call)
    )


def _joined(module: Module, use: ast.Name) -> ast.expr | None:
    """Return the path that a member's name is joined to, None where it is not."""
    name: ast.expr = use
    parent = module.parent(use)
    if isinstance(parent, ast.Attribute) and parent.attr in NAMES:
        name, parent = parent, module.parent(parent)
    match parent:
        case ast.BinOp(op=ast.Div(), right=right) if right is name:
            return parent
        case ast.Call(func=ast.Attribute(attr="joinpath"), args=parts):
            return parent if name in parts else None
        case ast.Call(func=func, args=[_, *parts]) if name in parts:
            return parent if module.name_of(func) == "os.path.join" else None
    return None
