import pytest
from dataclasses import dataclass


def test_refuses():
    with pytest.raises(ValueError):

        @dataclass
        class Cart:
            lines: list = []


try:

    @dataclass
    class Other:
        lines: list = []

except ValueError:
    Other = None
