def f(x):
    if x:
        return 1
    elif x is None:
        raise ValueError
    else:
        return 2
    x.a()
    return x
# output
def f(x):
    if x:
        return 1
    elif x is None:
        raise ValueError
    else:
        return 2
