import unittest
from unittest import TestCase, mock

from cart import Cart, CartError


class TestSteps(TestCase):
    """Every step."""

    limit = 3

    @classmethod
    def setUpClass(cls):
        cls.shop = make(cls.limit)

    @classmethod
    def tearDownClass(cls):
        cls.shop.close()

    def setUp(self):
        self.cart = Cart(self.shop)

    def tearDown(self):
        self.cart.close()

    def check(self, cart):
        self.assertEqual(cart.total, 0, "not empty")

    @mock.patch("cart.pay")
    def test_pay(self, pay):
        self.check(self.cart)
        with self.assertRaises(CartError) as caught:
            self.cart.pay(-1)
        self.assertIn("few", str(caught.exception))
        self.assertRaisesRegex(CartError, "much", self.cart.pay, 99)

    @unittest.skip("later")
    def test_later(self):
        pass

    @unittest.skipIf(Cart is None, "no cart")
    def test_skipped(self):
        if not self.cart:
            self.skipTest("no cart")
        self.fail("a cart")
# output
from unittest import mock

import pytest
from cart import Cart, CartError


class TestSteps:
    """Every step."""

    limit = 3

    @classmethod
    def setup_class(cls):
        cls.shop = make(cls.limit)

    @classmethod
    def teardown_class(cls):
        cls.shop.close()

    def setup_method(self):
        self.cart = Cart(self.shop)

    def teardown_method(self):
        self.cart.close()

    def check(self, cart):
        assert cart.total == 0, "not empty"

    @mock.patch("cart.pay")
    def test_pay(self, pay):
        self.check(self.cart)
        with pytest.raises(CartError) as caught:
            self.cart.pay(-1)
        assert "few" in str(caught.value)
        with pytest.raises(CartError, match="much"):
            self.cart.pay(99)

    @pytest.mark.skip(reason="later")
    def test_later(self):
        pass

    @pytest.mark.skipif(Cart is None, reason="no cart")
    def test_skipped(self):
        if not self.cart:
            pytest.skip("no cart")
        pytest.fail("a cart")
