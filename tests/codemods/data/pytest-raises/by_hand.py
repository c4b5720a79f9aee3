import unittest

import pytest

from cart import CartError


def test_pay():
    # nobody pays nothing
    try:
        cart = Cart()
        cart.pay(0)  # none
        assert False, "paid"
    except CartError:
        pass


def test_else():
    for amount in (0, -1):
        try:
            pay(amount)
        except (KeyError, CartError) as error:
            # its words
            assert error.error == "error"
            check(error, error=error)
        else:
            raise AssertionError("paid")


class TestPay(unittest.TestCase):
    def test_pay(self):
        try:
            pay(2)
            self.fail()
        except CartError as e:
            pass
# output
import unittest

import pytest

from cart import CartError


def test_pay():
    # nobody pays nothing
    with pytest.raises(CartError):
        cart = Cart()
        cart.pay(0)  # none


def test_else():
    for amount in (0, -1):
        with pytest.raises((KeyError, CartError)) as excinfo:
            pay(amount)
        # its words
        assert excinfo.value.error == "error"
        check(excinfo.value, error=excinfo.value)


class TestPay(unittest.TestCase):
    def test_pay(self):
        with pytest.raises(CartError):
            pay(2)
