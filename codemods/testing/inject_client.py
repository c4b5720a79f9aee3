"""A client that a function builds becomes a parameter, built by default."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import Codemod, Site, TextEdit
from codemods.editing.imports import ImportRefusedError
from codemods.model import Outcome, Safety
from codemods.testing.parts import injection, layout
from codemods.testing.parts.injection import NotInjectedError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

CLIENTS = frozenset(
    {
        "anthropic.Anthropic", "anthropic.AsyncAnthropic", "boto3.client",
        "boto3.resource", "boto3.session.Session", "boto3.Session",
        "ftplib.FTP", "ftplib.FTP_TLS", "httpx.AsyncClient", "httpx.Client",
        "imaplib.IMAP4", "imaplib.IMAP4_SSL", "kafka.KafkaConsumer",
        "kafka.KafkaProducer", "openai.AsyncOpenAI", "openai.OpenAI",
        "paramiko.SSHClient", "pymongo.MongoClient", "redis.Redis",
        "redis.StrictRedis", "requests.Session", "requests.session",
        "requests.sessions.Session", "smtplib.SMTP", "smtplib.SMTP_SSL",
        "elasticsearch.Elasticsearch",
    }
)  # fmt: skip
"""What talks to another machine, and a test wants to stand in for."""

UNTYPED = frozenset({"boto3.client", "boto3.resource", "requests.session"})
"""Functions: what they give has no name that could be written."""

CLOSING = frozenset({"close", "aclose", "quit", "__exit__", "__aexit__"})


class InjectClient(Codemod):
    """Let callers give the client by which a function talks to others.

    A function that builds its client talks to the real service in every test,
    unless the library is replaced under it. As a parameter, another client can
    be given: one that answers by itself, or one that is shared.

    Before:

        import requests


        class Shop:
            def __init__(self, url):
                self.url = url
                self.session = requests.Session()


        def prices(url):
            client = requests.Session()
            return client.get(url).json()

    After:

        import requests


        class Shop:
            def __init__(self, url, *, session=None):
                self.url = url
                self.session = requests.Session() if session is None else session


        def prices(url, *, client=None):
            if client is None:
                client = requests.Session()
            return client.get(url).json()

    Fix safety: who calls the function as before gets a client of its own, as
    before, built at the same moment: what tests replace in the module is still
    looked up then. The parameter is last, by name only, and None means the
    usual client. A subclass elsewhere that overrides the method needs it too.

    Left alone: clients that the function closes, in a `with` block or by hand,
    since one that is given belongs to somebody else; functions that do nothing
    but build a client; functions with decorators or `**` arguments, functions
    that are handed on, methods of classes with relatives, and tests.
    """

    safety = Safety.REVIEW
    program = True
    references = (
        "https://docs.python.org/3/library/unittest.mock.html#where-to-patch",
        "https://testing.googleblog.com/2008/07/how-to-think-about-new-operator-with.html",
    )
    sieve = re.compile(
        rb"(?:[Cc]lient|[Rr]esource|[Ss]ession|FTP(?:_TLS)?|IMAP4\w*|Kafka\w+|Redis"
        rb"|SMTP(?:_SSL)?|OpenAI|Anthropic|Elasticsearch)\("
    )

    def visit_Assign(self, node: ast.Assign, module: Module) -> Iterator[Site]:
        """Look at clients that are given a name."""
        value = node.value
        function = module.parent(node)
        if (
            len(node.targets) == 1
            and isinstance(value, ast.Call)
            and module.name_of(value.func) in CLIENTS
            and isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
            and injection.is_candidate(module, function)
        ):
            yield from _site(module, function, node, value)


def _site(
    module: Module, function: Definition, node: ast.Assign, value: ast.Call
) -> Iterator[Site]:
    target = node.targets[0]
    edits: tuple[TextEdit, ...] = ()
    try:
        if isinstance(target, ast.Name) and not _is_factory(function, target.id):
            edits = _local(module, function, node, target)
        elif isinstance(target, ast.Attribute) and function.name == "__init__":
            edits = _attribute(module, function, value, target)
    except (NotInjectedError, ImportRefusedError) as error:
        yield Site(node, Outcome.REFUSED, f"`{function.name}`: {error}")
        return
    if edits:
        text = f"{function.name}: {module.line_of(node)}"
        yield Site(node, Outcome.APPLIED, text, edits)


def _is_factory(function: Definition, name: str) -> bool:
    """Whether a function gives its client away: it is where clients are made."""
    return any(
        isinstance(node, ast.Return | ast.Yield)
        and any(
            isinstance(inner, ast.Name) and inner.id == name
            for inner in ([node.value] if isinstance(node.value, ast.Name) else [])
        )
        for node in injection.own_nodes(function)
    )


def _local(
    module: Module, function: Definition, node: ast.Assign, target: ast.Name
) -> tuple[TextEdit, ...]:
    """Return the edits for `client = Client()` in a function's own block."""
    name = target.id
    others = [
        binding
        for binding in module.names.bindings(name, target)
        if binding.node is not target
    ]
    if others or name.startswith("_"):
        raise NotInjectedError(f"`{name}` means more than the client")
    _check_open(function, name)
    injection.check(module, function, name, own=name)
    if not layout.is_alone(module, node):
        raise NotInjectedError("the client shares its line with another statement")
    start, end = module.source.span(node)
    indent = layout.indent_of(module, node.lineno)
    text = layout.shifted(module.text_of(node), indent, indent + module.indent)
    head = f"if {name} is None:{module.source.newline()}{indent}{module.indent}"
    return (
        *_parameter(module, function, node.value, name),
        TextEdit(function, start, end, f"{head}{text}".encode()),
    )


