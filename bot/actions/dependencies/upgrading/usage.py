"""What the repository uses of a distribution: names, and where they stand."""

from __future__ import annotations

import ast
import re
from configparser import ConfigParser, Error
from dataclasses import dataclass
from email.parser import HeaderParser
from typing import TYPE_CHECKING, Final

from bot.actions.codemod_action import project_of
from bot.words import counted
from codemods.reading.module import load
from codemods.reading.source import UnreadableSourceError
from codemods.upgrades.parts.guards import is_guarded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.actions.base import Target
    from bot.actions.dependencies.upgrading.unpacking import Unpacked
    from codemods.reading.module import Module

LARGEST: Final = 4_000_000
"""Bytes of a file that is looked at."""

SHOWN: Final = 3
"""Files that a sentence names."""

KNOWN: Final = {
    "attrs": ("attr", "attrs"),
    "beautifulsoup4": ("bs4",),
    "django-environ": ("environ",),
    "djangorestframework": ("rest_framework",),
    "gitpython": ("git",),
    "markdown-it-py": ("markdown_it",),
    "msgpack-python": ("msgpack",),
    "opencv-python": ("cv2",),
    "opencv-python-headless": ("cv2",),
    "pillow": ("PIL",),
    "psycopg2-binary": ("psycopg2",),
    "pycryptodome": ("Crypto",),
    "pygithub": ("github",),
    "pyjwt": ("jwt",),
    "pymysql": ("pymysql",),
    "pyopenssl": ("OpenSSL",),
    "pyserial": ("serial",),
    "python-dateutil": ("dateutil",),
    "python-dotenv": ("dotenv",),
    "python-gitlab": ("gitlab",),
    "python-jose": ("jose",),
    "python-slugify": ("slugify",),
    "pyyaml": ("yaml",),
    "pyzmq": ("zmq",),
    "scikit-image": ("skimage",),
    "scikit-learn": ("sklearn",),
    "setuptools": ("pkg_resources", "setuptools"),
    "typing-extensions": ("typing_extensions",),
}
"""Import names where no file of a release can be had: as their wheels hold them."""

_NAME = re.compile(r"[^\W\d]\w*")
_NOT_MODULES = frozenset(
    {"benchmarks", "doc", "docs", "example", "examples", "scripts", "setup", "test"}
    | {"tests", "conftest", "noxfile", "tasks"}
)


@dataclass(frozen=True, slots=True, order=True)
class Call:
    """How something is called: arguments without and with a name.

    `starred` says that `*` or `**` stands among them.
    """

    positional: int
    keywords: tuple[str, ...]
    starred: bool


@dataclass(frozen=True, slots=True)
class Use:
    """One place that uses a name of the distribution.

    `name` is the longest dotted name that stands there. `call` is None where it
    is not called. `guarded` says that the code there asks which release it
    has, or does without the name.
    """

    name: str
    path: str
    line: int
    call: Call | None = None
    guarded: bool = False


@dataclass(frozen=True, slots=True)
class Usage:
    """What Python files use of a distribution.

    `modules` are its import names; `uses` come in the order of files and
    lines; `unread` are files that mention it and cannot be parsed. `scripts`
    are its commands and `plugs` the groups of entry points that it serves.
    """

    modules: tuple[str, ...]
    uses: tuple[Use, ...] = ()
    unread: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    plugs: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The dotted names that are used, sorted, each once."""
        return tuple(sorted({use.name for use in self.uses}))

    @property
    def files(self) -> tuple[str, ...]:
        """The files that use it, sorted, each once."""
        return tuple(sorted({use.path for use in self.uses}))


def modules_of(name: str, release: Unpacked | None) -> tuple[str, ...]:
    """Return the names by which a distribution is imported.

    From `Import-Name` of its metadata (PEP 794), else `top_level.txt`, else
    its files; where there is no release to look at, from a table of well-known
    ones, else the distribution's own name. `name` is normalised (PEP 503).
    """
    found: tuple[str, ...] = ()
    if release is not None:
        found = _said(release) or _listed(release) or _held(release)
    return found or KNOWN.get(name, (name.replace("-", "_").replace(".", "_"),))


def _said(release: Unpacked) -> tuple[str, ...]:
    text = release.metadata("METADATA") or release.metadata("PKG-INFO")
    fields = HeaderParser().parsestr(text)
    names = [
        str(value).partition(";")[0].strip()
        for key in ("Import-Name", "Import-Namespace")
        for value in fields.get_all(key, [])
    ]
    good = (name for name in names if all(map(_NAME.fullmatch, name.split("."))))
    return tuple(sorted(set(good)))


def _listed(release: Unpacked) -> tuple[str, ...]:
    lines = release.metadata("top_level.txt").split()
    held = {path.partition("/")[0].partition(".")[0] for path in _files(release)}
    return tuple(sorted({line for line in lines if line in held and _is_public(line)}))


def _held(release: Unpacked) -> tuple[str, ...]:
    """Return the names of its packages and modules; below a namespace, in full."""
    found: set[str] = set()
    paths = [path for path in _files(release) if path.endswith((".py", ".pyi", ".so"))]
    packages = {path.rpartition("/")[0] for path in paths if _is_init(path)}
    for path in paths:
        folder, _, file = path.rpartition("/")
        parts = folder.split("/") if folder else [file.partition(".")[0]]
        for length in range(1, len(parts) + 1):
            if not folder or "/".join(parts[:length]) in packages:
                found.add(".".join(parts[:length]))
                break
    return tuple(sorted(name for name in found if _is_public(name)))


def _files(release: Unpacked) -> Iterator[str]:
    for path in (*release.paths, *release.compiled):
        if not path.partition("/")[0].endswith((".dist-info", ".egg-info")):
            yield path


def _is_init(path: str) -> bool:
    return path.rpartition("/")[2].partition(".")[0] == "__init__"


def _is_public(name: str) -> bool:
    parts = name.split(".")
    return (
        all(map(_NAME.fullmatch, parts))
        and not parts[-1].startswith("_")
        and parts[0] not in _NOT_MODULES
    )


def entry_points_of(release: Unpacked) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the commands of a release, and the groups that it plugs into."""
    parser = ConfigParser(delimiters=("=",), interpolation=None, strict=False)
    try:
        parser.read_string(release.metadata("entry_points.txt"))
    except Error:
        return (), ()
    groups = [group for group in parser.sections() if parser.options(group)]
    commands = [
        name
        for group in groups
        if group in {"console_scripts", "gui_scripts"}
        for name in parser.options(group)
    ]
    plugs = [group for group in groups if not group.endswith("_scripts")]
    return tuple(sorted(commands)), tuple(sorted(plugs))


