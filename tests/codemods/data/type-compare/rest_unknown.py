import typing as t
from other import Cart
from unittest.mock import ANY


def f(a, kind):
    return type(a) == kind, type(a) == ANY, type(a) == Cart, type(a) == t.List
