def f(x):
    while True:
        x()
    return None


def g(x):
    if x:
        return 1
    else:
        return 2
    raise AssertionError("x is true or false")
