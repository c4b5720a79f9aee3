import unittest

import pytest


class Cart:
    def setup(self):
        pass


class TestCase(unittest.TestCase):
    def setup(self):
        pass
