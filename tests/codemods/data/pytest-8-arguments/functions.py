import pytest
from pytest import fail as stop


def test_cart():
    pytest.skip(msg="no cart", allow_module_level=True)
    stop(pytrace=False, msg="no")
# output
import pytest
from pytest import fail as stop


def test_cart():
    pytest.skip(reason="no cart", allow_module_level=True)
    stop(pytrace=False, reason="no")
