import pytest


def test_is_odd_one():
    check(1)
    check(1)


def test_is_odd_three():
    check(3)
    check(3)


def test_is_odd_five():
    check(5)
    check(5)


def check(number):
    assert number % 2 == 1
# output
import pytest


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(1, id="one"),
        pytest.param(3, id="three"),
        pytest.param(5, id="five"),
    ],
)
def test_is_odd(number):
    check(number)
    check(number)


def check(number):
    assert number % 2 == 1
