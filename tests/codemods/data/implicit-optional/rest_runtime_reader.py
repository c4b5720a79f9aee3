from typing import get_type_hints


def build(name: str = None):
    return name


def fields(function):
    return get_type_hints(function)
