import unittest


class CartTests(unittest.TestCase):
    def test_one(self):
        self.assertTrue(one())


class ShopTestCase(unittest.TestCase):
    def test_one(self):
        self.assertTrue(one())
# output

class TestCart:
    def test_one(self):
        assert one()


class TestShop:
    def test_one(self):
        assert one()
