import unittest


class TestPay(unittest.TestCase):
    def test_pay(self):
        with self.assertRaises(ValueError) as cm:
            pay(0)
            self.assertEqual(cm.exception.args, (0,))
# output
import unittest


class TestPay(unittest.TestCase):
    def test_pay(self):
        with self.assertRaises(ValueError) as cm:
            pay(0)
        self.assertEqual(cm.exception.args, (0,))
