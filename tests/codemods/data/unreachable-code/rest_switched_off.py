def f(x):
    """Say."""
    return
    print(x)


def g(x):
    raise RuntimeError("too early")
    print(x)


def h(x):
    if x:
        raise NotImplementedError("no x")
        return 1
