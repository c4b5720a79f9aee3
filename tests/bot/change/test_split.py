"""A large change is cut by folder."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.change.split import split
from bot.model import Change, FileChange
from codemods.model import Finding, LeftAlone


def change(**sizes: int) -> Change:
    """Return a change that adds so many lines to the files named `a/b__py`."""
    files = []
    for name, lines in sizes.items():
        path = name.replace("_DOT_", ".").replace("__", "/")
        files.append(FileChange(path, b"", b"x\n" * lines))
    return Change(
        slug="lazy-logging",
        scope="",
        files=tuple(files),
        findings=tuple(Finding(file.path, 1, "m") for file in files),
        left_alone=tuple(LeftAlone(file.path, 2, "r") for file in files),
    )


def test_a_small_change_stays_whole() -> None:
    """A change within the limit is one part without a scope."""
    whole = change(a_DOT_py=5, b__c_DOT_py=5)

    assert split(whole, 10) == (whole,)


def test_a_large_change_is_cut_into_folders() -> None:
    """Folders within the limit stay whole, larger ones are cut further."""
    whole = change(
        setup_DOT_py=1,
        src__shop__a_DOT_py=6,
        src__shop__deep__b_DOT_py=6,
        tests__test_a_DOT_py=3,
    )

    parts = split(whole, 10)

    assert [(part.scope, [file.path for file in part.files]) for part in parts] == [
        ("top", ["setup.py"]),
        ("src.shop", ["src/shop/a.py"]),
        ("src.shop.deep", ["src/shop/deep/b.py"]),
        ("tests", ["tests/test_a.py"]),
    ]
    assert parts[1].findings == (Finding("src/shop/a.py", 1, "m"),)
    assert parts[1].left_alone == (LeftAlone("src/shop/a.py", 2, "r"),)


def test_configuration_comes_last() -> None:
    """The gate of a formatter comes after what it formats."""
    whole = change(pyproject_DOT_toml=2, a__x_DOT_py=9, b__y_DOT_py=9)

    assert [part.scope for part in split(whole, 10)] == ["a", "b", "configuration"]


def test_what_cannot_be_cut_stays_whole() -> None:
    """One folder with nothing below it is one part, however large."""
    whole = change(a__x_DOT_py=900)

    assert split(whole, 10) == (whole,)


paths = st.lists(
    st.sampled_from(["a", "b", "a.b", "c.py", "d.py", "e.toml"]), min_size=1, max_size=4
).map("/".join)


@given(
    sizes=st.dictionaries(paths, st.integers(1, 50), min_size=1),
    limit=st.integers(1, 100),
)
def test_every_file_is_in_exactly_one_part(sizes: dict[str, int], limit: int) -> None:
    """Nothing is lost, nothing doubled, and scopes are unlike each other."""
    files = tuple(FileChange(p, b"", b"x\n" * n) for p, n in sizes.items())
    whole = Change(slug="format-code", scope="", files=files)

    parts = split(whole, limit)

    assert sorted(f.path for part in parts for f in part.files) == sorted(sizes)
    assert len({part.scope for part in parts}) == len(parts)
