import unittest


class Unreached(unittest.TestCase):
    def test_return(self):
        self.assertTrue(1)
        return
        self.fail("reached")
