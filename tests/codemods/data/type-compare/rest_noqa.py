def f(a):
    return type(a) == int  # noqa: E721
