"""One file through the engine: bad input, limits, defects, several rounds."""

from __future__ import annotations

import logging
import pickle
import re
import sys
from typing import TYPE_CHECKING, Any

import libcst as cst
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codemods.base import Codemod, Edit, ImportNeeded, Site
from codemods.catalogue import CATALOGUE
from codemods.engine import DEFECT, examine, rewrite
from codemods.model import Examination, Finding, LeftAlone, Outcome, Project, Safety
from tests.support.modules import Every, EveryStatement

if TYPE_CHECKING:
    import ast
    from collections.abc import Iterator

    from codemods.reading.module import Module

ALL = [codemod for codemod in CATALOGUE.values() if not codemod.lint]
"""All but those that ask a linter, which would be a process for each example."""


def renamed(call: Any) -> Any:
    """Return a call of `new` instead."""
    return call.with_changes(func=cst.Name("new"))


@pytest.mark.parametrize(
    ("raw", "line", "reason"),
    [
        pytest.param(b"yaml logging\0", 1, "null bytes", id="null"),
        pytest.param(b"logging = (", 1, "does not parse", id="syntax"),
        pytest.param(b"print 'logging'", 1, "Python 2", id="python-2"),
        pytest.param(b"# yaml \xe9", 1, "not valid utf-8", id="bytes"),
        pytest.param(b"\n" * 20_001 + b"yaml", 0, "20,000 lines", id="lines"),
        pytest.param(b"\r" * 20_001 + b"yaml", 0, "20,000 lines", id="cr-lines"),
        pytest.param(b"#" * 4_000_001, 0, "4,000,000 bytes", id="size"),
        pytest.param(b"(" * 300, 1, "too many nested", id="deep"),
    ],
)
def test_bad_input(raw: bytes, line: int, reason: str) -> None:
    """A file that cannot be examined is named, with line and plain reason."""
    examination = examine("a.py", raw, ALL)
    rewritten = rewrite(CATALOGUE["yaml-safe-load"], "a.py", raw)

    assert examination.problem is not None
    assert (examination.problem.line, reason in examination.problem.reason) == (
        line,
        True,
    )
    assert not examination.rewrites
    assert rewritten.source == raw
    assert rewritten.left_alone == (examination.problem,)


@given(st.binary(max_size=60))
def test_any_bytes(raw: bytes) -> None:
    """No bytes whatever end in an exception."""
    examination = examine("a.py", b"import yaml, logging, requests\n" + raw, ALL)

    assert all(not made.findings for made in examination.rewrites.values())


@given(
    st.lists(
        st.sampled_from(
            [
                "import yaml, logging, requests",
                "from yaml import load as f, Loader",
                "log = logging.getLogger()",
                "log.info(f'{x} {y!r:>3} 100%')",
                "yaml.load(a, Loader=yaml.Loader)",
                "def f(a, b=[], *, c: int = None):",
                "class A(B, metaclass=C):",
                "    x = requests.get(url, # why\n  params=1)",
                "    return f(a, Loader)",
                "try:",
                "except E as yaml:",
                "x = '''",
                "if a: b; c",
                "\\",
                "\x0c",
                "\t# noqa",
                "lambda log: log.info(f'{log}')",
                "import datetime as d; d.datetime.utcnow()",
            ]
        ),
        max_size=9,
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_lines(lines: list[str], newline: str) -> None:
    """Lines put together in any way neither end it nor keep it from rest."""
    raw = newline.join(lines).encode()

    examination = examine("a.py", raw, ALL)

    for slug, made in examination.rewrites.items():
        assert not [left for left in made.left_alone if DEFECT in left.reason]
        again = rewrite(CATALOGUE[slug], "a.py", made.source)
        assert (again.source, again.findings) == (made.source, ())


def test_time_is_limited() -> None:
    """A file for which the time is up is named, and nothing of it is kept."""
    ticks = iter(range(0, 100, 2))

    examination = examine(
        "a.py",
        b"import yaml\nyaml.load(a)\n" * 9,
        ALL,
        clock=lambda: float(next(ticks)),
    )

    assert examination.problem is not None
    assert examination.problem.reason == "the file took more than 5 s"
    assert not examination.rewrites


def test_sieve_keeps_codemods_from_files() -> None:
    """A codemod whose sieve finds nothing does not look at the file."""
    examination = examine("a.py", b"x = 1\n", ALL)

    assert examination == Examination("a.py")


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(rb"\bopen\b", id="word"),
        pytest.param(rb"\bopen\w*", id="start"),
        pytest.param(rb"\bopens?\b", id="optional"),
        pytest.param(rb"\bopens*\b", id="any number"),
        pytest.param(rb"\bope{1}n\b", id="counted"),
        pytest.param(rb"\bopener\b|\bopen\b", id="choice"),
        pytest.param(re.compile(rb"\bOPEN\b", re.IGNORECASE), id="any case"),
        pytest.param(re.compile(rb"\bope n\b", re.VERBOSE), id="verbose"),
    ],
)
def test_sieve_finds_what_its_pattern_finds(
    pattern: bytes | re.Pattern[bytes],
) -> None:
    """What is looked for first, because it is quick, never keeps a file away."""

    class Sieved(Codemod):
        safety = Safety.SAFE
        sieve = re.compile(pattern)

    assert Sieved().lets_through(b"x = open(y)\n")
    assert not Sieved().lets_through(b"x = reopen(y)\n")
    assert not Sieved().lets_through(b"x = y\n")


