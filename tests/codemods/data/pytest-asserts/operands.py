from unittest import IsolatedAsyncioTestCase, TestCase as Case


class TestOperands(Case):
    def test_operands(self):
        self.assertEqual(a == b, c)
        self.assertEqual(a if b else c, lambda: d)
        self.assertEqual(not a, (yes := b))
        self.assertEqual(a or b, a | b)
        self.assertEqual(-a, 'it''s')
        self.assertEqual((a), ("x" "y"))
        self.assertTrue(x for x in a)
        self.assertIsInstance(a or b, c if d else e)

        def inner():
            self.assertIn(a, (b, c))

        for each in a:
            if each:
                self.assertTrue(each)  # why


class TestAsync(IsolatedAsyncioTestCase):
    async def test_wait(self):
        self.assertEqual(await a(), await b())
# output
from unittest import IsolatedAsyncioTestCase, TestCase as Case


class TestOperands(Case):
    def test_operands(self):
        assert (a == b) == c
        assert (a if b else c) == (lambda: d)
        assert (not a) == (yes := b)
        assert (a or b) == a | b
        assert -a == 'it''s'
        assert a == "x" "y"
        assert (x for x in a)
        assert isinstance(a or b, c if d else e)

        def inner():
            assert a in (b, c)

        for each in a:
            if each:
                assert each  # why


class TestAsync(IsolatedAsyncioTestCase):
    async def test_wait(self):
        assert await a() == await b()
