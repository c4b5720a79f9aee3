import unittest


class TestPay(unittest.TestCase):
    def test_message(self):
        with self.assertRaises(ValueError, msg="why"):
            pay(0)
        with self.assertRaisesRegex(ValueError, ""):
            pay(0)
        with self.assertRaisesRegex(ValueError, expected_regex="a"):
            pay(0)

    def test_worked_out(self):
        self.assertRaises(ValueError, pay, make())
        self.assertRaises(ValueError, make(), 0)
        self.assertRaises(ValueError, lambda x: x, 0)
        self.assertRaises(ValueError, pay, to=self.make())
        self.assertRaises(*both)
        self.assertRaises(ValueError, pay, 0); pay(1)
        self.assertRaises(
            ValueError,
            pay,
            0,  # none
        )
