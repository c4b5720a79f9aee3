import inspect


def grow(rows=[]):
    return len(rows)


def show(function):
    return inspect.signature(function)
