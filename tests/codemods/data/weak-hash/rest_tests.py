# minimum Python: 3.9
import hashlib
import unittest


class Caches(unittest.TestCase):
    def test_cache_key(self):
        self.assertTrue(hashlib.md5(b"a").hexdigest())
