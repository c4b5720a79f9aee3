import unittest


class TestPlain:
    def test_items(self):
        self.assertEqual(a, b)


class Checks(unittest.TestCase):
    def test_items(other):
        def inner(self):
            self.assertEqual(a, b)

    @staticmethod
    def check(self):
        self.assertEqual(a, b)


def check(case):
    case.assertEqual(a, b)


def test_runner():
    class Inner(unittest.TestCase):
        def test_items(self):
            self.assertEqual(a, b)
