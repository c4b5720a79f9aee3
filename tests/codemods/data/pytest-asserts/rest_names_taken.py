import unittest


def isinstance(a, b):
    return True


class TestCart(unittest.TestCase):
    def test_items(self):
        self.assertIsInstance(a, b)


class TestRegex(unittest.TestCase):
    def test_items(self):
        re = Cart()
        self.assertRegex(a, "b")
