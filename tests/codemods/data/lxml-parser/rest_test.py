import unittest

from lxml import etree


class TestTree(unittest.TestCase):
    def test_parse(self):
        self.assertTrue(etree.parse(self.path))
