import random
import unittest


class Login(unittest.TestCase):
    def test_login(self):
        password = random.choice("abc")
        self.assertTrue(password)
