import pytest


@pytest.fixture(scope="function", name="a")
def b():
    yield 1


@pytest.mark.parametrize("a,b", ((1, 2), [3, 4]))
def test(a, b):
    assert a and b
