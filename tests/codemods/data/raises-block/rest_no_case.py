import pytest


def test_pay(cart):
    with pytest.raises(ValueError):
        assert pay(0)
    with pytest.raises(ValueError):
        assert cart
        assert pay(0)
    with pytest.raises(ValueError):
        pay(0)
        pay(1)
    with pytest.raises(ValueError):
        with open_till():
            pay(0)
    with pytest.warns(UserWarning):
        pay(0)
        assert cart.total == 0
    with raises(ValueError):
        pay(0)
        assert cart.total == 0
    with pytest.raises(ValueError) as caught:
        pay(0)
        pay(caught)
    with pytest.raises(ValueError):
        pay(0)
        assert False, "nobody gets here"