def test_codemods_start_from_the_same_file() -> None:
    """Each result holds its own change alone."""
    raw = b"import yaml\nimport requests\n\nyaml.load(a)\nrequests.get(b)\n"

    examination = examine("a.py", raw, ALL)

    made = examination.rewrites
    assert sorted(made) == ["request-timeout", "yaml-safe-load"]
    assert made["yaml-safe-load"].source == raw.replace(b"load", b"safe_load")
    assert made["request-timeout"].source == raw.replace(b"(b)", b"(b, timeout=10)")


def test_findings_are_in_the_lines_of_the_first_file() -> None:
    """What an edit of an earlier round has moved is found where it was."""
    raw = b'"""d"""\n\nx = old(\n  1,\n  old(2),\n)\n\n\ny = old(\n  3)\n'

    def flat(call: Any) -> Any:
        new = call.with_changes(func=cst.Name("new"))
        return cst.parse_expression(" ".join(cst.Module([]).code_for_node(new).split()))

    made = rewrite(Every("old", flat), "a.py", raw)

    assert made.source == b'"""d"""\n\nx = new( 1, new(2), )\n\n\ny = new( 3)\n'
    assert made.findings == (
        Finding("a.py", 3, "old( 1, old(2), )"),
        Finding("a.py", 3, "old(2)"),
        Finding("a.py", 9, "old( 3)"),
    )


class Broken(Every):
    """Fails on every file."""

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Fail."""
        raise ZeroDivisionError(f"{type(node).__name__} of {module.path}")


def test_defect_is_loud_and_ends_no_run(caplog: pytest.LogCaptureFixture) -> None:
    """An error in a codemod is logged with its traceback; the others go on."""
    raw = b"import yaml\nold(yaml.load(a))\n"

    examination = examine("a.py", raw, [Broken("old", renamed), *ALL])

    reason = f"{DEFECT}ZeroDivisionError: Module of a.py"
    assert examination.rewrites["every"].left_alone == (
        LeftAlone("a.py", 0, reason, Outcome.UNSURE),
    )
    assert examination.rewrites["yaml-safe-load"].findings
    assert caplog.records[0].levelno == logging.ERROR
    assert caplog.records[0].exc_info


class Deep(Every):
    """Recurses without end."""

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Recurse."""
        return self.visit_Module(node, module)


def test_recursion_is_no_defect() -> None:
    """Code that is too deep for a codemod is left alone."""
    made = rewrite(Deep("old", renamed), "a.py", b"old(1)")

    assert made.left_alone == (LeftAlone("a.py", 0, "the code nests too deeply"),)


class Says(Every):
    """Says one thing of every module."""

    def __init__(self, site: Site) -> None:
        super().__init__("", renamed)
        self.site = site

    def visit_Module(self, node: ast.Module, module: Module) -> Iterator[Site]:
        """Say it of the first statement."""
        del module
        where = node.body[0] if self.site.node is NOWHERE else node
        yield Site(where, self.site.outcome, self.site.message, self.site.edits)


NOWHERE: Any = object()


