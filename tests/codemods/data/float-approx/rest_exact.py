import math


def test_exact(share: float):
    assert share * 2 == 0.5
    assert math.sqrt(2) - math.sqrt(2) == 0.0
    assert share * 3 == 3
    assert 0.1 + 0.2 != 0.3
    assert share * 2 < 0.3
    assert share * 2 == 1e400
    assert share * 2 is 0.3
