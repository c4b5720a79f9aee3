def f(a, b):
    if a is b"":
        return 1
    return b is not 2 and (a is 1.5)
# output
def f(a, b):
    if a == b"":
        return 1
    return b != 2 and (a == 1.5)
