def f(a):
    if a:
        return 1
    else: a = 2; b = 3; c = 4; return a + b + c
