def f(a):
    if a:
        return 1
    else:  # pragma: no cover
        a = 2
        b = 3
        return a + b
