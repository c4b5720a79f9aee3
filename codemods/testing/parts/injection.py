"""Give a function one more parameter, by name only, and what it stands for.

The default is None, and what the function did before is looked up when it is
called: so whoever replaces `datetime` or `requests.Session` in the module, as
tests do, still has a say.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from codemods.base import ImportNeeded, TextEdit
from codemods.reading import lookups, programs, roles, signatures
from codemods.reading.summary import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

CALLABLE = ImportNeeded("collections.abc", "Callable")
OLD_CALLABLE = ImportNeeded("typing", "Callable")
UNIONS_SINCE = (3, 10)

BUILDERS = frozenset(
    {"dependency-injector", "fastapi", "fastapi-slim", "injector", "kink", "lagom"}
    | {"litestar", "punq", "wireup", "dishka", "svcs", "typer"}
)
"""Frameworks that build objects by what their signature asks for."""

_OWN_DECORATORS = frozenset({"builtins.classmethod", "builtins.staticmethod"})


class NotInjectedError(ValueError):
    """A function gets no parameter; says why in plain words."""


def is_candidate(module: Module, function: Definition) -> bool:
    """Return whether somebody may want to call a function with something else.

    Tests, examples, helpers inside of functions, what Python calls itself, and
    programs' entries are none.
    """
    if programs.is_program_path(module.path):
        return False
    home = module.parent(function)
    if roles.is_test(module) or not isinstance(home, ast.Module | ast.ClassDef):
        return False
    if isinstance(home, ast.ClassDef) and module.parent(home) is not module.root:
        return False
    dunder = function.name.startswith("__") and function.name != "__init__"
    return not dunder and not function.name.endswith("main")


def check(module: Module, function: Definition, name: str, own: str = "") -> None:
    """Raise `NotInjectedError` where a function cannot take a parameter `name`.

    `own` is the variable of the function that the parameter takes over.
    """
    if function.args.kwarg:
        raise NotInjectedError("it takes any argument by name, perhaps this one too")
    decorators = set(signatures.decorators(module, function))
    if not decorators <= _OWN_DECORATORS:
        raise NotInjectedError("a decorator may read its signature")
    if signatures.overloaded(module, function) or signatures.is_stub(function):
        raise NotInjectedError("its signature is written elsewhere as well")
    reader = signatures.mentioned(module, signatures.DEFAULT_READERS)
    if reader:
        raise NotInjectedError(
            f"the file uses `{reader}`, which may read its signature"
        )
    used = {node.id for node in ast.walk(function) if isinstance(node, ast.Name)}
    used |= {node.arg for node in ast.walk(function) if isinstance(node, ast.arg)}
    if name in used - {own}:
        raise NotInjectedError(f"it has another `{name}`")
    _check_home(module, function)
    _check_readers(module, function)


def _check_home(module: Module, function: Definition) -> None:
    """Raise `NotInjectedError` where relatives of its class share the method."""
    home = module.parent(function)
    if not isinstance(home, ast.ClassDef):
        return
    if home.decorator_list or home.keywords:
        raise NotInjectedError("its class is made by something else as well")
    if any(module.name_of(base) != "builtins.object" for base in home.bases):
        raise NotInjectedError("its class derives from another, which may know it")
    program = module.project.program
    dotted = f"{module.name}.{home.name}"
    if program is not None and program.subclasses(dotted):
        raise NotInjectedError("another class derives from its class")
    for node in module.tree.all(ast.ClassDef):
        if any(isinstance(b, ast.Name) and b.id == home.name for b in node.bases):
            raise NotInjectedError("another class derives from its class")


def _check_readers(module: Module, function: Definition) -> None:
    """Raise `NotInjectedError` where the function is a value: for a framework, say."""
    if function.name == "__init__":
        _check_class(module, function)
        return
    use = signatures.handed_on(module, function)
    if use is not None:
        raise NotInjectedError(f"it is handed on in line {use.lineno}")
    for attribute in lookups.attributes(module, function.name):
        around = module.parent(attribute)
        if not (isinstance(around, ast.Call) and around.func is attribute):
            raise NotInjectedError(f"it is handed on in line {attribute.lineno}")
    program = module.project.program
    if program is None:
        return
    if program.is_spoken(function.name):
        raise NotInjectedError("its name stands in a text, by which it may be found")
    for path in program.paths_with(function.name, Role.LOADED, Role.ATTRIBUTE):
        words = program.files[path].words[function.name]
        read = words.get(Role.LOADED, 0) + words.get(Role.ATTRIBUTE, 0)
        if read > len(program.files[path].calls.get(function.name, ())):
            raise NotInjectedError(f"it is handed on in {path}")


def _check_class(module: Module, function: Definition) -> None:
    """Raise `NotInjectedError` where something may build a class by its signature."""
    home = module.parent(function)
    if not isinstance(home, ast.ClassDef):
        return
    for name in lookups.names(module, home.name):
        around = module.parent(name)
        given = isinstance(around, ast.keyword) or (
            isinstance(around, ast.Call) and around.func is not name
        )
        if given and isinstance(name.ctx, ast.Load):
            raise NotInjectedError(f"its class is handed on in line {name.lineno}")
    program = module.project.program
    if program is None or not module.project.dependencies & BUILDERS:
        return
    for path in program.paths_with(home.name, Role.LOADED, Role.ATTRIBUTE):
        words = program.files[path].words[home.name]
        read = words.get(Role.LOADED, 0) + words.get(Role.ATTRIBUTE, 0)
        if read > len(program.files[path].calls.get(home.name, ())):
            raise NotInjectedError(f"its class may be handed on in {path}")


def is_typed(function: Definition) -> bool:
    """Return whether a function has its types written."""
    arguments = (
        *function.args.posonlyargs,
        *function.args.args,
        *function.args.kwonlyargs,
    )
    return function.returns is not None or any(arg.annotation for arg in arguments)


def check_types(module: Module) -> None:
    """Raise `NotInjectedError` where `X | None` cannot be written."""
    future = any(
        statement.module == "__future__"
        and any(alias.name == "annotations" for alias in statement.names)
        for statement in module.tree.all(ast.ImportFrom)
    )
    if not future and module.project.minimum_python < UNIONS_SINCE:
        raise NotInjectedError("its type could not be written for the lowest Python")


def parameter(module: Module, function: Definition, text: str) -> tuple[TextEdit, ...]:
    """Return the edits that add a parameter by name only; `text` has its default.

    A signature that gets too long for its line gets a line of its own. Raises
    `NotInjectedError` where it is laid out in an unusual way.
    """
    source = module.source
    start = source.data.index(b"(", source.span(function)[0]) + 1
    ends = [source.span(node)[1] for node in _parts(function.args)]
    star = not function.args.kwonlyargs and not function.args.vararg
    names = ["*", text] if star else [text]
    if not ends:
        if source.data[start : start + 1] != b")":
            raise NotInjectedError("its signature is laid out in an unusual way")
        return (TextEdit(function, start, start, ", ".join(names).encode()),)
    at = max(ends)
    last = max(_arguments(function.args), key=source.span)
    line = source.starts[last.lineno - 1]
    indent = source.data[line : source.span(last)[0]]
    if not indent.strip(b" \t"):
        between = f",{source.newline()}{indent.decode()}"
        new = "".join(f"{between}{name}" for name in names)
        return (TextEdit(function, at, at, new.encode()),)
    if last.lineno != function.lineno and not indent.strip(b" \t*"):
        raise NotInjectedError("its signature is laid out in an unusual way")
    new = "".join(f", {name}" for name in names)
    return _on_its_line(module, function, (start, at), new)


def _on_its_line(
    module: Module, function: Definition, span: tuple[int, int], new: str
) -> tuple[TextEdit, ...]:
    """Return the edits of parameters on one line, which may become too long."""
    start, at = span
    source = module.source
    first = source.starts[function.lineno - 1]
    width = source.line_end(function.lineno) - first + len(new)
    usual = source.data[at : at + 1] == b")" and not getattr(function, "type_params", 0)
    if width <= module.line_limit or not usual or b"\n" in source.data[start:at]:
        return (TextEdit(function, at, at, new.encode()),)
    indent = source.data[first : source.span(function)[0]].decode()
    line = f"{source.newline()}{indent}"
    return (
        TextEdit(function, start, start, f"{line}{module.indent}".encode()),
        TextEdit(function, at, at, f"{new}{line}".encode()),
    )


def _arguments(arguments: ast.arguments) -> list[ast.arg]:
    rest = [arguments.vararg] if arguments.vararg else []
    return [*arguments.posonlyargs, *arguments.args, *rest, *arguments.kwonlyargs]


def _parts(arguments: ast.arguments) -> Iterator[ast.arg | ast.expr]:
    yield from _arguments(arguments)
    yield from arguments.defaults
    for default in arguments.kw_defaults:
        if default is not None:
            yield default


def own_nodes(function: Definition) -> Iterator[ast.AST]:
    """Yield what stands in a function's body, but in no function inside of it."""
    waiting: list[ast.AST] = list(function.body)
    inner = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, inner):
            waiting += ast.iter_child_nodes(node)


def first_line(module: Module, function: Definition) -> int:
    """Return the line, from 1, above which a function can look at its parameter.

    Comments above its first statement stay with it. Raises `NotInjectedError`
    where its body shares the line of its head.
    """
    body = signatures.body(function)
    if not body or body[0].lineno == function.lineno:
        raise NotInjectedError("its body shares a line with its head")
    source = module.source
    line = body[0].lineno
    before = source.data[source.starts[line - 1] : source.span(body[0])[0]]
    if before.strip() or getattr(body[0], "decorator_list", []):
        raise NotInjectedError("its body is laid out in an unusual way")
    while source.data[source.starts[line - 2] :].lstrip(b" \t").startswith(b"#"):
        line -= 1
    return line
