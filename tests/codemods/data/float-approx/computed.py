import math
import statistics as st
from pytest import approx, raises


def test_sums(prices):
    total = 0.1 + 0.2
    tax = total * 1.2
    assert total == 0.3
    assert tax == 0.36 and len(prices) == 2
    assert math.sqrt(2) == 1.4142135623730951, "root"
    assert -0.1 == abs(total - 0.4)
    assert st.mean([0.1, 0.3]) == 0.2
    assert (sum(prices)
            == 0.7)  # all
# output
import math
import statistics as st
import pytest
from pytest import approx, raises


def test_sums(prices):
    total = 0.1 + 0.2
    tax = total * 1.2
    assert total == pytest.approx(0.3)
    assert tax == pytest.approx(0.36) and len(prices) == 2
    assert math.sqrt(2) == pytest.approx(1.4142135623730951), "root"
    assert pytest.approx(-0.1) == abs(total - 0.4)
    assert st.mean([0.1, 0.3]) == pytest.approx(0.2)
    assert (sum(prices)
            == pytest.approx(0.7))  # all
