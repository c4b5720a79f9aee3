import requests
import unittest


class TestShop(unittest.IsolatedAsyncioTestCase):
    async def test_fetch(self):
        requests.get("a")
