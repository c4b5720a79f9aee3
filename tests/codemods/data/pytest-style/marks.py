import pytest


@pytest.mark.slow()
@pytest.mark.parametrize(("price",), [(1,), (2,)])
def test_price(price):
    assert price


class TestCart:
    @pytest.mark.slow()  # ten seconds
    def test_all(self):
        assert True
# output
import pytest


@pytest.mark.slow
@pytest.mark.parametrize("price", [1, 2])
def test_price(price):
    assert price


class TestCart:
    @pytest.mark.slow  # ten seconds
    def test_all(self):
        assert True
