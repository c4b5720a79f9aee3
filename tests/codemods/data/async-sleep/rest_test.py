import time
import unittest


class TestPoll(unittest.IsolatedAsyncioTestCase):
    async def test_poll(self):
        # the loop is busy for a while
        time.sleep(0.1)
