from contextlib import contextmanager


@contextmanager
def opened(names=[]):
    files = [open(name) for name in names]
    yield files
    for file in files:
        file.close()
# output
from contextlib import contextmanager


@contextmanager
def opened(names=None):
    if names is None:
        names = []
    files = [open(name) for name in names]
    yield files
    for file in files:
        file.close()
