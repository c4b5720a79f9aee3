import pytest


def readAll(path):
    return path


def test_it():
    assert readAll(1)
