def f(x):
    return x
    # TODO: look at y as well
    print(x)


def g(x):
    return x  # TODO: nothing else yet
    print(x)


def h(x):
    return x
    print(x)  # type: ignore[name-defined]


def i(x):
    return x
    print(x)
    # and more of that


def j(x):
    # for the debugger
    if False:
        print(x)
