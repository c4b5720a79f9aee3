count = 0


def f():
    global count
    count = 1  # type: int


def g():
    n = 1

    def h():
        nonlocal n
        n = 2  # type: int

    return h
