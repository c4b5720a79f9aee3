import unittest

from base import Base


class Other(Base):
    def test_pay(self):
        with self.assertRaises(ValueError):
            pay(0)


class Mixed(Base, unittest.TestCase):
    def test_pay(self):
        with self.assertRaises(ValueError):
            pay(0)


def check(case):
    with case.assertRaises(ValueError):
        pay(0)
