"""`datetime.utcnow()` becomes `datetime.now(timezone.utc)`, naive where needed."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codemods.base import Codemod, Edit, EditRefusedError, ImportNeeded, Site
from codemods.editing.imports import ImportRefusedError
from codemods.model import Outcome, Safety
from codemods.readability.parts import naive_times, utc_calls
from codemods.readability.parts.utc_calls import UtcCall
from codemods.reading import pragmas

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from codemods.reading.module import Module

NOW = "datetime.datetime.utcnow"
FROM = "datetime.datetime.utcfromtimestamp"
NAMES = {"utcnow": NOW, "utcfromtimestamp": FROM}

TIMEZONE = ImportNeeded("datetime", "timezone")
UTC = ImportNeeded("datetime", "UTC")
UTC_SINCE = (3, 11)
"""The first Python with `datetime.UTC`."""

UTC_NAMES = frozenset({"datetime.UTC", "datetime.timezone.utc"})

FACTORIES = frozenset(
    {"default", "default_factory", "dump_default", "factory", "insert_default"}
    | {"load_default", "missing", "onupdate"}
)
"""Keywords whose value the called library calls, without arguments, later."""

SERIALISED = ("django.", "odoo.")
"""Packages that write such a default down by its name: a lambda has none."""

LOCAL_TIME = frozenset({"astimezone", "timestamp"})
"""Methods that take a naive time for local time, and so go wrong on UTC."""

MOCKED = frozenset({"return_value", "side_effect"})
PATCHES = frozenset({"patch", "object", "setattr", "multiple"})
CLOCKS = frozenset({"datetime", "dt", *NAMES})
"""What tests replace to stop the time."""


class Utcnow(Codemod):
    """Replace `datetime.utcnow()`, which Python 3.12 deprecates.

    `utcnow()` and `utcfromtimestamp()` give times in UTC that do not say so:
    whatever takes them for local time is wrong. The new code says UTC. It
    drops the zone again with `.replace(tzinfo=None)` wherever the time goes
    to other code, which may compare it with times of the old kind.

    Before:

        from datetime import datetime


        def elapsed(work):
            start = datetime.utcnow()
            work.started = datetime.utcnow()
            work()
            return datetime.utcnow() - start

    After:

        from datetime import datetime, timezone


        def elapsed(work):
            start = datetime.now(timezone.utc)
            work.started = datetime.now(timezone.utc).replace(tzinfo=None)
            work()
            return datetime.now(timezone.utc) - start

    Fix safety: the values stay the same. Tests that replace `utcnow` itself,
    or freeze time with a `tz_offset`, must replace `now` instead.

    Left alone: files that replace the clock, `datetime.utcnow` passed as a
    function except as a default for a field, defaults that Django writes into
    migrations, and `utcnow().timestamp()`, which is wrong unless the machine
    runs in UTC: a person must say what was meant.
    """

    safety = Safety.TESTED
    rules = frozenset({"DTZ003", "DTZ004"})
    references = (
        "https://docs.python.org/3/library/datetime.html#datetime.datetime.utcnow",
        "https://docs.python.org/3/whatsnew/3.12.html#deprecated",
    )
    sieve = re.compile(rb"\butc(?:now|fromtimestamp)\b")

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Look at the whole file: times meet each other in it."""
        del node
        found = [
            attribute
            for attribute in module.tree.all(ast.Attribute)
            if attribute.attr in NAMES
            and isinstance(attribute.ctx, ast.Load)
            and module.name_of(attribute) == NAMES[attribute.attr]
        ]
        reason = _replaced_clock(module) if found else ""
        if reason:
            for attribute in found:
                yield Site(attribute, Outcome.REFUSED, reason)
            return
        calls = {a: _call(module, a) for a in found}
        aware = _aware(module, [call for call in calls.values() if call], self.rules)
        for attribute, call in calls.items():
            try:
                if call is None:
                    yield _reference(module, attribute)
                else:
                    yield _site(module, call, is_aware=call in aware)
            except (EditRefusedError, ImportRefusedError) as error:
                yield Site(attribute, Outcome.REFUSED, str(error))


@dataclass(frozen=True, slots=True)
class _Zone:
    """How UTC is written at one place, and what must be imported for it."""

    spelling: str
    needed: ImportNeeded


def _zone(module: Module, at: ast.AST) -> _Zone:
    """Return how UTC is written at a node, first as the file writes it.

    Raises `ImportRefusedError` where there is no way to write it.
    """
    utc = _spelling(module, UTC, at)
    if utc in module.names.binders:
        return _Zone(utc, UTC)
    try:
        return _Zone(f"{module.imported(TIMEZONE, at)}.utc", TIMEZONE)
    except ImportRefusedError:
        if utc and module.project.minimum_python >= UTC_SINCE:
            return _Zone(utc, UTC)
        raise


def _spelling(module: Module, needed: ImportNeeded, at: ast.AST) -> str:
    try:
        return module.imported(needed, at)
    except ImportRefusedError:
        return ""


def _aware(
    module: Module, calls: list[ast.Call], rules: Collection[str]
) -> frozenset[ast.Call]:
    """Return the calls whose results may be aware.

    Calls that meet in a comparison change together or not at all; so one that
    may yet be refused, or has to wait for another edit, meets nobody.
    """
    known = frozenset(calls)
    sure = [call for call in calls if _is_sure(module, call, known, rules)]
    found = set(naive_times.indifferent(module, sure))
    for call in known.difference(sure):
        found |= naive_times.indifferent(module, [call])
    return frozenset(found)


