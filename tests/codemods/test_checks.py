"""What must hold after an edit is seen, whatever the edit does."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

import pytest

from codemods import checks
from codemods.checks import CheckFailedError
from codemods.editing.fragments import Shift, Splice
from tests.support.modules import module_of

if TYPE_CHECKING:
    from codemods.reading.module import Module


def edited(marked: str, new: str) -> tuple[Module, Module, Splice, Shift]:
    """Return a source and what is made of it where `«` and `»` stand."""
    start = marked.encode().index("«".encode())
    text = marked.partition("«")[2].partition("»")[0]
    old = module_of(marked.replace("«", "").replace("»", ""))
    node = next(
        node
        for node in ast.walk(old.root)
        if isinstance(node, ast.expr) and ast.unparse(node) == text
    )
    splice = Splice(start, start + len(text.encode()), new.encode(), node)
    shift = Shift([splice])
    return old, module_of(shift.apply(old.source.data)), splice, shift


@pytest.mark.parametrize(
    ("marked", "new"),
    [
        pytest.param("a\nx = «f(1)» + 2\nb", "g(1, 2)", id="call"),
        pytest.param("x = [«a», b]", "(a, b)", id="parentheses"),
        pytest.param("{**a, 'b': «c»}", "d", id="dict"),
        pytest.param("def f(a, *, b, c=«d»): ...", "e", id="defaults"),
        pytest.param("«f'{a} {b!r}'»", "f'{c}'", id="f-string"),
        pytest.param("f'{«a»} {b!r:>{c}}'", "d", id="in-f-string"),
        pytest.param("f(f'{a}', «b»)", "c", id="beside-f-string"),
        pytest.param("for a in b:\n  «c»\nelse:\n  d", "cc", id="loop"),
        pytest.param("«a».b(c)", "a.c", id="attribute"),
    ],
)
def test_edit_in_its_place_passes(marked: str, new: str) -> None:
    """A change of the edited node alone is what was asked for."""
    old, changed, splice, shift = edited(marked, new)

    checks.same_outside(old, changed, [splice], shift)


@pytest.mark.parametrize(
    ("marked", "new"),
    [
        pytest.param("x = a * «b»", "b + c", id="precedence"),
        pytest.param("x = -«a»", "a ** b if c else d", id="condition"),
        pytest.param("f(a, «b»)", "b, c", id="one-argument-more"),
        pytest.param("a\n«b»", "b\nc", id="one-statement-more"),
        pytest.param("a; «b»", "#", id="one-statement-less"),
        pytest.param("[a, «b»]", "a] + [b", id="other-node"),
        pytest.param("x = «a»", "a = b", id="other-targets"),
        pytest.param("f'{«a»}'", "a!r", id="conversion"),
        pytest.param("f'{«a»} {b}'", "a} {c", id="one-field-more"),
        pytest.param("f(«a», b=c)", "a, d=e", id="one-keyword-more"),
    ],
)
def test_edit_out_of_its_place_fails(marked: str, new: str) -> None:
    """A change of anything else is found, by the tree or by its places."""
    old, changed, splice, shift = edited(marked, new)

    with pytest.raises(CheckFailedError, match="outside of the edit"):
        checks.same_outside(old, changed, [splice], shift)


@pytest.mark.parametrize(
    ("old", "start", "end", "new"),
    [
        pytest.param("x = 1\ny = 2\n", 6, 11, "z = 2", id="other-name"),
        pytest.param("def f(): pass\n", 4, 5, "g", id="other-function"),
        pytest.param("global a, b\n", 7, 8, "c", id="other-global"),
        pytest.param("x = 1\n", 0, 0, "y = 1\n", id="one-more"),
    ],
)
def test_other_bytes_fail(old: str, start: int, end: int, new: str) -> None:
    """A splice that no edit has asked for is found."""
    before = module_of(old)
    shift = Shift([Splice(start, end, new.encode(), before.root)])
    after = module_of(shift.apply(before.source.data))

    with pytest.raises(CheckFailedError):
        checks.same_outside(before, after, [], shift)


def test_imports_may_come_and_go() -> None:
    """An import is passed over where imports are what changes."""
    old = module_of("import a\nimport b\nx = 1\ndef f():\n    import c\n    d\n")
    splice = Splice(0, 9, b"from b import e\nimport b\n", old.root, 0)
    shift = Shift([splice])
    new = module_of(shift.apply(old.source.data))
    other = module_of("import b\ny = 1\ndef f():\n    import c\n    d\n")

    checks.same_but_imports(old, new, splice, shift)
    with pytest.raises(CheckFailedError):
        checks.same_but_imports(old, other, Splice(0, 9, b"", old.root), shift)


@pytest.mark.parametrize(
    ("old", "new", "fails"),
    [
        pytest.param("x = 1", "x = 2", False, id="both"),
        pytest.param("x = 1", "return 2", True, id="new-does-not"),
        pytest.param("return 1", "return 2", False, id="neither"),
    ],
)
def test_compiles(old: str, new: str, *, fails: bool) -> None:
    """The new file must compile, unless the old one did not either."""
    if fails:
        with pytest.raises(CheckFailedError, match="outside function"):
            checks.compiles(module_of(old), module_of(new))
    else:
        checks.compiles(module_of(old), module_of(new))
