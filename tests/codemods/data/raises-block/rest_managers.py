import pytest


def test_pay():
    with frozen(), pytest.raises(ValueError) as caught:
        pay(0)
        assert caught.value.args
    with pytest.raises(ValueError): pay(0); assert total == 0
