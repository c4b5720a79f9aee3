import unittest
from unittest.mock import patch


class TestPay(unittest.TestCase):
    def test_pay(self):
        for amount in [1, 2]:
            assert pay(amount)


@patch("cart.pay")
def test_patched(pay):
    for amount in [1, 2]:
        assert pay(amount)


def test_mentioned():
    for amount in [1, 2]:
        assert pay(amount)


def test_default(of=1):
    for amount in [1, 2]:
        assert pay(amount)


def helper():
    for amount in [1, 2]:
        assert pay(amount)


def test_comment():
    for amount in [1, 2]:  # two of them
        assert pay(amount)


def test_typed() -> None:
    for amount in [int, 2]:
        assert pay(amount)


def test_asserts():
    assert pay(1)  # the first
    assert pay(2)
    assert pay(3)


test_mentioned()
