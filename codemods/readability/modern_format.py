"""`str.format` as f-strings where the result is surely the same; found by Ruff."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, ClassVar

from codemods.delegated import RuffCodemod
from codemods.model import Safety
from codemods.reading import kinds

if TYPE_CHECKING:
    from codemods.diagnostics import Diagnostic
    from codemods.reading.module import Module

# fmt: off
LOG_METHODS = frozenset({
    "critical", "debug", "error", "exception", "fatal", "info", "log", "trace",
    "warn", "warning",
})
TRANSLATIONS = frozenset({
    "N_", "_", "gettext", "gettext_lazy", "lazy_gettext", "ngettext", "pgettext",
    "translate", "ugettext", "ugettext_lazy", "ungettext",
})
QUERIES = frozenset({
    "RawSQL", "execute", "executemany", "executescript", "mogrify", "query", "raw",
    "read_sql", "read_sql_query", "sql", "text",
})
# fmt: on

_SQL = re.compile(
    r"\b(?:SELECT\b.*\bFROM|INSERT\s+INTO|UPDATE\b.*\bSET|DELETE\s+FROM"
    r"|(?:CREATE|ALTER|DROP)\s+(?:TABLE|INDEX|VIEW|DATABASE|SCHEMA|USER|ROLE)"
    r"|WHERE|ORDER\s+BY|GROUP\s+BY)\b",
    re.IGNORECASE | re.DOTALL,
)
_HARMLESS = frozenset(
    f"builtins.{name}"
    for name in (
        *("abs", "ascii", "bin", "bool", "chr", "float", "format", "getattr", "hash"),
        *("hex", "id", "int", "isinstance", "len", "list", "max", "min", "oct", "ord"),
        *("repr", "round", "set", "sorted", "str", "sum", "tuple", "type", "vars"),
    )
)
_HARMLESS_PACKAGES = ("datetime.", "json.dumps", "math.", "os.path.", "os.get", "time.")
_HARMLESS_METHODS = frozenset(
    {"as_posix", "capitalize", "decode", "encode", "format", "hexdigest", "isoformat"}
    | {"join", "keys", "lower", "lstrip", "replace", "rstrip", "split", "strftime"}
    | {"strip", "title", "total_seconds", "upper", "values"}
)
"""Calls that leave the values beside them as they are."""

_ORDERED = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr)


class ModernFormat(RuffCodemod):
    """Write texts as f-strings.

    `"{} of {}".format(done, total)` makes the reader count: which value goes
    where? An f-string has each value in its place, and is faster, since no
    method is looked up and called.

    Before:

        def progress(done: int, total: int) -> str:
            return "{} of {:,} files".format(done, total)

    After:

        def progress(done: int, total: int) -> str:
            return f"{done} of {total:,} files"

    Fix safety: an f-string formats its values as `str.format` does, by
    `__format__`, in the order of the text. Values that are calls stay as they
    are where that is not the order in which they were evaluated.

    Left alone: texts with `%`; templates that are not written where they are
    filled in; texts to be translated; SQL and whatever goes to a database,
    where the place must rather be mended than hidden; messages of a logger,
    which should get their values as arguments; texts over several lines, and
    what would make a line too long.
    """

    safety = Safety.SAFE
    references = ("https://peps.python.org/pep-0498/",)
    lint: ClassVar[tuple[str, ...]] = ("UP032",)
    rules = frozenset({"UP032", "C0209", "consider-using-f-string"})
    sieve = re.compile(rb"\.format\(")

    def guard(
        self, diagnostic: Diagnostic, node: ast.AST, module: Module
    ) -> str | None:
        """Refuse what belongs to a logger, a translator or a database."""
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)))):
                pass
            case _:
                return "this is no plain call of `format`"
        if any(b"\n" in edit.new for edit in diagnostic.edits):
            return None  # how it is laid out is a matter of taste
        if _SQL.search(text):
            return "this is SQL: values belong into its parameters"
        values = [*node.args, *(keyword.value for keyword in node.keywords)]
        if any(isinstance(value, ast.Constant) for value in values):
            return None  # a literal within a literal reads worse
        around = _receiver(module, node)
        if around or (_same_order(text, node) and _same_moment(module, values)):
            return around
        return "the values would be evaluated in another order, or twice"


def _receiver(module: Module, node: ast.expr) -> str:
    """Return why the function that gets the text wants no f-string."""
    for parent in module.tree.ancestors(node):
        if isinstance(parent, ast.stmt):
            return ""
        if not isinstance(parent, ast.Call):
            continue
        name = _last(parent.func)
        if isinstance(parent.func, ast.Attribute) and name in LOG_METHODS:
            return "it goes to a logger, which should get the values as arguments"
        if name in TRANSLATIONS:
            return "it is to be translated"
        if name in QUERIES:
            return "it may go to a database: values belong into parameters"
    return ""


def _last(func: ast.expr) -> str:
    if isinstance(func, ast.Attribute):
        return func.attr
    return func.id if isinstance(func, ast.Name) else ""


def _same_order(text: str, call: ast.Call) -> bool:
    """Whether each value with an effect is used once, in the order of arguments."""
    values = [*call.args, *(keyword.value for keyword in call.keywords)]
    acting = [
        any(isinstance(part, _ORDERED) for part in ast.walk(value)) for value in values
    ]
    fields = re.findall(r"(?<!\{)(?:\{\{)*\{([\w.]*)", text)
    if not any(acting):
        plain = all(isinstance(value, ast.Name) for value in values)
        return plain or len(fields) <= len(values)
    if all(not field for field in fields):
        return len(fields) == len(values)
    names = [str(number) for number in range(len(call.args))]
    names += [str(keyword.arg) for keyword in call.keywords]
    return [field.partition(".")[0] for field in fields] == names


def _same_moment(module: Module, values: list[ast.expr]) -> bool:
    """Whether no value changes one before it, which is a text by then."""
    later = [value for value in values[1:] if not _is_harmless(module, value)]
    if not later:
        return True
    before = values[: values.index(later[-1])]
    return all(kinds.kind_of(module, value) in kinds.IMMUTABLE for value in before)


def _is_harmless(module: Module, value: ast.expr) -> bool:
    for part in ast.walk(value):
        if not isinstance(part, _ORDERED):
            continue
        if not isinstance(part, ast.Call):
            return False
        name = module.name_of(part.func) or ""
        known = name in _HARMLESS or name.startswith(_HARMLESS_PACKAGES)
        if not known and _last(part.func) not in _HARMLESS_METHODS:
            return False
    return True
