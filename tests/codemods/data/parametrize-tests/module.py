"""Tests of the cart."""
from cart import pay


def test_first():
    assert pay()


def test_pay_nothing_is_refused(cart):
    cart.limit = 3
    assert pay(cart, amount=0, to="a") == "nothing"


def test_pay_less_is_refused(cart):
    cart.limit = 3
    assert pay(cart, amount=-1, to="a") == "less"


def test_pay_too_much_is_refused(cart):
    cart.limit = 3
    assert pay(cart, amount=99, to="a") == "much"


def test_last():
    assert pay()
# output
"""Tests of the cart."""
import pytest
from cart import pay


def test_first():
    assert pay()


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        pytest.param(0, "nothing", id="nothing"),
        pytest.param(-1, "less", id="less"),
        pytest.param(99, "much", id="too_much"),
    ],
)
def test_pay_is_refused(cart, amount, expected):
    cart.limit = 3
    assert pay(cart, amount=amount, to="a") == expected


def test_last():
    assert pay()
