import numpy as np
import pytest as pt


class TestMean:
    def test_mean(self):
        mean = np.mean([0.1, 0.2])
        assert mean == 0.15
# output
import numpy as np
import pytest as pt


class TestMean:
    def test_mean(self):
        mean = np.mean([0.1, 0.2])
        assert mean == pt.approx(0.15)
