"""Who imports whom in the target, read from its text; nothing is run.

Found by the shape of lines, so an import in a docstring counts too: it is used
only where a name too many does no harm.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.model import Facts
    from bot.protocols import Tree

_FROM = re.compile(
    r"^[ \t]*from[ \t]+([.\w]+)[ \t]+import[ \t]*" r"(\([^)]*\)|[^\n#;]*)",
    re.MULTILINE,
)
_IMPORT = re.compile(r"^[ \t]*import[ \t]+([^\n#;]*)", re.MULTILINE)
_LOADED = re.compile(
    r"""(?:importorskip|import_module|__import__)\(\s*["']([\w.]+)["']"""
)
_COMMENT = re.compile(r"#[^\n]*")
_NAME = re.compile(r"\w+")
_DOTTED = re.compile(r"[\w.]+")


@dataclass(frozen=True, slots=True)
class Imports:
    """The imports of the target's Python files.

    `inside` maps a file to the target's files that it imports itself,
    `outside` a file to the dotted names that are not the target's and not the
    standard library's.
    """

    inside: Mapping[str, frozenset[str]] = field(default_factory=dict)
    outside: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def reached(self, paths: Iterable[str]) -> frozenset[str]:
        """Return these files with all that they import, directly or not."""
        return _closure(self.inside, paths)

    def importers(self, paths: Iterable[str]) -> frozenset[str]:
        """Return these files with all that import them, directly or not."""
        backwards: dict[str, set[str]] = {}
        for path, imported in self.inside.items():
            for other in imported:
                backwards.setdefault(other, set()).add(path)
        return _closure(backwards, paths)


def _closure(
    edges: Mapping[str, Iterable[str]], start: Iterable[str]
) -> frozenset[str]:
    seen = set(start)
    waiting = list(seen)
    while waiting:
        for path in edges.get(waiting.pop(), ()):
            if path not in seen:
                seen.add(path)
                waiting.append(path)
    return frozenset(seen)


def read_imports(tree: Tree, facts: Facts) -> Imports:
    """Return the imports of all Python files of the target."""
    paths = [path for path in tree.paths() if path.endswith(".py")]
    known = frozenset(paths)
    inside: dict[str, frozenset[str]] = {}
    outside: dict[str, frozenset[str]] = {}
    for path, source in tree.read_many(paths):
        near, far = set(_conftests(path, known)), set()
        for name in imported_names(source, path):
            files = list(_files(name, path, known, facts))
            near.update(files)
            top = name.partition(".")[0]  # "" for a relative import
            if top and not files and top not in sys.stdlib_module_names:
                far.add(name)
        inside[path] = frozenset(near - {path})
        outside[path] = frozenset(far)
    return Imports(inside, outside)


def imported_names(source: bytes, path: str = "") -> frozenset[str]:
    """Return the dotted names that the source imports.

    What `from a import b` imports may be a module or not: both "a" and "a.b"
    are among the names. Relative imports are made absolute by the file's own
    path and begin with a dot (".pkg.sub.x" in "pkg/sub/mod.py").
    """
    text = source.decode("utf-8", "replace")
    if "import" not in text:
        return frozenset()
    text = text.replace("\\\n", " ")
    names = set(_LOADED.findall(text))
    for module, listed in _FROM.findall(text):
        absolute = _absolute(module, path)
        if absolute is None:
            continue
        names.add(absolute)
        listed_names = _COMMENT.sub("", listed).strip("()").split(",")
        for item in listed_names:
            found = _NAME.match(item.strip())
            if found:
                names.add(f"{absolute}.{found[0]}")
    for listed in _IMPORT.findall(text):
        for item in listed.split(","):
            found = _DOTTED.match(item.strip())
            if found:
                names.add(found[0])
    return frozenset(name for name in names if name.strip("."))


def _absolute(module: str, path: str) -> str | None:
    """Return the absolute name of a relative import, None if it leads outside."""
    level = len(module) - len(module.lstrip("."))
    if level == 0:
        return module
    folders = path.split("/")[:-1]
    if level - 1 > len(folders):
        return None
    base = folders[: len(folders) - (level - 1)]
    return ".".join(["", *base, *filter(None, module[level:].split("."))])


def _files(name: str, path: str, known: frozenset[str], facts: Facts) -> Iterator[str]:
    """Yield the target's files that importing the name runs."""
    relative = name.startswith(".")
    parts = name.strip(".").split(".")
    if relative:
        folder, rest = "", parts
    elif parts[0] in facts.packages:
        folder, rest = facts.packages[parts[0]], parts[1:]
        yield from _candidates(folder, (), known)
    else:
        for base in dict.fromkeys((*_above(path), "src", "tests")):
            found = list(_chain(base, parts, known))
            if found:
                yield from found
                return
        return
    yield from _chain(folder, rest, known)


def _chain(folder: str, parts: list[str], known: frozenset[str]) -> Iterator[str]:
    for end in range(1, len(parts) + 1):
        yield from _candidates(folder, parts[:end], known)


def _candidates(
    folder: str, parts: Iterable[str], known: frozenset[str]
) -> Iterator[str]:
    stem = "/".join(filter(None, (folder, *parts)))
    for path in (f"{stem}.py", f"{stem}/__init__.py"):
        if path in known:
            yield path


def _above(path: str) -> Iterator[str]:
    """Yield the folders that a file is in, the nearest first, "" last."""
    while path:
        path = path.rpartition("/")[0]
        yield path


def _conftests(path: str, known: frozenset[str]) -> Iterator[str]:
    """Yield the `conftest.py` files that pytest runs before a file's tests."""
    for folder in _above(path):
        candidate = f"{folder}/conftest.py".lstrip("/")
        if candidate in known:
            yield candidate
