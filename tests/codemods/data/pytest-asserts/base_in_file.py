import unittest


class Base(unittest.TestCase):
    def make(self):
        self.assertTrue(self.cart)

    def assertSmall(self, cart):
        self.assertLess(cart.total, 9)


class TestCart(Base):
    def test_total(self):
        self.assertSmall(self.make())
        self.assertEqual(self.cart.total, 0)
# output
import unittest


class Base(unittest.TestCase):
    def make(self):
        assert self.cart

    def assertSmall(self, cart):
        assert cart.total < 9


class TestCart(Base):
    def test_total(self):
        self.assertSmall(self.make())
        assert self.cart.total == 0
