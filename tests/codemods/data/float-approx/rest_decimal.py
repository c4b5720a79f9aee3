from decimal import Decimal


def test_decimal(price: float):
    assert price * 1.1 == 0.3
