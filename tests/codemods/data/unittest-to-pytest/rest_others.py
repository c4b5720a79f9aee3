import unittest
from unittest import IsolatedAsyncioTestCase

from base import Base
from django.test import TestCase


class TestBase(unittest.TestCase):
    def test_one(self):
        self.assertTrue(one())


class TestChild(TestBase):
    def test_two(self):
        self.assertTrue(two())


class TestOther(Base):
    def test_one(self):
        self.assertTrue(one())


class TestMixed(Base, unittest.TestCase):
    def test_one(self):
        self.assertTrue(one())


class TestDjango(TestCase):
    def test_one(self):
        self.assertTrue(one())


class TestAsync(IsolatedAsyncioTestCase):
    async def test_one(self):
        self.assertTrue(await one())


class TestHelpers(unittest.TestCase):
    def check(self):
        self.assertTrue(one())


@decorated
class TestDecorated(unittest.TestCase):
    def test_one(self):
        self.assertTrue(one())
