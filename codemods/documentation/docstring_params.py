"""A docstring documents the parameters that its function has."""

from __future__ import annotations

import ast
import difflib
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.documentation.parts import docstring_edits, docstrings
from codemods.lazy import cst
from codemods.model import Outcome, Safety
from codemods.reading import signatures, spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.documentation.parts.docstrings import Documented
    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition, Parameter

ALIKE = 0.7
"""How alike two names must be for one to be the other, renamed."""

PROPERTIES = frozenset({"builtins.property", "functools.cached_property"})
"""Their docstrings may speak of what they return: a function, or a view."""

WORD = 3
"""How long a word must be to make two names alike that share it."""

LONGEST = 6
"""Lines of an entry that may be taken out."""

_DEFAULT = re.compile(r"(?i)\bdefaults?(?: to\b| is\b|\s*[:=]|\s+``?\w)")
_LITERAL = re.compile(r'(?P<prefix>[rRuU]?)(?P<quote>"""|\'\'\'|"|\')', re.DOTALL)
_KEEPING = (
    signatures.PLAIN_DECORATORS
    | signatures.ABSTRACT
    | {
        "builtins.property",
        "functools.cache",
        "functools.cached_property",
        "functools.lru_cache",
        "typing.no_type_check",
        "warnings.deprecated",
    }
)
"""Decorators that leave a function its parameters."""


