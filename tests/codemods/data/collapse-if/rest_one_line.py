def f(a, b):
    if a:
        if b: return 1
