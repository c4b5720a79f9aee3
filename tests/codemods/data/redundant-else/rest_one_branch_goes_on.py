def f(a):
    if a:
        return 1
    elif a is None:
        a = 2
    else:
        a = 1
        a = 2
        a = 3
    return a
