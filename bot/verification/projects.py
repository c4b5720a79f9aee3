"""What the manifests say of the project itself: its name, groups, neighbours."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from bot.verification.versions import pep508

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.model import Requirement as Declared
    from bot.protocols import Tree


def read_toml(tree: Tree, path: str) -> Mapping[str, Any]:
    """Return the parsed file; empty where it is missing or broken."""
    if path not in tree:
        return {}
    try:
        return tomllib.loads(tree.read(path).decode("utf-8", "replace"))
    except tomllib.TOMLDecodeError:
        return {}


def _table(document: Any, *keys: str) -> Mapping[str, Any]:
    for key in keys:
        document = document.get(key) if isinstance(document, dict) else None
    return document if isinstance(document, dict) else {}


def own_name(tree: Tree, document: Mapping[str, Any], folder: str = "") -> str:
    """Return the normalised name of a folder's project, "" where it has none.

    `document` is its `pyproject.toml`.
    """
    prefix = f"{folder}/" if folder else ""
    for table in (_table(document, "project"), _table(document, "tool", "poetry")):
        if isinstance(table.get("name"), str):
            return canonicalize_name(table["name"])
    for path, pattern in (
        ("setup.cfg", r"^name\s*=\s*([\w.-]+)"),
        ("setup.py", r"\bname\s*=\s*[\"']([\w.-]+)[\"']"),
    ):
        if prefix + path in tree:
            text = tree.read(prefix + path).decode("utf-8", "replace")
            found = re.search(pattern, text, re.MULTILINE)
            if found:
                return canonicalize_name(found[1])
    return ""


def is_project(tree: Tree, document: Mapping[str, Any]) -> bool:
    """Return whether there is something to install at the root (PEP 517)."""
    poetry = _table(document, "tool", "poetry")
    if poetry.get("package-mode") is False:
        return False
    if _table(document, "tool", "uv").get("package") is False:
        return False
    if _table(document, "tool", "pdm").get("distribution") is False:
        return False
    return bool(
        "setup.py" in tree
        or "build-system" in document
        or ("setup.cfg" in tree and b"[metadata]" in tree.read("setup.cfg"))
    )


def is_dynamic(tree: Tree, document: Mapping[str, Any]) -> bool:
    """Return whether only the build knows the dependencies (PEP 621)."""
    project = _table(document, "project")
    if project:
        dynamic = project.get("dynamic", [])
        names = set(dynamic) if isinstance(dynamic, list) else set()
        return bool(names & {"dependencies", "optional-dependencies"})
    if _table(document, "tool", "poetry") or _table(document, "tool", "flit"):
        return False
    return "setup.py" in tree or "setup.cfg" in tree


def expanded(
    declared: Iterable[Declared], name: str, document: Mapping[str, Any]
) -> tuple[Declared, ...]:
    """Return the requirements with references to groups and own extras resolved.

    `include-group` of PEP 735, `include-groups` of Poetry, and "name[extra]".
    """
    all_declared = tuple(declared)
    by_group: dict[str, list[Declared]] = {}
    for item in all_declared:
        if item.path == "pyproject.toml":
            by_group.setdefault(canonicalize_name(item.group), []).append(item)
    included = _inclusions(document)
    for item in all_declared:
        if item.path == "pyproject.toml" and name and item.name == name:
            text = pep508(item.text)
            extras = Requirement(text).extras if text else set()
            group = canonicalize_name(item.group)
            included.setdefault(group, set()).update(map(canonicalize_name, extras))
    result = [item for item in all_declared if not (name and item.name == name)]
    for holder in included:
        for other in sorted(_all_included(holder, included) - {holder}):
            result += [
                replace(item, group=holder)
                for item in by_group.get(other, ())
                if item.name != name
            ]
    return tuple(result)


def _inclusions(document: Mapping[str, Any]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for group, items in _table(document, "dependency-groups").items():
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict) and isinstance(item.get("include-group"), str):
                other = canonicalize_name(item["include-group"])
                found.setdefault(canonicalize_name(group), set()).add(other)
    for group, table in _table(document, "tool", "poetry", "group").items():
        listed = table.get("include-groups") if isinstance(table, dict) else None
        for other in listed if isinstance(listed, list) else ():
            found.setdefault(canonicalize_name(group), set()).add(
                canonicalize_name(str(other))
            )
    return found


def _all_included(group: str, included: Mapping[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [group]
    while waiting:
        current = waiting.pop()
        if current not in seen:
            seen.add(current)
            waiting += included.get(current, ())
    return seen


def local_folders(
    tree: Tree, document: Mapping[str, Any], hatch: Mapping[str, Any]
) -> tuple[str, ...]:
    """Return the folders of the repository's projects that this one is built with."""
    patterns: list[str] = []
    workspace = _table(document, "tool", "uv", "workspace").get("members", [])
    patterns += [item for item in workspace if isinstance(item, str)]
    tables = [_table(hatch, "envs"), _table(document, "tool", "hatch", "envs")]
    for environment in (each for table in tables for each in table.values()):
        members = _table(environment, "workspace").get("members")
        members = members or _table(environment).get("workspace.members", [])
        patterns += [item for item in members if isinstance(item, str)]
    for source in _table(document, "tool", "uv", "sources").values():
        if isinstance(source, dict) and isinstance(source.get("path"), str):
            patterns.append(source["path"])
    poetry = _table(document, "tool", "poetry")
    groups = [poetry, *(_table(each) for each in _table(poetry, "group").values())]
    for table in groups:
        for value in _table(table, "dependencies").values():
            if isinstance(value, dict) and isinstance(value.get("path"), str):
                patterns.append(value["path"])
    return tuple(dict.fromkeys(_folders(tree, patterns)))


def _folders(tree: Tree, patterns: Iterable[str]) -> Iterator[str]:
    """Yield the folders with a project in them that the patterns name."""
    homes = {
        path.rpartition("/")[0]
        for path in tree.paths()
        if path.rpartition("/")[2] in {"pyproject.toml", "setup.py"}
    } - {""}
    for pattern in patterns:
        cleaned = pattern.strip().removeprefix("./").rstrip("/")
        if cleaned.startswith("../"):
            yield cleaned
            continue
        expression = re.escape(cleaned).replace(r"\*\*", ".*").replace(r"\*", "[^/]*")
        for home in sorted(homes):
            if re.fullmatch(expression, home):
                yield home
