import unittest
from unittest.mock import patch

import pytest


@patch("cart.pay")
def test_a_one(pay):
    assert f(1)


@patch("cart.pay")
def test_a_two(pay):
    assert f(2)


@patch("cart.pay")
def test_a_three(pay):
    assert f(3)


class TestPay(unittest.TestCase):
    def test_a_one(self):
        assert f(1)

    def test_a_two(self):
        assert f(2)

    def test_a_three(self):
        assert f(3)
