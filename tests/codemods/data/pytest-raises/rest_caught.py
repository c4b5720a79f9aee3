import unittest


class TestAssertions(unittest.TestCase):
    def test_inner(self):
        with self.assertRaisesRegex(AssertionError, "not raised", msg="why"):
            with self.assertRaises(ValueError):
                pay(0)

    def test_try(self):
        try:
            self.assertRaises(ValueError, pay, 0)
        except AssertionError:
            pass
