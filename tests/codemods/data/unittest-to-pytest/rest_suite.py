import unittest


class TestCart(unittest.TestCase):
    def test_one(self):
        self.assertTrue(one())


def suite():
    return unittest.defaultTestLoader.loadTestsFromTestCase(TestCart)


def make():
    class TestInner(unittest.TestCase):
        def test_one(self):
            self.assertTrue(one())

    return TestInner
