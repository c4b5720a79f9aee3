def f(x):
    print(x, y)
    return x
    y = 2


def g(x):
    def h():
        return os

    h()
    if False:
        class os:
            pass
    return h
