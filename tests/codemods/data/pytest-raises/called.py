import unittest

import pytest


class TestPay(unittest.TestCase):
    def test_called(self):
        self.assertRaises(ValueError, pay)
        self.assertRaises(ValueError, pay, 0, to="x", **self.options)  # why
        self.assertRaises(ValueError, self.cart.pay, *self.items)
        self.assertRaises(ValueError, lambda: pay(self.make()))
        self.failUnlessRaises(ValueError, int, "x")
        self.assertRaisesRegex(
            ValueError, "few", pay, {"first": 1, "second": self.second, "third": None}
        )
        if self.cart:
            self.assertRaises(ValueError,
                              pay,
                              -1)
# output
import unittest

import pytest


class TestPay(unittest.TestCase):
    def test_called(self):
        with pytest.raises(ValueError):
            pay()
        with pytest.raises(ValueError):
            pay(0, to="x", **self.options)  # why
        with pytest.raises(ValueError):
            self.cart.pay(*self.items)
        with pytest.raises(ValueError):
            pay(self.make())
        with pytest.raises(ValueError):
            int("x")
        with pytest.raises(ValueError, match="few"):
            pay({"first": 1, "second": self.second, "third": None})
        if self.cart:
            with pytest.raises(ValueError):
                pay(-1)
