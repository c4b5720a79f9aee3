import pytest


def test_pay():
    with pytest.raises(ValueError):
        answer = pay(0)
        assert answer == 1
