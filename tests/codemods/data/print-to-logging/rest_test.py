import unittest


class TestLoad(unittest.TestCase):
    def test_load(self):
        print("Error: none")
