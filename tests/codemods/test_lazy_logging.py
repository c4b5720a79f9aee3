"""Lines that are logged stay the same, whatever they are made of."""

from __future__ import annotations

import ast
import logging
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Outcome, Project
from codemods.reading import loggers
from tests.support.modules import expression, module_of

if TYPE_CHECKING:
    from codemods.model import Rewrite

CODEMOD = CATALOGUE["lazy-logging"]
HEAD = "import logging\nlogger = logging.getLogger('lines')\n"
PARAMETERS = "n: int, x: float, s: str, b: bool, o, d: dict, t: tuple, l: list"


class Lines(logging.Handler):
    """Keeps the lines that are written."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one line."""
        self.lines.append(record.getMessage())


def lines_of(source: bytes, values: dict[str, Any]) -> list[str]:
    """Return what a program's `run` logs."""
    handler = Lines()
    logger = logging.getLogger("lines")
    logger.setLevel(logging.DEBUG)
    logger.addHandler(handler)
    namespace: dict[str, Any] = {}
    program = compile(source, "a.py", "exec")
    try:
        exec(program, namespace)  # noqa: S102  # this test has made it
        namespace["run"](**values)
    finally:
        logger.removeHandler(handler)
    return handler.lines


VALUES = st.fixed_dictionaries(
    {
        "n": st.integers(),
        "x": st.floats(allow_nan=True),
        "s": st.text(max_size=12),
        "b": st.booleans(),
        "o": st.one_of(st.none(), st.complex_numbers(), st.dates(), st.decimals()),
        "d": st.dictionaries(st.sampled_from("ab%("), st.integers(), max_size=2),
        "t": st.tuples(st.integers(), st.text(max_size=3)),
        "l": st.lists(st.integers(), max_size=2),
    }
)
TEXTS = st.text(st.sampled_from("ab %{}\\'\"\n\té猫d(s)"), max_size=6)
INTEGER_SPECS = (
    "",
    "d",
    "5",
    "05d",
    "+",
    " ",
    "x",
    ">6",
    "<6",
    "6d",
    ".2f",
    "08.3e",
    ",",
)
NUMBER_SPECS = ("", ".2f", "10.3f", "+.1e", "010.4g", ".0f", "g", ".1%", "10")
TEXT_SPECS = ("", "s", "8", "<8", ">8", ".2", ">8.3", "^8", "*<4")
SPECS = {"n": INTEGER_SPECS, "b": INTEGER_SPECS, "x": NUMBER_SPECS, "s": TEXT_SPECS}


@st.composite
def fields(draw: st.DrawFn) -> tuple[str, str, str]:
    """Return name, conversion and specifier of one value."""
    name = draw(st.sampled_from("nxsbodtl"))
    conversion = draw(st.sampled_from(["", "", "!r", "!s", "!a"]))
    of_text = name not in SPECS or conversion
    specs = TEXT_SPECS if of_text else SPECS[name]
    spec = draw(st.sampled_from(specs))
    if name not in SPECS and not conversion:
        spec = ""
    return name, conversion, spec


PARTS = st.lists(st.one_of(TEXTS, fields()), max_size=5)


def braced(parts: list[Any], *, names: bool) -> str:
    """Return the text of an f-string, or of a template for `str.format`."""
    text = ""
    for part in parts:
        if isinstance(part, str):
            text += part.replace("{", "{{").replace("}", "}}")
        else:
            name, conversion, spec = part
            colon = f":{spec}" if spec else ""
            text += f"{{{name if names else ''}{conversion}{colon}}}"
    return text


def quoted(text: str) -> str:
    """Return the inner of a literal in double quotes."""
    for sign, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n")):
        text = text.replace(sign, escape)
    return text


def check_same(call: str, values: dict[str, Any]) -> Rewrite:
    """Check that a call logs the same before and after; return the rewrite."""
    source = f"{HEAD}def run({PARAMETERS}):\n    {call}\n".encode()

    made = rewrite(CODEMOD, "a.py", source)

    assert lines_of(made.source, values) == lines_of(source, values)
    assert not [left for left in made.left_alone if "defect" in left.reason]
    return made


