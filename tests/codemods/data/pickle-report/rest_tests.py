import pickle
import unittest


class Items(unittest.TestCase):
    def test_load(self):
        with open("item.pkl", "rb") as source:
            self.assertTrue(pickle.load(source))
