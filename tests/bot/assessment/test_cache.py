"""What is kept comes back as it was, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.assessment.cache import Store, code_identity, key_of

KEY = key_of("a")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(VALUES)
def test_a_value_comes_back(tmp_path: Path, value: object) -> None:
    """Whatever is kept is the same afterwards."""
    store = Store(tmp_path / "deep" / "er")

    assert store.save(KEY, value) == ""
    assert store.load(KEY) == value


def test_nothing_is_kept_at_first(tmp_path: Path) -> None:
    """A key that was never kept has nothing."""
    assert Store(tmp_path).load(KEY) is None


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda content: content[:-1], id="cut"),
        pytest.param(lambda content: content[: len(content) // 2], id="half"),
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda content: content.replace(b"17", b"18"), id="changed"),
        pytest.param(lambda content: content.replace(b" 1 ", b" 0 "), id="version"),
        pytest.param(lambda _: b"\x80\x04.", id="something else"),
    ],
)
def test_a_harmed_file_is_no_file(tmp_path: Path, harm: object) -> None:
    """It is ignored, and replaced the next time."""
    store = Store(tmp_path)
    store.save(KEY, [17])
    (path,) = tmp_path.glob("*.json")
    path.write_bytes(harm(path.read_bytes()))  # type: ignore[operator]  # a function

    assert store.load(KEY) is None
    store.save(KEY, [19])
    assert store.load(KEY) == [19]


def test_half_written_files_do_not_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write that fails leaves nothing behind, and says why."""

    def full(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", full)

    assert Store(tmp_path).save(KEY, 1) == f"{tmp_path}: No space left on device"
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    """A cache that cannot be written is no failure."""
    (tmp_path / "file").write_text("")
    store = Store(tmp_path / "file" / "cache")

    assert store.save(KEY, 1).endswith("Not a directory")
    assert store.load(KEY) is None


def test_what_was_longest_unused_goes(tmp_path: Path) -> None:
    """Beyond the limit, files go until three quarters are left; the new one stays."""
    store = Store(tmp_path, largest=1000)
    for age, name in enumerate(("new", "middle", "old", "used")):
        store.save(name, "x" * 180)
        os.utime(tmp_path / f"{name}.json", (1000 - age, 1000 - age))
    assert store.load("used") == "x" * 180

    store.save("last", "x" * 180)

    assert {path.stem for path in tmp_path.iterdir()} == {"new", "used", "last"}


def test_a_value_larger_than_the_limit_stays_alone(tmp_path: Path) -> None:
    """What was just kept is not what goes."""
    store = Store(tmp_path, largest=100)
    store.save("a", 1)
    store.save("b", "x" * 1000)

    assert {path.stem for path in tmp_path.iterdir()} == {"b"}


def test_keys() -> None:
    """A key depends on all its parts, and is a name for a file."""
    assert key_of("a", {"b": 1}) == key_of("a", {"b": 1})
    assert len({key_of("a"), key_of("b"), key_of("a", "a"), key_of(["a", "a"])}) == 4
    assert key_of("\ud800").isalnum()
    assert code_identity() == code_identity()
