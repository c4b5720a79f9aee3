import unittest


class TestCart(unittest.TestCase):
    def test_one(self):
        self.assertTrue(one())


if __name__ == "__main__":
    unittest.main()
