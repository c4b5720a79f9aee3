"""Codemods whose edits a linter proposes, with linters that say what we want."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pytest

from codemods.delegated import RuffCodemod
from codemods.diagnostics import Diagnostic, Known, Replacement
from codemods.engine import DEFECT, examine, rewrite
from codemods.model import Outcome, Safety

if TYPE_CHECKING:
    from codemods.diagnostics import Diagnostics


class Delegated(RuffCodemod):
    """Takes every edit of one rule."""

    safety = Safety.SAFE
    lint: ClassVar[tuple[str, ...]] = ("X1",)
    rules = frozenset({"X1"})


class Proposes:
    """A linter that wants `old` to become `new`, wherever it stands."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old.encode(), new.encode()

    def __call__(self, path: str, text: bytes) -> Diagnostics:
        """Return the first place."""
        del path
        start = text.find(self.old)
        if start < 0:
            return ()
        end = start + len(self.old)
        edit = Replacement(start, end, self.new)
        return (
            Diagnostic("X1", start, end, "is old", (edit,)),
            Diagnostic("Y1", start, end, "of another rule", (edit,)),
        )


@pytest.mark.parametrize(
    ("source", "old", "new", "result"),
    [
        pytest.param("x = f(1)\n", "f(1)", "1", "x = 1\n", id="expression"),
        pytest.param(
            "import a\nimport b\n\nx = 1\n",
            "import a\n",
            "",
            "import b\n\nx = 1\n",
            id="a-statement-less",
        ),
        pytest.param(
            "def f():\n    import a\n    return 1\n",
            "    import a\n",
            "",
            "def f():\n    return 1\n",
            id="a-statement-less-in-a-block",
        ),
        pytest.param(
            "import b\nimport a  # a\nx = 1\n",
            "import b\nimport a  # a\n",
            "import a  # a\nimport b\n",
            "import a  # a\nimport b\nx = 1\n",
            id="statements-in-another-order",
        ),
        pytest.param(
            "from a import (\n    b,\n)\n",
            "from a import (\n    b,\n)",
            "from c import d\nfrom e import b",
            "from c import d\nfrom e import b\n",
            id="two-for-one",
        ),
        pytest.param(
            "class A(object):\n    x = 1  # one\n",
            "(object)",
            "",
            "class A:\n    x = 1  # one\n",
            id="header",
        ),
        pytest.param(
            "@a()\ndef f(): pass\n", "a()", "a", "@a\ndef f(): pass\n", id="decorator"
        ),
        pytest.param(
            "def f():\n    '''A # b.\n    '''\n",
            "# b.\n    ",
            "# b.",
            "def f():\n    '''A # b.'''\n",
            id="hash-in-a-docstring",
        ),
        pytest.param(
            "try:\n    pass\nexcept (A,):\n    x = 1\n",
            "(A,)",
            "A",
            "try:\n    pass\nexcept A:\n    x = 1\n",
            id="handler",
        ),
        pytest.param(
            "é = f(1); g()\n", "f(1)", "1", "é = 1; g()\n", id="statement-on-a-line"
        ),
        pytest.param(
            "import a; g()\n", "import a; ", "", "g()\n", id="one-less-on-a-line"
        ),
        pytest.param(
            "import a\ng()\n",
            "import a",
            "import a\nimport c",
            "import a\nimport c\ng()\n",
            id="one-more",
        ),
    ],
)
def test_edit_is_made(source: str, old: str, new: str, result: str) -> None:
    """Edits of expressions, statements, runs of statements and headers are made."""
    propose = Proposes(old, new)
    if old in new:
        propose = Proposes(f"{old}\ng", f"{new}\ng")
    once = Known({("a.py", source.encode()): propose("a.py", source.encode())})

    made = rewrite(Delegated(), "a.py", source.encode(), lint=once)

    assert made.source.decode() == result
    assert [found.message for found in made.findings] == ["is old"]
    assert once.wanted == {"a.py": result.encode()}


@pytest.mark.parametrize(
    ("source", "old", "new", "reason"),
    [
        pytest.param(
            "x = f(1)  # one\ny = 2\n", "  # one", "", "comment", id="comment"
        ),
        pytest.param(
            "x = (1,  # one\n     2)\n", "1,  # one\n     2", "1, 2", "comment", id="in"
        ),
        pytest.param("x = not a\n", "not a", "a if b", "would not be right", id="code"),
        pytest.param(
            "x = -a ** b\n", "a ** b", "a if b else c", "has changed", id="precedence"
        ),
        pytest.param(
            "class A(B):\n    x = 1\n",
            "(B):\n    x = 1",
            "(B): pass\nx = 1",
            "comment|whole statements|has changed",
            id="out-of-the-block",
        ),
        pytest.param(
            "class A(B):\n    x = 1\n",
            "(B)",
            "(B): y = 1\nclass C",
            "has changed",
            id="header-and-more",
        ),
        pytest.param("# only this\n", "# only", "# just", "no statement", id="nothing"),
        pytest.param(
            "import a\n", "import a", "import (", "whole statements", id="broken"
        ),
        pytest.param("x = f(1)  # noqa\n", "f(1)", "1", "the line says", id="pragma"),
    ],
)
def test_edit_is_refused(source: str, old: str, new: str, reason: str) -> None:
    """What a linter wants is not made where it changes more, or loses a comment."""
    made = rewrite(Delegated(), "a.py", source.encode(), lint=Proposes(old, new))

    assert made.source == source.encode()
    assert not made.findings
    assert any(part in made.left_alone[0].reason for part in reason.split("|"))


def test_edits_end_when_the_linter_rests() -> None:
    """The linter is asked again until it has nothing more to say."""
    made = rewrite(Delegated(), "a.py", b"x = f(f(f(1)))\n", lint=Proposes("f(1)", "1"))

    assert made.source == b"x = 1\n"
    assert len(made.findings) == 3


def test_survey_makes_nothing() -> None:
    """In a survey places are found, and the file stays."""
    source = b"x = f(f(1))\n"

    found = examine(
        "a.py", source, [Delegated()], lint=Proposes("f(1)", "1"), survey=True
    )

    rewritten = found.rewrites["test-delegated"]
    assert rewritten.source == source
    assert [one.line for one in rewritten.findings] == [1]


def test_without_a_linter_it_is_a_defect() -> None:
    """To forget the linter is not to find nothing."""
    made = rewrite(Delegated(), "a.py", b"x = 1\n")

    assert made.left_alone[0].reason.startswith(DEFECT)
    assert made.left_alone[0].outcome is Outcome.UNSURE
