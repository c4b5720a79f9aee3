import unittest

from lxml import etree

a = etree.parse()
b = etree.fromstring(text, *more)
c = etree.iterparse("a.xml")


class TestTree(unittest.TestCase):
    def test_parse(self):
        self.assertTrue(etree.parse(self.path))