def usage_of(target: Target, name: str, release: Unpacked | None) -> Usage:
    """Return what the Python files of a target use of a distribution."""
    modules = modules_of(name, release)
    scripts, plugs = entry_points_of(release) if release else ((), ())
    roots = {module.partition(".")[0] for module in modules}
    if roots & {module.partition(".")[0] for module in target.facts.modules}:
        modules = ()  # the project's own module has that name
    sieve = re.compile("|".join(map(re.escape, sorted(roots) or ["\0"])).encode())
    project = project_of(target.facts)
    uses: list[Use] = []
    unread: list[str] = []
    for path, content in target.tree.read_many(target.python_files):
        if not modules or len(content) > LARGEST or not sieve.search(content):
            continue
        try:
            module = load(path, content, project.at(path))
            uses += _uses(module, modules)
        except (UnreadableSourceError, RecursionError):
            unread.append(path)
    return Usage(modules, tuple(uses), tuple(unread), scripts, plugs)


def _uses(module: Module, modules: tuple[str, ...]) -> list[Use]:
    found = [*_imports(module, modules), *_reads(module, modules)]
    return sorted(set(found), key=lambda use: (use.line, use.name))


def _imports(module: Module, modules: tuple[str, ...]) -> Iterator[Use]:
    for alias in module.tree.all(ast.alias):
        statement = module.tree.parents[alias]
        name = alias.name
        if isinstance(statement, ast.ImportFrom):
            if statement.level or statement.module is None:
                continue
            name = statement.module if name == "*" else f"{statement.module}.{name}"
        if not module.names.is_own(name.partition(".")[0]):
            yield from _use(module, alias, name, modules)


def _reads(module: Module, modules: tuple[str, ...]) -> Iterator[Use]:
    roots = {name.partition(".")[0] for name in modules}
    for node in module.tree.all(ast.Name):
        if type(node.ctx) is not ast.Load:
            continue
        target = module.name_of(node)
        if target is None or target.partition(".")[0] not in roots:
            continue
        longest: ast.expr = node
        parent = module.parent(longest)
        while isinstance(parent, ast.Attribute):
            longest, parent = parent, module.parent(parent)
        name = module.name_of(longest) or target
        yield from _use(module, longest, name, modules)


def _use(
    module: Module, node: ast.AST, name: str, modules: tuple[str, ...]
) -> Iterator[Use]:
    if not any(name == one or name.startswith(f"{one}.") for one in modules):
        return
    parent = module.parent(node)
    call = None
    if isinstance(parent, ast.Call) and parent.func is node:
        keywords = tuple(item.arg for item in parent.keywords if item.arg is not None)
        starred = len(keywords) < len(parent.keywords) or any(
            isinstance(given, ast.Starred) for given in parent.args
        )
        call = Call(len(parent.args), keywords, starred)
    line = getattr(node, "lineno", 0)
    yield Use(name, module.path, line, call, is_guarded(module, node))


def told(name: str, usage: Usage) -> str:
    """Return one sentence on where the distribution is used."""
    if not usage.modules:
        return f"The project has a module that is called as `{name}` is imported."
    modules = " and ".join(f"`{module}`" for module in usage.modules[:SHOWN])
    if usage.uses:
        files = usage.files
        where = ", ".join(f"`{path}`" for path in files[:SHOWN])
        more = (
            f" and {counted(len(files) - SHOWN, 'more file')}"
            if len(files) > SHOWN
            else ""
        )
        names = counted(len(usage.names), "name")
        return f"{names} of {modules} {_are(len(usage.names))} used, in {where}{more}."
    for_sure = "" if not usage.unread else ", as far as they can be read"
    text = f"No Python file imports {modules}{for_sure}."
    if usage.plugs:
        return f"{text} It is a plugin ({_some(usage.plugs)}), which needs no import."
    if usage.scripts:
        return f"{text} It has commands of its own ({_some(usage.scripts)})."
    return text


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _some(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in list(names)[:SHOWN])
