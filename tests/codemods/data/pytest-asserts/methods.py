import unittest


class TestAll(unittest.TestCase):
    def test_all(self):
        self.assertEqual(a, b)
        self.assertEquals(a, b)
        self.assertNotEqual(a, b, msg="why")
        self.assertTrue(a)
        self.assertFalse(a)
        self.assertFalse(a in b)
        self.assertFalse(a == b)
        self.assertFalse(not a)
        self.assert_(a or b)
        self.assertIs(a, b)
        self.assertIsNot(a, b)
        self.assertIsNone(a)
        self.assertIsNotNone(a, f"{a} is there")
        self.assertIn(a, b)
        self.assertNotIn(member=a, container=b)
        self.assertIsInstance(a, (int, str))
        self.assertNotIsInstance(a, int)
        self.assertGreater(a, b)
        self.assertGreaterEqual(a, b)
        self.assertLess(a, b)
        self.assertLessEqual(a, b)
        self.assertListEqual([1], b)
        self.assertDictEqual(a, {})
        self.assertEqual(a, b, None)
        self.assertEqual(a, None)
        self.assertNotEqual(None, a)
        self.assertEqual(isinstance(a, int), True)
        self.assertAlmostEqual(a, b)
        self.assertAlmostEqual(a, b + 1, 3)
        self.assertAlmostEqual(a, b, delta=0.1)
        self.assertNotAlmostEqual(a, b, places=2)
# output
import unittest


class TestAll(unittest.TestCase):
    def test_all(self):
        assert a == b
        assert a == b
        assert a != b, "why"
        assert a
        assert not a
        assert a not in b
        assert not (a == b)
        assert a
        assert a or b
        assert a is b
        assert a is not b
        assert a is None
        assert a is not None, f"{a} is there"
        assert a in b
        assert a not in b
        assert isinstance(a, (int, str))
        assert not isinstance(a, int)
        assert a > b
        assert a >= b
        assert a < b
        assert a <= b
        assert [1] == b
        assert a == {}
        assert a == b
        assert a is None
        assert a is not None
        assert isinstance(a, int) is True
        assert round(abs(a - b), 7) == 0
        assert round(abs(a - (b + 1)), 3) == 0
        assert abs(a - b) <= 0.1
        assert round(abs(a - b), 2) != 0
