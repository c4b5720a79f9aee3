import unittest

from cart import Cart


class TestName(unittest.TestCase):
    def test_name(self):
        self.assertRegex(Cart().name, r"^c")
        self.assertNotRegex(Cart().name, PATTERN, "no name")
        self.assertRaises(ValueError, Cart, -1)
# output
import re
import unittest

from cart import Cart


class TestName(unittest.TestCase):
    def test_name(self):
        assert re.search(r"^c", Cart().name)
        assert not re.search(PATTERN, Cart().name), "no name"
        self.assertRaises(ValueError, Cart, -1)
