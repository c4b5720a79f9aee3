import unittest


class TestShop(unittest.IsolatedAsyncioTestCase):
    async def test_fetch(self):
        a = await self.fetch("a")
        b = await self.fetch("b")
        assert a == b
