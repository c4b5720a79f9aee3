import unittest

from ruamel.yaml import YAML


class TestReader(unittest.TestCase):
    def test_tags(self):
        self.assertTrue(YAML(typ="unsafe").load(stream))
