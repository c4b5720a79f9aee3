import pytest
from cart import CartError, pay


def test_pay():
    with pytest.raises(CartError) as caught:
        pay(0)

        # its words
        words = str(caught.value)
        assert words == "none"  # for now
    check()


async def test_two():
    with pytest.raises((ValueError, CartError)) as caught:
        cart = make()
        await cart.pay(
            0,
        )
        assert caught.value.args == (
            0,
        )
        caught.match("none")
# output
import pytest
from cart import CartError, pay


def test_pay():
    with pytest.raises(CartError) as caught:
        pay(0)

    # its words
    words = str(caught.value)
    assert words == "none"  # for now
    check()


async def test_two():
    with pytest.raises((ValueError, CartError)) as caught:
        cart = make()
        await cart.pay(
            0,
        )
    assert caught.value.args == (
        0,
    )
    caught.match("none")
