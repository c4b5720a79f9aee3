"""Commands of a literal run without a shell; other shells are reported."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, Site
from codemods.editing import arguments
from codemods.model import Outcome, Safety
from codemods.reading import roles
from codemods.security.parts import given, guards, origins, shell_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from codemods.lazy import cst
    from codemods.reading.module import Module

STARTERS = frozenset(
    f"subprocess.{name}"
    for name in ("Popen", "call", "check_call", "check_output", "run")
)
SHELLS = frozenset(
    {
        "asyncio.create_subprocess_shell",
        "os.popen",
        "os.system",
        "subprocess.getoutput",
        "subprocess.getstatusoutput",
    }
)
"""Functions that always use a shell."""

QUOTING = frozenset({"pipes.quote", "shlex.join", "shlex.quote"})

EXECUTABLE = 2
"""Where the functions take the shell to use without its name."""

DEPTH = 12
"""How deeply a command is looked into."""

FAILED = "subprocess.CalledProcessError"
CATCH_ALL = frozenset(
    f"builtins.{name}"
    for name in (
        "BaseException",
        "EnvironmentError",
        "Exception",
        "FileNotFoundError",
        "IOError",
        "OSError",
    )
)
"""Handlers that also get the error of a program that is not there."""


class SubprocessShell(Codemod):
    """Run fixed commands without a shell.

    With `shell=True` a shell reads the command: whoever gets text into it can
    run programs of their own. A command that needs nothing of the shell is
    started directly, as a list, into which no later edit can bring a second
    command.

    Before:

        import subprocess

        subprocess.run("git status --short", shell=True, check=True)

    After:

        import subprocess

        subprocess.run(["git", "status", "--short"], check=True)

    Fix safety: a program that is not installed raises `FileNotFoundError`,
    where the shell ended with status 127. Tests that compare the arguments of
    a mocked call need the new ones.

    Left alone: literal commands that need a shell (pipes, globs, variables,
    builtins, programs that are scripts on Windows) or only ask whether a
    program is there; tests. Commands put together at run time are listed and
    not changed: only their author knows where one word ends.
    """

    safety = Safety.REVIEW
    references = (
        "https://cwe.mitre.org/data/definitions/78.html",
        "https://docs.python.org/3/library/subprocess.html#security-considerations",
    )
    rules = frozenset({"B602", "B605", "S602", "S604", "S605"})
    sieve = re.compile(rb"subprocess|popen|system|create_subprocess_shell")

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Look at calls that start a shell."""
        name = module.name_of(node.func)
        if name not in STARTERS and name not in SHELLS:
            return
        command = given.argument(node, "args" if name in STARTERS else "cmd", 0)
        if command is None or isinstance(command, ast.Starred) or roles.is_test(module):
            return
        if name in SHELLS:
            yield from _read_by_shell(node, command, module)
            return
        shell = given.keyword(node, "shell")
        if not given.is_constant(shell, value=True):
            return
        if isinstance(command, (ast.List, ast.Tuple)):
            reason = "of a list, a POSIX shell runs the first item only"
            yield Site(node, Outcome.REFUSED, reason)
        elif isinstance(command, ast.Constant) and isinstance(command.value, str):
            yield from _literal(node, command, command.value, module)
        else:
            yield from _read_by_shell(node, command, module)


# ------------------------------------------------------------ a fixed command


def _literal(
    node: ast.Call, command: ast.expr, text: str, module: Module
) -> Iterator[Site]:
    words = shell_words.plain(text)
    if not words or given.argument(node, "executable", EXECUTABLE) is not None:
        return
    reason = _reason_to_stay(node, words, module)
    if reason:
        yield Site(node, Outcome.REFUSED, reason)
        return
    code = _listed(words, module.text_of(command))
    place = arguments.place_of(node, command)
    shell = next(item.value for item in node.keywords if item.arg == "shell")
    gone = arguments.place_of(node, shell)

    def change(call: cst.Call) -> cst.Call:
        return arguments.without(arguments.with_value(call, place, code), gone)

    yield Site(node, Outcome.APPLIED, module.line_of(node), (Edit(node, change),))