@pytest.mark.parametrize(
    ("outcome", "left"),
    [
        pytest.param(Outcome.REFUSED, LeftAlone("a.py", 1, "no"), id="refused"),
        pytest.param(
            Outcome.UNSURE, LeftAlone("a.py", 1, "no", Outcome.UNSURE), id="unsure"
        ),
    ],
)
def test_left_alone(outcome: Outcome, left: LeftAlone) -> None:
    """What a codemod does not change is handed on with its reason."""
    made = rewrite(Says(Site(NOWHERE, outcome, "no")), "a.py", b"x\n")

    assert (made.source, made.left_alone) == (b"x\n", (left,))


def test_all_of_a_file_is_line_zero() -> None:
    """A place without a line is the file as a whole."""
    site: Any = Site(None, Outcome.REFUSED, "no")  # type: ignore[arg-type]  # replaced

    made = rewrite(Says(site), "a.py", b"x\n")

    assert made.left_alone == (LeftAlone("a.py", 0, "no"),)


def test_change_without_an_edit_is_a_defect() -> None:
    """A site that is to be changed and brings no edit would never rest."""
    made = rewrite(Says(Site(NOWHERE, Outcome.APPLIED, "x")), "a.py", b"x\n")

    assert "has no edit" in made.left_alone[0].reason


def test_no_rest_is_a_refusal() -> None:
    """A codemod that always finds more to do changes nothing."""

    def longer(call: Any) -> Any:
        return call.with_changes(args=[*call.args, cst.Arg(cst.Integer("1"))])

    made = rewrite(Every("old", longer), "a.py", b"old(1)\n")

    assert made.source == b"old(1)\n"
    assert "do not come to an end" in made.left_alone[0].reason


def test_a_letter_that_the_encoding_lacks() -> None:
    """New text that the file cannot hold is refused."""

    def accented(call: Any) -> Any:
        return call.with_changes(func=cst.Name("ł"))

    raw = b"# coding: latin-1\nold(1)\n"

    made = rewrite(Every("old", accented), "a.py", raw)

    assert made.source == raw
    assert "can't encode" in made.left_alone[0].reason


class Needs(Every):
    """Replaces calls by a name that must be imported."""

    def __init__(self, needed: ImportNeeded) -> None:
        super().__init__("old", renamed)
        self.needed = needed
        self.replacement = ""

    def visit_Call(self, node: ast.Call, module: Module) -> Iterator[Site]:
        """Replace the call."""
        if module.text_of(node.func) == "old":
            imported = module.imported(self.needed, node)
            spelling = self.replacement or imported
            edit = Edit(node, lambda _: cst.parse_expression(spelling))
            yield Site(node, Outcome.APPLIED, "x", (edit,), (self.needed,))


def test_refused_import_is_a_refusal() -> None:
    """A name that is taken leaves the place alone, with the reason."""
    codemod = Needs(ImportNeeded("datetime", "UTC"))

    made = rewrite(codemod, "a.py", b"UTC = 1\nold(1)\n")

    assert made.left_alone == (LeftAlone("a.py", 2, "the file has another `UTC`"),)


def test_import_that_is_not_used_is_not_added() -> None:
    """A codemod that asks for an import and does without gets none."""
    codemod = Needs(ImportNeeded("datetime", "UTC"))
    codemod.replacement = "other"

    made = rewrite(codemod, "a.py", b"old(1)\n")

    assert made.source == b"other\n"


def test_codemods_travel_to_other_processes() -> None:
    """A codemod with its parameters can be pickled, and does the same there."""
    codemod = CATALOGUE["request-timeout"].configured({"seconds": "3"})

    made = rewrite(
        pickle.loads(pickle.dumps(codemod)),  # noqa: S301  # made by this line
        "a.py",
        b"import requests\nrequests.get(a)\n",
        Project(),
    )

    assert made.source == b"import requests\nrequests.get(a, timeout=3)\n"


def test_statement_that_would_break_its_surroundings() -> None:
    """A file that does not compile after the edit keeps its bytes."""

    def returned(node: Any) -> Any:
        del node
        return cst.parse_statement("return 1")

    made = rewrite(EveryStatement("old", returned), "a.py", b"old(1)\n")

    assert made.source == b"old(1)\n"
    assert "'return' outside function" in made.left_alone[0].reason


def test_versions_that_matter() -> None:
    """The reason for a syntax error names the Python that has read the file."""
    examination = examine("a.py", b"x = = 1", ALL)

    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert examination.problem is not None
    assert f"Python {version}" in examination.problem.reason
