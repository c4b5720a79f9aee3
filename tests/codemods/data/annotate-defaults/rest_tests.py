import pytest


def _make(a=False):
    return a


def test_it():
    _make()
