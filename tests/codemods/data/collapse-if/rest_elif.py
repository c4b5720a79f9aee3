def f(a, b, c):
    if a:
        return 1
    elif b:
        if c:
            return 2
