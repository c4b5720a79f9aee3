import unittest


class TestFirst(unittest.TestCase):
    def test_one(self):
        self.assertTrue(one())


class TestSecond(
    unittest.TestCase,
):
    def test_two(self):
        self.assertRegex(two(), "^t")


class SecondTests(unittest.TestCase):
    def test_two(self):
        self.assertTrue(two())
# output
import re
import unittest


class TestFirst:
    def test_one(self):
        assert one()


class TestSecond:
    def test_two(self):
        assert re.search("^t", two())


class SecondTests(unittest.TestCase):
    def test_two(self):
        self.assertTrue(two())
