from unittest import TestCase


class Test(TestCase):
    def test(self):
        self.assertEquals(1, 1)
        self.assertNotEquals(1, 2)
        self.assertRegexpMatches("a", "a")
        self.failUnless(True)  # still here
        self.assertEqual(1, 1)
# output
from unittest import TestCase


class Test(TestCase):
    def test(self):
        self.assertEqual(1, 1)
        self.assertNotEqual(1, 2)
        self.assertRegex("a", "a")
        self.assertTrue(True)  # still here
        self.assertEqual(1, 1)
