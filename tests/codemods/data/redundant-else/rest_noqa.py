def f(a):
    if a:
        return 1  # noqa: RET505
    else:
        a = 2
        b = 3
        return a + b
