def f(a):
    if a:
        return 1
    elif a is None:
        a = 2
        b = 3
        return a + b