@given(PARTS, VALUES)
@example(["100%", ("d", "", "")], {**dict.fromkeys("nxsbotl"), "d": {"a": 1}})
def test_fstrings(parts: list[Any], values: dict[str, Any]) -> None:
    """An f-string and its template write the same line."""
    text = quoted(braced(parts, names=True))

    made = check_same(f'logger.info(f"{text}")', values)

    plain = [part for part in parts if not isinstance(part, str) and not part[2]]
    fields_there = [part for part in parts if not isinstance(part, str)]
    if fields_there and plain == fields_there:
        assert made.findings


@given(PARTS, VALUES)
def test_formats(parts: list[Any], values: dict[str, Any]) -> None:
    """A call of `str.format` and its template write the same line."""
    names = ", ".join(part[0] for part in parts if not isinstance(part, str))
    text = quoted(braced(parts, names=False))

    check_same(f'logger.info("{text}".format({names}))', values)


DIRECTIVES = {
    "n": ["%s", "%d", "%5d", "%x", "%r"],
    "x": ["%s", "%.2f", "%e", "%g", "%r"],
}


@given(
    st.lists(
        st.one_of(
            TEXTS,
            st.sampled_from("nxsbodtl").flatmap(
                lambda name: st.tuples(
                    st.just(name),
                    st.sampled_from(DIRECTIVES.get(name, ["%s", "%r", "%-9s", "%a"])),
                )
            ),
        ),
        min_size=1,
        max_size=4,
    ),
    VALUES,
)
def test_percent(parts: list[Any], values: dict[str, Any]) -> None:
    """A template with its tuple and with arguments writes the same line."""
    text = "".join(
        part.replace("%", "%%") if isinstance(part, str) else part[1] for part in parts
    )
    names = "".join(f"{part[0]}, " for part in parts if not isinstance(part, str))

    check_same(f'logger.info("{quoted(text)}" % ({names}))', values)


@given(
    st.lists(st.one_of(TEXTS, st.sampled_from(["s", "str(o)", "repr(d)"])), min_size=1)
)
def test_sums(parts: list[str]) -> None:
    """A sum of strings and its template write the same line."""
    terms = [
        part if part in {"s", "str(o)", "repr(d)"} else f'"{quoted(part)}"'
        for part in parts
    ]

    check_same(
        f"logger.info({' + '.join(terms)})",
        {**dict.fromkeys("nxbotl"), "s": "100%", "d": {"a": "%s"}},
    )


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        pytest.param("f'{x:.2f}', 1", "the call has arguments already", id="arguments"),
        pytest.param(
            "f'{x:.2f}'", "may not write the format `.2f`", id="unknown-number"
        ),
        pytest.param("f'{len(x):,}'", "may not write the format `,`", id="thousands"),
        pytest.param("f'{str(x):^9}'", "cannot write the format `^9`", id="centred"),
        pytest.param("f'{x:{y}}'", "worked out at run time", id="nested"),
        pytest.param("f'{x} {y()}'", "`y()` may change what is written", id="order"),
        pytest.param("f'{x.status}'", "`x.status` may be an enum", id="enum"),
        pytest.param("'%s' % x", "may be a tuple", id="tuple"),
        pytest.param("'%(a)s' % {'a': 1}", "may be a tuple", id="mapping"),
        pytest.param("'%(a)s' % (x,)", "names its arguments", id="named"),
        pytest.param("'%s %s' % (x,)", "does not fit", id="too-few"),
        pytest.param("'%s' % (x, y)", "does not fit", id="too-many"),
        pytest.param("'%s' % (*x,)", "any number of arguments", id="star"),
        pytest.param("'{}'.format(*x)", "any number of arguments", id="format-star"),
        pytest.param("'{a}'.format(**x)", "any arguments", id="format-stars"),
        pytest.param("'{0.a}'.format(x)", "more than an argument", id="format-field"),
        pytest.param("'{1} {0}'.format(x, y())", "another order", id="format-order"),
        pytest.param("'{'.format(x)", "the template is wrong", id="format-wrong"),
        pytest.param("'a' + x", "`x` may be no string", id="sum"),
        pytest.param(
            "'a' + str(x) + \"b\"", "cannot be written as one", id="sum-quotes"
        ),
        pytest.param("'a' 'b' + str(x)", "too many kinds", id="sum-joined"),
        pytest.param("f'\\x25{x}'", "cannot be written as a template", id="escape"),
    ],
)
def test_says_why(message: str, reason: str) -> None:
    """A call that is left alone comes with its line and a reason."""
    source = f"{HEAD}logger.info({message})\n".encode()

    made = rewrite(CODEMOD, "a.py", source)

    assert made.source == source
    assert [(left.line, reason in left.reason) for left in made.left_alone] == [
        (3, True)
    ]


