import unittest

pytest = None


class TestPay(unittest.TestCase):
    def test_pay(self):
        with self.assertRaises(ValueError):  # noqa: PT027
            pay(0)
        with self.assertRaises(ValueError):
            pay(0)
