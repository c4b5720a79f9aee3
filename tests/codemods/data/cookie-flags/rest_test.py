import unittest

from flask import make_response


class TestCookies(unittest.TestCase):
    def test_set(self):
        answer = make_response("ok")
        answer.set_cookie("sid", "1")