ENUM = """
import enum, logging
logger = logging.getLogger()
class Size(str, enum.Enum):
    SMALL = "s"
def run(size: Size):
    logger.info(f"{size} {Size.SMALL}")
"""


def test_receiver_of_a_plain_call() -> None:
    """A function that is none of `logging` writes to no logger."""
    module = module_of("from shop import info\ninfo(x)")
    call = expression(module, "info(x)")

    assert isinstance(call, ast.Call)
    assert loggers.receiver(module, call) is loggers.Receiver.OTHER


@pytest.mark.parametrize(
    ("python", "changes"),
    [
        pytest.param((3, 11), False, id="3.11"),
        pytest.param((3, 12), True, id="3.12"),
    ],
)
def test_enums_by_version(python: tuple[int, int], *, changes: bool) -> None:
    """Enums of text write themselves alike from Python 3.12 on."""
    made = rewrite(CODEMOD, "a.py", ENUM.encode(), Project(python))

    assert bool(made.findings) == changes


OWN_MAKER = """
from shop.log import get_logger
log = get_logger(__name__)
def run(x):
    log.info(f"{x}")
"""


def test_loggers_of_the_projects_own() -> None:
    """A function that makes loggers can be named; else nobody can tell."""
    project = Project(modules=frozenset({"shop", "shop.log"}))
    told = CODEMOD.configured({"loggers": "shop.other, shop.log.get_logger"})

    unsure = rewrite(CODEMOD, "a.py", OWN_MAKER.encode(), project)
    made = rewrite(told, "a.py", OWN_MAKER.encode(), project)

    assert unsure.left_alone[0].outcome is Outcome.UNSURE
    assert unsure.left_alone[0].reason == "`log` may be no logger of `logging`"
    assert b'log.info("%s", x)' in made.source


@pytest.mark.parametrize(
    ("bound", "said"),
    [
        pytest.param(
            "import structlog\nlog = structlog.get_logger()", False, id="other"
        ),
        pytest.param("import a\nlog = a.b().bind()", False, id="chained"),
        pytest.param("from loguru import logger as log", False, id="import"),
        pytest.param("from .a import log", True, id="own-import"),
        pytest.param("log = f()", True, id="unknown-call"),
        pytest.param(
            "import logging\nlog = logging.getLogger() or f", True, id="either"
        ),
        pytest.param("log = log2 = log", True, id="circle"),
        pytest.param(
            "import logging\nlog = logging.getLogger\nlog2 = log", True, id="no-call"
        ),
        pytest.param("def log(): ...", True, id="function"),
    ],
)
def test_what_is_named_like_a_logger(bound: str, *, said: bool) -> None:
    """What comes from another library is none of ours; the rest is said."""
    made = rewrite(CODEMOD, "a.py", f"{bound}\nlog.info(f'{{x}}')\n".encode())

    assert bool(made.left_alone) == said
    assert not made.findings
