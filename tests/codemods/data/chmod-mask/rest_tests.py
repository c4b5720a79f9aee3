import os
import unittest


class Modes(unittest.TestCase):
    def test_mode(self):
        os.chmod("data", 0o777)
