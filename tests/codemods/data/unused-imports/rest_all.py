import json
from os import path

__all__ = ["json", "path"]


def f():
    return str(1)
