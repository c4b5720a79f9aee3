import unittest

from base import Base, Mixin


class TestOther(Base):
    def test_items(self):
        self.assertEqual(a, b)


class TestMixed(Mixin, unittest.TestCase):
    def test_items(self):
        self.assertEqual(a, b)


class TestOwn(unittest.TestCase):
    def assertEqual(self, a, b):
        check(a, b)

    def test_items(self):
        self.assertEqual(a, b)


class TestTold(unittest.TestCase):
    longMessage = False

    def test_items(self):
        self.assertEqual(a, b)
