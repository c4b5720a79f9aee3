def f(a):  # noqa: ANN201
    print(a)


def g(a):  # noqa
    print(a)