def _is_sure(
    module: Module, call: ast.Call, calls: Collection[ast.Call], rules: Collection[str]
) -> bool:
    """Whether nothing can keep a call from being edited in the first round."""
    if module.anchor(call) is not call or any(
        isinstance(around, ast.Call) and (around in calls or _sets_fields(around))
        for around in module.tree.ancestors(call)
    ):
        return False
    if pragmas.kept_by_owner(module, call, rules):
        return False
    try:
        _check_arguments(call)
        _zone(module, call)
    except (EditRefusedError, ImportRefusedError):
        return False
    return True


def _sets_fields(call: ast.Call) -> bool:
    return (
        isinstance(call.func, ast.Attribute)
        and call.func.attr == "replace"
        and isinstance(call.func.value, ast.Call)
    )


def _call(module: Module, attribute: ast.Attribute) -> ast.Call | None:
    parent = module.parent(attribute)
    if isinstance(parent, ast.Call) and parent.func is attribute:
        return parent
    return None


def _check_arguments(call: ast.Call) -> None:
    """Raise `EditRefusedError` where the arguments are not what they must be."""
    wanted = 0 if _method(call) == "utcnow" else 1
    starred = any(isinstance(arg, ast.Starred) for arg in call.args)
    if len(call.args) != wanted or call.keywords or starred:
        raise EditRefusedError("its arguments are not known")


def _method(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ""


def _replaced_clock(module: Module) -> str:
    """Return why no time of the file may be touched, "" if there is nothing."""
    for attribute in module.tree.all(ast.Attribute):
        if attribute.attr in MOCKED and _method_name(attribute.value) in NAMES:
            return "the file replaces the clock"
        if attribute.attr in NAMES and not isinstance(attribute.ctx, ast.Load):
            return "the file replaces the clock"
    for call in module.tree.all(ast.Call):
        name = _method_name(call.func)
        if name in PATCHES and (
            any(_names_clock(arg) for arg in call.args)
            or any(keyword.arg in CLOCKS for keyword in call.keywords)
        ):
            return "the file replaces the clock"
        if name == "freeze_time" and any(k.arg == "tz_offset" for k in call.keywords):
            return "the file freezes time with an offset, which `now` respects"
    for definition in module.tree.all(ast.FunctionDef):
        if definition.name in NAMES and isinstance(
            module.parent(definition), ast.ClassDef
        ):
            return "the file has a clock of its own"
    return ""


def _method_name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _names_clock(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.rpartition(".")[2] in CLOCKS
    )


def _reference(module: Module, attribute: ast.Attribute) -> Site:
    """Return what becomes of `datetime.utcnow` that is not called here."""
    keyword = module.parent(attribute)
    if (
        attribute.attr != "utcnow"
        or not isinstance(keyword, ast.keyword)
        or keyword.arg not in FACTORIES
    ):
        reason = "the function is passed on, and may be called in any way"
        return Site(attribute, Outcome.REFUSED, reason)
    call = module.parent(keyword)
    called = module.name_of(call.func) if isinstance(call, ast.Call) else None
    if (called or "").startswith(SERIALISED) or _imports(module, SERIALISED):
        reason = "a migration could not name the new function"
        return Site(attribute, Outcome.REFUSED, reason)
    zone = _zone(module, attribute)
    edit = Edit(attribute, lambda old: utc_calls.factory(old, zone.spelling))
    text = f"{keyword.arg}={module.line_of(attribute)}"
    return Site(attribute, Outcome.APPLIED, text, (edit,), (zone.needed,))


def _imports(module: Module, packages: tuple[str, ...]) -> bool:
    return any(
        f"{node.module}.".startswith(packages)
        for node in module.tree.all(ast.ImportFrom)
    )


def _site(module: Module, call: ast.Call, *, is_aware: bool) -> Site:
    """Return what becomes of one call.

    Raises `EditRefusedError` or `ImportRefusedError` where it must stay.
    """
    _check_arguments(call)
    zone = _zone(module, call)
    around = module.parent(call)
    after = module.parent(around) if isinstance(around, ast.Attribute) else None
    place: ast.expr = call
    change = UtcCall(zone.spelling, is_aware=is_aware)
    if isinstance(around, ast.Attribute) and isinstance(after, ast.Call):
        if around.attr in LOCAL_TIME:
            reason = f"`{around.attr}()` takes this time for local time"
            return Site(call, Outcome.UNSURE, reason)
        if around.attr == "replace" and _is_simple(after):
            if _is_only_utc(module, after):
                place, change = after, change.merged(keep=False)
            elif not naive_times.sets_zone(after) and not is_aware:
                place, change = after, change.merged(keep=True)
    text = module.line_of(place)
    return Site(place, Outcome.APPLIED, text, (Edit(place, change),), (zone.needed,))


def _is_simple(call: ast.Call) -> bool:
    """Whether the arguments of a call can be told one by one."""
    return not any(isinstance(arg, ast.Starred) for arg in call.args) and all(
        keyword.arg is not None for keyword in call.keywords
    )


def _is_only_utc(module: Module, call: ast.Call) -> bool:
    """Whether a call of `replace` does nothing but say that a time is UTC."""
    match call:
        case ast.Call(args=[], keywords=[ast.keyword(arg="tzinfo", value=value)]):
            return module.name_of(value) in UTC_NAMES
    return False
