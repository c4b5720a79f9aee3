from cart import is_even, tax


def test_is_even():
    assert is_even(0) is True
    assert is_even(1) is False

    assert is_even(2) is True


class TestTax:
    def test_tax(self):
        assert tax(100, country="DE") == 19
        assert tax(100, country="FR") == 20
        assert tax(200, country="FR") == 40
# output
import pytest
from cart import is_even, tax


@pytest.mark.parametrize(("number", "expected"), [(0, True), (1, False), (2, True)])
def test_is_even(number, expected):
    assert is_even(number) is expected


class TestTax:
    @pytest.mark.parametrize(
        ("number", "country", "expected"),
        [
            (100, "DE", 19),
            (100, "FR", 20),
            (200, "FR", 40),
        ],
    )
    def test_tax(self, number, country, expected):
        assert tax(number, country=country) == expected
