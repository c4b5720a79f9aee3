import functools
import unittest


@functools.total_ordering
class Cart(dict):
    def __lt__(self, other):
        return super(Cart, self).__len__() < len(other)


@unittest.skipIf(True, "slow")
class CartTest(unittest.TestCase):
    def setUp(self):
        super(CartTest, self).setUp()
# output
import functools
import unittest


@functools.total_ordering
class Cart(dict):
    def __lt__(self, other):
        return super().__len__() < len(other)


@unittest.skipIf(True, "slow")
class CartTest(unittest.TestCase):
    def setUp(self):
        super().setUp()
