"""What is asked of a dict has the same answer, however it is asked."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from codemods.catalogue import CATALOGUE
from codemods.engine import rewrite
from tests.support.programs import outcome

CODEMOD = CATALOGUE["dict-lookup"]

STATEMENTS = (
    "out.append(key in table.keys())",
    "out.append(name in list(table))",
    "out.append(table[key] if key in table else 0)",
    "if key in table:\n        key = table[key]\n    else:\n        key = None",
    "for key in table:\n        out.append((key, table[key]))",
    "for key in table:\n        value = table[key]\n        out.append(value)",
    "for key in table:\n        out.append(f'{key}={table[key]}')",
    "for _, value in table.items():\n        out.append(value)",
    "for key, value in table.items():\n        out.append(key)",
    "for key in table:\n        table[key] = [table[key]]",
    "for key in table:\n        out.append(table[key])\n        table.clear()",
    "out.append({k: [table[k]] for k in table if table[k]})",
    "out.append([v for k, v in table.items()])",
    "for key in table:\n        table[name] = key\n        out.append(table[key])",
    "table['new'] = key",
)

KEYS = st.one_of(st.integers(0, 3), st.sampled_from(["a", "b", "new"]))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(STATEMENTS), min_size=1, max_size=4),
    st.dictionaries(KEYS, st.one_of(st.integers(), st.none()), max_size=4),
    st.one_of(KEYS, st.lists(KEYS, max_size=1)),
    st.sampled_from(["a", "b", "c"]),
)
def test_same_answers(
    statements: list[str], table: dict[object, object], key: object, name: str
) -> None:
    """The function gives or raises the same, and leaves the dict the same."""
    head = "def run(table: dict, key, name: str, out: list):\n"
    lines = "".join(f"    {statement}\n" for statement in statements)
    source = f"{head}{lines}    return out, key\n".encode()

    made = rewrite(CODEMOD, "a.py", source)

    values = {"table": table, "key": key, "name": name, "out": []}
    assert outcome(made.source, **values) == outcome(source, **values)
