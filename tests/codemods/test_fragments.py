"""An edit changes its own bytes and leaves all others as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import libcst as cst
import pytest

from codemods.base import Edit, EditRefusedError
from codemods.editing import fragments
from codemods.editing.fragments import Shift, Splice
from codemods.engine import rewrite
from tests.support.modules import Every, EveryStatement, expression, module_of

if TYPE_CHECKING:
    from collections.abc import Callable


def renamed(call: Any) -> Any:
    """Return a call of `new` instead."""
    return call.with_changes(func=cst.Name("new"))


def as_is(node: Any) -> Any:
    """Return the node itself."""
    return node


def doubled(node: Any) -> Any:
    """Return the statement twice."""
    return cst.FlattenSentinel([node, node])


def removed(node: Any) -> Any:
    """Return that the statement goes."""
    del node
    return cst.RemovalSentinel.REMOVE


def emptied(call: Any) -> Any:
    """Return a call without arguments."""
    return call.with_changes(args=[])


@pytest.mark.parametrize(
    ("source", "result"),
    [
        pytest.param("x = old(1)\n", "x = new(1)\n", id="call"),
        pytest.param("old(\r\n\t1, # a\r\n)", "new(\r\n\t1, # a\r\n)", id="crlf"),
        pytest.param("x = 1\rold( 1 )\r", "x = 1\rnew( 1 )\r", id="cr"),
        pytest.param("old('''\n  a\n''')", "new('''\n  a\n''')", id="text-block"),
        pytest.param("'ü猫'; old('ü') ; x", "'ü猫'; new('ü') ; x", id="not-ascii"),
        pytest.param("\x0cold(1)\n\x0c\n", "\x0cnew(1)\n\x0c\n", id="form-feed"),
        pytest.param("if x:\n\told(1)\n", "if x:\n\tnew(1)\n", id="tab"),
        pytest.param("old(old(old(1)))", "new(new(new(1)))", id="nested"),
        pytest.param("((old(1)))", "((new(1)))", id="parentheses"),
        pytest.param("a[old(1):2, old(2)]", "a[new(1):2, new(2)]", id="in-slice"),
        pytest.param("old(*a, **b)", "new(*a, **b)", id="stars"),
        pytest.param("f'{old(1)}'", "f'{new(1)}'", id="f-string"),
        pytest.param(
            "x = 'a' f'{old(1)!r:>{old(2)}} {{' \"b\" # c",
            "x = 'a' f'{new(1)!r:>{new(2)}} {{' \"b\" # c",
            id="f-string-parts",
        ),
        pytest.param("f'{[old(1), old(2)]}'", "f'{[new(1), new(2)]}'", id="two-in-one"),
        pytest.param(
            """f'{f"{old(1)}" + x}'""", """f'{f"{new(1)}" + x}'""", id="f-string-in-it"
        ),
        pytest.param(
            "f'''é {x}\n {old('é')} {old(2)}'''",
            "f'''é {x}\n {new('é')} {new(2)}'''",
            id="f-string-lines",
        ),
        pytest.param("f'{old(1), 2}'", "f'{new(1), 2}'", id="f-string-tuple"),
    ],
)
def test_expression(source: str, result: str) -> None:
    """Only the bytes of the expression change."""
    first = rewrite(Every("old", renamed), "a.py", source.encode())

    assert first.source.decode() == result
    assert not first.left_alone


def test_expression_in_another_encoding() -> None:
    """The result has the file's encoding and its byte order mark."""
    latin = "# coding: latin-1\nold('é') # ü\n".encode("latin-1")
    marked = b"\xef\xbb\xbfold(1)\n"

    first = rewrite(Every("old", renamed), "a.py", latin)
    second = rewrite(Every("old", renamed), "a.py", marked)

    assert first.source == "# coding: latin-1\nnew('é') # ü\n".encode("latin-1")
    assert second.source == b"\xef\xbb\xbfnew(1)\n"


@pytest.mark.parametrize(
    ("source", "change", "result"),
    [
        pytest.param(
            "if x:\n  f(1)  # a\n  g\n",
            doubled,
            "if x:\n  f(1)\n  f(1)  # a\n  g\n",
            id="twice",
        ),
        pytest.param("f(1)", doubled, "f(1)\nf(1)", id="end-of-file"),
        pytest.param("\tf\n", as_is, None, id="no-python"),
        pytest.param("f(1)\r\ng\r\n", doubled, "f(1)\r\nf(1)\r\ng\r\n", id="crlf"),
        pytest.param("a\nf(1)\nb\n", removed, "a\nb\n", id="removed"),
        pytest.param("a\nf(1)", removed, "a\n", id="removed-at-the-end"),
        pytest.param(
            "def d():\n    f(1)\n", removed, "def d():\n    pass\n", id="only"
        ),
        pytest.param("a\n\n\ndef f(): b\n\n\nc\n", removed, "a\n\n\nc\n", id="one-gap"),
        pytest.param("a; f(1); b\n", as_is, "a; f(1); b\n", id="same-line"),
        pytest.param("if x: f(1)\n", as_is, "if x: f(1)\n", id="one-line-block"),
        pytest.param(
            "class A:\n  @d\n  # c\n  @e(1)\n  def f(self):\n     '''x\n  y'''\n",
            as_is,
            None,
            id="decorated",
        ),
    ],
)
def test_statement(
    source: str, change: Callable[[Any], Any], result: str | None
) -> None:
    """A statement is replaced by none, one or several, in its indentation."""
    start = "f" if "def f" not in source else "def f"
    codemod = EveryStatement(start, once(change))

    first = rewrite(codemod, "a.py", source.encode())

    assert first.source.decode() == (source if result is None else result)


