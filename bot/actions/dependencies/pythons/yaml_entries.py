"""Members of a matrix that are mappings, each with the lines that hold it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.actions.dependencies.pythons.mentions import Entries, Entry
from bot.actions.dependencies.pythons.spelling import is_version, only_version
from bot.reading.yaml_text import elements, entries, scalars, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ruamel.yaml.nodes import Node

    from bot.actions.dependencies.pythons.table import Minor
    from bot.actions.files.text import Text

_LISTS = frozenset({"exclude", "include", "jobs", "matrix"})
_SYSTEM = re.compile(r"os|runs[-_]on|vmimage|platform|runner|name|experimental|arch\w*")
_IMAGE = re.compile(r"(?:^|/)(?:python|pypy):[23]\.\d")
_FACTOR = re.compile(r"(?<![a-z0-9])py[23]\d", re.IGNORECASE)
_KEY = re.compile(r".*py(?:thon)?[-_. ]?(?:versions?)?", re.IGNORECASE)


def listed(
    text: Text, node: Node, keys: tuple[str, ...]
) -> tuple[frozenset[int], Entries | None]:
    """Return the members of a list that are mappings about one Python.

    First the ids of their nodes. Nothing where the list is no matrix.
    """
    key = keys[-1].lower() if keys else ""
    wanted = key in _LISTS or ("matrix" in keys and _KEY.fullmatch(key))
    if not wanted or getattr(node, "flow_style", False):
        return frozenset(), None
    found: list[Entry] = []
    taken: set[int] = set()
    for item in elements(node):
        version = _version(item)
        span = _lines(text, item, hyphen=True)
        if version is None or span is None:
            continue
        entry = Entry(
            *span,
            version,
            text.text[span[0] : span[1]],
            excluded=keys[-1].lower() == "exclude",
            bare=_is_bare(item),
        )
        found.append(entry)
        taken.add(id(item))
    if not found:
        return frozenset(), None
    return frozenset(taken), Entries(f"`{keys[-1]}`", tuple(found), len(elements(node)))


def keyed(
    text: Text, node: Node, keys: tuple[str, ...]
) -> tuple[frozenset[int], Entries | None]:
    """Return the values of a mapping whose keys are named after one Python.

    First the ids of the keys. These are the members of a matrix of Azure, and
    jobs of GitLab.
    """
    if getattr(node, "flow_style", False):
        return frozenset(), None
    found: list[Entry] = []
    taken: set[int] = set()
    for key, value in node.value:
        name = text_of(key)
        version = _named_after(name)
        if version is None or not entries(value) or _version(value) != version:
            continue
        span = _lines(text, value, key=key)
        if span is not None:
            body = text.text[span[0] : span[1]]
            found.append(Entry(*span, version, body, key=name))
            taken.add(id(key))
    if not found:
        return frozenset(), None
    what = f"`{keys[-1]}`" if keys else "the jobs"
    return frozenset(taken), Entries(what, tuple(found), len(node.value))


def _named_after(name: str) -> Minor | None:
    if not re.search(r"py|[23]\.\d", name, re.IGNORECASE):
        return None
    return only_version(name)


def _version(node: Node) -> Minor | None:
    """Return the one Python that a mapping is about."""
    if not entries(node):
        return None
    inside = [(keys[-1], text_of(scalar)) for keys, scalar in scalars((node,)) if keys]
    said = [
        text
        for key, text in inside
        if ((_KEY.fullmatch(key) or key.startswith("version")) and is_version(text))
        or (key.lower() in {"container", "image"} and _IMAGE.search(text))
    ]
    said = said or [text for _, text in inside if _FACTOR.search(text)]
    found = {only_version(text) for text in said}
    return found.pop() if len(found) == 1 else None


def _is_bare(node: Node) -> bool:
    """Return whether a member says a Python, a system and names, and no more."""
    return all(
        _KEY.fullmatch(key)
        or _SYSTEM.fullmatch(key.lower())
        or is_version(text_of(value))
        for key, value in entries(node)
    )


def _lines(
    text: Text, node: Node, *, hyphen: bool = False, key: Node | None = None
) -> tuple[int, int] | None:
    """Return the whole lines that hold a member; None where others share them."""
    source = text.text
    first = key or node
    start = source.rfind("\n", 0, first.start_mark.index) + 1
    before = source[start : first.start_mark.index]
    if not re.fullmatch(r"[ ]*-[ ]+" if hyphen else r"[ ]*", before):
        return None
    last = max(_ends(node), default=node.end_mark.index)
    if getattr(node, "flow_style", False):
        last = node.end_mark.index
    end = source.find("\n", last)
    end = len(source) if end < 0 else end + 1
    rest = source[last:end].strip()
    if rest and not rest.startswith(("#", "]", "}")):
        return None
    return start, end


def _ends(node: Node) -> Iterator[int]:
    for _, scalar in scalars((node,)):
        end = scalar.end_mark.index
        if getattr(scalar, "style", None) in {"|", ">"}:
            end = max(end - 1, 0)
        yield end
