import unittest

from cart import CartError, pay


class TestPay(unittest.TestCase):
    def test_blocks(self):
        with self.assertRaises(ValueError):
            pay(0)
        with self.assertRaises((KeyError, CartError)) as caught:
            pay(1)
        self.assertEqual(caught.exception.args, (1,))
        self.assertIn("1", str(caught.exception))
        with open("a") as f, self.assertRaisesRegex(CartError, "few") as caught:
            pay(f)
        print(caught
              .exception)
        with self.assertRaisesRegexp(
            CartError,  # as told
            PATTERN,
        ):
            pay(None)

    def test_inner(self):
        def check():
            with self.assertRaises(ValueError):
                pay(2)

        check()
# output
import unittest

import pytest
from cart import CartError, pay


class TestPay(unittest.TestCase):
    def test_blocks(self):
        with pytest.raises(ValueError):
            pay(0)
        with pytest.raises((KeyError, CartError)) as caught:
            pay(1)
        self.assertEqual(caught.value.args, (1,))
        self.assertIn("1", str(caught.value))
        with open("a") as f, pytest.raises(CartError, match="few") as caught:
            pay(f)
        print(caught
              .value)
        with pytest.raises(
            CartError,  # as told
            match=PATTERN,
        ):
            pay(None)

    def test_inner(self):
        def check():
            with pytest.raises(ValueError):
                pay(2)

        check()
