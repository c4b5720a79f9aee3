import unittest


class TestPay(unittest.TestCase):
    def test_used(self):
        with self.assertRaises(ValueError) as cm:
            pay(0)
        check(cm)

    def test_expected(self):
        with self.assertRaises(ValueError) as cm:
            pay(0)
        print(cm.exception, cm.expected)

    def test_other(self):
        with self.assertRaises(ValueError) as cm:
            pay(0)
        print(cm.exception)
        with self.assertWarns(UserWarning) as cm:
            pay(1)

    def test_stored(self):
        with self.assertRaises(ValueError) as self.cm:
            pay(0)

    def test_shown(self):
        with self.assertRaises(ValueError) as cm:
            pay(0)
        print(f"{cm.exception}")

    def test_value(self):
        context = self.assertRaises(ValueError)
        with context:
            pay(0)
