import pytest


class TestCart:
    def setup_method(self):
        self.cart = []


def test_cart():
    with pytest.warns(UserWarning):
        pytest.skip(reason="no")
    pytest.fail("no")
