import pytest


@pytest.fixture(
    # one for each test
)
def cart(): ...


@pytest.mark.slow()  # noqa: PT023
def test_cart(): ...
