from cart import total


def test_unknown(cart):
    assert total(cart) == 0.3
    assert cart.total() == 0.3
    assert cart.total * cart.tax == 0.3
