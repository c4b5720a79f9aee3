import pytest


class TestCart:
    def setup(self):
        self.cart = []

    def test_none(self):
        with pytest.warns(None) as record:
            assert not record


def test_both(**given):
    pytest.skip("a", msg="b")
    pytest.fail(msg="b", **given)
