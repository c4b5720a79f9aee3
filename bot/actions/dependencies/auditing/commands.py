"""What pip-audit is to look at, and the commands for it.

https://github.com/pypa/pip-audit#usage
"""

from __future__ import annotations

import posixpath
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.actions.files.errors import BrokenFileError
from bot.actions.files.text import read_text
from bot.dependencies.finding.kinds import is_compiled

if TYPE_CHECKING:
    from bot.actions.base import Target

# The newest of 2026-11; update-dependency moves them where they are written.
PIP_AUDIT = "pip-audit==2.10.1"
_UV = "uv==0.13.9"
_POETRY = "poetry==2.5.1 poetry-plugin-export==1.10.1"
_PDM = "pdm==2.29.4"
_PIPENV = "pipenv==2026.10.3"
_EXPORTED = "audited.txt"
_FOLDER = "audited"
_SAFE = re.compile(r"[\w./-]+")


@dataclass(frozen=True, slots=True)
class Audit:
    """The commands of an audit; `install` comes first. `files` decide what it finds.

    `what` completes "It audits ...".
    """

    install: str
    commands: tuple[str, ...]
    files: tuple[str, ...]
    what: str


def audit_of(target: Target) -> Audit | str:
    """Return how the project's packages are audited, or why they cannot be.

    A lock comes first, since it says what is installed; then requirements
    files; then what a package asks for.
    """
    tree = target.tree
    kinds = {each.path: each.kind for each in target.facts.manifests}
    for path, tool, export in (
        ("uv.lock", _UV, "uv export --frozen --all-groups --no-emit-project"),
        ("poetry.lock", _POETRY, "poetry export --all-groups --all-extras"),
        ("pdm.lock", _PDM, "pdm export --format requirements"),
        ("Pipfile.lock", _PIPENV, "pipenv requirements --dev --hash"),
    ):
        if path in tree:
            return _exported(path, tool, export)
    if "pylock.toml" in tree:
        commands = ("pip-audit --locked .",)
        return Audit(PIP_AUDIT, commands, ("pylock.toml",), "the lock pylock.toml")
    files = [
        path
        for path, kind in sorted(kinds.items())
        if kind in {"requirements", "compiled"}
        and posixpath.dirname(path) in {"", "requirements"}
        and _SAFE.fullmatch(path)
    ]
    compiled = [path for path in files if kinds[path] == "compiled"]
    of_files = _requirements(target, compiled or files) if files else None
    if not {"pyproject", "setup.py", "setup.cfg"} & {*kinds.values()}:
        return of_files or "There is no manifest at the root that names packages."
    of_package = _package(target)
    if of_files is None or isinstance(of_package, str):
        return of_files or of_package
    return Audit(
        PIP_AUDIT,
        of_files.commands + of_package.commands,
        tuple(dict.fromkeys(of_files.files + of_package.files)),
        f"{of_files.what}, and {of_package.what}",
    )


def _exported(lock: str, tool: str, export: str) -> Audit:
    redirect = {
        "uv.lock": f"{export} --output-file {_EXPORTED}",
        "Pipfile.lock": f"{export} > {_EXPORTED}",
    }
    commands = (
        redirect.get(lock, f"{export} --output {_EXPORTED}"),
        f"pip-audit --require-hashes --disable-pip -r {_EXPORTED}",
    )
    manifest = "Pipfile" if lock == "Pipfile.lock" else "pyproject.toml"
    what = f"every package of {lock}, by its exact version"
    return Audit(f"{PIP_AUDIT} {tool}", commands, (lock, manifest), what)


def _requirements(target: Target, files: list[str]) -> Audit:
    commands = tuple(f"pip-audit {_option(target, path)}-r {path}" for path in files)
    names = ", ".join(files)
    what = f"the packages of {names} and what these need"
    return Audit(PIP_AUDIT, commands, tuple(files), what)


def _option(target: Target, path: str) -> str:
    """Return how pip-audit takes a file at its word, where it names everything."""
    text = target.tree.read(path).decode("utf-8", "replace")
    if "--hash=" in text:
        return "--require-hashes --disable-pip "
    return "--no-deps --disable-pip " if is_compiled(text) else ""


def _package(target: Target) -> Audit | str:
    """Return how to audit what a package asks for."""
    own = [
        each
        for each in target.facts.requirements
        if "/" not in each.path and not each.group
    ]
    if not own:
        return "The project asks for no package at the root."
    manifests = tuple(
        path
        for path in ("pyproject.toml", "setup.cfg", "setup.py")
        if path in target.tree
    )
    what = "the packages that the project asks for and what these need"
    if _is_static(target):
        return Audit(PIP_AUDIT, ("pip-audit .",), manifests, what)
    commands = (
        f"python -m pip install --target {_FOLDER} .",
        f"pip-audit --path {_FOLDER}",
    )
    return Audit(PIP_AUDIT, commands, manifests, f"{what}, as they are installed")


def _is_static(target: Target) -> bool:
    """Return whether pip-audit can read the dependencies from `[project]`."""
    if "pyproject.toml" not in target.tree:
        return False
    try:
        project = tomllib.loads(read_text(target.tree, "pyproject.toml").text)
    except (BrokenFileError, tomllib.TOMLDecodeError):
        return False
    table = project.get("project")
    return isinstance(table, dict) and bool(table.get("dependencies"))
