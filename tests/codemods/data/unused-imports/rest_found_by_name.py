import unittest

from shop.testing import TestBase, load_tests, setUpModule

# These are documented to be importable from here.
from email.parser import BytesFeedParser


class Cart(unittest.TestCase):
    def test(self):
        self.assertTrue(str(1))
