import unittest


class TestCount(unittest.TestCase):
    def test_items(self):
        self.assertEqual(a, b)
        self.assertCountEqual(a, b)


class TestSequence(unittest.TestCase):
    def test_items(self):
        self.assertEqual(a, b)
        self.assertSequenceEqual(a, b)


class TestValue(unittest.TestCase):
    def test_items(self):
        self.assertEqual(a, b)
        check(self.assertEqual)


class TestTrue(unittest.TestCase):
    def test_items(self):
        self.assertEqual(a(), True)
        self.assertEqual(a, b)


class TestTypes(unittest.TestCase):
    def test_items(self):
        self.assertSetEqual(a, b)


class TestMistake(unittest.TestCase):
    def test_items(self):
        self.assertTrue(len(a), 3)


class TestMessage(unittest.TestCase):
    def test_items(self):
        self.assertEqual(a, b, why(b))


class TestTuple(unittest.TestCase):
    def test_items(self):
        self.assertTrue((a, "b"))


class TestStars(unittest.TestCase):
    def test_items(self):
        self.assertEqual(*pair)
        self.assertEqual(a, **options)


class TestComment(unittest.TestCase):
    def test_items(self):
        self.assertEqual(
            a,  # why
            b,
        )
