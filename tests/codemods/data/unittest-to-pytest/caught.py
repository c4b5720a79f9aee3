import unittest

from cart import Cart, CartError


class TestCaught(unittest.TestCase):
    def test_pay(self):
        with self.assertRaises(CartError) as caught:
            Cart().pay(-1)
        self.assertEqual(
            caught.exception.reasons, ["negative", "no such card"], caught.exception
        )
        self.assertTrue(caught.exception)

    def test_refund(self):
        with self.assertRaises(CartError) as caught:
            Cart().refund()
        if not caught.exception.reasons:
            self.fail(caught.exception)


class TestTwice(unittest.TestCase):
    def test_pay(self):
        with self.assertRaisesRegex(CartError, "much") as caught:
            Cart().pay(99)
        self.assertIsNotNone(caught.exception.reasons)
        self.assertRaises(ValueError, Cart, 2)
        self.assertIsInstance(caught.exception, CartError)
# output
import pytest
from cart import Cart, CartError


class TestCaught:
    def test_pay(self):
        with pytest.raises(CartError) as caught:
            Cart().pay(-1)
        assert caught.value.reasons == ["negative", "no such card"], caught.value
        assert caught.value

    def test_refund(self):
        with pytest.raises(CartError) as caught:
            Cart().refund()
        if not caught.value.reasons:
            pytest.fail(caught.value)


class TestTwice:
    def test_pay(self):
        with pytest.raises(CartError, match="much") as caught:
            Cart().pay(99)
        assert caught.value.reasons is not None
        with pytest.raises(ValueError):
            Cart(2)
        assert isinstance(caught.value, CartError)
