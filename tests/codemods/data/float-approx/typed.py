import pytest


def test_typed(share: float, count: int):
    half = share / 2
    assert half == 0.1
    assert share / count == 0.7
    assert count * share == 2.1
# output
import pytest


def test_typed(share: float, count: int):
    half = share / 2
    assert half == pytest.approx(0.1)
    assert share / count == pytest.approx(0.7)
    assert count * share == pytest.approx(2.1)
