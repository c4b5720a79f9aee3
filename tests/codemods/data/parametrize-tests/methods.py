import pytest


class TestPay:
    """Paying."""

    @pytest.mark.slow
    async def test_pay_1(self) -> None:
        # the whole way
        answer = await pay({"amount": 1})
        assert answer["paid"] is True, "1"

    @pytest.mark.slow
    async def test_pay_2(self) -> None:
        answer = await pay({"amount": 2})
        assert answer["paid"] is True, "2"

    @pytest.mark.slow
    async def test_pay_3(self) -> None:
        answer = await pay({"amount": 3})
        assert answer["paid"] is True, "3"

    def other(self):
        pass
# output
import pytest


class TestPay:
    """Paying."""

    @pytest.mark.parametrize(("amount", "text"), [(1, "1"), (2, "2"), (3, "3")])
    @pytest.mark.slow
    async def test_pay(self, amount: int, text: str) -> None:
        # the whole way
        answer = await pay({"amount": amount})
        assert answer["paid"] is True, text

    def other(self):
        pass
