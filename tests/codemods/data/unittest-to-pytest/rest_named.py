import unittest


class _CartTests(unittest.TestCase):
    def test_one(self):
        self.assertTrue(one())


class TestSteps(unittest.TestCase):
    def setUp(self, cart=None):
        self.cart = cart

    def test_one(self):
        self.assertTrue(one())


class TestOldStep(unittest.TestCase):
    def setup_method(self, method):
        self.method = method

    def test_one(self):
        self.assertTrue(one())


class StepsTest(unittest.TestCase):
    """There would be two of this name."""

    def test_one(self):
        self.assertTrue(one())


class TestSteps2(unittest.TestCase):
    def test_one(self):
        self.assertTrue(one())

    def test_arguments(self, two):
        self.assertTrue(two)
