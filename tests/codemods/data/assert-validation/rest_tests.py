import pytest


def test_area():
    check(1)
    assert pytest


def check(width):
    assert width > 0
