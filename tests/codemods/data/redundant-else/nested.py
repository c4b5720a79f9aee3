def f(a, b):
    if a:
        return 1
    else:
        if b:
            return 2
        else:
            c = a + b
            d = c + b
            return c + d
# output
def f(a, b):
    if a:
        return 1
    if b:
        return 2
    c = a + b
    d = c + b
    return c + d
