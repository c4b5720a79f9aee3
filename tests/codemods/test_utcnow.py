"""Times in UTC without `utcnow`: the program does the same as before."""

from __future__ import annotations

import datetime as dt
import sys
import types
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from codemods.model import Outcome, Project

if TYPE_CHECKING:
    from collections.abc import Iterator

CODEMOD = CATALOGUE["utcnow"]
START = dt.datetime(2024, 2, 29, 23, 59, 58, 123456, tzinfo=dt.UTC)


def clock() -> types.ModuleType:
    """Return a `datetime` module whose time moves by a second per look."""
    passed = [0]

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> Clock:
            passed[0] += 1
            moment = START + dt.timedelta(seconds=passed[0])
            return cls.fromtimestamp(moment.timestamp(), tz)

        @classmethod
        def utcnow(cls) -> Clock:
            return cls.now(dt.UTC).replace(tzinfo=None)

        @classmethod
        def utcfromtimestamp(cls, t: float, /) -> Clock:
            return cls.fromtimestamp(t, dt.UTC).replace(tzinfo=None)

    module = types.ModuleType("datetime")
    vars(module).update(vars(dt))
    vars(module)["datetime"] = Clock
    return module


def outcome(source: str) -> tuple[list[str], str]:
    """Return what a program puts out, and the error that it ends with."""
    kept, sys.modules["datetime"] = sys.modules["datetime"], clock()
    out: list[str] = []
    code = compile(source, "program.py", "exec")
    try:
        exec(code, {"put": out.append})  # noqa: S102  # our own text
    except TypeError as error:
        return out, str(error)
    finally:
        sys.modules["datetime"] = kept
    return out, ""


def rewritten(source: str, minimum: tuple[int, int] = (3, 8)) -> str:
    """Return what the codemod makes of a file."""
    project = Project(minimum_python=minimum)
    return rewrite(CODEMOD, "program.py", source.encode(), project).source.decode()


HEAD = "from datetime import datetime, timedelta\ndef f(given, row):\n"
TAIL = "f(datetime(2024, 3, 1), {})\n"
NAMES = st.sampled_from(["a", "b", "c"])


@st.composite
def values(draw: st.DrawFn) -> str:
    """Return an expression that gives a time."""
    name = draw(NAMES)
    return draw(
        st.sampled_from(
            [
                "datetime.utcnow()",
                "datetime.utcfromtimestamp(1709251200.5)",
                "datetime.utcnow().replace(microsecond=0)",
                "datetime.utcnow() + timedelta(hours=1)",
                name,
                f"{name} - timedelta(days=1) * 2",
                f"{name}.replace(hour=3)",
                "given",
            ]
        )
    )


@st.composite
def statements(draw: st.DrawFn) -> str:
    """Return a statement that stores times, or puts something out."""
    name, left, right = draw(NAMES), draw(values()), draw(values())
    return draw(
        st.sampled_from(
            [
                f"{name} = {left}",
                f"{name} = {left}",
                f"put(str(({left}) - ({right})))",
                f"put(str({left} < {right}))",
                f"put(str({left}))",
                f"put(f'{{{name}:%H:%M}}')",
                f"put(f'{{{name}}}')",
                f"put({name}.strftime('%Y-%m-%d %z'))",
                f"put({name}.strftime('%j %p'))",
                f"put(str({name}.year) + str({name}.date()))",
                f"put({name}.isoformat() + 'Z')",
                f"row['at'] = {left}; put(repr(row['at'].tzinfo))",
                f"if {left} == {right}: put('same')",
                f"put(str((lambda: {name})()))",
            ]
        )
    )


@st.composite
def programs(draw: st.DrawFn) -> str:
    """Return a program in which times meet, all bound before they are used."""
    first = [f"{name} = {draw(values())}" for name in ("a", "b", "c")]
    starts = [f"{name} = datetime.utcnow()" for name in ("a", "b", "c")]
    body = [*(starts if draw(st.booleans()) else first), *draw(st.lists(statements()))]
    lines = [f"    {line}\n" for line in ["a = b = c = given", *body] if line]
    if draw(st.booleans()):
        del lines[0]
    return HEAD + "".join(lines) + TAIL


@settings(max_examples=200, deadline=None)
@given(programs())
def test_program_does_the_same(program: str) -> None:
    """Whatever times a function compares, prints and stores, nothing changes."""
    try:
        before = outcome(program)
    except UnboundLocalError:
        return

    result = rewritten(program)

    assert "utcnow" not in result
    assert outcome(result) == before


