"""`open(path)` gets an encoding."""

from __future__ import annotations

import ast
import re
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from codemods.base import Codemod, Edit, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.reading import lookups
from codemods.reading.names import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from codemods.reading.module import Module

OPENERS = {
    "builtins.open": (1, 3),
    "io.open": (1, 3),
    "os.fdopen": (1, 3),
    "tempfile.NamedTemporaryFile": (0, 2),
    "tempfile.TemporaryFile": (0, 2),
}
"""Functions that open files: where mode and encoding stand among arguments."""

BINARY = frozenset({"tempfile.NamedTemporaryFile", "tempfile.TemporaryFile"})
"""Functions that open for bytes unless told otherwise."""

METHODS = {"open": (0, 2), "read_text": (-1, 0), "write_text": (-1, 1)}
"""Methods of paths, likewise; those for text have no mode."""

PATHS = frozenset({"pathlib.Path", "pathlib.PosixPath", "pathlib.WindowsPath"})
PATH_CALLS = PATHS | {"pathlib.Path.cwd", "pathlib.Path.home"}
PATH_METHODS = frozenset(
    {"absolute", "expanduser", "joinpath", "resolve", "with_name", "with_suffix"}
)
DEPTH = 6

LOCALES = frozenset(
    {
        "locale.getencoding",
        "locale.getpreferredencoding",
        "sys.getfilesystemencoding",
    }
)

_MODE = re.compile(r"[rwaxtU+]+\Z")
_ENCODING = re.compile(r"[\w.-]+\Z")


