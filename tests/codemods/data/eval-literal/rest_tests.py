import os
import unittest


class Hosts(unittest.TestCase):
    def test_hosts(self):
        self.assertEqual(eval(os.environ.get("HOSTS", "[]")), [])
