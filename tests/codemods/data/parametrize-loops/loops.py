import pytest
from cart import Cart, Color, pay


def test_pay():
    """Each amount is paid."""
    for amount in (1, -2, "three"):
        # as it is
        answer = pay(
            amount,
        )
        assert answer == amount, "not paid"

        assert answer is not None


class TestCart:
    async def test_color(self):
        for color, name in [
            (Color.RED, "red"),
            (Color.BLUE, "blue"),
        ]:
            with pytest.raises(ValueError, match=name):
                await self.make(color)

    def make(self, color):
        return Cart(color)


@pytest.mark.slow
def test_types() -> None:
    for number in [1, 2.5]:
        assert isinstance(number, (int, float))
# output
import pytest
from cart import Cart, Color, pay


@pytest.mark.parametrize("amount", [1, -2, "three"])
def test_pay(amount):
    """Each amount is paid."""
    # as it is
    answer = pay(
        amount,
    )
    assert answer == amount, "not paid"

    assert answer is not None


class TestCart:
    @pytest.mark.parametrize(
        ("color", "name"), [(Color.RED, "red"), (Color.BLUE, "blue")]
    )
    async def test_color(self, color, name):
        with pytest.raises(ValueError, match=name):
            await self.make(color)

    def make(self, color):
        return Cart(color)


@pytest.mark.parametrize("number", [1, 2.5])
@pytest.mark.slow
def test_types(number: float) -> None:
    assert isinstance(number, (int, float))
