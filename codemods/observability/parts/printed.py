"""What a `print` is for: a message about trouble, or what a program gives."""

from __future__ import annotations

import ast
import re
from itertools import takewhile
from typing import TYPE_CHECKING

from codemods.observability.parts import handlers
from codemods.reading import lookups

if TYPE_CHECKING:
    from codemods.reading.module import Module

PRINT = "builtins.print"

CONSOLES = frozenset(
    {
        "IPython",
        "argparse",
        "blessed",
        "click",
        "cmd",
        "colorama",
        "curses",
        "docopt",
        "fire",
        "optparse",
        "prompt_toolkit",
        "questionary",
        "readline",
        "rich",
        "tabulate",
        "termcolor",
        "tqdm",
        "typer",
    }
)
"""Libraries of programs that talk to a user on a terminal."""

_TROUBLE = (
    r"(?:(?:an? |unexpected |internal )?(?:error|exception|failure)\b|fail(?:ed|s)?\b"
    r"|could(?: not|n't)\b|can(?:not|'t)\b|unable to\b|traceback\b|invalid\b)"
)
_LEVELS = (
    ("debug", r"debug\b"),
    ("warning", r"(?:warn(?:ing)?\b|caution\b|deprecat|skipp?ing\b|ignor(?:ed|ing)\b)"),
    ("error", _TROUBLE),
)
_PREFIXES = tuple(
    (level, re.compile(rf"[\[(*\s]*{words}", re.IGNORECASE)) for level, words in _LEVELS
)
_ANYWHERE = re.compile(
    r"\b(?:error|exception|fail(?:ed|ure)?|invalid)\b", re.IGNORECASE
)

_SYMBOLS = "\u2190"
"""From here on, characters are arrows, boxes, and pictures, or letters again."""

_FOR_PEOPLE = re.compile(
    r"(?:.*_)?(?:banner|cli|debug|demo|describe|display|dump|example|help|info|main|menu"
    r"|plot|pprint|print|prompt|render|report|show|stats|status|summary|usage|view)"
    r"(?:_.*)?"
)
"""Names of functions that are there to write something."""

_ASKED_FOR = re.compile(
    r"verbos|quiet|silent|debug|echo|disp\b|show|print|dry_?run", re.IGNORECASE
)


def level_of(module: Module, call: ast.Call) -> str:
    """Return the level of a message about trouble, "" for another text.

    It starts as such messages do, or says so anywhere in an `except` block.
    """
    text = opening(call)
    for level, pattern in _PREFIXES:
        if pattern.match(text):
            return level
    if handlers.around(module, call) and _ANYWHERE.search(text):
        return "error"
    return ""


def opening(call: ast.Call) -> str:
    """Return the text of the first argument, "{}" for what is put in."""
    match call.args:
        case [ast.Constant(value=str() as text), *_]:
            return text
        case [ast.JoinedStr(values=values), *_]:
            return "".join(
                str(part.value) if isinstance(part, ast.Constant) else "{}"
                for part in values
            )
    return ""


def reason_to_stay(module: Module, call: ast.Call) -> str:
    """Return why a text is for people, and no diagnostics, "" for no reason."""
    library = module.once(_console)
    if library:
        return f"the file talks to a user by `{library}`"
    function = module.enclosing_function(call)
    if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return "it runs when the file is imported, or is a value"
    if _FOR_PEOPLE.fullmatch(function.name.lower()):
        return f"`{function.name}` is there to write something"
    asked = _asked_for(module, call, function)
    if asked:
        return f"it was asked for: `if {asked}`"
    return _shown(module, call, function)


def _shown(module: Module, call: ast.Call, function: ast.AST) -> str:
    """Return how the output around a call is for people, "" for not at all."""
    if _has_doctest(module, call):
        return "a doctest shows what is printed"
    if any(
        not is_plain(other)
        for other in lookups.calls(module, "print")
        if module.enclosing_function(other) is function
    ):
        return "the function lays its output out for people"
    return ""


def is_plain(call: ast.Call) -> bool:
    """Whether a `print` writes one line and no layout: no rule, bullet, or blank."""
    if call.keywords or not call.args:
        return False
    if any(isinstance(arg, ast.Starred) for arg in call.args):
        return False
    text = opening(call)
    first = text[:1]
    if any(sign >= _SYMBOLS and not sign.isalpha() for sign in text):
        return False
    return bool(first) and "\n" not in text and (first.isalnum() or first in "{[('\"")


def _console(module: Module) -> str:
    for alias in module.tree.all(ast.alias):
        root = module.names.target(alias).partition(".")[0]
        if root in CONSOLES:
            return root
    if lookups.calls(module, "input"):
        return "input"
    return ""


def _has_doctest(module: Module, call: ast.Call) -> bool:
    return any(
        ">>>" in (ast.get_docstring(node, clean=False) or "")
        for node in module.tree.ancestors(call)
        if isinstance(
            node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Module)
        )
    )


def _asked_for(module: Module, call: ast.Call, function: ast.AST) -> str:
    """Return the condition by which a caller asks for output, "" for none."""
    inside = takewhile(lambda item: item is not function, module.tree.ancestors(call))
    for parent in inside:
        if isinstance(parent, (ast.If, ast.While)):
            text = ast.unparse(parent.test)
            if _ASKED_FOR.search(text):
                return text
    return ""
