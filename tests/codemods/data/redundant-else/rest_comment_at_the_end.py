def f(a):
    if a:
        return 1
    else:
        a = 2
        b = 3
        return a + b
        # and that is all
