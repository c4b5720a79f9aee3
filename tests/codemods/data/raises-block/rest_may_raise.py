import pytest


def test_pay(cart, errors):
    with pytest.raises(Exception) as caught:
        pay(0)
        assert caught.value.args
    with pytest.raises(AssertionError):
        pay(0)
        assert cart.total == 1
    with pytest.raises(KeyError):
        pay(0)
        assert cart["total"] == 1
    with pytest.raises(ValueError):
        pay(0)
        assert cart.total() == 1
    with pytest.raises(AttributeError):
        pay(0)
        assert cart.total == 1
    with pytest.raises(errors):
        pay(0)
        assert cart.total == 1
