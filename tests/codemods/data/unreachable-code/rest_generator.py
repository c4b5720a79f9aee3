def empty():
    return
    yield


def f(x):
    for y in x:
        yield y
    return
    yield


def g():
    if False:
        yield
