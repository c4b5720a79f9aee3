import unittest


class TestHalf(unittest.TestCase):
    """The exceptions could be expected with pytest; the rest has to stay."""

    def test_one(self):
        with self.assertRaises(ValueError) as caught:
            one()
        self.assertEqual(caught.exception.args, (1,)); two()


class TestChained(unittest.TestCase):
    def test_one(self):
        with self.assertRaises(ValueError) as caught:
            one()
        self.assertRaises(KeyError, two, caught.exception.args)


class TestFormatted(unittest.TestCase):
    def test_one(self):
        with self.assertRaises(ValueError) as caught:
            one()
        self.assertEqual(f"{caught.exception}", "one")


class TestCounted(unittest.TestCase):
    def test_one(self):
        with self.assertRaises(ValueError) as caught:
            one()
        self.assertCountEqual(caught.exception.args, [1])
