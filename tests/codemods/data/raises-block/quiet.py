from pytest import raises


class Refused(Exception):
    pass


def test_pay(cart, till):
    with raises(ValueError):
        cart.pay(0)
        assert cart.total == 0
        assert len(till.log) == 1, f"{till}"
    with raises(Refused):
        cart.pay(1)
        till.open.assert_not_called()
        till.open.assert_called_with(cart, 1)
# output
from pytest import raises


class Refused(Exception):
    pass


def test_pay(cart, till):
    with raises(ValueError):
        cart.pay(0)
    assert cart.total == 0
    assert len(till.log) == 1, f"{till}"
    with raises(Refused):
        cart.pay(1)
    till.open.assert_not_called()
    till.open.assert_called_with(cart, 1)
