from functools import singledispatch
from typing import overload

from pydantic import validate_call
from project import checked


@validate_call
def one(name: str = None):
    return name


@checked
def two(name: str = None):
    return name


@overload
def three(name: str = None) -> int: ...
@overload
def three(name: int) -> str: ...
def three(name=None):
    return name


@singledispatch
def four(name: str = None):
    return name
