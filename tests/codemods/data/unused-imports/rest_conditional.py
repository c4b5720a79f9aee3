import sys

try:
    import ujson
except ImportError:
    pass

if sys.version_info >= (3, 11):
    import tomllib


def f():
    try:
        import torch
    finally:
        print(1)