def once(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a change that is made the first time, then refused."""
    calls: list[Any] = []

    def wrapped(node: Any) -> Any:
        calls.append(node)
        if len(calls) > 1:
            raise EditRefusedError("once is enough")
        return change(node)

    return wrapped


@pytest.mark.parametrize(
    ("source", "change", "reason"),
    [
        pytest.param("f(1); g\n", doubled, "shares its line", id="two-for-one"),
        pytest.param("f(1); g\n", removed, "shares its line", id="removed-from-line"),
        pytest.param("f(1)  # why\n", removed, "shares its line", id="comment-behind"),
        pytest.param("f(1, # why\n  2)\n", removed, "comment", id="comment-inside"),
        pytest.param("if a: pass\nelif f: pass\n", as_is, "`elif`", id="elif"),
        pytest.param("f(" + "x + " * 200 + "x)", as_is, "too large", id="deep"),
        pytest.param("f('a'" + " 'b'" * 1000 + ")", as_is, "too large", id="long"),
    ],
)
def test_statement_refused(
    source: str, change: Callable[[Any], Any], reason: str
) -> None:
    """What cannot be done alone is refused, and says why."""
    start = "elif f" if "elif" in source else "f"

    first = rewrite(EveryStatement(start, change), "a.py", source.encode())

    assert first.source == source.encode()
    assert reason in first.left_alone[0].reason


@pytest.mark.parametrize(
    ("source", "change", "reason"),
    [
        pytest.param("old(1, # c\n)", emptied, "a comment", id="comment"),
        pytest.param(
            "f'{old(1)}'",
            lambda call: call.with_changes(args=[cst.Arg(cst.SimpleString('"a"'))]),
            "cannot stand in an f-string",
            id="quotes-in-f-string",
        ),
    ],
)
def test_expression_refused(source: str, change: Any, reason: str) -> None:
    """A change that would lose something is refused, and says what."""
    first = rewrite(Every("old", change), "a.py", source.encode())

    assert first.source == source.encode()
    assert reason in first.left_alone[0].reason


@pytest.mark.parametrize(
    "text", [pytest.param("*a", id="starred"), pytest.param("a:b", id="slice")]
)
def test_what_is_no_expression_alone(text: str) -> None:
    """A starred expression and a slice cannot be cut out."""
    module = module_of("f(*a)\nc[a:b]\n")

    with pytest.raises(EditRefusedError, match="not edited alone"):
        fragments.splice(module, Edit(expression(module, text), as_is))


def test_libcst_does_not_know_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """Code that only the newer of two parsers reads is left alone."""

    def broken(*_: object, **__: object) -> Any:
        return cst.parse_module("(")

    monkeypatch.setattr(cst, "parse_expression", broken)

    first = rewrite(Every("old", renamed), "a.py", b"old(1)")

    assert first.left_alone[0].reason == "LibCST cannot read the code here"


@pytest.mark.parametrize(
    ("codemod", "message"),
    [
        pytest.param(Every("f", lambda _: cst.Pass()), "became Pass", id="expression"),
        pytest.param(
            EveryStatement("f", lambda _: cst.Name("x")), "became", id="statement"
        ),
    ],
)
def test_wrong_node_is_a_defect(
    codemod: Any, message: str, caplog: pytest.LogCaptureFixture
) -> None:
    """A codemod that returns no expression for one is told so, loudly."""
    first = rewrite(codemod, "a.py", b"f(1)\n")

    assert "defect" in first.left_alone[0].reason
    assert message in first.left_alone[0].reason
    assert caplog.records[0].exc_info


def test_shift_knows_where_things_are() -> None:
    """Offsets are found again on both sides of splices."""
    module = module_of("aa bb cc dd".replace(" ", "\n"))
    node = module.root
    shift = Shift([Splice(6, 8, b"", node), Splice(3, 5, b"xxxx", node)])

    assert shift.apply(b"aa\nbb\ncc\ndd") == b"aa\nxxxx\n\ndd"
    assert [shift.new(offset) for offset in (0, 2, 5, 9)] == [0, 2, 7, 9]
    assert [shift.old(offset) for offset in (0, 4, 7, 9)] == [0, 3, 5, 9]
    assert [shift.touches(*span) for span in ((0, 2), (4, 4), (9, 11))] == [
        False,
        True,
        False,
    ]