class DocstringParams(Codemod):
    """Let docstrings name the parameters that functions have.

    A docstring that speaks of a parameter which was renamed, or is gone,
    misleads whoever calls the function. What is said of a renamed parameter
    stays; what is said of one that is gone goes. A new one is listed where
    the signature says its type, or its default where the docstring tells that
    of others too, or changes anyway.

    Before:

        def load(path, mode, encoding="utf-8"):
            '''Load a table.

            Args:
                file_path: where the table is
                mode: as for `open`
            '''
            return open(path, mode, encoding=encoding).read()

    After:

        def load(path, mode, encoding="utf-8"):
            '''Load a table.

            Args:
                path: where the table is
                mode: as for `open`
                encoding: Defaults to 'utf-8'.
            '''
            return open(path, mode, encoding=encoding).read()

    Fix safety: only docstrings change.

    Left alone: docstrings without such a section, or whose lines are not
    understood; functions that take any keyword; decorated functions; names
    that are too different to be the old name of a new one; and parameters of
    which the signature says nothing.
    """

    safety = Safety.SAFE
    proof = "docstrings"
    rules = frozenset({"D417", "DAR101", "DAR102", "DOC101", "DOC102", "DOC103"})
    references = (
        "https://peps.python.org/pep-0257/#multi-line-docstrings",
        "https://numpydoc.readthedocs.io/en/latest/format.html#parameters",
        "https://google.github.io/styleguide/pyguide.html#383-functions-and-methods",
    )
    sieve = re.compile(rb"(?i)\b(?:arg(?:ument)?s?|param(?:eter)?s?)\b")

    def visit_FunctionDef(
        self, node: ast.FunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at the docstring of a function."""
        yield from _sites(module, node)

    def visit_AsyncFunctionDef(
        self, node: ast.AsyncFunctionDef, module: Module
    ) -> Iterator[Site]:
        """Look at the docstring of a coroutine function."""
        yield from _sites(module, node)


def _sites(module: Module, function: Definition) -> Iterator[Site]:
    match function.body:
        case [ast.Expr(value=ast.Constant(value=str()) as node), *_]:
            said = _said(module, node)
        case _:
            return
    names = signatures.decorators(module, function)
    if said is None or not said.entries or not PROPERTIES.isdisjoint(names):
        return
    parameters = _parameters(module, function)
    told = [name for entry in said.entries for name in entry.names]
    known = {parameter.arg.arg for parameter in parameters}
    starred = {arg.arg for arg in (function.args.vararg, function.args.kwarg) if arg}
    gone = [name for name in told if name not in known | starred | {"self", "cls"}]
    new = [
        parameter
        for parameter in parameters
        if parameter.arg.arg not in {*told, *said.more}
        and not parameter.arg.arg.startswith("_")
    ]
    if not gone and not new:
        return
    reason = _reason(module, function, said, gone)
    if reason:
        yield Site(node, Outcome.UNSURE, f"`{function.name}`: {reason}")
        return
    text, messages, doubts = _changed(said, parameters, gone, new)
    for doubt in doubts:
        yield Site(node, Outcome.UNSURE, f"`{function.name}`: {doubt}")
    if messages:
        message = f"{function.name}: {', '.join(messages)}"
        yield Site(node, Outcome.APPLIED, message, (Edit(node, _With(text)),))


def _is_mentioned(said: Documented, name: str) -> bool:
    """Whether a docstring speaks of a name anywhere: under another heading, say."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    return any(map(word.search, said.lines))


class _With:
    """Gives a docstring another text, in its own quotes."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __call__(self, node: object) -> object:
        """Return the literal with the text."""
        if not isinstance(node, cst.SimpleString):
            raise TypeError(f"a docstring is {type(node).__name__}")
        return node.with_changes(
            value=f"{node.prefix}{node.quote}{self._text}{node.quote}"
        )


def _said(module: Module, node: ast.Constant) -> Documented | None:
    """Return what a docstring says, read from the file; None if it is not simple."""
    written = module.text_of(node)
    match = _LITERAL.match(written)
    if match is None or not written.endswith(match["quote"]):
        return None
    inner = written[match.end() : -len(match["quote"])]
    if "\\" in inner and match["prefix"].lower() != "r":
        return None
    if inner.replace("\r\n", "\n") != node.value:
        return None
    return docstrings.documented(inner)


def _parameters(module: Module, function: Definition) -> list[Parameter]:
    """Return the parameters that a caller passes."""
    found = list(signatures.parameters(function))
    in_class = isinstance(module.parent(function), ast.ClassDef)
    static = "builtins.staticmethod" in signatures.decorators(module, function)
    return found[1:] if in_class and not static and found else found


def _reason(
    module: Module, function: Definition, said: Documented, gone: list[str]
) -> str:
    """Return why a docstring stays as it is, "" for no reason."""
    decorator = signatures.unknown_decorator(module, function, _KEEPING)
    if decorator:
        return f"`@{decorator}` may change its parameters"
    if signatures.overloaded(module, function):
        return "the function has overloads"
    names = [name for entry in said.entries for name in entry.names]
    missing = set(gone)
    reasons = (
        (signatures.is_stub(function), "the function does nothing but document"),
        (
            bool(gone) and function.args.kwarg is not None,
            "what is no parameter may be one of its keywords",
        ),
        (len(set(names)) != len(names), "a parameter is documented twice"),
        (
            len(gone) > 1 and 2 * len(gone) > len(names),
            "most of the documented parameters are others",
        ),
        (
            any(
                len(entry.names) > 1 and missing.intersection(entry.names)
                for entry in said.entries
            ),
            "parameters are documented together, and one is gone",
        ),
    )
    return next((reason for holds, reason in reasons if holds), "")


def _changed(
    said: Documented,
    parameters: list[Parameter],
    gone: list[str],
    new: list[Parameter],
) -> tuple[str, list[str], list[str]]:
    """Return the new text, what was changed in it, and what was left in doubt."""
    names = _renames(said, parameters, gone, new)
    current = said
    messages = [f"`{old}` is `{now}` now" for old, now in names.items()]
    for old, now in names.items():
        current = _read(current, docstring_edits.renamed(current, old, now))
    gone = [name for name in gone if name not in names]
    left = [each for each in new if each.arg.arg not in names.values()]
    if gone and left:
        other = left[0].arg.arg
        doubt = f"`{gone[0]}` may be `{other}`, which is not documented"
        return "".join(current.lines), messages, [doubt]
    doubts = []
    if gone:
        doubt = _why_kept(current, frozenset(gone))
        if doubt:
            doubts.append(f"{_quoted(gone)}: {doubt}")
        else:
            current = _read(current, docstring_edits.removed(current, frozenset(gone)))
            messages.append(f"{_quoted(gone)} {'is' if len(gone) == 1 else 'are'} gone")
    few = 2 * len(left) <= len(current.entries)
    drifted = bool(messages) or _tells_defaults(said)
    for parameter in left:
        name = parameter.arg.arg
        if _is_mentioned(current, name):
            continue
        wanted = few and (drifted or parameter.arg.annotation is not None)
        made = _added(current, parameters, parameter) if wanted else ""
        if made:
            current = _read(current, made)
            messages.append(f"`{name}` is new")
        else:
            doubts.append(f"`{name}` is not documented")
    return "".join(current.lines), messages, doubts


def _tells_defaults(said: Documented) -> bool:
    """Whether the owners write down defaults, which a signature shows as well."""
    lines = (said.lines[entry.first : entry.end] for entry in said.entries)
    return sum(bool(_DEFAULT.search("".join(text))) for text in lines) > 1


def _read(said: Documented, text: str) -> Documented:
    return docstrings.documented(text) or said


def _why_kept(said: Documented, gone: frozenset[str]) -> str:
    """Return why entries of parameters that are gone stay, "" for no reason."""
    before = ""
    for entry in said.entries:
        if gone.issuperset(entry.names):
            if entry.end - entry.first > LONGEST:
                return "it is no parameter, but much is said of it"
            if before.rstrip().endswith(":"):
                return "it may be a part of the one before it"
        before = said.lines[entry.end - 1]
    if all(gone.issuperset(entry.names) for entry in said.entries):
        return "no documented parameter is left"
    return ""


def _quoted(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _renames(
    said: Documented,
    parameters: list[Parameter],
    gone: list[str],
    new: list[Parameter],
) -> dict[str, str]:
    """Return which documented names are which parameters now.

    A name has just one that is like it, and the order of the entries is that of
    the parameters then, where it was before.
    """
    found = {}
    for name in gone:
        alike = [each.arg.arg for each in new if _alike(name, each.arg.arg)]
        if len(alike) == 1:
            found[name] = alike[0]
    found = {
        old: now for old, now in found.items() if list(found.values()).count(now) == 1
    }
    order = [parameter.arg.arg for parameter in parameters]
    told = [name for entry in said.entries for name in entry.names]
    before = [order.index(name) for name in told if name in order]
    after = [found.get(name, name) for name in told]
    places = [order.index(name) for name in after if name in order]
    kept = before != sorted(before) or places == sorted(places)
    return found if kept else {}


def _alike(old: str, new: str) -> bool:
    words = set((spelling.snake(old) or old).lower().strip("_").split("_"))
    others = set((spelling.snake(new) or new).lower().strip("_").split("_"))
    shared = words & others
    if shared in (words, others) and max(map(len, shared)) >= WORD:
        return True
    ratio = difflib.SequenceMatcher(None, old.lower(), new.lower()).ratio()
    return ratio >= ALIKE


def _added(said: Documented, parameters: list[Parameter], parameter: Parameter) -> str:
    """Return the text with one more parameter, "" where nothing is to be said."""
    names = [each.arg.arg for each in parameters]
    before = names[: names.index(parameter.arg.arg)]
    order = {name: entry for entry in said.entries for name in entry.names}
    after = next((order[name] for name in reversed(before) if name in order), None)
    return docstring_edits.added(said, parameter.arg, parameter.default, after)
