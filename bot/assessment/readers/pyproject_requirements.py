"""Requirements of `pyproject.toml` and `hatch.toml`, each with its line.

PEP 621, PEP 735 and PEP 518 tables, and those of Poetry, PDM, uv and hatch.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from bot.assessment.readers.documents import as_mapping, as_strings, table
from bot.dependencies.finding.requirement_text import requirement_name
from bot.model import Requirement
from bot.toml_lines import line_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.assessment.readers.documents import Documents

BUILD_GROUP = "build-system"
"""The group of what only the build needs."""

_GROUPS: tuple[tuple[str, ...], ...] = (
    ("project", "optional-dependencies"),
    ("dependency-groups",),
    ("tool", "pdm", "dev-dependencies"),
)


def pyproject_requirements(documents: Documents, path: str) -> Iterator[Requirement]:
    """Yield what a `pyproject.toml` asks for."""
    document = documents.toml(path)
    lists: list[tuple[tuple[str, ...], str]] = [
        (("build-system", "requires"), BUILD_GROUP),
        (("project", "dependencies"), ""),
        (("tool", "uv", "dev-dependencies"), "dev"),
        (("tool", "uv", "constraint-dependencies"), "constraints"),
        (("tool", "uv", "override-dependencies"), "constraints"),
        (("tool", "uv", "build-constraint-dependencies"), BUILD_GROUP),
    ]
    for key in _GROUPS:
        lists += [((*key, group), group) for group in table(document, *key)]
    for key, group in lists:
        yield from _list(documents, path, key, group)
    yield from _poetry(documents, path)
    yield from _hatch(documents, path, ("tool", "hatch"))


def hatch_requirements(documents: Documents, path: str) -> Iterator[Requirement]:
    """Yield what the environments of a `hatch.toml` ask for."""
    yield from _hatch(documents, path, ())


def _list(
    documents: Documents, path: str, key: tuple[str, ...], group: str
) -> Iterator[Requirement]:
    """Yield the requirements of a list of PEP 508 strings."""
    *outer, last = key
    places = documents.toml_places(path)
    for text in as_strings(table(documents.toml(path), *outer).get(last)):
        written = re.sub(r"^(-e\s+|--editable[\s=])", "", text)
        name = requirement_name(written)
        line = line_of(places, key, text)
        if name:
            yield Requirement(name, text, path, line, group)
        elif not written.startswith((".", "file:", "git+")):
            documents.problem(path, line, f"{text!r} is no requirement (PEP 508)")


def _poetry(documents: Documents, path: str) -> Iterator[Requirement]:
    """Yield what Poetry's own tables ask for.

    https://python-poetry.org/docs/pyproject/
    """
    poetry = table(documents.toml(path), "tool", "poetry")
    tables: list[tuple[tuple[str, ...], str, Mapping[str, object]]] = [
        (("dependencies",), "", as_mapping(poetry.get("dependencies"))),
        (("dev-dependencies",), "dev", as_mapping(poetry.get("dev-dependencies"))),
    ]
    for group, value in table(poetry, "group").items():
        wanted = as_mapping(as_mapping(value).get("dependencies"))
        tables.append((("group", group, "dependencies"), group, wanted))
    for keys, group, wanted in tables:
        for written, value in wanted.items():
            if canonicalize_name(written) != "python":
                key = ("tool", "poetry", *keys, written)
                line = line_of(documents.toml_places(path), key)
                name = canonicalize_name(written)
                yield Requirement(name, named(written, value), path, line, group)


def named(name: str, value: object) -> str:
    """Return one line for an entry of a table of name and version."""
    if isinstance(value, str):
        return name if value == "*" else f"{name} {value}"
    if isinstance(value, list):
        return f"{name} " + " | ".join(_version(item) for item in value)
    return f"{name} {_version(value)}".strip()


def _version(value: object) -> str:
    if isinstance(value, str):
        return value
    found: Mapping[str, object] = as_mapping(value)
    for key in ("version", "git", "path", "url", "file"):
        if isinstance(found.get(key), str):
            return str(found[key])
    return ""


def _hatch(
    documents: Documents, path: str, prefix: tuple[str, ...]
) -> Iterator[Requirement]:
    """Yield what hatch's environments and build targets ask for.

    https://hatch.pypa.io/latest/config/environment/overview/
    """
    hatch = table(documents.toml(path), *prefix)
    for environment in table(hatch, "envs"):
        for kind in ("dependencies", "extra-dependencies"):
            key = (*prefix, "envs", environment, kind)
            yield from _list(documents, path, key, environment)
    for kind in ("hooks", "targets"):
        for name in table(hatch, "build", kind):
            key = (*prefix, "build", kind, name, "dependencies")
            yield from _list(documents, path, key, BUILD_GROUP)
