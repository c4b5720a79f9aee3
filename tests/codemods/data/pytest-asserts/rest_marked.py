import unittest


class TestCart(unittest.TestCase):
    def test_items(self):
        self.assertEqual(a, b)  # noqa: PT009
