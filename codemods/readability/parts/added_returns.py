"""A function says what it returns, where nobody may see that as a mistake."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

from codemods.base import EditRefusedError, Site
from codemods.model import Outcome
from codemods.readability.parts import annotation_readers, families, headers, results
from codemods.reading import roles, signatures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from codemods.reading.module import Module
    from codemods.reading.signatures import Definition

_SPOKEN = re.compile(
    r"^\s*(?::returns?\b|:rtype\b|@returns?\b|Returns?\s*:|Returns?\n\s*-{3,})",
    re.MULTILINE | re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?::returns?:?|:rtype:?|@returns?|Returns?\s*:|Returns?\n\s*-{3,})\s*"
    r"(?:`*None`*|nothing)",
    re.IGNORECASE,
)


def sites(module: Module, function: Definition, returned: str) -> Iterator[Site]:
    """Yield the site of a function that is to say that it returns a type.

    Nothing where it says so already, returns nothing known (""), is a special
    method, abstract, a stub, or stands in a test.
    """
    name = function.name
    if (
        not returned
        or function.returns is not None
        or (name.startswith("__") and name.endswith("__"))
        or roles.is_test(module)
        or headers.has_type_comment(module, function)
        or not signatures.ABSTRACT.isdisjoint(signatures.decorators(module, function))
    ):
        return
    reason = _reason(module, function, returned)
    if reason:
        yield Site(function, Outcome.UNSURE, f"`{name}`: {reason}")
        return
    try:
        edit = headers.returning(module, function, returned)
    except EditRefusedError as error:
        yield Site(function, Outcome.REFUSED, f"`{name}`: {error}")
        return
    message = f"def {name}(...) -> {returned}"
    yield Site(function, Outcome.APPLIED, message, (edit,))


def _reason(module: Module, function: Definition, returned: str) -> str:
    kept = annotation_readers.why_kept(module, function)
    if kept:
        return kept
    if signatures.defined_again(module, function):
        return "there is another definition of that name"
    comment = signatures.silenced(module, function.lineno, function.body[0].lineno)
    if comment:
        return f"the line says `{comment}`"
    family = families.why_unsure(module, function, returned)
    if family or returned != "None":
        return family
    text = ast.get_docstring(function) or ""
    if _SPOKEN.search(text) and not _NOTHING.search(text):
        return "its docstring speaks of a result"
    call = results.used_by(module, function)
    return f"line {call.lineno} uses its result" if call else ""
