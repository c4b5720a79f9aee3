import pytest
from mock import ANY, patch

import shop


def test_total():
    with patch("shop.TOTAL", 2):
        assert (shop.TOTAL, 1) == (2, ANY), pytest
