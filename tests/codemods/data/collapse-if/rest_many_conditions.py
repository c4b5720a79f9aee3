def f(a, b, c, d, e):
    if a and b:
        if c and d or e:
            return 1