class OpenEncoding(Codemod):
    """Open text files with an encoding.

    Without one, Python takes that of the machine: UTF-8 on Linux and macOS,
    mostly something else on Windows. A file that one machine has written is
    then read as garbage, or not at all, by another.

    Before:

        def names(path):
            with open(path) as file:
                return file.read().splitlines()

    After:

        def names(path):
            with open(path, encoding="utf-8") as file:
                return file.read().splitlines()

    Fix safety: on machines whose encoding is UTF-8 nothing changes. Elsewhere
    files that were written in the machine's encoding, and hold more than
    ASCII, are read in another way. The parameter `encoding=locale` keeps the
    behaviour and only says so, from Python 3.10 on (PEP 597).

    Left alone: files opened for bytes; a mode that is a variable; `*` and `**`
    arguments; descriptors, `os.devnull`, and files that are closed at once;
    files that ask for the locale's encoding themselves; paths that are not
    surely those of `pathlib`.
    """

    safety = Safety.REVIEW
    references = (
        "https://peps.python.org/pep-0597/",
        "https://peps.python.org/pep-0686/",
        "https://docs.python.org/3/library/io.html#text-encoding",
    )
    params: ClassVar[Mapping[str, str]] = {
        "encoding": "the encoding to write (utf-8); locale keeps today's behaviour"
    }
    rules = frozenset({"PLW1514", "W1514", "unspecified-encoding"})
    sieve = re.compile(rb"open\b|TemporaryFile|(?:read|write)_text")

    def __init__(self, params: Mapping[str, str] | None = None) -> None:
        """Take the encoding.

        Raises `ValueError` where it is no name of one.
        """
        super().__init__(params)
        self.encoding = self.given.get("encoding", "utf-8").strip()
        if not _ENCODING.match(self.encoding):
            raise ValueError(f"{self.encoding!r} is no name of an encoding")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls that open files."""
        places = _places(node, module)
        if places is None:
            return
        given = {keyword.arg for keyword in node.keywords}
        if "encoding" in given or len(node.args) > places[1]:
            return
        if _is_special(node, module):
            return
        if None in given or any(isinstance(arg, ast.Starred) for arg in node.args):
            reason = "`*` or `**` may hold an encoding, or a mode"
            yield Site(node, Outcome.REFUSED, reason)
            return
        doubt = _mode(node, places[0], module)
        if doubt is None:
            return
        reason = doubt or module.once(_locale) or self._too_old(module)
        if reason:
            yield Site(node, Outcome.UNSURE, reason)
            return
        text = module.text_of(node)
        quote = "'" if "'" in text and '"' not in text else '"'
        code = f"{quote}{self.encoding}{quote}"
        change = partial(arguments.with_keyword, keyword="encoding", code=code)
        yield Site(node, Outcome.APPLIED, module.line_of(node), (Edit(node, change),))

    def _too_old(self, module: Module) -> str:
        if self.encoding == "locale" and module.project.minimum_python < (3, 10):
            return '`encoding="locale"` needs Python 3.10'
        return ""


def _places(node: ast.Call, module: Module) -> tuple[int, int] | None:
    """Return where mode and encoding stand in a call that opens; else None."""
    name = module.name_of(node.func)
    if name in OPENERS:
        return OPENERS[name]
    if isinstance(node.func, ast.Attribute) and node.func.attr in METHODS:
        return METHODS[node.func.attr] if _is_path(module, node.func.value) else None
    return None


def _is_special(node: ast.Call, module: Module) -> bool:
    """Whether what is opened is no file with a text of its own."""
    around = module.parent(node)
    if isinstance(around, ast.Attribute) and around.attr == "close":
        return True
    if not node.args:
        return False
    first = node.args[0]
    if isinstance(first, ast.Constant) and isinstance(first.value, int):
        return True
    if isinstance(first, ast.Call) and isinstance(first.func, ast.Attribute):
        return first.func.attr == "fileno"
    return module.name_of(first) == "os.devnull"


def _mode(node: ast.Call, place: int, module: Module) -> str | None:
    """Return why a mode is in doubt, "" if it is one for text, None for bytes."""
    given = [keyword.value for keyword in node.keywords if keyword.arg == "mode"]
    if 0 <= place < len(node.args):
        given.append(node.args[place])
    if not given:
        return None if module.name_of(node.func) in BINARY else ""
    mode = given[0]
    if isinstance(mode, ast.Name):
        mode = module.value_of(mode) or mode
    if not isinstance(mode, ast.Constant) or not isinstance(mode.value, str):
        return "the mode is not known"
    if not _MODE.match(mode.value):
        return None
    return ""


def _locale(module: Module) -> str:
    """Return that the file works with the locale's encoding, or ""."""
    for name in ("getencoding", "getpreferredencoding", "getfilesystemencoding"):
        for attribute in (
            *lookups.attributes(module, name),
            *lookups.names(module, name),
        ):
            if module.name_of(attribute) in LOCALES:
                return "the file asks for the encoding of the machine itself"
    return ""


def _is_path(module: Module, node: ast.expr, depth: int = DEPTH) -> bool:
    """Whether an expression is surely a path of `pathlib`."""
    if depth == 0:
        return False
    match node:
        case ast.Call(func=function) if module.name_of(function) in PATH_CALLS:
            return True
        case ast.Call(func=ast.Attribute(value=inner, attr=attr)):
            return attr in PATH_METHODS and _is_path(module, inner, depth - 1)
        case ast.BinOp(left=inner, op=ast.Div()) | ast.Attribute(
            value=inner, attr="parent"
        ):
            return _is_path(module, inner, depth - 1)
        case ast.Name() | ast.Attribute():
            return _is_bound_to_path(module, node, depth - 1)
    return False


def _is_bound_to_path(
    module: Module, node: ast.Name | ast.Attribute, depth: int
) -> bool:
    bindings = module.bindings_of(node)
    return bool(bindings) and all(
        (
            binding.kind is Kind.ASSIGNMENT
            and binding.value is not None
            and _is_path(module, binding.value, depth)
        )
        or (isinstance(binding.node, ast.arg) and _is_annotated(module, binding.node))
        for binding in bindings
    )


def _is_annotated(module: Module, parameter: ast.arg) -> bool:
    annotation = parameter.annotation
    return annotation is not None and module.name_of(annotation) in PATHS
