"""A whole project's names: who defines, imports, calls, mentions what.

Every file is rewritten alone; what it must know of others it asks here. The
answers depend on nothing but the files, so two files that ask the same
question decide alike: a name can be changed where it is defined and where it
is used, by two rewrites that know nothing of each other.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from codemods.reading.module import dotted_name
from codemods.reading.source import UnreadableSourceError
from codemods.reading.summary import WORD, Role, summarise

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from codemods.model import Project
    from codemods.reading.summary import Call, ClassSeen, Import, Summary

LARGEST_TEXT = 300_000
"""Bytes of a file that is no Python, beyond which its words are not read."""

LARGEST_CODE = 4_000_000
"""Bytes of a Python file, beyond which it counts as broken."""

CODE = (".py", ".pyi")
"""Endings of Python files."""

# fmt: off
TEXTS = frozenset({
    "c", "cc", "cfg", "cpp", "h", "hpp", "htm", "html", "ini", "ipynb", "j2", "jinja",
    "jinja2", "json", "mako", "md", "pxd", "pyx", "rs", "rst", "sh", "sql", "tmpl",
    "toml", "tpl", "txt", "xml", "yaml", "yml",
})
# fmt: on
"""Endings of files in which a name of the code may stand; also those without."""

_DEEPEST = 12

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Program:
    """What all files of a project say of names.

    `files` are the summaries by path; `broken` the paths of Python files that
    cannot be read, of which nothing is known. `texts` maps a word to the files
    that are no Python and hold it.
    """

    files: Mapping[str, Summary] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    texts: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def modules(self) -> Mapping[str, Summary]:
        """The summaries by dotted module name."""
        return {each.module: each for each in self.files.values()}

    @cached_property
    def _by_word(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for path, summary in self.files.items():
            for word in summary.words:
                found.setdefault(word, []).append(path)
        return {word: tuple(paths) for word, paths in found.items()}

    def paths_with(self, word: str, *roles: Role) -> tuple[str, ...]:
        """Return the Python files in which a word has one of the roles (or any)."""
        wanted = set(roles or Role)
        return tuple(
            path
            for path in self._by_word.get(word, ())
            if wanted & set(self.files[path].words[word])
        )

    def roles_of(self, word: str, besides: str = "") -> Mapping[Role, int]:
        """Return how often a word has each role in all files but one."""
        total: Counter[Role] = Counter()
        for path in self._by_word.get(word, ()):
            if path != besides:
                total.update(self.files[path].words[word])
        return total

    def is_spoken(self, word: str) -> bool:
        """Return whether a word may be looked up at run time.

        It stands in a string that is no docstring, or in a file that is no
        Python and no prose (configuration, a template, a notebook).
        """
        if self.paths_with(word, Role.TEXT):
            return True
        prose = (".md", ".rst", ".txt")
        return any(not path.endswith(prose) for path in self.texts.get(word, ()))

    def imports_of(self, module: str, name: str = "") -> tuple[tuple[str, Import], ...]:
        """Return the imports of a module, or of a name out of it, with their paths.

        Without a name: every import of the module or of anything in it. Star
        imports count for every name.
        """
        found = self._imports.get(module, ())
        if not name:
            return found
        return tuple((path, item) for path, item in found if item.name in {name, "*"})

    @cached_property
    def _imports(self) -> Mapping[str, tuple[tuple[str, Import], ...]]:
        found: dict[str, list[tuple[str, Import]]] = {}
        for path, summary in self.files.items():
            for item in summary.imports:
                whole = f"{item.module}.{item.name}"
                names = {item.module, whole if whole in self.modules else item.module}
                for name in names:
                    found.setdefault(name, []).append((path, item))
        return {name: tuple(items) for name, items in found.items()}

    def uses_of(self, module: str, name: str) -> Mapping[str, int]:
        """Return how often other files reach a name of a module, by path.

        Counted are imports of it and what stands behind the imported module
        (`cart.total`); not what is read through the imported name itself.
        """
        found: Counter[str] = Counter()
        for path, _ in self.imports_of(module, name):
            found[path] += 1
        for path in self.paths_with(name, Role.ATTRIBUTE):
            found[path] += self.files[path].reached.get((module, name), 0)
        return {path: number for path, number in found.items() if number}

    def calls_of(self, name: str) -> tuple[tuple[str, Call], ...]:
        """Return every call of something whose last name is this, with its path."""
        return tuple(
            (path, call)
            for path in self.paths_with(name, Role.LOADED, Role.ATTRIBUTE)
            for call in self.files[path].calls.get(name, ())
        )

    def origin(self, dotted: str) -> str:
        """Return the name under which something is defined, through re-exports.

        "shop.Cart" becomes "shop.cart.Cart" where `shop/__init__.py` imports it
        from there; what the project does not define comes back as it is.
        """
        for _ in range(_DEEPEST):
            module, _, name = dotted.rpartition(".")
            summary = self.modules.get(module)
            if summary is None:
                return dotted
            further = next(
                (item for item in summary.imports if item.alias == name), None
            )
            if further is None:
                return dotted
            dotted = (
                f"{further.module}.{further.name}" if further.name else further.module
            )
        return dotted

    @cached_property
    def classes(self) -> Mapping[str, ClassSeen]:
        """Every class of the project by its full name."""
        return {
            each.dotted: each
            for summary in self.files.values()
            for each in summary.classes
        }

    @cached_property
    def _children(self) -> Mapping[str, tuple[ClassSeen, ...]]:
        found: dict[str, list[ClassSeen]] = {}
        for each in self.classes.values():
            for base in each.bases:
                found.setdefault(self.origin(base), []).append(each)
        return {name: tuple(children) for name, children in found.items()}

    def subclasses(self, dotted: str) -> tuple[ClassSeen, ...]:
        """Return every class below a class, near ones first."""
        found: dict[str, ClassSeen] = {}
        waiting = [self.origin(dotted)]
        while waiting:
            for child in self._children.get(waiting.pop(0), ()):
                if child.dotted not in found:
                    found[child.dotted] = child
                    waiting.append(child.dotted)
        return tuple(found.values())

    def ancestors(self, dotted: str) -> tuple[tuple[ClassSeen, ...], frozenset[str]]:
        """Return the project's classes above a class, and the names of others.

        The others are bases that the project does not define, "?" for one that
        is no plain name; `object` is left out.
        """
        found: dict[str, ClassSeen] = {}
        others: set[str] = set()
        waiting = [self.origin(dotted)]
        while waiting:
            seen = self.classes.get(waiting.pop(0))
            for base in map(self.origin, seen.bases if seen else ()):
                if base not in self.classes:
                    others.add(base)
                elif base not in found:
                    found[base] = self.classes[base]
                    waiting.append(base)
        return tuple(found.values()), frozenset(others - {"object"})


def index(files: Mapping[str, bytes], project: Project) -> Program:
    """Return the program of some files, by path; other files than Python may be."""
    python = {path: raw for path, raw in files.items() if path.endswith(CODE)}
    summaries = {path: summary_of(path, raw, project) for path, raw in python.items()}
    texts = ((path, raw) for path, raw in files.items() if is_text(path))
    return assembled(summaries, texts)


def summary_of(path: str, raw: bytes, project: Project) -> Summary | None:
    """Return the summary of one file; None where it cannot be read.

    What the engine would not look at for its size is not read either.
    """
    if len(raw) > LARGEST_CODE:
        return None
    try:
        return summarise(path, raw, dotted_name(path, project.modules))
    except (UnreadableSourceError, RecursionError):
        return None


class _Once:
    """Gives one object for all that are equal; a project says much many times.

    Four in five words of a project have the same roles as others.
    """

    def __init__(self) -> None:
        self._known: dict[object, object] = {}

    def __call__(self, value: Kept) -> Kept:
        return self._known.setdefault(value, value)  # type: ignore[return-value]

    def roles(self, roles: Mapping[Role, int]) -> Mapping[Role, int]:
        key = ("roles", *roles.items())
        return self._known.setdefault(key, roles)  # type: ignore[return-value]


def assembled(
    summaries: Mapping[str, Summary | None], texts: Iterable[tuple[str, bytes]]
) -> Program:
    """Return the program of summaries by path; only words that it defines are kept.

    None is a file that cannot be read.
    """
    known = [each for each in summaries.values() if each is not None]
    defined: set[str] = set()
    for each in known:
        defined |= each.tops
        defined |= {
            word
            for word, roles in each.words.items()
            if Role.DEFINED in roles or Role.STORED in roles
        }
    once = _Once()
    files = {
        each.path: replace(
            each,
            words={
                once(word): once.roles(roles)
                for word, roles in each.words.items()
                if word in defined
            },
            imports=tuple(map(once, each.imports)),
            calls={
                once(name): tuple(map(once, calls))
                for name, calls in each.calls.items()
                if name in defined
            },
        )
        for each in sorted(known, key=lambda each: each.path)
    }
    spoken: dict[str, set[str]] = {}
    for path, raw in texts:
        if len(raw) > LARGEST_TEXT:
            continue
        for word in set(WORD.findall(raw.decode(errors="replace"))) & defined:
            spoken.setdefault(word, set()).add(path)
    return Program(
        files,
        frozenset(path for path, each in summaries.items() if each is None),
        {once(word): once(frozenset(paths)) for word, paths in spoken.items()},
    )


def is_text(path: str) -> bool:
    """Return whether a file that is no Python may hold a name of the code."""
    name = path.rpartition("/")[2]
    stem, dot, ending = name.rpartition(".")
    return not (dot and stem) or ending.lower() in TEXTS
