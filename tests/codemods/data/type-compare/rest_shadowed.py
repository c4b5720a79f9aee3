from other import type


def f(a, str):
    return type(a) == int


def g(a, list):
    return a(a) == list
