import unittest


class TestSub(unittest.TestCase):
    def test_one(self):
        for item in items:
            with self.subTest(item=item):
                self.assertTrue(item)


class TestCleanup(unittest.TestCase):
    def setUp(self):
        self.addCleanup(close)

    def test_one(self):
        self.assertTrue(one())


class TestName(unittest.TestCase):
    def test_one(self):
        self.assertTrue(self.id())


class TestCount(unittest.TestCase):
    def test_one(self):
        self.assertCountEqual(one(), [1])


class TestSuper(unittest.TestCase):
    def setUp(self):
        super().setUp()

    def test_one(self):
        self.assertTrue(one())


class TestGiven(unittest.TestCase):
    def test_one(self):
        check(self)


class TestUsed(unittest.TestCase):
    def test_one(self):
        with self.assertRaises(ValueError) as caught:
            one()
        check(caught)


class TestComment(unittest.TestCase):
    def test_one(self):
        with self.assertRaises(ValueError):
            one()
        self.assertEqual(
            one(),  # why
            1,
        )


class TestDiff(unittest.TestCase):
    maxDiff = None

    def test_one(self):
        self.assertTrue(one())


class TestLate(unittest.TestCase):
    async def test_one(self):
        self.assertTrue(one())


class TestFailing(unittest.TestCase):
    @unittest.expectedFailure
    def test_one(self):
        self.assertTrue(one())


class TestMade(unittest.TestCase):
    def __init__(self, *args):
        self.made = args

    def test_one(self):
        self.assertTrue(one())


class TestOverridden(unittest.TestCase):
    def run(self, result=None):
        pass

    def test_one(self):
        self.assertTrue(one())
