"""Types are equal just where they are one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite

CODEMOD = CATALOGUE["type-compare"]
VALUES: tuple[object, ...] = (
    1,
    True,
    1.0,
    "a",
    b"a",
    None,
    [],
    (),
    {},
    set(),
    range(1),
    int,
    type,
    len,
)
TYPES = ("int", "bool", "str", "bytes", "list", "tuple", "type", "Own", "type(y)")
TEMPLATES = (
    "type(x) {} {}",
    "not type(x) {} {}",
    "type(x){}{} and y",
    "[(type(x)) {} {}]",
)

values = st.sampled_from(VALUES)
sources = st.builds(
    lambda template, operator, kind: template.format(operator, kind),
    st.sampled_from(TEMPLATES),
    st.sampled_from(["==", "!="]),
    st.sampled_from(TYPES),
)


def answer(source: str, x: object, y: object) -> object:
    """Return what the function of a source answers."""
    names: dict[str, object] = {}
    exec(compile(source, "types.py", "exec"), names)  # noqa: S102  # our own text
    return names["f"](x, y)  # type: ignore[operator]  # a function


@given(sources, values, values)
def test_answers_stay(comparison: str, x: object, y: object) -> None:
    """The answer by identity is the answer by equality."""
    source = f"class Own:\n    pass\n\ndef f(x, y):\n    return {comparison}\n"

    result = rewrite(CODEMOD, "types.py", source.encode()).source.decode()

    assert " is " in result
    assert answer(result, x, y) == answer(source, x, y)
