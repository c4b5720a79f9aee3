import pytest


def test_merge_a():
    assert f("a")


def test_merge_b():
    assert f("b")


def test_merge_c():
    assert f("c")


def test_merge_d():
    assert f(g("d"))


def test_merge_e():
    assert f("e")


def test_merge_f():
    assert f("f")


def test_merge_g():
    assert f("g")
# output
import pytest


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a", id="a"),
        pytest.param("b", id="b"),
        pytest.param("c", id="c"),
    ],
)
def test_merge(text):
    assert f(text)


def test_merge_d():
    assert f(g("d"))


def test_merge_e():
    assert f("e")


def test_merge_f():
    assert f("f")


def test_merge_g():
    assert f("g")
