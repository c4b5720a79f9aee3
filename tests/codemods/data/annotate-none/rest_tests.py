import pytest


def helper(a):
    a.show()


def test_it():
    helper(1)