def _attribute(
    module: Module, function: Definition, value: ast.expr, target: ast.Attribute
) -> tuple[TextEdit, ...]:
    """Return the edits for `self.client = Client()` in an `__init__`."""
    name = target.attr.strip("_")
    home = module.class_of_self(target.value)
    if home is None or home is not module.parent(function) or not name.isidentifier():
        raise NotInjectedError("the client belongs to another object")
    for node in ast.walk(home):
        match node:
            case ast.Attribute(value=ast.Attribute(attr=of), attr=attr):
                if of == target.attr and attr in CLOSING:
                    raise NotInjectedError("the class closes the client")
    if len(module.bindings_of(target)) > 1:
        raise NotInjectedError("the client is built in several places")
    injection.check(module, function, name)
    start, end = module.source.span(value)
    if module.source.starts[(value.end_lineno or value.lineno) - 1] > start:
        raise NotInjectedError("the client is built on several lines")
    return (
        *_parameter(module, function, value, name),
        TextEdit(function, end, end, f" if {name} is None else {name}".encode()),
    )


def _check_open(function: Definition, name: str) -> None:
    """Raise `NotInjectedError` where a function closes its client."""
    for node in injection.own_nodes(function):
        match node:
            case ast.Attribute(value=ast.Name(id=of), attr=attr) if of == name:
                if attr in CLOSING:
                    raise NotInjectedError("it closes the client, which it may not own")
            case ast.withitem(context_expr=ast.Name(id=of)) if of == name:
                raise NotInjectedError("it closes the client, which it may not own")
            case ast.Call(args=[ast.Name(id=of)], func=function_):
                if of == name and ast.unparse(function_).endswith("closing"):
                    raise NotInjectedError("it closes the client, which it may not own")


def _parameter(
    module: Module, function: Definition, value: ast.expr, name: str
) -> tuple[TextEdit, ...]:
    text = f"{name}=None"
    if injection.is_typed(function):
        injection.check_types(module)
        called = value.func if isinstance(value, ast.Call) else value
        if module.name_of(called) in UNTYPED:
            raise NotInjectedError("its type would have to be made up")
        text = f"{name}: {module.text_of(called)} | None = None"
    return injection.parameter(module, function, text)