def test_aware_where_it_can_be() -> None:
    """The property above would hold if no time were ever aware."""
    program = (
        "from datetime import datetime\n"
        "def f():\n"
        "    a = datetime.utcnow()\n"
        "    b = datetime.utcnow()\n"
        "    put(str(b - a))\n"
        "f()\n"
    )

    result = rewritten(program)

    assert result.count("datetime.now(timezone.utc)\n") == 2
    assert outcome(result) == outcome(program) == (["0:00:01"], "")


@pytest.mark.parametrize(
    ("imports", "minimum", "expected"),
    [
        pytest.param(
            "import datetime as dt\nx = dt.datetime.utcnow().year\n",
            (3, 8),
            "x = dt.datetime.now(dt.timezone.utc).year\n",
            id="module",
        ),
        pytest.param(
            "from datetime import UTC, datetime\nx = datetime.utcnow().year\n",
            (3, 8),
            "x = datetime.now(UTC).year\n",
            id="utc-at-hand",
        ),
        pytest.param(
            "from datetime import datetime\nx = datetime.utcnow().year\n",
            (3, 13),
            "x = datetime.now(timezone.utc).year\n",
            id="timezone-added",
        ),
        pytest.param(
            "from datetime import datetime\n"
            "from zoneinfo import ZoneInfo as timezone\n"
            "x = datetime.utcnow().year\n",
            (3, 11),
            "x = datetime.now(UTC).year\n",
            id="timezone-taken",
        ),
        pytest.param(
            "from datetime import datetime as dt, timezone as tz\n"
            "x = dt.utcnow().year\n",
            (3, 8),
            "x = dt.now(tz.utc).year\n",
            id="aliases",
        ),
    ],
)
def test_spelling(imports: str, minimum: tuple[int, int], expected: str) -> None:
    """UTC is written as the file writes it, and imported where it is not there."""
    result = rewritten(imports, minimum)

    assert result.endswith(expected)
    assert outcome(result) == ([], "")


def reasons(source: str) -> Iterator[tuple[str, Outcome]]:
    """Yield why the places of a file stay as they are."""
    result = rewrite(CODEMOD, "program.py", source.encode())
    assert result.source == source.encode()
    for left in result.left_alone:
        yield left.reason, left.outcome


@pytest.mark.parametrize(
    ("source", "reason", "kind"),
    [
        pytest.param(
            "from zoneinfo import ZoneInfo as timezone\n"
            "from datetime import datetime\n"
            "x = datetime.utcnow()\n",
            "the file has another `timezone`",
            Outcome.REFUSED,
            id="no-name-left",
        ),
        pytest.param(
            "from datetime import datetime\nx = datetime.utcnow().timestamp()\n",
            "`timestamp()` takes this time for local time",
            Outcome.UNSURE,
            id="bug-of-theirs",
        ),
        pytest.param(
            "from datetime import datetime\nnow = datetime.utcnow\n",
            "the function is passed on, and may be called in any way",
            Outcome.REFUSED,
            id="reference",
        ),
        pytest.param(
            "from datetime import datetime\nx = datetime.utcnow()  # noqa: DTZ003\n",
            "the line says `# noqa: DTZ003`",
            Outcome.REFUSED,
            id="owner",
        ),
    ],
)
def test_says_why(source: str, reason: str, kind: Outcome) -> None:
    """A place that stays comes with its reason."""
    assert list(reasons(source)) == [(reason, kind)]


def test_kept_time_meets_no_aware_one() -> None:
    """Where the owner keeps one naive time, what it meets stays naive as well."""
    program = (
        "from datetime import datetime\n"
        "def f():\n"
        "    a = datetime.utcnow()  # noqa: DTZ003\n"
        "    put(str(datetime.utcnow() - a))\n"
        "f()\n"
    )

    result = rewritten(program)

    assert "a = datetime.utcnow()  # noqa" in result
    assert result.count(".replace(tzinfo=None)") == 1
    assert outcome(result) == outcome(program)


def test_moment_is_the_same() -> None:
    """`fromtimestamp` with UTC gives what `utcfromtimestamp` gave, to the digit."""
    program = (
        "from datetime import datetime\n"
        "for t in (0, -1, 1.0000005, 0.1, 253402300799, 1709251200.999999):\n"
        "    put(repr(datetime.utcfromtimestamp(t)))\n"
    )

    result = rewritten(program)

    assert "utcfromtimestamp" not in result
    assert outcome(result) == outcome(program)