def _reason_to_stay(node: ast.Call, words: Sequence[str], module: Module) -> str:
    """Return why a command that needs no shell still keeps it, "" for nothing."""
    if given.has_stars(node):
        return "`*` or `**` may say more of how the command runs"
    if not shell_words.QUESTIONS.isdisjoint(words[1:]):
        return "the command may ask whether the program is there at all"
    if _catches_failure_only(node, module):
        return "a program that is not there would raise what nobody catches here"
    return ""


def _catches_failure_only(node: ast.Call, module: Module) -> bool:
    """Whether a `try` waits for a failed command, and not for one that lacks."""
    caught: set[str | None] = set()
    child: ast.AST = node
    for parent in module.tree.ancestors(node):
        if isinstance(parent, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
            break
        if isinstance(parent, ast.Try) and child in parent.body:
            for handler in parent.handlers:
                caught |= _caught(handler, module)
        child = parent
    return FAILED in caught and caught.isdisjoint(CATCH_ALL)


def _caught(handler: ast.ExceptHandler, module: Module) -> set[str | None]:
    if handler.type is None:
        return {"builtins.BaseException"}
    several = isinstance(handler.type, ast.Tuple)
    types = handler.type.elts if several else [handler.type]  # type: ignore[attr-defined]  # a tuple
    return {module.name_of(item) for item in types}


def _listed(words: Sequence[str], literal: str) -> str:
    """Return the list of words, in the quotes that the literal was written in."""
    quote = "'" if literal.lstrip("(rRuU").startswith("'") else '"'
    if any(quote in word for word in words):
        quote = '"' if quote == "'" else "'"
    return f"[{', '.join(f'{quote}{word}{quote}' for word in words)}]"


# --------------------------------------------------------- a command put together


def _read_by_shell(node: ast.Call, command: ast.expr, module: Module) -> Iterator[Site]:
    """Report a command that somebody else may have a say in."""
    if _is_quoted(module, command) or guards.is_checked(module, command):
        return
    found = origins.origins_of(module, command)
    if found <= origins.HARMLESS:
        return
    reason = f"a shell reads this command, with text from {origins.told(found)}"
    yield Site(node, Outcome.UNSURE, reason)


def _is_quoted(module: Module, node: ast.expr, depth: int = DEPTH) -> bool:
    """Whether all that is not fixed in a command is quoted for the shell."""
    if isinstance(node, ast.Call) and _quotes(module, node):
        return True
    parts = _parts(module, node) if depth else []
    if not parts:
        return origins.is_harmless(module, node)
    return all(_is_quoted(module, part, depth - 1) for part in parts)


def _quotes(module: Module, node: ast.Call) -> bool:
    """Whether a call is `shlex.quote(...)` or maps it over words."""
    name = module.name_of(node.func)
    if name == "builtins.map" and node.args:
        name = module.name_of(node.args[0])
    return name in QUOTING


def _parts(module: Module, node: ast.expr) -> list[ast.expr]:
    """Return what a text is put together from, [] where that is not known."""
    match node:
        case ast.JoinedStr(values=parts) | ast.Tuple(elts=parts):
            return parts
        case ast.BinOp(left=left, right=right):
            return [left, right]
        case (
            ast.FormattedValue(value=part)
            | ast.GeneratorExp(elt=part)
            | ast.ListComp(elt=part)
        ):
            return [part]
        case ast.Call(func=ast.Attribute(value=text, attr="format" | "join")):
            return [text, *node.args, *(item.value for item in node.keywords)]
        case ast.Name():
            value = module.value_of(node)
            return [] if value is None or isinstance(value, ast.Name) else [value]
    return []
